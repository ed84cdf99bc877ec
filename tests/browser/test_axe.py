"""axe finds nothing, on every page, in both themes and languages, on the phone and at the desk."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from jurisdiction.models import Officer
from ledger.models import Entry
from patrols.models import Shift
from patrols.operations.draws import draw_round
from patrols.operations.reconcile import reconcile
from patrols.operations.rounds import start_round
from tests.browser.conftest import OpenPage
from tests.cast import Cast
from tests.disputes.helpers import assigned, settled
from tests.intake.helpers import disagreement
from tests.patrols.helpers import call_owner, open_car, seen_and_suggested
from tests.test_pages import PAGES, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js").read_text()
SETTINGS = [
    pytest.param(
        phone, dark, language, id=f"{'phone' if phone else 'desk'}-{'dark' if dark else 'light'}-{language}"
    )
    for phone in (True, False)
    for dark in (True, False)
    for language in ("zh-hans", "en")
]


#: Of the officer's app, by what follows the stroke.
SCREENS = (
    "#", "#round/%(round)s", "#found/%(round)s", "#vehicle/%(vehicle)s", "#entries", "#note", "#handover",
)  # fmt: skip


@pytest.fixture
def night(cast: Cast, shift_now: Shift) -> dict[str, Any]:
    now = timezone.now()
    round_ = start_round(round_id=shift_now.rounds.earliest("planned_at").pk, at=now, by=cast.officer_a)
    vehicle = open_car(cast, round_, when=now)
    call_owner(vehicle, cast.officer_a)
    draw_round(round_id=round_.pk, at=now)
    reconcile(at=now)
    observation, visit = seen_and_suggested(cast, vehicle)
    clash = disagreement(cast, now)
    return {
        "observation": observation.pk,
        "visit": visit.pk,
        "clash": clash.pk,
        "submission": clash.submission_id,
        "round": round_.pk,
        "shift": shift_now.pk,
        "vehicle": vehicle.pk,
        "digest": vehicle.plate_hash,
        "roster": cast.roster_a.pk,
        "squad": cast.squad_a.pk,
        "member": cast.squad_a.members.earliest("pk").pk,
        "place": cast.place_a.pk,
        "village": cast.village_a.pk,
        "officer": cast.officer_a.pk,
        "entry": Entry.objects.filter(verb="round.started").latest("id").pk,
    }


def faults(page: Page) -> list[str]:
    found = page.evaluate(
        """async () => (await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        })).violations.map(fault => fault.id + ": " + fault.nodes.map(node => node.target).join(" | "))"""
    )
    return [str(fault) for fault in found]


def visit(page: Page, url: str, theme: str) -> list[str]:
    page.goto(url)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    page.evaluate(AXE)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{url}: {fault}" for fault in faults(page)] + (
        [f"{url}: {wide} px too wide"] if wide > 0 else []
    )


@pytest.mark.parametrize(("phone", "dark", "language"), SETTINGS)
def test_axe_finds_nothing_on_any_page(
    phone: bool, dark: bool, language: str, cast: Cast, night: dict[str, Any], open_as: OpenPage
) -> None:
    theme = "dark" if dark else "light"
    found: list[str] = []
    pages: dict[str, Page] = {}
    for name, argument, who, _budget in PAGES:
        if name.endswith(("_outlines", "_data")) or name == "intake:night":
            continue
        officer: Officer = getattr(cast, who)
        if who not in pages:
            pages[who] = open_as(officer, phone=phone, dark=dark, language=language)
        page = pages[who]
        found += visit(page, address(name, argument, night), theme)
    # The officer's app draws its screens itself.
    for screen in SCREENS:
        page = pages["officer_a"]
        page.goto(reverse("intake:night") + screen % night)
        page.locator("main h1").wait_for()
        found += visit(page, page.url, theme)
    stranger = open_as(None, phone=phone, dark=dark, language=language)
    for name in ("sign_in", "patrols:call_check"):
        found += visit(stranger, reverse(name), theme)
    found += visit(pages["officer_a"], reverse("dashboards:trends"), theme)  # the refusal page
    found += visit(pages["chief_a"], "/nowhere/", theme)
    assert not found, "\n".join(found)


#: What each role's phone shows of disputes and hazards, by what follows the stroke.
OF_ROLES = {
    "cadre_a": (
        "#", "#report/1", "#report/2", "#report/3", "#report/4", "#report/5", "#dispute/%(mine)s", "#add/%(mine)s",
        "#mediations/%(mine)s", "#session/%(mine)s", "#hazard", "#receipt/%(filed)s",
    ),
    "justice_a": ("#", "#mediations/%(settled)s", "#followup/%(settled)s"),
    "officer_a": ("#hazard", "#mine"),
}  # fmt: skip
#: A report that lies on the phone, with a sign of danger, and a person of it in the half-filled one.
FILED = """async ([village]) => {
    const { openPhone } = await import("/static/js/night/phone.js");
    const phone = await openPhone({ name: "night" });
    await phone.unlockOnline();
    const data = { village, kind: "land", level: "critical", signals: ["injury"], words: "w", place_words: "",
        latitude: 26.01, longitude: 117.29, accuracy: 5, parties: [], same_as: null };
    const made = await phone.add("dispute.report", data);
    const draft = await phone.draft("report");
    await draft.set({ ...data, level: "", parties: [{ name: "", phone: "1", role: "applicant" }] });
    return made.id;
}"""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("who", list(OF_ROLES))
def test_axe_finds_nothing_on_the_screens_of_disputes_and_hazards(
    who: str, theme: str, language: str, cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    ids = {"mine": assigned(cast, cast.cadre_a).pk, "settled": settled(cast, cast.justice_a).pk, "filed": ""}
    page = open_as(getattr(cast, who), phone=True, dark=theme == "dark", language=language)
    page.goto(reverse("intake:night"))
    page.locator("main h1").wait_for()
    if who == "cadre_a":
        ids["filed"] = page.evaluate(FILED, [cast.village_a.pk])
    found: list[str] = []
    for screen in OF_ROLES[who]:
        page.goto(reverse("intake:night") + screen % ids)
        page.reload()
        page.locator("main h1").wait_for()
        found += visit(page, page.url, theme)
    assert not found, "\n".join(found)
