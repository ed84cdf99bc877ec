"""A dispute and a hazard walked from the report to their end: the desk at its screen, the officers on their phones, the
official papers downloaded as people download them and opened as people open them."""

import datetime
import subprocess
from pathlib import Path

import docx
import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from disputes.choices import Status as DisputeStatus
from disputes.models import Agreement, Dispute, Session
from hazards.choices import Stage
from hazards.choices import Status as HazardStatus
from hazards.models import Hazard, HazardPhoto, RectificationOrder
from jurisdiction.models import Officer
from tests.browser.conftest import OpenPage
from tests.browser.test_filing import button, picture
from tests.cast import Cast
from tests.disputes.helpers import WANG, ZHAO, reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "双方都说了田埂的老界"
AGREED = "田埂以老界为准，王家三日内移走石块"
SEEN = "exit locked with a chain"
DEMANDS = "拆除铁链，保持安全出口畅通"
KIND = "fire exits and escape routes"


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def download(page: Page, link: str, folder: Path) -> Path:
    """The file behind a link, as the browser saves it."""
    with page.expect_download() as awaited:
        follow(page, link)
    kept = folder / awaited.value.suggested_filename
    awaited.value.save_as(kept)
    return kept


def words_of_word(path: Path) -> str:
    """All that stands in a Word file: paragraphs and tables."""
    file = docx.Document(str(path))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def words_of_pdf(path: Path) -> str:
    """The text of a PDF without the breaks between its lines."""
    told = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True)
    return "".join(told.stdout.split())


def pages_with_ink(path: Path, folder: Path) -> int:
    """How many pages of a PDF have anything printed on them."""
    subprocess.run(["pdftoppm", "-png", "-r", "40", str(path), str(folder / path.stem)], check=True)
    drawn = 0
    for picture_of_page in folder.glob(f"{path.stem}*.png"):
        with Image.open(picture_of_page) as image:
            darkest, lightest = image.convert("L").getextrema()
            drawn += darkest != lightest
    return drawn


def test_an_officer_mediates(cast: Cast, open_as: OpenPage, tmp_path: Path) -> None:
    now = timezone.now()
    dispute = reported(cast, at=now, received_at=now)

    desk = open_as(cast.room_a)
    desk.goto("/disputes/inbox/")
    follow(desk, dispute.number)
    follow(desk, "Take it up")
    desk.get_by_role("radio", name="public-security mediation", exact=True).check()
    button(desk, "Store").click()
    follow(desk, "Name a mediator")
    desk.get_by_label("Who mediates?").select_option(str(cast.officer_a.pk))
    button(desk, "Store").click()
    expect(desk.locator(".facts")).to_contain_text("Officer A")
    assert Dispute.objects.get().status == DisputeStatus.ASSIGNED

    mediate(open_as(cast.officer_a, phone=True, dark=True), dispute)
    held, agreement = Session.objects.get(), Agreement.objects.get()
    assert (held.by, held.notes, held.recorded, held.came.count()) == (cast.officer_a, SAID, True, 2)
    assert (agreement.text, agreement.form, agreement.dispute) == (AGREED, "written", dispute)
    assert Dispute.objects.get().status == DisputeStatus.SETTLED

    desk.reload()
    expect(desk.locator(".page-head")).to_contain_text("settled, being followed up")
    expect(desk.get_by_text(AGREED)).to_be_visible()
    folder = download(desk, "Folder (Word)", tmp_path)
    assert (folder.name.startswith(dispute.number), folder.suffix) == (True, ".docx")
    written = words_of_word(folder)
    for words in (AGREED, SAID, WANG, ZHAO, agreement.number):
        assert words in written
    printed = download(desk, "Folder (PDF)", tmp_path)
    assert (printed.name.startswith(dispute.number), printed.suffix) == (True, ".pdf")
    assert AGREED in words_of_pdf(printed)
    assert pages_with_ink(printed, tmp_path) >= 1


def mediate(phone: Page, dispute: Dispute) -> None:
    """The mediator on the phone: one session, and what it led to. An officer alone has to have it recorded."""
    phone.goto("/disputes/mediations/")
    phone.locator("a.card", has_text=dispute.number).click()
    follow(phone, "Write down a session")
    phone.get_by_label("Where was it held?").fill("派出所调解室")
    for party in dispute.parties.all():
        phone.locator("#id_came label", has_text=party.name_mask).click()
    phone.get_by_label("What was said?").fill(SAID)
    phone.get_by_text("the parties agree", exact=True).click()
    button(phone, "Store").click()
    expect(phone.get_by_text("One officer alone mediates only in a standard place")).to_be_visible()
    expect(phone.get_by_label("What was said?")).to_have_value(SAID)
    phone.get_by_label("In a standard place, recorded throughout").check()
    button(phone, "Store").click()

    expect(phone.get_by_role("heading", name="They agree")).to_be_visible()
    phone.get_by_text("written agreement", exact=True).click()
    phone.get_by_label("What did they agree on?").fill(AGREED)
    button(phone, "Store").click()
    expect(phone.get_by_text("Stored.")).to_be_visible()
    assert Agreement.objects.filter(dispute=dispute).exists()


def report_on_the_phone(page: Page, cast: Cast, words: str) -> str:
    """From a place's own link; the number that the receipt shows."""
    page.goto(f"/hazards/report/?place={cast.place_a.pk}")
    expect(page.get_by_label("Where?")).to_have_value(str(cast.place_a.pk))
    page.get_by_text(KIND, exact=True).click()
    page.get_by_label("What was seen").fill(words)
    page.locator("input[type=file]").set_input_files(picture())
    button(page, "Report").click()
    number = page.locator(".code-line")
    expect(number).to_be_visible()
    return number.inner_text()


def test_a_hazard_is_put_right(cast: Cast, open_as: OpenPage, tmp_path: Path) -> None:
    finder = open_as(cast.officer_a, phone=True, dark=True)
    number = report_on_the_phone(finder, cast, SEEN)
    found = Hazard.objects.get()
    assert (found.number, found.place, found.kind) == (number, cast.place_a, "fire_exit")
    assert (found.found_by, HazardPhoto.objects.get().stage) == (cast.officer_a, Stage.BEFORE)

    desk = open_as(cast.room_a)
    desk.goto("/hazards/")
    follow(desk, number)
    order_with_a_deadline(desk, cast.room_a)
    notice = download(desk, "Word", tmp_path)
    assert notice.suffix == ".docx"
    order = RectificationOrder.objects.get()
    for words in (DEMANDS, order.number, cast.place_a.name):
        assert words in words_of_word(notice)
    printed = download(desk, "PDF", tmp_path)
    assert DEMANDS in words_of_pdf(printed)
    assert pages_with_ink(printed, tmp_path) >= 1
    follow(desk, "Said to be put right")
    button(desk, "Said to be put right").click()
    expect(desk.locator(".page-head")).to_contain_text("waiting for re-inspection")

    finder.goto("/hazards/rechecks/")
    expect(finder.get_by_text("Nothing waits for a re-inspection.")).to_be_visible()
    look_again(open_as(cast.auxiliary_a, phone=True, dark=True), number)
    assert HazardPhoto.objects.get(stage=Stage.AFTER).by == cast.auxiliary_a

    refuse_the_finder(finder, found)
    close(open_as(cast.chief_a), found)
    found.refresh_from_db()
    assert (found.status, found.closed_by) == (HazardStatus.CLOSED, cast.chief_a)

    again = open_as(cast.cadre_a, phone=True)
    assert report_on_the_phone(again, cast, "the chain is back") == number
    follow(again, "Look at it")
    expect(again.locator(".page-head")).to_contain_text("found again 1×")
    expect(again.locator(".timeline")).to_contain_text("found again, reopened")
    expect(again.locator(".timeline")).to_contain_text(SEEN)  # the trail of the first time stays
    found = Hazard.objects.get()
    assert (found.status, found.recurrences, found.found_by) == (HazardStatus.REPORTED, 1, cast.cadre_a)


def order_with_a_deadline(desk: Page, by: Officer) -> None:
    follow(desk, "Assess")
    button(desk, "Assess").click()
    last = timezone.localdate() + datetime.timedelta(days=2)
    follow(desk, "Order with a deadline")
    desk.get_by_label("What must be done").fill(DEMANDS)
    desk.get_by_label("Last day").fill(last.isoformat())
    button(desk, "Order with a deadline").click()
    expect(desk.locator(".page-head")).to_contain_text("rectification ordered")
    order = RectificationOrder.objects.get()
    ends = timezone.localtime(order.rectify_by)
    assert (order.issued_by, ends.date(), ends.hour) == (by, last + datetime.timedelta(days=1), 0)


def look_again(phone: Page, number: str) -> None:
    """Another person than the finder, from where the first photo was taken; without a photo it is no re-inspection."""
    phone.goto("/hazards/rechecks/")
    phone.locator(".card", has_text=number).get_by_role("link", name="Re-inspect", exact=True).click()
    expect(phone.get_by_role("img", name="Photo from before")).to_be_visible()
    phone.get_by_text("put right", exact=True).click()
    button(phone, "Store").click()
    expect(phone.get_by_text("Take a photo.")).to_be_visible()
    phone.locator("input[type=file]").set_input_files(picture())
    button(phone, "Store").click()
    expect(phone.get_by_text("Nothing waits for a re-inspection.")).to_be_visible()


def refuse_the_finder(page: Page, found: Hazard) -> None:
    """Neither offered nor, to a finder who knows the address, allowed."""
    page.goto(f"/hazards/{found.pk}/")
    expect(page.locator(".page-head")).to_contain_text("re-inspected, to be closed")
    expect(page.get_by_role("link", name="Close the hazard")).to_have_count(0)
    page.goto(f"/hazards/{found.pk}/steps/close/")
    page.get_by_label("Remark").fill("I saw it myself")
    button(page, "Close the hazard").click()
    expect(page.get_by_text("You found this hazard: another person must do this")).to_be_visible()
    assert Hazard.objects.get().status == HazardStatus.RECHECKED


def close(desk: Page, found: Hazard) -> None:
    """The phones gave no position: the chief has to say why the photos show the same place."""
    desk.goto(f"/hazards/{found.pk}/")
    follow(desk, "Close the hazard")
    button(desk, "Close the hazard").click()
    expect(desk.get_by_text("The photos could not be shown to be from the same place")).to_be_visible()
    desk.get_by_label("Remark").fill("the same green door on both")
    button(desk, "Close the hazard").click()
    expect(desk.locator(".facts").first).to_contain_text("the same green door on both")
