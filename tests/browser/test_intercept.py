"""The night of the phone: two officers, two browsers, 8,900.00 yuan back before midnight; and two who edit one line."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from antifraud.models import Attempt, FraudReport, Line
from antifraud.operations import playbooks
from tests.antifraud.intercept_steps import a_contact, a_report
from tests.browser.conftest import OpenPage
from tests.browser.test_filing import button
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE = 12_000


def line(page: Page, words: str) -> Locator:
    return page.locator("section.line", has=page.get_by_role("heading", name=words, exact=True))


def test_two_officers_bring_back_8900_yuan_and_see_each_other_work(cast: Cast, open_as: OpenPage) -> None:
    playbooks.install(at=timezone.now())
    a_contact(name="City errand dispatch", phones=["4000000105"])
    duty = open_as(cast.officer_a, phone=True, dark=True)
    duty.goto("/fraud/")
    duty.get_by_role("link", name="Report of fraud", exact=True).last.click()
    duty.get_by_label("How much is gone?").fill("8900")
    duty.get_by_text("half an hour ago", exact=True).click()
    duty.get_by_text("charge nobody can explain", exact=True).click()
    duty.get_by_text("errand or shopping platform", exact=True).click()
    duty.get_by_label("Telephone of who rings").fill("13900001234")
    button(duty, "Open the report: the clocks run").click()
    expect(duty.locator("#head")).to_contain_text("8,900.00")
    report = FraudReport.objects.get()
    assert report.lines.count() == 4

    room = open_as(cast.leader_a)
    room.goto("/fraud/")
    room.get_by_role("link", name="¥8,900.00", exact=True).click()
    courier = line(room, "courier")
    courier.get_by_role("button", name="I take it").click()
    expect(courier).to_contain_text("Leader A")
    expect(line(duty, "courier")).to_contain_text("Leader A", timeout=LIVE)  # nobody reloaded

    line(duty, "merchant").locator("summary").click()
    line(duty, "merchant").get_by_label("what they said").fill("sent off to a far city")
    courier.locator("summary").click()
    courier.get_by_label("what they said").fill("turned round after 20 km")
    courier.get_by_role("button", name="they agree", exact=True).click()
    expect(courier).to_contain_text("turned round after 20 km")
    expect(line(duty, "courier")).to_contain_text("turned round after 20 km", timeout=LIVE)
    expect(line(duty, "merchant").get_by_label("what they said")).to_have_value("sent off to a far city")
    line(duty, "merchant").get_by_role("button", name="they look into it", exact=True).click()
    expect(line(room, "merchant")).to_contain_text("sent off to a far city", timeout=LIVE)
    assert Attempt.objects.count() == 2

    courier.get_by_role("link", name="What came of it").click()
    room.get_by_text("returned", exact=True).click()
    expect(room.get_by_label("Amount (yuan)")).to_have_value("8,900.00")
    button(room, "Store").click()
    expect(room.locator(".purses .returned")).to_contain_text("8,900.00")
    expect(duty.locator(".purses .returned")).to_contain_text("8,900.00", timeout=LIVE)
    duty.reload()
    duty.get_by_role("link", name="Close the report", exact=True).click()
    duty.get_by_label("In a few words").fill("all of it came back the same night")
    button(duty, "Close the report").click()
    expect(duty.locator("#head")).to_contain_text("closed")
    report.refresh_from_db()
    assert (report.status, report.returned_fen, report.open_fen) == ("closed", 890_000, 0)

    chief = open_as(cast.chief_a)
    chief.goto("/fraud/figures/")
    expect(chief.get_by_role("row", name="courier")).to_contain_text("8,900.00")


def test_two_who_edit_one_line_at_once_lose_nothing(cast: Cast, open_as: OpenPage) -> None:
    found: Line = a_report(cast, timezone.now()).lines.get(kind="courier")
    one, other = open_as(cast.officer_a), open_as(cast.leader_a)
    note = "what the others should know"
    for page in (one, other):
        page.goto(f"/fraud/lines/{found.pk}/edit/")
    one.get_by_label(note).fill("past the toll gate")
    button(one, "Store").click()
    expect(one.locator(f"#live-{found.pk}")).to_contain_text("past the toll gate")
    other.get_by_label(note).fill("waybill 77")
    other.get_by_label("order, transaction or waybill number").fill("77")
    button(other, "Store").click()
    expect(other.locator(".stale")).to_contain_text("past the toll gate")
    expect(other.get_by_label(note)).to_have_value("waybill 77")
    other.get_by_label(note).fill("past the toll gate; waybill 77")
    button(other, "Store").click()
    expect(one.locator(f"#live-{found.pk}")).to_contain_text("past the toll gate; waybill 77", timeout=LIVE)
    found.refresh_from_db()
    assert (found.note, found.reference, found.version) == ("past the toll gate; waybill 77", "77", 3)
