"""The main job, walked in a real browser: a round is logged on the phone, the chief reads it in the morning."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from patrols.choices import RoundStatus
from patrols.models import Round, RoundAlert, Shift, UnsecuredVehicle, VehicleCheck
from patrols.operations.reconcile import reconcile
from tests.browser.conftest import OpenPage
from tests.cast import PASSWORD, Cast, square

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_open_car(page: Page, plate_keys: str, part: str) -> None:
    page.get_by_role("link", name="Open!").click()
    keys = page.get_by_role("group", name="Plate keyboard")
    for key in plate_keys:
        keys.get_by_role("button", name=key, exact=True).click()
    page.get_by_text(part, exact=True).click()
    page.get_by_role("button", name="Store and call the owner").click()


def test_an_officer_logs_a_round_of_twelve_cars_two_of_them_open_and_the_chief_reads_it_back(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    page.goto("/tonight/")
    page.get_by_role("button", name="Start the round").click()
    expect(page.get_by_role("heading", name=re.compile("Round 1"))).to_be_visible()

    plus = page.get_by_role("button", name="Secure +1")
    for number in range(1, 11):
        plus.click()
        expect(page.locator("#tally .big")).to_have_text(str(number))
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator("#tally .big")).to_have_text("9")
    plus.click()
    expect(page.locator("#tally .big")).to_have_text("10")
    page.get_by_role("button", name="Passed: Bridge").click()
    expect(page.locator("#places .badge.good")).to_be_visible()

    log_open_car(page, "A1234", "door unlocked")
    expect(page.get_by_role("heading", name="闽GA1234")).to_be_visible()
    expect(page.locator(".code")).to_have_text(re.compile(r"^\d{6}$"))
    page.get_by_label("New number").fill("138 0000 0000")
    page.get_by_text("reached", exact=True).click()
    page.get_by_role("button", name="Store the call").click()
    expect(page.get_by_text("138****0000").first).to_be_visible()
    page.get_by_role("button", name="We wait here until it is locked").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.get_by_text("owner came and locked it", exact=True).click()
    page.get_by_label("Theft-prevention talk given").check()
    page.get_by_role("button", name="Close this car").click()

    log_open_car(page, "B5678", "window open")
    page.get_by_role("button", name="Go on, look again next round").click()
    page.get_by_role("link", name="Back to the round").click()
    expect(page.locator("#tally .big")).to_have_text("12")
    page.get_by_role("button", name="Finish the round").click()
    expect(page.get_by_text("12 cars tried, 2 open")).to_be_visible()

    assert VehicleCheck.objects.live().count() == 12
    assert UnsecuredVehicle.objects.filter(talk_given=True, secured_at__isnull=False).count() == 1
    assert Round.objects.get(number=1, shift=shift_now).status == RoundStatus.DONE

    desk = open_as(cast.chief_a)
    desk.goto(f"/today/?night={shift_now.duty_date.isoformat()}")
    tile = desk.locator(".tile", has_text="cars tried")
    expect(tile.locator(".value")).to_have_text("12")
    expect(desk.locator(".tile", has_text="cars found open").locator(".value")).to_have_text("2")
    expect(desk.locator(".tile", has_text="cars secured").locator(".value")).to_have_text("1")
    desk.locator(".tile", has_text="cars found open").click()
    expect(desk.locator("tbody tr")).to_have_count(2)
    expect(desk.get_by_text("闽G**234")).to_be_visible()


def test_a_missed_round_climbs_to_the_chief_who_excuses_it(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    late = shift_now.starts_at + datetime.timedelta(minutes=61)
    reconcile(at=late)
    missed = Round.objects.get(shift=shift_now, number=1)
    assert missed.missed_at == shift_now.starts_at + datetime.timedelta(minutes=30)
    assert RoundAlert.objects.filter(round=missed).count() == 3

    phone = open_as(cast.officer_a, phone=True, dark=True)
    phone.goto("/tonight/")
    expect(phone.get_by_role("alert").filter(has_text="it is missed")).to_be_visible()
    expect(phone.get_by_role("button", name=re.compile("Make up round 1"))).to_be_visible()

    desk = open_as(cast.chief_a)
    desk.goto(f"/today/?night={shift_now.duty_date.isoformat()}")
    item = desk.locator(".exceptions li", has_text="Squad A missed the round")
    expect(item).to_be_visible()
    item.get_by_role("link").click()
    desk.get_by_label("Reason").fill("flooded road")
    desk.get_by_role("button", name="Excuse this round").click()
    expect(desk.get_by_text("The round is excused.")).to_be_visible()
    missed.refresh_from_db()
    assert missed.status == RoundStatus.EXCUSED


def test_nothing_typed_is_lost_when_the_open_car_form_is_wrong(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(cast.officer_a, phone=True, dark=True)
    page.goto("/tonight/")
    page.get_by_role("button", name="Start the round").click()
    page.get_by_role("link", name="Open!").click()
    page.get_by_label("Vehicle and surroundings").fill("white van at the bridge")
    page.locator("form").filter(has=page.get_by_text("Number plate")).evaluate(
        "form => { form.noValidate = true }"
    )
    page.get_by_role("button", name="Store and call the owner").click()
    expect(page.locator(".errorlist")).to_be_visible()
    expect(page.get_by_label("Vehicle and surroundings")).to_have_value("white van at the bridge")
    assert not UnsecuredVehicle.objects.exists()


def test_signing_in_and_logging_a_secure_car_work_without_javascript(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    page = open_as(None, phone=True, script=False)
    page.goto("/")
    page.get_by_label("Username").fill("officer_a")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Tonight").click()
    page.get_by_role("button", name="Start the round").click()
    page.get_by_role("button", name="Secure +1").click()
    expect(page.locator("#tally .big")).to_have_text("1")


def test_the_owner_checks_the_code_on_the_public_page(
    cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    officer = open_as(cast.officer_a, phone=True)
    officer.goto("/tonight/")
    officer.get_by_role("button", name="Start the round").click()
    log_open_car(officer, "C1111", "boot open")
    code = officer.locator(".code").inner_text()
    owner = open_as(None, phone=True)
    owner.goto("/real-call/")
    owner.get_by_label("Six-digit code").fill(code)
    owner.get_by_role("button", name="Check the code").click()
    expect(owner.get_by_text("Station A")).to_be_visible()
    owner.get_by_label("Six-digit code").fill("12")
    owner.get_by_role("button", name="Check the code").click()
    expect(owner.locator(".errorlist")).to_be_visible()


def test_the_chief_changes_a_roster_after_a_preview(cast: Cast, open_as: OpenPage) -> None:
    reconcile(at=timezone.now())
    desk = open_as(cast.chief_a)
    desk.goto(f"/rosters/{cast.roster_a.pk}/edit/")
    desk.get_by_label("minutes between rounds").fill("180")
    desk.get_by_role("button", name="Preview the change").click()
    expect(desk.get_by_role("heading", name="What this changes")).to_be_visible()
    desk.get_by_role("button", name="Store and plan anew").click()
    expect(desk.get_by_text("the coming shifts are planned")).to_be_visible()
    cast.roster_a.refresh_from_db()
    assert cast.roster_a.interval_minutes == 180


def test_a_place_is_picked_on_the_map(cast: Cast, open_as: OpenPage) -> None:
    desk = open_as(cast.chief_a)
    desk.goto("/places/new/")
    chart = desk.locator("[data-map=picker][data-ready]")
    chart.click(position={"x": 300, "y": 200})
    expect(desk.get_by_label("latitude")).not_to_have_value("")
    desk.get_by_label("Name", exact=True).fill("Night stall by the river")
    desk.get_by_label("Station", exact=True).select_option(label="Station A")
    desk.get_by_label("Kind", exact=True).select_option(label="night food stall")
    desk.get_by_role("button", name="Store").click()
    expect(desk.get_by_role("heading", name="Night stall by the river")).to_be_visible()


def test_a_boundary_is_shown_and_stored_on_the_leaflet_widget_of_the_admin(
    cast: Cast, open_as: OpenPage
) -> None:
    desk = open_as(cast.system_admin)
    desk.goto(f"/admin/jurisdiction/village/{cast.village_a.pk}/change/")
    expect(desk.locator(".leaflet-container path.leaflet-interactive")).to_have_count(1)
    desk.get_by_label("Residents").fill("1234")
    desk.locator("input[name=_save]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    cast.village_a.refresh_from_db()
    assert cast.village_a.population == 1234
    assert cast.village_a.boundary is not None
    assert cast.village_a.boundary.equals_exact(square(117.28, 26.0), 1e-9)
