"""A cadre files a dispute where there is no signal, an officer reports a hazard from a round, a mediator logs a meeting:
Chromium with its network really cut, and hands that think and type as people do."""

import io
import random
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from disputes.choices import MediatorKind, Route
from disputes.models import Dispute, DisputePhoto, Event, Session
from disputes.operations import triage
from drills.chromium import PIN, make_ready, unlock
from hazards.models import Hazard, HazardPhoto
from intake.choices import State
from intake.models import Submission
from patrols.models import Shift
from tests.browser.conftest import OpenPage
from tests.browser.test_zero_signal import online, ready
from tests.cast import Cast
from tests.disputes.helpers import reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "两家为了田埂吵起来了，说要找人来"
#: A thumb over fifty: half a second to find the next button, a letter each tenth of a second.
THINKS, TYPES = 0.5, 100


def picture() -> FilePayload:
    buffer = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert("RGB").save(buffer, "JPEG")
    return {"name": "seen.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


class Hand:
    """Taps that are counted, with a pause for thought before each."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.begun = page, 0, time.monotonic()
        self.chance = random.Random(7)  # how long somebody thinks

    def tap(self, target: Locator) -> None:
        self.page.wait_for_timeout(int(1000 * THINKS * self.chance.uniform(0.7, 1.6)))
        target.tap()
        self.taps += 1

    def write(self, target: Locator, words: str) -> None:
        target.press_sequentially(words, delay=TYPES)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun


def until(page: Page, holds: Callable[[], bool]) -> None:
    """What is sent in the background comes when it comes."""
    for _ in range(80):
        if holds():
            return
        page.wait_for_timeout(500)
    assert holds()


def at_home(page: Page, village: str = "Village A") -> None:
    expect(page.get_by_role("heading", name=village)).to_be_visible()


def cold_start(page: Page) -> Page:
    """The browser was closed; it opens again in flight mode."""
    page.context.set_offline(True)
    page.close()
    fresh = page.context.new_page()
    fresh.goto("/patrol/")
    unlock(fresh)
    return fresh


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def level(page: Page, name: str) -> Locator:
    """The sign before the word belongs to the button's name."""
    return page.get_by_role("button", name=re.compile(rf"^\W*{name}"))


def test_a_cadre_files_after_a_cold_start_without_a_signal_in_under_a_minute_and_seven_taps(
    cast: Cast, open_as: OpenPage
) -> None:
    page = open_as(cast.cadre_a, phone=True, dark=True)
    make_ready(page, "Village A")
    page = cold_start(page)
    at_home(page)

    hand = Hand(page)
    hand.tap(page.get_by_role("link", name="Report a dispute"))
    hand.tap(button(page, "land and hillsides"))
    hand.write(page.get_by_label("In your own words"), WORDS)
    hand.tap(button(page, "Next"))
    hand.tap(level(page, "high"))
    hand.tap(button(page, "Next"))
    hand.write(page.get_by_label("Where in the village"), "桥头12号")
    hand.tap(button(page, "Send"))
    expect(page.get_by_text("Stored on this phone. It is sent by itself")).to_be_visible()
    assert hand.taps <= 7
    assert hand.seconds < 60
    assert not Dispute.objects.exists()

    online(page)
    expect(page.locator("#report-number")).to_be_visible(timeout=30_000)
    dispute = Dispute.objects.get()
    assert page.locator("#report-number").inner_text() == dispute.number
    assert (dispute.words, dispute.level, dispute.village) == (WORDS, "high", cast.village_a)
    assert Submission.objects.get().state == State.APPLIED
    page.goto("/patrol/#")  # a tap may fall on a screen that is being drawn anew
    expect(page.locator(".reports")).to_contain_text(dispute.number)
    expect(page.locator("#waiting")).to_have_text("on this phone 0")


def test_a_half_filled_report_is_found_as_it_was_left_with_its_photo_and_people(
    cast: Cast, open_as: OpenPage
) -> None:
    page = open_as(cast.cadre_a, phone=True, dark=True)
    make_ready(page, "Village A")
    page.context.set_offline(True)
    page.get_by_role("link", name="Report a dispute").click()
    button(page, "land and hillsides").click()
    page.get_by_label("In your own words").fill("half a sen")
    page.locator("input[type=file]").set_input_files(picture())
    expect(page.locator(".pictures img")).to_have_count(1)
    button(page, "Next").click()
    page.get_by_label("threats were made").check()
    expect(level(page, "high")).to_have_attribute("aria-pressed", "true")
    button(page, "Next").click()
    button(page, "Add a person").click()
    page.get_by_label("Name", exact=True).fill("王建国")
    page.reload()  # a call came in, the browser was thrown out
    unlock(page)
    expect(page.get_by_label("Name", exact=True)).to_have_value("王建国")
    page.get_by_role("link", name="Back one step").click()
    expect(page.get_by_label("threats were made")).to_be_checked()

    page = cold_start(page)
    at_home(page)
    page.get_by_role("link", name="Go on with the half-filled report").click()
    chosen = page.get_by_role("button", name="✓ land and hillsides", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    chosen.click()
    expect(page.get_by_label("In your own words")).to_have_value("half a sen")
    expect(page.locator(".pictures img")).to_have_count(1)
    page.get_by_label("In your own words").fill(WORDS)
    button(page, "Next").click()
    button(page, "Next").click()
    button(page, "Send").click()
    online(page)
    expect(page.locator("#report-number")).to_be_visible(timeout=30_000)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    dispute = Dispute.objects.get()
    assert (dispute.words, dispute.level, dispute.signals) == (WORDS, "high", ["threats"])
    assert dispute.parties.get().name_mask == "王**"[: len(dispute.parties.get().name_mask)]
    until(page, DisputePhoto.objects.exists)
    assert DisputePhoto.objects.get().dispute == dispute
    page.goto("/patrol/#")
    expect(page.get_by_role("link", name="Report a dispute")).to_be_visible()


def test_a_sign_of_blood_makes_it_red_and_offers_110_at_once(cast: Cast, open_as: OpenPage) -> None:
    page = open_as(cast.cadre_a, phone=True, dark=True)
    page.goto("/patrol/#report/3")
    expect(page.get_by_role("heading", name="How urgent is it?")).to_be_visible()
    expect(page.get_by_role("link", name="Call 110 now")).to_have_count(0)
    page.get_by_label("somebody is hurt").check()
    call = page.get_by_role("link", name="Call 110 now")
    expect(call).to_have_attribute("href", "tel:110")
    expect(level(page, "low")).to_be_disabled()
    page.get_by_label("somebody is hurt").uncheck()
    expect(call).to_have_count(0)
    level(page, "critical").click()
    expect(call).to_be_visible()


def test_what_may_be_the_same_is_shown_before_sending(cast: Cast, open_as: OpenPage) -> None:
    now = timezone.now()
    first = reported(cast, at=now, received_at=now)
    page = open_as(cast.cadre_a, phone=True, dark=True)
    make_ready(page, "Village A")
    page.context.set_offline(True)
    page.get_by_role("link", name="Report a dispute").click()
    button(page, "water and ditches").click()  # another kind, but one of the same people
    page.get_by_label("In your own words").fill(WORDS)
    button(page, "Next").click()
    level(page, "medium").click()
    button(page, "Next").click()
    button(page, "Add a person").click()
    page.get_by_label("Name", exact=True).fill("王 建国")
    button(page, "Send").click()
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    expect(page.get_by_text("1 of the same people")).to_be_visible()
    button(page, "It is this one").click()
    online(page)
    expect(page.locator("#report-number")).to_have_text(first.number, timeout=30_000)
    assert Dispute.objects.count() == 1
    assert first.reports.count() == 2


def test_a_refused_report_is_mended_in_the_form_it_was_made_with(cast: Cast, open_as: OpenPage) -> None:
    page = open_as(cast.cadre_a, phone=True, dark=True)
    make_ready(page, "Village A")
    page.context.set_offline(True)
    page.goto("/patrol/#report/2")
    page.get_by_label("In your own words").fill(WORDS)
    page.goto("/patrol/#report/1")
    button(page, "land and hillsides").click()
    button(page, "Next").click()
    level(page, "medium").click()
    button(page, "Next").click()
    button(page, "Add a person").click()
    page.get_by_label("Telephone, if known").fill("03001234567")  # looks like a number, is none of here
    button(page, "Send").click()
    expect(page.get_by_text("Stored on this phone. It is sent by itself")).to_be_visible()
    online(page)
    expect(page.get_by_text("The station could not take it as it is.")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Mend", exact=True).click()
    expect(page.get_by_text("This is no telephone number")).to_be_visible()
    page.get_by_label("Telephone, if known").fill("13800001234")
    button(page, "Send").click()
    expect(page.locator("#strip")).not_to_contain_text("to mend", timeout=30_000)
    assert Dispute.objects.get().parties.get().phone_mask == "138****1234"
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED, State.REPLACED}


def test_the_reports_time_line_says_when_it_moved(cast: Cast, open_as: OpenPage) -> None:
    now = timezone.now()
    dispute = reported(cast, at=now, received_at=now)
    page = open_as(cast.cadre_a, phone=True, dark=True)
    page.goto("/patrol/")
    at_home(page)
    expect(page.locator(".reports")).not_to_contain_text("news")
    triage.accept(dispute_id=dispute.pk, route=Route.PEOPLES, **accepting(cast))
    page.reload()
    expect(page.locator(".reports")).to_contain_text("news")
    page.locator(".reports a").click()
    expect(page.locator(".timeline li")).to_have_count(2)
    page.get_by_role("link", name="Add something").click()
    page.get_by_label("Add something").fill("又吵了")
    button(page, "Store").click()
    until(page, Event.objects.filter(dispute=dispute, verb="words").exists)
    assert Event.objects.get(dispute=dispute, verb="words").note == "又吵了"
    page.goto("/patrol/#")
    expect(page.locator(".reports")).not_to_contain_text("news")


def accepting(cast: Cast) -> dict[str, Any]:
    return {"at": timezone.now(), "by": cast.chief_a}


#: What the first screen of each begins with.
HEADINGS = {"justice_a": "Station A", "officer_a": "You are not on duty tonight", "cadre_a": "Village A"}


def mediation(cast: Cast, mediator: str, kind: MediatorKind) -> Dispute:
    now = timezone.now()
    dispute = reported(cast, at=now, received_at=now)
    triage.accept(dispute_id=dispute.pk, route=Route.PEOPLES, **accepting(cast))
    triage.assign(
        dispute_id=dispute.pk,
        mediator=getattr(cast, mediator),
        mediator_kind=kind,
        at=timezone.now(),
        by=cast.chief_a,
    )
    return dispute


@pytest.mark.parametrize(
    ("who", "kind", "way"),
    [
        ("justice_a", MediatorKind.JUSTICE, "home"),
        ("officer_a", MediatorKind.OFFICER, "link"),
        ("cadre_a", MediatorKind.CADRE, "home"),
    ],
)
def test_a_mediator_logs_a_meeting_without_a_signal(
    who: str, kind: MediatorKind, way: str, cast: Cast, open_as: OpenPage
) -> None:
    dispute = mediation(cast, who, kind)
    page = open_as(getattr(cast, who), phone=True, dark=True)
    make_ready(page, HEADINGS[who])
    if way == "link":
        page.get_by_role("link", name=re.compile("^My mediations")).click()
    page.locator(".reports").get_by_role("link", name=re.compile(dispute.number)).first.click()
    page.context.set_offline(True)
    page.get_by_role("link", name="Log a meeting").click()
    button(page, "Store").click()
    expect(page.get_by_text("Say where they met.")).to_be_visible()
    expect(page.get_by_label("Where did they meet?")).to_be_focused()
    page.get_by_label("Where did they meet?").fill("村委会")
    page.get_by_text("王**"[:2], exact=False).first.click()
    page.get_by_label("What was said").fill("双方说清了界线")
    page.get_by_text("to be continued", exact=True).click()
    button(page, "Store").click()
    expect(page.get_by_text("People's mediation needs the consent of both sides.")).to_be_visible()
    page.get_by_label("Both sides agreed to be mediated").check()
    button(page, "Store").click()
    expect(page.get_by_role("heading", name="Meetings")).to_be_visible()
    assert not Session.objects.exists()
    online(page)
    until(page, Session.objects.exists)
    held = Session.objects.get()
    assert (held.dispute, held.place, held.notes, held.result) == (
        dispute,
        "村委会",
        "双方说清了界线",
        "continue",
    )
    assert held.came.count() == 1
    assert held.mediation.consented_at is not None


def test_a_hazard_on_a_round_is_one_tap_away_and_a_photo_says_enough(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    button(page, "Start the round").click()
    page.get_by_role("link", name=f"Hazard here: {cast.place_a.name}").click()
    expect(page.get_by_label("Where?")).to_have_value(str(cast.place_a.pk))
    button(page, "Report it").click()
    expect(page.get_by_text("Choose the kind of hazard.")).to_be_visible()
    button(page, "fire exits and escape routes").click()
    button(page, "Report it").click()
    expect(page.get_by_text("Add a photo, or say it in a few words.")).to_be_visible()
    page.locator("input[type=file]").set_input_files(picture())
    expect(page.locator(".pictures img")).to_have_count(1)
    button(page, "Report it").click()
    expect(page.locator("#tally")).to_be_visible()  # back in the round
    online(page)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=40_000)
    found = Hazard.objects.get()
    assert (found.place, found.kind, found.source) == (cast.place_a, "fire_exit", "patrol")
    until(page, HazardPhoto.objects.exists)
    assert HazardPhoto.objects.get().hazard == found


def test_two_officers_and_a_cadre_share_a_phone_and_keep_queues_and_drafts_apart(
    cast: Cast, shift_now: Shift, open_as: OpenPage, sign_in_on: Callable[[Page, Any], None]
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    for officer in (cast.auxiliary_a, cast.cadre_a, cast.officer_a):
        sign_in_on(page, officer)
        make_ready(page, "Squad A")
        page.goto("/patrol/#entries")
        button(page, "Lock").click()
    page.context.set_offline(True)

    def enter(name: str) -> None:
        page.goto("/patrol/")
        button(page, name).click()
        page.get_by_label("PIN").last.fill(PIN)

    enter("Cadre A")
    page.get_by_role("link", name="Report a dispute").click()
    button(page, "land and hillsides").click()
    page.get_by_label("In your own words").fill(WORDS)
    page.goto("/patrol/#entries")
    button(page, "Lock").click()
    enter("Officer A")
    page.get_by_role("link", name="Report a hazard").click()
    button(page, "electric wiring").click()
    page.get_by_label("In a few words").fill("线乱拉")
    button(page, "Report it").click()
    expect(page.locator("#waiting")).to_have_text("on this phone 1")
    page.goto("/patrol/#report/2")
    expect(page.get_by_label("In your own words")).to_have_value("")
    page.goto("/patrol/#entries")
    button(page, "Lock").click()
    expect(page.get_by_text("Officer A: 1 waiting on this phone")).to_be_visible()
    enter("Auxiliary A")
    expect(page.locator("#waiting")).to_have_text("on this phone 0")
    page.goto("/patrol/#entries")
    expect(page.locator("main")).not_to_contain_text("hazard reported")
    button(page, "Lock").click()
    enter("Cadre A")
    page.goto("/patrol/#report/2")
    expect(page.get_by_label("In your own words")).to_have_value(WORDS)
    online(page)
    until(page, Hazard.objects.exists)
    assert Hazard.objects.get().found_by == cast.officer_a
