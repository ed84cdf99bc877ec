"""A place is visited by its checklist and a hazard re-inspected where there is no signal: Chromium with its network cut,
and what the station made of it once the signal was back."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from drills.chromium import make_ready
from hazards.choices import Stage, Status
from hazards.models import Hazard, HazardPhoto, Inspection
from hazards.operations import steps
from intake.models import Submission
from tests.browser.conftest import OpenPage
from tests.browser.test_filing import button, cold_start, picture, until
from tests.browser.test_zero_signal import online
from tests.cast import Cast
from tests.hazards.helpers import a_checklist, a_photo, a_shop, ordered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def planned(cast: Cast) -> Inspection:
    """Of the shop with its list of two, due today, officer_a's."""
    a_checklist(cast)
    return Inspection.objects.create(
        station=cast.station_a, place=a_shop(cast), due_on=timezone.localdate(), officer=cast.officer_a
    )


def waiting(cast: Cast) -> Hazard:
    """A cadre's, said to be put right."""
    earlier = timezone.now() - datetime.timedelta(hours=30)
    found = ordered(cast, earlier, by=cast.cadre_a)
    a_photo(found, cast.cadre_a, earlier, Stage.BEFORE)
    steps.put_right(hazard_id=found.pk, at=timezone.now() - datetime.timedelta(hours=2), by=cast.leader_a)
    return found


def item(page: Page, text: str) -> Locator:
    return page.locator(".item .card").filter(has=page.get_by_role("group", name=text, exact=True))


def snap(page: Page, within: Locator) -> None:
    within.locator("input[type=file]").set_input_files(picture())
    expect(within.locator(".pictures img")).to_have_count(1)


def test_a_visit_and_a_re_inspection_are_made_without_a_signal_and_arrive_with_their_photos(
    cast: Cast, open_as: OpenPage
) -> None:
    visit, found = planned(cast), waiting(cast)
    page = open_as(cast.officer_a, phone=True, dark=True)
    make_ready(page, "You are not on duty tonight")
    page = cold_start(page)
    page.get_by_role("link", name="Inspections and re-inspections").click()

    page.get_by_role("link", name="Sweet Leaf").click()
    button(page, "Store the inspection").click()
    expect(page.get_by_text("Answer every item.")).to_have_count(2)
    item(page, "exit clear").get_by_text("in order", exact=True).click()
    second = item(page, "extinguisher valid")
    second.get_by_text("not in order", exact=True).click()
    snap(page, second)
    second.get_by_label("How is it put right?").select_option("deadline")
    button(page, "Store the inspection").click()
    expect(page.get_by_text("stored on this phone", exact=True)).to_be_visible()

    expect(page.get_by_role("link", name="Sweet Leaf")).to_have_count(0)
    page.get_by_role("link", name="Bridge").click()
    expect(page.get_by_text("The first photo was taken at 26.01, 117.29.")).to_be_visible()
    page.get_by_text("put right", exact=True).click()
    button(page, "Store").click()
    expect(page.get_by_text("Take a photo: without one")).to_be_visible()
    snap(page, page.locator("main"))
    button(page, "Store").click()
    expect(page.get_by_text("stored on this phone", exact=True)).to_have_count(2)
    assert not Submission.objects.exists()

    online(page)
    until(page, lambda: HazardPhoto.objects.count() == 3)
    visit.refresh_from_db()
    assert (visit.by, visit.answers) == (cast.officer_a, {"q1": "ok", "q2": "not_ok"})
    ordered_there = visit.findings.get().hazard
    assert (ordered_there.status, ordered_there.level) == (Status.ORDERED, "medium")
    assert ordered_there.photos.get().stage == Stage.BEFORE
    found.refresh_from_db()
    assert found.status == Status.RECHECKED
    assert found.photos.get(stage=Stage.AFTER).by == cast.officer_a


def test_a_refused_re_inspection_is_mended_in_its_own_form(cast: Cast, open_as: OpenPage) -> None:
    found = waiting(cast)
    page = open_as(cast.officer_a, phone=True, dark=True)
    make_ready(page, "You are not on duty tonight")
    page.evaluate(
        """async (hazard) => {
            const { openPhone } = await import("/static/js/night/phone.js");
            const phone = await openPhone({ name: "night" });
            await phone.unlockOnline();
            await phone.add("hazard.recheck", { hazard, passed: false, words: "" });
        }""",
        str(found.pk),
    )
    page.reload()
    until(page, lambda: Submission.objects.filter(state="refused").exists())
    page.goto("/patrol/#entries")
    page.get_by_role("link", name="Mend", exact=True).click()
    expect(page.get_by_role("heading", name="Re-inspection")).to_be_visible()
    page.get_by_label("In a few words").fill("仍上锁")
    button(page, "Store").click()
    until(page, lambda: found.rechecks.filter(passed=False, words="仍上锁").exists())
