"""Every page opens for who may open it, stays closed to others, and asks the database a fixed number of questions."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import DjangoAssertNumQueries

from command.operations.leads import hand_on
from disputes.choices import FollowUpResult
from jurisdiction.models import Officer
from ledger.models import Entry
from notices.models import Notice
from patrols.models import Round, RoundAlert, UnsecuredVehicle
from patrols.operations.draws import draw_round
from patrols.operations.reconcile import reconcile
from tests.antifraud.door_helpers import at_the_doors
from tests.antifraud.intercept_steps import intercept_rows
from tests.antifraud.outreach import outreach
from tests.cast import Cast, at
from tests.disputes.helpers import assigned, later, met, reported, settled, visited
from tests.hazards.helpers import key_places
from tests.intake.helpers import disagreement
from tests.notices.reached import group
from tests.patrols.helpers import call_owner, open_car, running_round, seen_and_suggested

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
NIGHT = datetime.date(2026, 9, 3)

#: (route, arguments from the night, who opens it, budget of queries)
PAGES: list[tuple[str, str, str, int]] = [
    ("dashboards:today", "", "chief_a", 29),
    ("dashboards:trends", "", "chief_a", 5),
    ("dashboards:villages", "", "chief_a", 5),
    ("dashboards:map", "", "chief_a", 4),
    ("dashboards:map_data", "", "chief_a", 5),
    ("dashboards:presence", "", "chief_a", 11),
    ("dashboards:disputes", "", "chief_a", 13),
    ("dashboards:dispute_rows", "", "chief_a", 7),
    ("dashboards:hazards", "", "chief_a", 17),
    ("dashboards:hazard_rows", "", "chief_a", 7),
    ("dashboards:doors", "", "chief_a", 14),
    ("dashboards:presence_squares_data", "", "officer_a", 5),
    ("patrols:round_list", "", "chief_a", 7),
    ("patrols:round_detail", "round", "chief_a", 13),
    ("patrols:round_draw", "round", "chief_a", 8),
    ("patrols:round_track", "round", "leader_a", 6),
    ("patrols:place_code_list", "", "chief_a", 6),
    ("patrols:place_code_sheet", "", "chief_a", 6),
    ("patrols:vehicle_list", "", "chief_a", 8),
    ("patrols:vehicle_detail", "vehicle", "chief_a", 9),
    ("patrols:repeat_list", "", "chief_a", 6),
    ("patrols:repeat_detail", "digest", "chief_a", 9),
    ("patrols:shift_list", "", "chief_a", 11),
    ("patrols:shift_detail", "shift", "chief_a", 9),
    ("patrols:shift_create", "", "chief_a", 8),
    ("patrols:shift_edit", "shift", "chief_a", 11),
    ("patrols:roster_list", "", "chief_a", 9),
    ("patrols:roster_detail", "roster", "chief_a", 9),
    ("patrols:roster_create", "", "chief_a", 8),
    ("patrols:roster_edit", "roster", "chief_a", 11),
    ("patrols:squad_list", "", "chief_a", 9),
    ("patrols:squad_detail", "squad", "chief_a", 8),
    ("patrols:squad_create", "", "chief_a", 6),
    ("patrols:squad_edit", "squad", "chief_a", 7),
    ("patrols:squad_member_add", "squad", "chief_a", 9),
    ("patrols:squad_member_end", "member", "chief_a", 7),
    ("patrols:volunteer_create", "", "chief_a", 6),
    ("jurisdiction:place_list", "", "chief_a", 7),
    ("jurisdiction:place_detail", "place", "chief_a", 7),
    ("jurisdiction:place_create", "", "chief_a", 8),
    ("jurisdiction:place_edit", "place", "chief_a", 10),
    ("jurisdiction:village_list", "", "chief_a", 7),
    ("jurisdiction:village_detail", "village", "chief_a", 7),
    ("jurisdiction:village_edit", "village", "chief_a", 7),
    ("jurisdiction:village_outlines", "", "officer_a", 5),
    ("jurisdiction:officer_list", "", "chief_a", 9),
    ("jurisdiction:officer_detail", "officer", "chief_a", 8),
    ("jurisdiction:officer_create", "", "system_admin", 6),
    ("jurisdiction:officer_edit", "officer", "system_admin", 7),
    ("jurisdiction:posting_create", "officer", "system_admin", 10),
    ("jurisdiction:organisation", "", "chief_a", 10),
    ("ledger:entry_list", "", "audit_admin", 8),
    ("ledger:entry_detail", "entry", "audit_admin", 6),
    ("patrols:observation_list", "", "chief_a", 8),
    ("patrols:observation_settle", "observation", "chief_a", 6),
    ("patrols:visit_list", "", "chief_a", 6),
    ("patrols:visit_close", "visit", "officer_a", 7),
    ("patrols:talk_list", "", "chief_a", 5),
    ("patrols:talk_create", "", "chief_a", 4),
    ("intake:night", "", "officer_a", 4),
    ("intake:submission_list", "", "chief_a", 8),
    ("intake:submission_detail", "submission", "chief_a", 8),
    ("intake:clash_list", "", "chief_a", 6),
    ("intake:clash_decide", "clash", "leader_a", 6),
    ("intake:phone_list", "", "chief_a", 6),
    ("intake:rescue_import", "", "leader_a", 4),
    ("patrols:tonight", "", "officer_a", 20),
    ("patrols:my_nights", "", "officer_a", 7),
    ("patrols:my_night", "shift", "officer_a", 8),
    ("patrols:my_track", "round", "officer_a", 7),
    ("patrols:round_page", "round", "officer_a", 10),
    ("patrols:unsecured_create", "round", "officer_a", 7),
    ("patrols:vehicle_page", "vehicle", "officer_a", 16),
    ("patrols:shift_handover", "shift", "officer_a", 6),
    ("patrols:observe", "shift", "officer_a", 6),
    ("patrols:my_visits", "", "officer_a", 5),
    ("patrols:my_visit", "visit", "officer_a", 7),
    ("disputes:report", "", "cadre_a", 5),
    ("disputes:my_reports", "", "cadre_a", 8),
    ("disputes:my_report", "dispute", "cadre_a", 9),
    ("disputes:mediation_list", "", "justice_a", 5),
    ("disputes:mediation", "mediation", "justice_a", 22),
    ("disputes:inbox", "", "room_a", 7),
    ("disputes:dispute_list", "", "chief_a", 9),
    ("disputes:detail", "mediation", "chief_a", 34),
    ("command:dispute_lead", "dispute", "officer_a", 6),
    ("command:followup_lead", "followup", "officer_a", 6),
    ("command:hazard_lead", "hazard", "officer_a", 6),
    ("command:observation_lead", "observation", "officer_a", 6),
    ("command:lead_list", "", "chief_a", 7),
    ("command:lead_detail", "lead", "chief_a", 8),
    ("password_change", "", "officer_a", 5),
    ("hazards:hazard_list", "", "chief_a", 9),
    ("hazards:hazard_list", "", "cadre_a", 9),
    ("hazards:hazard_detail", "hazard", "chief_a", 18),
    ("hazards:hazard_detail", "hazard", "cadre_a", 18),
    ("hazards:hazard_map", "", "chief_a", 6),
    ("hazards:map_data", "", "chief_a", 5),
    ("hazards:photo", "hazard_photo", "officer_a", 6),
    ("hazards:report", "", "officer_a", 5),
    ("hazards:report", "", "cadre_a", 5),
    ("hazards:reported", "hazard", "officer_a", 6),
    ("hazards:my_reports", "", "officer_a", 5),
    ("hazards:hazard_advise", "hazard", "cadre_a", 5),
    ("hazards:extension_ask", "hazard", "officer_a", 5),
    ("hazards:recheck", "hazard", "auxiliary_a", 6),
    ("hazards:my_rechecks", "", "auxiliary_a", 6),
    ("hazards:transfer_answer", "transfer", "officer_a", 5),
    ("hazards:place_history", "place", "chief_a", 9),
    ("hazards:inspect", "shop", "officer_a", 7),
    ("hazards:my_inspections", "", "officer_a", 8),
    ("hazards:inspection_detail", "inspection", "chief_a", 6),
    ("hazards:inspection_move", "planned", "leader_a", 7),
    ("hazards:calendar", "", "chief_a", 6),
    ("hazards:minors", "", "officer_a", 6),
    ("hazards:plan_list", "", "chief_a", 5),
    ("hazards:plan_create", "", "leader_a", 6),
    ("hazards:plan_edit", "plan", "leader_a", 7),
    ("hazards:checklist_list", "", "chief_a", 6),
    ("hazards:checklist_detail", "version", "chief_a", 5),
    ("hazards:checklist_edit", "place_kind", "leader_a", 5),
    ("antifraud:board", "", "officer_a", 12),
    ("antifraud:board_live", "", "officer_a", 12),
    ("antifraud:report_create", "", "officer_a", 6),
    ("antifraud:report_list", "", "chief_a", 8),
    ("antifraud:report_detail", "fraud", "officer_a", 16),
    ("antifraud:report_live", "fraud", "officer_a", 17),
    ("antifraud:correction_ask", "fraud", "officer_a", 6),
    ("antifraud:line_add", "fraud", "officer_a", 5),
    ("antifraud:line_edit", "fraud_line", "officer_a", 6),
    ("antifraud:line_outcome", "fraud_line", "officer_a", 5),
    ("antifraud:line_release", "fraud_line", "officer_a", 5),
    ("antifraud:line_milestone", "fraud_line", "officer_a", 5),
    ("antifraud:contact_list", "", "officer_a", 6),
    ("antifraud:contact_create", "", "chief_a", 5),
    ("antifraud:contact_edit", "fraud_contact", "chief_a", 6),
    ("antifraud:playbook_list", "", "officer_a", 5),
    ("antifraud:playbook_edit", "fraud_kind", "chief_a", 7),
    ("antifraud:dissuasion_list", "", "officer_a", 7),
    ("antifraud:dissuasion_create", "", "officer_a", 6),
    ("antifraud:dissuasion_detail", "dissuasion", "officer_a", 7),
    ("antifraud:dissuasion_defrauded", "dissuasion", "officer_a", 6),
    ("dashboards:intercept", "", "chief_a", 16),
    ("dashboards:intercept_rows", "", "chief_a", 6),
    ("antifraud:group_list", "", "chief_a", 9),
    ("antifraud:group_detail", "residents", "chief_a", 8),
    ("antifraud:group_create", "", "officer_a", 9),
    ("antifraud:group_edit", "residents", "officer_a", 11),
    ("antifraud:group_count", "residents", "cadre_a", 6),
    ("antifraud:group_close", "residents", "officer_a", 6),
    ("antifraud:warning_list", "", "chief_a", 6),
    ("antifraud:warning_create", "", "officer_a", 5),
    ("antifraud:warning_detail", "warning", "chief_a", 7),
    ("antifraud:warning_edit", "warning", "officer_a", 7),
    ("antifraud:broadcast_list", "", "chief_a", 7),
    ("antifraud:broadcast_create", "", "officer_a", 10),
    ("antifraud:broadcast_detail", "broadcast", "chief_a", 9),
    ("antifraud:my_postings", "", "officer_a", 9),
    ("antifraud:my_postings", "", "cadre_a", 9),
    ("antifraud:posting_skip", "posting", "cadre_a", 6),
    ("antifraud:reply_create", "posting", "officer_a", 7),
    ("antifraud:reply_answer", "reply", "officer_a", 6),
    ("antifraud:talk_list", "", "chief_a", 8),
    ("antifraud:talk_list", "", "cadre_a", 8),
    ("antifraud:talk_create", "", "officer_a", 10),
    ("antifraud:talk_create", "", "cadre_a", 9),
    ("antifraud:talk_detail", "talk", "cadre_a", 7),
    ("antifraud:talk_held", "talk", "officer_a", 6),
    ("antifraud:talk_cancel", "talk", "officer_a", 6),
    ("antifraud:talk_photo", "talk_photo", "chief_a", 6),
    ("antifraud:volunteer_talks", "", "justice_a", 8),
    ("antifraud:talk_choice", "talk", "justice_a", 6),
    ("antifraud:talk_hours", "talk", "justice_a", 6),
    ("dashboards:outreach", "", "chief_a", 18),
    ("dashboards:effect", "", "chief_a", 16),
    ("antifraud:household_list", "", "chief_a", 7),
    ("antifraud:household_create", "", "cadre_a", 6),
    ("antifraud:household_map", "", "chief_a", 5),
    ("antifraud:household_map_data", "", "cadre_a", 5),
    ("antifraud:household_grid", "village", "cadre_a", 7),
    ("antifraud:household_detail", "household", "officer_a", 8),
    ("antifraud:household_edit", "household", "cadre_a", 6),
    ("antifraud:household_left", "household", "cadre_a", 5),
    ("antifraud:household_count", "household", "cadre_a", 5),
    ("antifraud:visit_create", "household", "officer_a", 7),
    ("antifraud:slip", "household", "officer_a", 5),
    ("antifraud:visit_list", "", "chief_a", 7),
    ("antifraud:plan_list", "", "chief_a", 5),
    ("antifraud:plan_create", "", "officer_a", 7),
    ("antifraud:plan_detail", "door_plan", "chief_a", 7),
    ("antifraud:help_list", "", "cadre_a", 7),
    ("antifraud:help_arrange", "app_help", "officer_a", 7),
    ("antifraud:help_close", "app_help", "officer_a", 5),
    ("antifraud:coverage", "", "chief_a", 7),
    ("antifraud:coverage_data", "", "chief_a", 6),
    ("antifraud:campaign_list", "", "chief_a", 8),
    ("antifraud:campaign_detail", "campaign", "chief_a", 8),
    ("antifraud:campaign_create", "", "leader_a", 7),
    ("antifraud:import_list", "", "chief_a", 6),
    ("antifraud:import_create", "", "cadre_a", 9),
    ("antifraud:import_template", "sheet", "cadre_a", 4),
    ("antifraud:import_detail", "import", "cadre_a", 10),
    ("notices:bell", "", "officer_a", 5),
    ("notices:list", "", "officer_a", 6),
    ("notices:list", "", "cadre_a", 6),
    ("notices:detail", "notice", "chief_a", 10),
    ("notices:sent", "", "chief_a", 6),
    ("notices:delivery_list", "", "chief_a", 7),
    ("notices:preferences", "", "officer_a", 8),
    ("notices:group_list", "", "system_admin", 6),
    ("notices:group_create", "", "system_admin", 6),
    ("notices:group_edit", "group", "system_admin", 7),
]


@pytest.fixture
def night(cast: Cast) -> dict[str, Any]:
    """A round with an open car whose owner was called; a missed round the chief heard of."""
    round_ = running_round(cast)
    vehicle = open_car(cast, round_)
    call_owner(vehicle, cast.officer_a)
    draw_round(round_id=round_.pk, at=at("2026-09-03 20:00"))
    reconcile(at=at("2026-09-03 23:30"))
    observation, visit = seen_and_suggested(cast, vehicle)
    clash = disagreement(cast, at("2026-09-03 22:00"))
    dispute, mediation = reported(cast), assigned(cast, cast.justice_a)
    met(mediation, cast.justice_a, at=at("2026-09-03 22:00"))
    lead = uuid.uuid4()
    hand_on(record_id=lead, source=dispute, words="x", at=at("2026-09-03 22:00"), by=cast.officer_a)
    return {
        "dispute": dispute.pk,
        "mediation": mediation.pk,
        "lead": lead,
        "followup": visited(settled(cast), cast.cadre_a, FollowUpResult.ABSENT, later(days=7)).pk,
        **key_places(cast),
        **intercept_rows(cast),
        **outreach(cast),
        **at_the_doors(cast),
        "notice": Notice.objects.get(kind="round.missed.chief").pk,
        "group": group(cast, cast.station_a, "wecom").pk,
        "observation": observation.pk,
        "visit": visit.pk,
        "clash": clash.pk,
        "submission": clash.submission_id,
        "round": round_.pk,
        "shift": round_.shift_id,
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


def address(name: str, argument: str, night: dict[str, Any]) -> str:
    return reverse(name, args=[night[argument]] if argument else [])


@pytest.mark.parametrize(("name", "argument", "who", "budget"), PAGES, ids=[row[0] for row in PAGES])
def test_the_page_opens_within_its_budget_of_queries(
    name: str,
    argument: str,
    who: str,
    budget: int,
    cast: Cast,
    night: dict[str, Any],
    signed_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    freeze: Callable[[str], None],
) -> None:
    freeze("2026-09-03 23:30")
    client = signed_in(getattr(cast, who))
    with django_assert_max_num_queries(budget):
        answer = client.get(address(name, argument, night))
    assert answer.status_code == 200


OTHER_STATIONS = [
    ("disputes:detail", "dispute"),
    ("disputes:mediation", "mediation"),
    ("disputes:folder_pdf", "dispute"),
    ("command:lead_detail", "lead"),
    ("command:dispute_lead", "dispute"),
    ("command:followup_lead", "followup"),
    ("command:hazard_lead", "hazard"),
    ("hazards:hazard_detail", "hazard"),
    ("hazards:photo", "hazard_photo"),
    ("hazards:place_history", "place"),
    ("hazards:inspection_detail", "inspection"),
    ("hazards:inspect", "shop"),
    ("hazards:recheck", "hazard"),
    ("hazards:hazard_advise", "hazard"),
    ("hazards:extension_ask", "hazard"),
    ("hazards:transfer_answer", "transfer"),
    ("antifraud:group_detail", "residents"),
    ("antifraud:group_edit", "residents"),
    ("antifraud:group_count", "residents"),
    ("antifraud:group_close", "residents"),
    ("antifraud:warning_detail", "warning"),
    ("antifraud:warning_edit", "warning"),
    ("antifraud:broadcast_detail", "broadcast"),
    ("antifraud:posting_skip", "posting"),
    ("antifraud:reply_create", "posting"),
    ("antifraud:reply_answer", "reply"),
    ("antifraud:talk_detail", "talk"),
    ("antifraud:talk_held", "talk"),
    ("antifraud:talk_photo", "talk_photo"),
    ("antifraud:household_grid", "village"),
    ("antifraud:household_detail", "household"),
    ("antifraud:household_edit", "household"),
    ("antifraud:visit_create", "household"),
    ("antifraud:plan_detail", "door_plan"),
    ("antifraud:help_close", "app_help"),
    ("antifraud:campaign_detail", "campaign"),
    ("antifraud:import_detail", "import"),
    ("notices:detail", "notice"),
    ("notices:open", "notice"),
    ("patrols:round_detail", "round"),
    ("patrols:observation_settle", "observation"),
    ("patrols:visit_close", "visit"),
    ("patrols:my_visit", "visit"),
    ("intake:submission_detail", "submission"),
    ("intake:clash_decide", "clash"),
    ("patrols:round_draw", "round"),
    ("patrols:round_track", "round"),
    ("patrols:vehicle_detail", "vehicle"),
    ("patrols:repeat_detail", "digest"),
    ("patrols:shift_detail", "shift"),
    ("patrols:roster_detail", "roster"),
    ("patrols:squad_detail", "squad"),
    ("jurisdiction:place_detail", "place"),
    ("jurisdiction:village_detail", "village"),
    ("jurisdiction:officer_detail", "officer"),
    ("patrols:shift_edit", "shift"),
    ("patrols:roster_edit", "roster"),
    ("jurisdiction:place_edit", "place"),
]


@pytest.mark.parametrize(("name", "argument"), OTHER_STATIONS, ids=[row[0] for row in OTHER_STATIONS])
@pytest.mark.parametrize("who", ["chief_b", "outsider"])
def test_what_lies_outside_the_remit_does_not_exist(
    name: str, argument: str, who: str, cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    assert signed_in(getattr(cast, who)).get(address(name, argument, night)).status_code == 404


def test_the_central_stations_chief_and_the_commander_see_all_three_townships(
    cast: Cast, signed_in: SignIn
) -> None:
    for who in (cast.chief_a, cast.commander):
        assert (
            signed_in(who).get(reverse("jurisdiction:place_detail", args=[cast.place_b.pk])).status_code
            == 200
        )


def test_an_officer_without_a_posting_may_open_nothing_but_the_own_account(
    cast: Cast, signed_in: SignIn
) -> None:
    client = signed_in(cast.unposted)
    assert client.get(reverse("patrols:tonight")).status_code == 403
    assert client.get(reverse("dashboards:today")).status_code == 403


def test_an_officer_without_a_posting_can_sign_out(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.unposted).post(reverse("sign_out")).status_code == 302


def test_the_chiefs_alert_is_not_acknowledged_by_the_squad(
    cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    alert = RoundAlert.objects.get(step="chief")
    url = reverse("patrols:alert_acknowledge", args=[alert.pk])
    assert signed_in(cast.officer_a).post(url).status_code == 403
    assert signed_in(cast.chief_a).post(url, {"next": "//elsewhere.example/"})["Location"] == "/"
    alert.refresh_from_db()
    assert alert.acknowledged_by == cast.chief_a


def test_the_squad_leader_hears_what_the_ladder_sends_to_the_leader(
    cast: Cast, night: dict[str, Any], signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-03 22:41")
    RoundAlert.objects.filter(step="chief").delete()
    page = signed_in(cast.leader_a).get(reverse("dashboards:today"))
    assert [item.tone for item in page.context["items"]] == ["bad"]
    assert signed_in(cast.chief_a).get(reverse("dashboards:today")).context["items"] == []
    steps = [
        alert.step for alert in signed_in(cast.leader_a).get(reverse("patrols:tonight")).context["alerts"]
    ]
    assert "leader" in steps


@pytest.mark.parametrize(
    ("moment", "running"),
    [("2026-09-03 23:17", True), ("2026-09-04 02:00", True), ("2026-09-04 07:30", False)],
)
def test_a_night_that_is_still_running_is_not_called_last_night(
    cast: Cast,
    night: dict[str, Any],
    signed_in: SignIn,
    freeze: Callable[[str], None],
    moment: str,
    *,
    running: bool,
) -> None:
    freeze(moment)
    page = signed_in(cast.chief_a).get(reverse("dashboards:today"))
    assert (page.context["night"], page.context["running"]) == (NIGHT, running)
    with translation.override("zh-hans"):
        title = gettext("Last night")
    assert (f"<title>{title}" in page.content.decode()) is not running


def test_an_address_forged_in_a_header_is_not_believed(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.chief_a).post(reverse("sign_out"), REMOTE_ADDR="10.1.2.3", HTTP_X_REAL_IP="10.9.9.9")
    assert Entry.objects.get(verb="session.out").address == "10.1.2.3"


def test_a_posting_that_has_ended_opens_nothing(cast: Cast, signed_in: SignIn) -> None:
    cast.chief_a.postings.update(ends_on=datetime.date(2025, 2, 1))
    assert signed_in(cast.chief_a).get(reverse("dashboards:today")).status_code == 403


def test_another_squads_round_is_not_on_my_phone(
    cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in(cast.officer_b)
    for name, key in (("patrols:round_page", "round"), ("patrols:vehicle_page", "vehicle")):
        assert client.get(reverse(name, args=[night[key]])).status_code == 404
    assert client.post(reverse("patrols:round_finish", args=[night["round"]])).status_code == 404


def test_looking_at_a_vehicle_is_written_down_before_it_is_shown(
    cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    signed_in(cast.chief_a).get(
        reverse("patrols:vehicle_detail", args=[night["vehicle"]]), REMOTE_ADDR="10.1.2.3"
    )
    entry = Entry.objects.get(verb="record.seen")
    assert (entry.by, entry.object_id, entry.address) == (cast.chief_a, str(night["vehicle"]), "10.1.2.3")


def test_lists_show_masked_plates_only(cast: Cast, night: dict[str, Any], signed_in: SignIn) -> None:
    answer = signed_in(cast.chief_a).get(reverse("patrols:vehicle_list"), {"since": "2026-09-01"})
    text = answer.content.decode()
    assert "闽G**345" in text
    assert "闽G12345" not in text


def test_a_figure_and_the_rows_behind_it_agree(
    cast: Cast, night: dict[str, Any], signed_in: SignIn, freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-04 07:30")
    client = signed_in(cast.chief_a)
    page = client.get(reverse("dashboards:today"))
    for tile in page.context["tiles"]:
        if tile["figure"].name in ("cars_tried", "unsecured_rate"):
            continue
        rows = client.get(tile["url"]).context["page_obj"].paginator.count
        assert rows == tile["value"], tile["figure"].name
    assert page.context["night"] == NIGHT


def test_the_chief_excuses_a_missed_round_only_with_a_reason(
    cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    missed = Round.objects.get(planned_at=at("2026-09-03 22:00"))
    client = signed_in(cast.chief_a)
    refused = client.post(reverse("patrols:round_excuse", args=[missed.pk]), {"reason": ""})
    assert refused.status_code == 422
    assert refused.context["form"].errors["reason"]
    client.post(reverse("patrols:round_excuse", args=[missed.pk]), {"reason": "flood"})
    missed.refresh_from_db()
    assert missed.status == "excused"
    assert not RoundAlert.objects.open().filter(round=missed).exists()


def test_wrong_input_stays_in_the_form_with_its_error(
    cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in(cast.officer_a)
    answer = client.post(
        reverse("patrols:vehicle_call", args=[night["vehicle"]]),
        {"record_id": "not-a-key", "number": "12", "result": "reached", "source": "on_car"},
    )
    assert answer.status_code == 422
    assert "12" in answer.content.decode()
    assert answer.context["call_form"].errors["number"]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "2026-09-09", "until": "2026-09-01"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"page": "99999"},
        {"night": "x"},
        {"village": "999999"},
        {"squad": "abc"},
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        "dashboards:today",
        "dashboards:villages",
        "dashboards:map",
        "dashboards:map_data",
        "patrols:round_list",
        "patrols:vehicle_list",
    ],
)
def test_nonsense_in_the_address_is_never_a_500(
    name: str, query: dict[str, str], cast: Cast, signed_in: SignIn
) -> None:
    assert signed_in(cast.chief_a).get(reverse(name), query).status_code in (200, 404, 422)


def test_the_public_page_tells_time_and_station_and_nothing_else(
    cast: Cast, night: dict[str, Any], freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-03 23:30")
    vehicle = UnsecuredVehicle.objects.get(pk=night["vehicle"])
    answer = Client().post(reverse("patrols:call_check"), {"code": vehicle.call_code.code}).content.decode()
    assert "Station A" in answer
    assert vehicle.plate not in answer
    assert Client().post(reverse("patrols:call_check"), {"code": "12"}).status_code == 422


def test_the_form_for_an_open_car_proposes_where_the_last_car_was_tried(
    cast: Cast, night: dict[str, Any], signed_in: SignIn
) -> None:
    page = signed_in(cast.officer_a).get(reverse("patrols:unsecured_create", args=[night["round"]]))
    assert page.context["form"].initial["place"] == cast.place_a.pk


def test_a_places_responsible_person_is_masked_in_the_list_and_a_look_on_its_page(
    cast: Cast, signed_in: SignIn
) -> None:
    client = signed_in(cast.chief_a)
    assert "Wang Wu" not in client.get(reverse("jurisdiction:place_list")).content.decode()
    assert not Entry.objects.filter(verb="record.seen").exists()
    assert (
        "Wang Wu" in client.get(reverse("jurisdiction:place_detail", args=[cast.place_a.pk])).content.decode()
    )
    assert Entry.objects.get(verb="record.seen").fields == ["responsible_person"]
