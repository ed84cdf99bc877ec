"""axe finds nothing on any page: in Chinese in both themes, on the phone and at the desk; in English once."""

import datetime
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from command.operations.leads import hand_on
from disputes.choices import FollowUpResult
from jurisdiction.models import Officer
from ledger.models import Entry
from notices.models import Notice
from notices.operations.outbox import tell
from patrols.choices import AlertStep
from patrols.kinds import ROUND_KINDS
from patrols.models import Round, Shift
from patrols.operations.draws import draw_round
from patrols.operations.reconcile import reconcile
from patrols.operations.rounds import start_round
from tests.antifraud.door_helpers import at_the_doors
from tests.antifraud.intercept_steps import intercept_rows
from tests.antifraud.outreach import outreach
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.test_visits_and_rechecks import planned, waiting
from tests.cast import Cast
from tests.disputes.helpers import assigned, later, reported, settled, visited
from tests.hazards.helpers import key_places
from tests.intake.helpers import disagreement
from tests.notices.reached import group
from tests.patrols.helpers import call_owner, open_car, seen_and_suggested
from tests.test_pages import PAGES, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js").read_text()
#: Every rule in the light; of the dark only what colours can break. The page is loaded once for all.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
#: Colours and the order of a page do not change with its language; the length of its words does.
LOOKS: dict[str, list[tuple[dict[str, int], str, list[str]]]] = {
    "zh-hans": [
        (size, theme, rules)
        for size in (PHONE, DESK)
        for theme, rules in (("light", RULES), ("dark", COLOURS))
    ],
    "en": [(PHONE, "light", RULES), (DESK, "light", [])],
}


#: The page's own answer to another size comes with the next frame.
SETTLED = """theme => new Promise((done) => {
    document.documentElement.dataset.theme = theme;
    requestAnimationFrame(() => requestAnimationFrame(done));
})"""

#: Of the officer's app, by what follows the stroke.
SCREENS = (
    "#", "#round/%(round)s", "#found/%(round)s", "#vehicle/%(vehicle)s", "#entries", "#note", "#handover", "#doors",
)  # fmt: skip


def told_of(cast: Cast, round_: Round, now: datetime.datetime) -> Notice:
    """An urgent notice that chief, officer and cadre have not read."""
    return tell(
        kind=ROUND_KINDS[AlertStep.OFFICER],
        event="axe",
        to=[cast.chief_a, cast.officer_a, cast.cadre_a],
        station=cast.station_a,
        at=now,
        params={"round": round_.pk, "number": 1, "squad": "Squad A", "planned_at": now.isoformat()},
    )


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
    dispute, mediation, lead = reported(cast), assigned(cast, cast.justice_a), uuid.uuid4()
    hand_on(record_id=lead, source=dispute, words="x", at=now, by=cast.officer_a)
    return {
        **key_places(cast),
        **intercept_rows(cast),
        **outreach(cast),
        **at_the_doors(cast),
        "dispute": dispute.pk,
        "mediation": mediation.pk,
        "lead": lead,
        "followup": visited(settled(cast), cast.cadre_a, FollowUpResult.ABSENT, later(days=7)).pk,
        "notice": told_of(cast, round_, now).pk,
        "group": group(cast, cast.station_a, "wecom").pk,
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


def faults(page: Page, rules: list[str]) -> list[str]:
    found = page.evaluate(
        """async (rules) => (await axe.run(document, { runOnly: rules, resultTypes: ["violations"] }))
            .violations.map(fault => fault.id + ": " + fault.nodes.map(node => node.target).join(" | "))""",
        rules,
    )
    return [str(fault) for fault in found]


def look(page: Page, language: str) -> list[str]:
    """The page as it stands, at both sizes in both themes."""
    found: list[str] = []
    page.evaluate(AXE)
    for size, theme, rules in LOOKS[language]:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # the two keys it wants
        page.evaluate(SETTLED, theme)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faulty = (faults(page, rules) if rules else []) + ([f"{wide} px too wide"] if wide > 0 else [])
        found += [f"{page.url} {theme} {size['width']}: {fault}" for fault in faulty]
    return found


def visit(page: Page, url: str, language: str) -> list[str]:
    page.goto(url)
    return look(page, language)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_on_any_page(
    language: str, cast: Cast, night: dict[str, Any], open_as: OpenPage
) -> None:
    found: list[str] = []
    pages: dict[str, Page] = {}
    for name, argument, who, _budget in PAGES:
        if name.endswith(("_outlines", "_data", "photo", ":bell", "_live")) or name in (
            "intake:night",
            "notices:bell",
            "antifraud:import_template",  # a file
        ):
            continue
        officer: Officer = getattr(cast, who)
        if who not in pages:
            pages[who] = open_as(officer, language=language)
        found += visit(pages[who], address(name, argument, night), language)
    stranger = open_as(None, language=language)
    for name in ("sign_in", "patrols:call_check"):
        found += visit(stranger, reverse(name), language)
    found += visit(pages["officer_a"], reverse("dashboards:trends"), language)  # the refusal page
    found += visit(pages["chief_a"], "/nowhere/", language)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_on_any_screen_of_the_officers_app(
    language: str, cast: Cast, night: dict[str, Any], open_as: OpenPage
) -> None:
    """The app draws its screens itself."""
    page = open_as(cast.officer_a, phone=True, language=language)
    found: list[str] = []
    for screen in SCREENS:
        page.goto(reverse("intake:night") + screen % night)
        page.locator("main h1").wait_for()
        found += look(page, language)
    assert not found, "\n".join(found)


#: What each role's phone shows of disputes and hazards, by what follows the stroke.
OF_ROLES = {
    "cadre_a": (
        "#", "#report/1", "#report/2", "#report/3", "#report/4", "#report/5", "#dispute/%(mine)s", "#add/%(mine)s",
        "#mediations/%(mine)s", "#session/%(mine)s", "#hazard", "#receipt/%(filed)s",
    ),
    "justice_a": ("#", "#mediations/%(settled)s", "#followup/%(settled)s"),
    "officer_a": ("#hazard", "#mine", "#inspections", "#inspect/%(planned)s", "#recheck/%(looked)s"),
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
@pytest.mark.parametrize("who", list(OF_ROLES))
def test_axe_finds_nothing_on_the_screens_of_disputes_and_hazards(
    who: str, language: str, cast: Cast, shift_now: Shift, open_as: OpenPage
) -> None:
    ids: dict[str, Any] = {
        "mine": assigned(cast, cast.cadre_a).pk,
        "settled": settled(cast, cast.justice_a).pk,
        "filed": "",
    }
    if who == "officer_a":
        ids |= {"planned": planned(cast).pk, "looked": waiting(cast).pk}
    page = open_as(getattr(cast, who), phone=True, language=language)
    page.goto(reverse("intake:night"))
    page.locator("main h1").wait_for()
    if who == "cadre_a":
        ids["filed"] = page.evaluate(FILED, [cast.village_a.pk])
    found: list[str] = []
    for screen in OF_ROLES[who]:
        page.goto(reverse("intake:night") + screen % ids)
        page.reload()
        page.locator("main h1").wait_for()
        found += look(page, language)
    assert not found, "\n".join(found)
