"""An officer on night patrol and a cadre in the own village log visits at the door where there is no signal; lines
of a list are mended in place. Chromium, its network really cut."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from antifraud.choices import DoorOutcome
from antifraud.models import AppCount, DoorVisit, Household, ImportBatch
from antifraud.operations.plans import plan_visits
from drills.chromium import make_ready
from intake.choices import State
from intake.models import Submission
from patrols.models import Shift
from tests.antifraud.door_helpers import household, visited, workbook
from tests.browser.conftest import OpenPage
from tests.browser.test_filing import Hand, button, cold_start, until
from tests.browser.test_zero_signal import online
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def doors(cast: Cast) -> tuple[Household, Household, Household]:
    """Planned for tonight, planned as well, and one talked to last week."""
    now = timezone.now()
    found = household(cast), household(cast, "13号", phone=""), household(cast, "14号", phone="")
    visited(cast, found[2], when=now - datetime.timedelta(days=7))
    plan_visits(
        village=cast.village_a,
        groups=[],
        starts_on=timezone.localdate(now),
        ends_on=timezone.localdate(now),
        weekdays=range(7),
        officer=None,
        at=now,
        by=cast.chief_a,
    )
    return found


def test_an_officer_logs_a_visit_without_a_signal_in_six_taps(
    cast: Cast, open_as: OpenPage, shift_now: Shift
) -> None:
    planned, missed, lately = doors(cast)
    page = open_as(cast.officer_a, phone=True, dark=True)
    make_ready(page, "Squad A")
    page = cold_start(page)
    expect(page.get_by_role("heading", name="Squad A")).to_be_visible()

    hand = Hand(page)
    hand.tap(page.get_by_role("link", name="Doors to visit"))
    hand.tap(page.get_by_role("link", name="Group 3 12号").first)
    hand.tap(button(page, "Talked to them"))
    hand.tap(page.get_by_text("false loan", exact=True))
    hand.tap(button(page, "All are registered"))
    hand.tap(button(page, "Told: call 110 at once. Store"))
    assert hand.taps == 6
    expect(page.get_by_text("1 doors logged on this phone")).to_be_visible()

    nobody = Hand(page)
    nobody.tap(page.get_by_role("link", name="Group 3 13号").first)
    nobody.tap(button(page, "Nobody at home"))
    expect(page.get_by_text("2 doors logged on this phone")).to_be_visible()
    expect(page.get_by_text("Nothing is left of what was planned for now.")).to_be_visible()

    page.get_by_text("Group 3 ·").click()
    page.get_by_role("link", name="Group 3 14号").click()
    expect(page.get_by_text("They were talked to on")).to_be_visible()
    button(page, "Talked to them").click()
    expect(page.get_by_text("Say why they are visited again so soon.")).to_be_visible()
    assert not Submission.objects.exists()

    online(page)
    until(page, lambda: DoorVisit.objects.count() == 3)
    talk, none = DoorVisit.objects.get(household=planned), DoorVisit.objects.get(household=missed)
    assert (talk.explained, talk.told_to_call, talk.shift_ref) == (["fake_loan"], True, shift_now.pk)
    assert (AppCount.objects.get(visit=talk).registered, none.outcome) == (2, DoorOutcome.NOT_HOME)
    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED}
    assert DoorVisit.objects.filter(household=lately).count() == 1


def test_a_cadre_notes_a_new_door_of_the_own_village_and_takes_a_slip_of_the_thumb_back(
    cast: Cast, open_as: OpenPage
) -> None:
    doors(cast)
    page = open_as(cast.cadre_a, phone=True, dark=True)
    make_ready(page, "Village A")
    page = cold_start(page)
    expect(page.get_by_role("heading", name="Village A")).to_be_visible()
    page.get_by_role("link", name="Doors to visit").click()
    page.get_by_role("link", name="Group 3 12号").first.click()
    button(page, "They moved away").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Doors to visit").click()
    page.get_by_role("link", name="Another door").click()
    button(page, "Nobody at home").click()
    expect(page.get_by_text("Say which door it is.")).to_be_visible()
    page.get_by_label("Door").fill("新房")
    button(page, "Nobody at home, slip left").click()
    expect(page.get_by_text("1 doors logged on this phone")).to_be_visible()

    online(page)
    until(page, lambda: Household.objects.filter(door="新房").exists())
    visit = DoorVisit.objects.get(household__door="新房")
    assert (visit.slip_left, visit.by, visit.village) == (True, cast.cadre_a, cast.village_a)
    assert not Household.objects.filter(left_on__isnull=False).exists()


def test_two_wrong_lines_are_mended_in_place_and_what_is_typed_in_the_other_stays(
    cast: Cast, open_as: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbook([(1, "1号", "", "", 2), (1, "2号", "", "138", 2), (1, "3号", "", "", "two")]))
    page = open_as(cast.cadre_a)
    page.goto("/imports/new/")
    page.get_by_label("Excel file (.xlsx)").set_input_files(file)
    button(page, "Look through it").click()
    expect(page.get_by_text("2 lines are to be mended or left out first.")).to_be_visible()
    page.get_by_label("adults 4").fill("3")
    page.get_by_label("telephone 3").fill("13800001234")
    page.locator("tr", has=page.get_by_label("telephone 3")).get_by_role("button", name="Store").click()
    expect(page.get_by_text("1 line is to be mended or left out first.")).to_be_visible()
    expect(page.get_by_label("adults 4")).to_have_value("3")
    page.locator("tr", has=page.get_by_label("adults 4")).get_by_role("button", name="Store").click()
    expect(page.get_by_text("Nothing is wrong any more.")).to_be_visible()
    button(page, "Take the list over").click()
    button(page, "Undo all of it").click()
    expect(page.get_by_text("All that the list brought is taken back.")).to_be_visible()
    assert ImportBatch.objects.get().state == "undone"
    assert not Household.objects.exists()
