"""A night in hills without signal: everything is logged on the phone, nothing is lost, the station reads it at dawn."""

import datetime
import io
import os
import re
from typing import Any

import pytest
import segno
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, expect

from drills.chromium import make_ready, unlock
from intake.choices import State
from intake.models import Phone, Submission
from ledger.models import Entry
from patrols import rules
from patrols.choices import PassProof, RoundStatus
from patrols.models import (
    ContactAttempt,
    HandoverRead,
    Photo,
    PlacePass,
    Round,
    Shift,
    UnsecuredVehicle,
    VehicleCheck,
)
from patrols.operations import shifts
from patrols.operations.place_codes import print_codes, text_of
from patrols.operations.rounds import start_round
from tests.browser.conftest import OpenPage
from tests.cast import Cast
from tests.patrols.helpers import open_car, seen_and_suggested

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ready(page: Page) -> None:
    make_ready(page, "Squad A")


def count(page: Page, name: str) -> int:
    return int(re.sub(r"\D", "", page.locator(f"#{name}").inner_text()) or 0)


def log_open_car(page: Page, plate_keys: str) -> None:
    page.get_by_role("link", name="Open!").click()
    keys = page.get_by_role("group", name="Plate keyboard")
    for key in plate_keys:
        keys.get_by_role("button", name=key, exact=True).click()
    page.get_by_text("door unlocked", exact=True).click()
    page.get_by_role("button", name="Store and call the owner").click()
    page.get_by_role("button", name="reached", exact=True).click()
    page.get_by_role("button", name="owner came and locked it").click()
    expect(page.locator("#tally")).to_be_visible()  # stored, and back at the round


def online(page: Page) -> None:
    """The signal is back; the network is Chromium's own, so the page hears of it by itself."""
    page.context.set_offline(False)


def picture_of_noise(size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def redraw(page: Page) -> None:
    """The screen is drawn anew, as after every run of the sender; the keyboard is away."""
    page.evaluate("document.activeElement.blur(); document.querySelector('main h1').id = 'as-it-was'")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#as-it-was")).to_have_count(0)


def killed(page: Page) -> Page:
    """The browser was killed: another life of the app, at the same place."""
    place = page.evaluate("location.hash")
    page.close()
    page = page.context.new_page()
    page.goto(f"/patrol/{place}")
    unlock(page)
    return page


def tap_secure(page: Page, times: int, already: int = 0) -> None:
    plus = page.get_by_role("button", name="Secure +1")
    for number in range(already + 1, already + times + 1):
        plus.click()
        expect(page.locator("#tally")).to_have_text(str(number))


def test_a_round_without_signal_is_logged_after_a_cold_start_and_delivered_when_it_is_back(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.close()

    page = page.context.new_page()  # a cold start in flight mode
    page.goto("/patrol/")
    unlock(page)
    page.get_by_role("button", name="Start the round").click()
    tap_secure(page, 4)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#tally")).to_have_text("3")
    log_open_car(page, "A1234")
    expect(page.locator("#tally")).to_have_text("4")
    expect(page.get_by_text("no signal")).to_be_visible()
    assert count(page, "waiting") == 9
    assert not VehicleCheck.objects.exists()
    page.close()

    page = page.context.new_page()  # the browser was killed once more
    page.goto("/patrol/")
    unlock(page)
    page.get_by_role("link", name="Go on with the round").click()
    expect(page.locator("#tally")).to_have_text("4")
    page.get_by_role("button", name="Finish the round").click()
    expect(page.get_by_text("Stored on this phone.")).to_be_visible()
    finished = timezone.now()

    online(page)
    expect(page.locator("#delivered")).to_have_text(re.compile(" 10$"), timeout=20_000)
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED}
    assert VehicleCheck.objects.live().count() == 4
    vehicle = UnsecuredVehicle.objects.get()
    assert (vehicle.plate, vehicle.outcome) == ("闽GA1234", "owner_secured")
    assert ContactAttempt.objects.count() == 1
    walked = Round.objects.get(shift=shift_now, number=1)
    assert walked.status == RoundStatus.DONE
    assert walked.finished_at is not None
    assert abs(walked.finished_at - finished) < datetime.timedelta(seconds=5)
    page.reload()
    expect(page.get_by_text("4 cars tried, 1 open")).to_be_visible()


def test_a_refused_entry_is_mended_on_the_phone(cast: Cast, shift_now: Shift, open_as: OpenPage) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    page.get_by_role("link", name="Open!").click()
    page.get_by_label("Number plate").fill("A" * 25)
    page.get_by_text("door unlocked", exact=True).click()
    page.get_by_role("button", name="Store and call the owner").click()
    page.get_by_role("button", name="reached", exact=True).click()
    online(page)
    page.get_by_role("link", name=re.compile("to mend 1")).click()
    expect(page.get_by_text("A plate has at most 20 characters.")).to_be_visible()
    page.get_by_role("link", name="Mend", exact=True).click()
    expect(page.get_by_text("A plate has at most 20 characters.")).to_be_visible()
    page.get_by_label("Number plate").fill("闽GA1234")
    page.get_by_role("button", name="Store and call the owner").click()
    expect(page.locator("#strip")).not_to_contain_text("to mend", timeout=20_000)
    vehicle = UnsecuredVehicle.objects.get()
    assert vehicle.plate == "闽GA1234"
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED, State.REPLACED}
    assert ContactAttempt.objects.get().vehicle == vehicle


def test_what_is_typed_or_ticked_beside_a_car_stays_until_it_is_stored(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    page.get_by_role("link", name="Open!").click()
    page.get_by_text("door unlocked", exact=True).click()
    page.get_by_role("button", name="Store and call the owner").click()
    talk, number = page.get_by_label("talk given"), page.get_by_label("Number you called")
    talk.uncheck()
    number.fill("13800000000")
    redraw(page)
    expect(talk).not_to_be_checked()
    expect(number).to_have_value("13800000000")
    page = killed(page)
    talk, number = page.get_by_label("talk given"), page.get_by_label("Number you called")
    expect(talk).not_to_be_checked()
    expect(number).to_have_value("13800000000")
    page.get_by_role("button", name="reached", exact=True).click()
    expect(number).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(number).to_have_value("13800000000")
    page.get_by_role("button", name="reached", exact=True).click()
    redraw(page)
    expect(number).to_have_value("")
    expect(talk).not_to_be_checked()
    page.get_by_role("button", name="owner came and locked it").click()
    expect(page.locator("#tally")).to_be_visible()
    page.locator("summary", has_text="Break the round off").click()
    page.get_by_label("Why?").fill("A storm")
    redraw(page)
    expect(page.get_by_label("Why?")).to_have_value("A storm")
    page = killed(page)
    page.locator("summary", has_text="Break the round off").click()
    expect(page.get_by_label("Why?")).to_have_value("A storm")
    page.get_by_role("button", name="Break the round off").click()
    expect(page.get_by_text("Taken along at")).to_be_visible()
    online(page)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    vehicle = UnsecuredVehicle.objects.get()
    assert (vehicle.outcome, vehicle.talk_given) == ("owner_secured", False)
    assert ContactAttempt.objects.get().contact is not None
    assert Entry.objects.get(verb="round.aborted").reason == "A storm"


def test_a_pin_half_typed_outlives_a_redraw(cast: Cast, shift_now: Shift, open_as: OpenPage) -> None:
    """Where no draft keeps it, what was typed is carried over."""
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.goto("/patrol/#entries")
    page.get_by_label("Choose a PIN of six digits").fill("4829")
    redraw(page)
    expect(page.get_by_label("Choose a PIN of six digits")).to_have_value("4829")


@pytest.mark.parametrize("way", ["locked", "killed"])
def test_half_written_notes_come_back_as_they_were_left(
    way: str, cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    walked = start_round(round_id=shift_now.rounds.get(number=1).pk, at=timezone.now(), by=cast.officer_a)
    _seen, visit = seen_and_suggested(cast, open_car(cast, walked, when=timezone.now()))
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    notes = {
        f"visit/{visit.pk}": ("Note", "Nobody at home"),
        "handover": ("Note for the next shift", "The keys lie in the drawer"),
        "note": ("What was seen", "A lamp is out"),
    }
    for place, (label, words) in notes.items():
        page.goto(f"/patrol/#{place}")
        page.get_by_label(label, exact=True).fill(words)
    if way == "killed":
        page = killed(page)
    else:
        page.goto("/patrol/#entries")
        page.get_by_role("button", name="Lock").click()
        expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
        unlock(page)
        expect(page.get_by_text("Taken along at")).to_be_visible()
    for place, (label, words) in notes.items():
        page.goto(f"/patrol/#{place}")
        expect(page.get_by_label(label, exact=True)).to_have_value(words)
    page.goto(f"/patrol/#visit/{visit.pk}")
    page.get_by_role("button", name="nobody at home").click()
    expect(page.get_by_text("Owners to visit at home")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Nobody at home")
    page.get_by_role("button", name="nobody at home").click()
    expect(page.get_by_text("Taken along at")).to_be_visible()
    online(page)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    visit.refresh_from_db()
    assert (visit.result, visit.note) == ("absent", "Nobody at home")


def test_a_photo_on_its_way_counts_as_waiting_and_moves_the_bar(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    log_open_car(page, "A1234")
    page.locator("ul.list a.button").first.click()
    # Noise, which no format makes small: three pieces.
    noise = {"name": "car.jpg", "mimeType": "image/jpeg", "buffer": picture_of_noise((400, 300))}
    page.locator("input[type=file]").set_input_files(noise)  # type: ignore[arg-type]  # such a dict
    expect(page.get_by_text("photos: 1")).to_be_visible()
    held: list[Route] = []
    stops = [True]
    page.context.route(
        "**/api/sync/blobs/**", lambda route: held.append(route) if stops else route.continue_()
    )
    online(page)
    expect(page.locator("#delivered")).to_have_text("delivered 4", timeout=30_000)
    expect(page.locator("#waiting")).to_have_text("on this phone 1")
    bar = page.locator("#strip progress")
    expect(bar).to_have_attribute("aria-label", re.compile(r"^sending \d+ of \d+ kB$"))
    begun = float(bar.evaluate("(bar) => bar.value / bar.max"))
    assert begun < 0.2, "most of it is the photo"
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    assert Phone.objects.get().waiting == 1, "the station heard of it before it is sent"
    held.pop().continue_()
    page.wait_for_function(
        "(was) => document.querySelector('#strip progress').value > was",
        arg=bar.evaluate("(bar) => bar.value"),
    )
    stops.clear()
    for route in held:
        route.continue_()
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    assert Photo.objects.count() == 1


def test_places_are_passed_by_the_phones_position_and_the_way_is_its_walkers(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    page.context.grant_permissions(["geolocation"])
    far = {"longitude": cast.place_a.point.x, "latitude": cast.place_a.point.y - 0.01, "accuracy": 8}
    page.context.set_geolocation(far)  # type: ignore[arg-type]  # the keys it wants
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    row = page.locator("li", has_text=cast.place_a.name)
    expect(row).to_be_visible()
    for step in (8, 6, 4, 2, 0):  # towards it, 200 m a time
        page.wait_for_timeout(300)
        point = {**far, "latitude": cast.place_a.point.y - step / 1000}
        page.context.set_geolocation(point)  # type: ignore[arg-type]  # see above
    expect(row.get_by_text("by the phone's position")).to_be_visible()
    expect(page.get_by_text("Bridge · by the phone's position")).to_be_visible()
    page.goto("/patrol/#entries")
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_text("Officer A: 3 waiting on this phone")).to_be_visible()
    unlock(page)
    expect(page.get_by_role("link", name="Go on with the round")).to_be_visible()
    online(page)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    assert Submission.objects.filter(kind="place.pass").count() == 1
    passed = PlacePass.objects.get()
    assert (passed.place, passed.proof, passed.accuracy_m) == (cast.place_a, PassProof.POSITION, 8)
    part = Submission.objects.get(kind="track.part")
    assert (part.author, part.state) == (cast.officer_a, State.APPLIED)


def test_entries_are_shown_in_words(cast: Cast, shift_now: Shift, open_as: OpenPage) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    log_open_car(page, "A1234")
    page.locator("ul.list a.button").first.click()
    page.get_by_role("link", name="Correct this entry").click()
    page.get_by_label("Vehicle and surroundings").fill("red van")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text("red van")).to_be_visible()
    page.goto("/patrol/#entries")
    expect(page.locator("ul.entries > li")).to_have_count(5)
    page.evaluate("for (const row of document.querySelectorAll('.entries details')) row.open = true")
    shown = page.locator("ul.entries").inner_text()
    for words in (
        "Round 1",
        "Bridge",
        "闽GA1234",
        "door unlocked",
        "owner came and locked it",
        "reached",
        "→ red van",
    ):
        assert words in shown
    assert not re.search(r"[0-9a-f]{8}-|latitude|shift|open_parts|\[object|owner_secured|null", shown)


def test_a_refused_change_of_a_car_is_mended_field_by_field(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    log_open_car(page, "A1234")
    page.locator("ul.list a.button").first.click()
    page.get_by_role("link", name="Correct this entry").click()
    page.get_by_label("Number plate").fill("A" * 25)
    page.get_by_role("button", name="Store", exact=True).click()
    online(page)
    page.get_by_role("link", name=re.compile("to mend 1")).click(timeout=30_000)
    expect(page.get_by_text("Number plate: A plate has at most 20 characters.")).to_be_visible()
    page.get_by_role("link", name="Mend", exact=True).click()
    plate = page.get_by_label("Number plate")
    expect(plate).to_have_value("A" * 25)
    expect(page.locator(".field", has=plate).get_by_text("A plate has at most 20")).to_be_visible()
    plate.fill("闽GA1239")
    page.context.set_offline(True)
    page = killed(page)
    plate = page.get_by_label("Number plate")
    expect(plate).to_have_value("闽GA1239")
    online(page)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator("#strip")).not_to_contain_text("to mend", timeout=30_000)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    assert UnsecuredVehicle.objects.get().plate == "闽GA1239"


def test_a_photo_that_never_arrives_whole_is_sent_again_or_taken_anew(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    log_open_car(page, "A1234")
    page.locator("ul.list a.button").first.click()
    photo: Any = {"name": "car.jpg", "mimeType": "image/jpeg", "buffer": picture_of_noise((60, 40))}
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_text("photos: 1")).to_be_visible()
    said = {"status": 422, "json": {"received": 0, "complete": False}}
    page.context.route("**/api/sync/blobs/**", lambda route: route.fulfill(**said))
    online(page)
    page.get_by_role("link", name=re.compile("to mend 1")).click(timeout=30_000)
    row = page.locator("ul.entries > li").first
    expect(row.get_by_text("The photo did not arrive whole.")).to_be_visible()
    expect(row.get_by_role("button", name="Send again")).to_be_visible()
    row.get_by_role("link", name="Take the photo again").click()
    page.context.unroute_all()
    page.get_by_label("Take the photo again").set_input_files(photo)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=30_000)
    expect(page.locator("#strip")).not_to_contain_text("to mend")
    assert Photo.objects.count() == 1
    assert set(Submission.objects.filter(kind="photo").values_list("state", flat=True)) == {
        State.APPLIED,
        State.DROPPED,
    }


def test_two_phones_that_disagree_are_called_so_and_leave_nothing_to_mend(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    log_open_car(page, "A1234")
    page.evaluate(STATE_OF_ALL, "clash")
    page.goto("/patrol/#entries")
    page.reload()
    unlock(page)
    expect(page.locator("#strip")).to_contain_text("to be decided 4")
    expect(page.locator("#strip")).not_to_contain_text("to mend")
    page.locator("ul.entries summary").first.click()
    expect(page.get_by_text("A person at the station decides which holds.").first).to_be_visible()
    expect(page.get_by_role("link", name="Mend")).to_have_count(0)


def test_the_first_start_says_that_the_note_was_read(cast: Cast, shift_now: Shift, open_as: OpenPage) -> None:
    before = timezone.localtime(shift_now.starts_at) - datetime.timedelta(days=1)
    planned = before - datetime.timedelta(days=1)  # whatever the time of day, that night is still to come
    earlier = shifts.create_shift(
        station=cast.station_a, squad=cast.squad_a, duty_date=before.date(), starts=datetime.time(1),
        ends=datetime.time(2), places=[cast.place_a], policy=rules.Policy(), at=planned, by=cast.chief_a,
    )  # fmt: skip
    Shift.objects.filter(pk=earlier.pk).update(
        handover_note="The keys lie in the drawer", handed_over_at=before, handed_over_by=cast.officer_a
    )
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    expect(page.get_by_text("The keys lie in the drawer")).to_be_visible()
    page.get_by_role("button", name="Note read: start the round").click()
    expect(page.locator("#tally")).to_be_visible()
    assert count(page, "waiting") == 2
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#waiting")).to_have_text("on this phone 0")
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Note read: start the round").click()
    expect(page.locator("#tally")).to_be_visible()
    online(page)
    expect(page.locator("#delivered")).to_have_text("delivered 2", timeout=30_000)
    read = HandoverRead.objects.get()
    assert (read.previous, read.by, read.shift) == (earlier, cast.officer_a, shift_now)


STATE_OF_ALL = """async (state) => {
    const opening = indexedDB.open("night");
    const base = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const tx = base.transaction("records", "readwrite");
    tx.objectStore("records").getAll().onsuccess = ({ target }) => {
        for (const row of target.result) tx.objectStore("records").put({ ...row, state, receipt: {} });
    };
    await new Promise((done) => { tx.oncomplete = done; });
    base.close();
}"""
#: As after ten wrong PINs: what the phone kept for its own screens does not open any more.
UNREADABLE = """async (state) => {
    const opening = indexedDB.open("night");
    const base = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const tx = base.transaction("records", "readwrite");
    tx.objectStore("records").getAll().onsuccess = ({ target }) => {
        for (const row of target.result) {
            row.view.ct = new Uint8Array(row.view.ct.byteLength).buffer;
            tx.objectStore("records").put({ ...row, state });
        }
    };
    await new Promise((done) => { tx.oncomplete = done; });
    base.close();
}"""


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_an_entry_that_cannot_be_read_stops_nothing_and_can_only_be_deleted(
    state: str, cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    expect(page.locator("#tally")).to_be_visible()
    page.evaluate(UNREADABLE, state)
    page.goto("/patrol/")
    page.reload()
    unlock(page)
    page.get_by_role("button", name="Start the round").click()
    tap_secure(page, 2)
    page.goto("/patrol/#entries")
    row = page.locator("ul.entries > li", has_text="cannot read this entry")
    if state == "waiting":
        row.locator("summary").click()
    expect(row.get_by_text("cannot read this entry")).to_be_visible()
    expect(row.get_by_role("link", name="Mend")).to_have_count(0)
    page.on("dialog", lambda dialog: dialog.accept())
    if state == "waiting":
        row.get_by_role("button", name="Delete").click()
        expect(page.locator("ul.entries > li")).to_have_count(3)


def test_taps_that_an_open_car_needs(cast: Cast, shift_now: Shift, open_as: OpenPage) -> None:
    """Secure car 1 tap, starting a round 1, an open car with plate, call and outcome at most 12."""
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.evaluate("addEventListener('click', () => { window.taps = (window.taps || 0) + 1; }, true)")

    def taps(work: Any) -> int:
        before = page.evaluate("window.taps || 0")
        work()
        made: int = page.evaluate("window.taps || 0") - before
        return made

    assert taps(lambda: page.get_by_role("button", name="Start the round").click()) == 1
    assert taps(lambda: tap_secure(page, 1)) == 1
    assert taps(lambda: log_open_car(page, "A1234")) <= 12


def test_two_officers_share_a_phone_and_see_only_their_own(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    context: BrowserContext = page.context
    context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    tap_secure(page, 2)
    page.goto("/patrol/#entries")
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_text("Officer A: 3 waiting on this phone")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("secure car")


def test_a_stored_car_is_corrected_and_only_what_differs_is_sent(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    log_open_car(page, "A1234")
    page.locator("ul.list a.button").first.click()
    page.get_by_role("link", name="Correct this entry").click()
    expect(page.get_by_label("Number plate")).to_have_value("闽GA1234")
    page.get_by_label("Number plate").fill("闽GA1235")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_role("heading", name="闽GA1235")).to_be_visible()
    online(page)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=20_000)
    assert UnsecuredVehicle.objects.get().plate == "闽GA1235"
    changed = Entry.objects.get(verb="vehicle.corrected")
    assert changed.detail == {"fields": ["plate"]}


#: A camera that shows nothing and a browser that reads the plate in it, as Chromium on a phone would.
READS = """(code) => {
    navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
    HTMLMediaElement.prototype.play = async () => {};
    globalThis.BarcodeDetector = class { async detect() { return [{ rawValue: code }]; } };
}"""


#: A camera that looks at a picture, in a browser that has no reader of its own, as on many phones here.
LOOKS = """async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext("2d");
    setInterval(() => {
        context.fillStyle = "white";
        context.fillRect(0, 0, 640, 480);
        context.drawImage(image, 200, 120);
    }, 50);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
    delete globalThis.BarcodeDetector;
}"""


@pytest.mark.parametrize("way", ["camera", "own reader", "typed"])
def test_a_places_plate_is_read_by_the_camera_or_typed(
    way: str, cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    code = text_of(print_codes(places=[cast.place_a], at=timezone.now(), by=cast.chief_a)[0])
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the round").click()
    if way == "camera":
        page.evaluate(READS, f"https://station.example/patrol/p/{code}/")
        page.get_by_role("link", name="Scan the place's plate").click()
    elif way == "own reader":
        square = segno.make(f"https://station.example/patrol/p/{code}/").png_data_uri(scale=5)
        page.evaluate(LOOKS, square)
        page.get_by_role("link", name="Scan the place's plate").click()
    else:
        page.get_by_role("link", name="Scan the place's plate").click()
        expect(page.get_by_text("The camera did not open.")).to_be_visible()
        page.get_by_label("Code below the square").fill(code.lower())
        page.get_by_role("button", name="Store", exact=True).click()
    expect(
        page.locator("li", has_text=cast.place_a.name).get_by_text("by the code on its plate")
    ).to_be_visible()
    online(page)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=20_000)
    assert PlacePass.objects.get().proof == PassProof.PLATE


def test_one_tap_is_taken_back_within_ten_seconds_and_sent_after_them(
    cast: Cast, shift_now: Shift, open_as: OpenPage, settings: Any
) -> None:
    settings.PHONE_UNDO_SECONDS = 10
    page = open_as(cast.officer_a, phone=True, dark=True)
    ready(page)
    page.get_by_role("button", name="Start the round").click()
    expect(page.locator("#tally")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Start the round").click()
    expect(page.locator("#waiting")).to_have_text("on this phone 1")
    assert not Submission.objects.exists()
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=20_000)
    assert Submission.objects.get().state == State.APPLIED
    assert shift_now.rounds.get(number=1).status == RoundStatus.IN_PROGRESS


def test_pages_beside_the_app_say_what_still_lies_on_the_phone(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    page.goto("/nights/")
    expect(page.locator("[data-queue]")).to_be_hidden()
    ready(page)
    page.context.route("**/api/sync/records", lambda route: route.abort())
    page.get_by_role("button", name="Start the round").click()
    tap_secure(page, 2)
    page.goto("/nights/")
    expect(page.get_by_role("link", name="on this phone 3")).to_be_visible()
    page.get_by_role("link", name="on this phone 3").click()
    expect(page.get_by_role("heading", name="Entries")).to_be_visible()
