"""Households, visits, counts, plans, campaigns: what the operations do on PostGIS."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from antifraud import coverage, door_rules
from antifraud.choices import DoorOutcome, HelpResult, Measure
from antifraud.errors import AntifraudRefused, RecordTaken
from antifraud.models import AppCount, AppHelp, DoorVisit, Household, PlannedDoor
from antifraud.operations import campaigns, counts, households, plans, retention, visits
from antifraud.operations.counts import Counted
from antifraud.operations.households import Door
from antifraud.operations.visits import Said
from jurisdiction.sealed import CannotUnseal, unseal
from ledger.models import Entry
from tests.antifraud.door_helpers import NOON, household, visited
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def refusal(operation: Any, **given: Any) -> tuple[str | None, str]:
    with pytest.raises(AntifraudRefused) as refused:
        operation(**given)
    return refused.value.field, str(refused.value.message)


def test_name_and_telephone_are_sealed_masked_and_found_by_hash(cast: Cast) -> None:
    found = household(cast, "１２号  东")
    assert (found.door, found.head_mask, found.phone_mask) == ("12号 东", "王*", "138****1234")
    assert "王建国" not in found.head_sealed
    assert Household.objects.get(phone_hash=households.phone_hash("+86 138-0000-1234")) == found
    with pytest.raises(CannotUnseal):
        unseal(found.head_sealed, table=households.TABLE, column=households.HEAD, row=str(uuid.uuid4()))


def test_a_door_stands_in_the_list_once_until_its_people_move_away(cast: Cast) -> None:
    first = household(cast)
    assert refusal(household, cast=cast)[0] == "door"
    households.move_away(household_id=first.pk, on=datetime.date(2026, 9, 1), at=NOON, by=cast.officer_a)
    assert household(cast).pk != first.pk


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"door": " "}, "door"),
        ({"door": "x", "group_no": 100}, "group_no"),
        ({"door": "x", "adults": 0}, "adults"),
        ({"door": "x", "phone": "12345"}, "phone"),
        ({"door": "x", "head": "王" * 61}, "head"),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field(cast: Cast, given: dict[str, Any], field: str) -> None:
    assert refusal(household, cast=cast, **given)[0] == field


def test_a_cadre_enters_no_door_of_another_village(cast: Cast) -> None:
    assert refusal(household, cast=cast, village=cast.village_b, by=cast.cadre_a)[0] == "village"
    assert refusal(household, cast=cast, by=cast.justice_a)[0] == "village"


def test_a_reveal_needs_a_reason_and_stands_in_the_ledger(cast: Cast) -> None:
    found = household(cast)
    assert (
        refusal(households.reveal_household, household=found, reason=" ", at=NOON, by=cast.officer_a)[0]
        == "reason"
    )
    plain = households.reveal_household(household=found, reason="来电回访", at=NOON, by=cast.officer_a)
    assert (plain.head, plain.phone) == ("王建国", "13800001234")
    entry = Entry.objects.get(verb="household.revealed")
    assert (entry.reason, entry.fields, entry.object_id) == ("来电回访", ["head", "phone"], str(found.pk))


def test_a_talk_is_counted_once_whatever_the_phone_repeats(cast: Cast) -> None:
    found = household(cast)
    key = uuid.uuid4()
    said = Said(
        DoorOutcome.TALKED, told_to_call=True, counted=Counted(2, 1, 1, "needs_help", needs_help=True)
    )
    for _again in range(2):
        visit = visits.record_visit(
            record_id=key, household=found, said=said, received_at=NOON, at=NOON, by=cast.officer_a
        )
    found.refresh_from_db()
    assert (found.registered, found.installed, found.needs_help, found.last_visit_at) == (1, 1, True, NOON)
    assert DoorVisit.objects.count() == AppCount.objects.count() == AppHelp.objects.open().count() == 1
    assert (visit.told_to_call, AppCount.objects.get().registered_change) == (True, 1)
    assert Entry.objects.filter(verb="door.visited").count() == 1
    with pytest.raises(RecordTaken):
        visits.record_visit(
            record_id=key, household=found, said=said, received_at=NOON, at=NOON, by=cast.leader_a
        )


def test_nobody_is_visited_twice_in_a_month_without_a_reason(cast: Cast) -> None:
    found = household(cast)
    visited(cast, found, when=at("2026-09-03 20:00"))
    again = at("2026-10-03 23:59")  # the thirtieth day
    assert refusal(visited, cast=cast, found=found, when=again)[0] == "again_reason"
    visited(cast, found, DoorOutcome.NOT_HOME, when=again)  # nobody was talked to
    visited(cast, found, when=again, again_reason="自己要求帮忙注册")
    visited(cast, found, when=at("2026-11-03 00:00"))
    assert DoorVisit.objects.exclude(again_reason="").count() == 1


def test_who_is_not_at_home_is_tried_at_another_hour_and_the_plan_moves(cast: Cast) -> None:
    found = household(cast)
    plan = plan_of(cast)
    visited(cast, found, DoorOutcome.NOT_HOME, when=at("2026-09-03 20:30"))
    found.refresh_from_db()
    assert (found.tries, found.next_visit_from, found.next_part) == (1, datetime.date(2026, 9, 6), "morning")
    assert plan.doors.get().due_on == datetime.date(2026, 9, 6)
    visited(cast, found, DoorOutcome.NOT_HOME, when=at("2026-09-07 09:00"))
    found.refresh_from_db()
    assert (found.tries, found.next_part) == (2, "afternoon")
    visited(cast, found, when=at("2026-09-10 15:00"))
    found.refresh_from_db()
    assert (found.tries, found.next_visit_from, found.next_part) == (0, None, "")
    assert plan.doors.get().done_at == at("2026-09-10 15:00")


def test_a_visit_that_comes_late_moves_nothing_that_a_newer_one_said(cast: Cast) -> None:
    found = household(cast)
    visited(cast, found, when=at("2026-09-03 20:00"), counted=Counted(2, 2))
    visited(cast, found, DoorOutcome.NOT_HOME, when=at("2026-09-02 20:00"))
    visited(cast, found, when=at("2026-08-20 20:00"), counted=Counted(2, 0))
    found.refresh_from_db()
    assert (found.registered, found.tries, found.last_outcome) == (2, 0, "talked")
    assert found.last_visit_at == at("2026-09-03 20:00")


def test_more_apps_than_adults_and_talk_with_nobody_are_refused(cast: Cast) -> None:
    found = household(cast)
    assert refusal(visited, cast=cast, found=found, counted=Counted(2, 2, 1))[0] == "registered"
    said = Said(DoorOutcome.NOT_HOME, told_to_call=True)
    wrong: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "household": found,
        "said": said,
        "received_at": NOON,
        "at": NOON,
    }
    assert refusal(visits.record_visit, by=cast.officer_a, **wrong)[0] == "outcome"


def test_the_state_in_sql_is_that_of_the_rules(cast: Cast) -> None:
    for number, outcome in enumerate([None, *DoorOutcome]):
        found = household(cast, f"{number}号", phone="")
        if outcome is not None:
            visited(cast, found, outcome)
    helped = household(cast, "9号", phone="")
    visited(cast, helped, counted=Counted(2, 0, needs_help=True))
    visited(cast, household(cast, "10号", phone=""), when=at("2026-06-30 23:00"))
    today = datetime.date(2026, 9, 3)
    households_now: Any = Household.objects.all().with_state(today)
    for found in households_now:
        assert found.state == door_rules.state(
            left_on=found.left_on,
            needs_help=found.needs_help,
            last_outcome=found.last_outcome,
            tries=found.tries,
            last_visit_on=timezone.localdate(found.last_visit_at) if found.last_visit_at else None,
            today=today,
        )
    states = {found.state for found in households_now}
    assert states == {"new", "visited", "earlier", "not_home", "refused", "help", "left"}


def test_help_is_arranged_given_and_closed_with_what_changed(cast: Cast) -> None:
    found = household(cast)
    visited(cast, found, counted=Counted(2, 0, 1, "needs_help", needs_help=True))
    wanted = AppHelp.objects.get()
    day = datetime.date(2026, 9, 5)
    arrange: dict[str, Any] = {
        "help_id": wanted.pk,
        "helper": cast.auxiliary_a,
        "at": NOON,
        "by": cast.officer_a,
    }
    assert refusal(counts.arrange_help, help_on=datetime.date(2026, 9, 2), **arrange)[0] == "help_on"
    counts.arrange_help(help_on=day, **arrange)
    close: dict[str, Any] = {
        "help_id": wanted.pk,
        "result": HelpResult.REGISTERED,
        "at": NOON + DAY,
        "by": cast.auxiliary_a,
    }
    assert refusal(counts.close_help, registered=0, **close)[0] == "registered"
    counts.close_help(registered=2, **close)
    counts.close_help(registered=2, **close)
    found.refresh_from_db()
    assert (found.needs_help, found.registered, found.installed) == (False, 2, 0)
    assert AppCount.objects.count() == 2


def plan_of(cast: Cast, **more: Any) -> Any:
    given = {
        "village": cast.village_a,
        "groups": [],
        "starts_on": datetime.date(2026, 9, 3),
        "ends_on": datetime.date(2026, 9, 30),
        "weekdays": range(7),
        "officer": None,
        **more,
    }
    return plans.plan_visits(at=NOON, by=cast.chief_a, **given)


def test_a_plan_takes_those_not_talked_to_this_quarter_and_nobody_twice(cast: Cast) -> None:
    for number in range(6):
        household(cast, f"{number}号", group_no=number % 2)
    visited(cast, Household.objects.get(door="0号"))
    plan = plan_of(cast, groups=[0])
    assert plan.doors.count() == 2
    assert plan_of(cast).doors.count() == 3
    assert refusal(plan_of, cast=cast)[0] == "village"
    plans.end_plan(plan_id=plan.pk, at=NOON, by=cast.chief_a)
    assert plan_of(cast).doors.count() == 2
    assert PlannedDoor.objects.to_do(datetime.date(2026, 9, 3)).exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts_on": datetime.date(2026, 9, 2)}, "starts_on"),
        ({"ends_on": datetime.date(2026, 9, 1)}, "ends_on"),
        ({"ends_on": datetime.date(2028, 9, 1)}, "ends_on"),
        ({"ends_on": datetime.date(2026, 9, 3), "weekdays": [0]}, "weekdays"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(
    cast: Cast, more: dict[str, Any], field: str
) -> None:
    household(cast)
    assert refusal(plan_of, cast=cast, **more)[0] == field


def started(cast: Cast, measure: Measure = Measure.VISITED_SHARE, goal: int = 50, **more: Any) -> Any:
    given = {
        "name": "九月走访",
        "station": cast.station_a,
        "villages": [cast.village_a],
        "starts_on": datetime.date(2026, 9, 1),
        "ends_on": datetime.date(2026, 9, 30),
        **more,
    }
    return campaigns.start_campaign(measure=measure, goal=goal, at=NOON, by=cast.chief_a, **given)


def twelve(cast: Cast) -> list[Household]:
    return [household(cast, f"{number}号", phone="", adults=1) for number in range(12)]


def test_a_campaign_counts_each_household_once_on_its_first_day_and_nobody_elses(cast: Cast) -> None:
    doors = twelve(cast)
    visited(cast, household(cast, "1号", village=cast.village_b), by=cast.officer_b)
    for door in doors[:3]:
        visited(cast, door, when=at("2026-09-02 20:00"))
    visited(cast, doors[0], when=at("2026-09-03 20:00"), again_reason="帮忙")
    visited(cast, doors[5], when=at("2026-08-31 20:00"))
    found = coverage.progress(started(cast), datetime.date(2026, 9, 3))
    assert (found.part, found.whole, found.value, found.pace) == (3, 12, 25.0, "on_track")
    assert [point.actual for point in found.points[:4]] == [0, 25, 25, None]


def test_a_share_of_registered_starts_where_it_stood(cast: Cast) -> None:
    doors = twelve(cast)
    for door in doors[:6]:
        visited(cast, door, when=at("2026-08-20 20:00"), counted=Counted(1, 1))
    for door in doors[6:9]:
        visited(cast, door, when=at("2026-09-02 20:00"), counted=Counted(1, 1))
    campaign = started(cast, Measure.REGISTERED_SHARE, 80)
    found = coverage.progress(campaign, datetime.date(2026, 9, 10))
    assert (found.start, found.value, found.part, found.pace) == (50, 75, 9, "on_track")
    gained = coverage.progress(started(cast, Measure.REGISTERED, 30), datetime.date(2026, 9, 10))
    assert (gained.start, gained.value, gained.pace) == (0, 3, "behind")


def test_an_ended_campaign_keeps_its_result_whatever_comes_later(cast: Cast) -> None:
    doors = twelve(cast)
    visited(cast, doors[0], when=at("2026-09-02 20:00"))
    campaign = started(cast)
    assert campaigns.close_ended(at=at("2026-10-01 23:00")) == 0  # phones may still bring the last evening
    assert campaigns.close_ended(at=at("2026-10-02 00:05")) == 1
    assert campaigns.close_ended(at=at("2026-10-02 00:05")) == 0
    visited(cast, doors[1], when=at("2026-09-30 20:00"))
    campaign.refresh_from_db()
    found = coverage.progress(campaign, datetime.date(2026, 12, 1))
    assert (found.part, found.whole, found.value, found.pace) == (1, 12, 8.3, "missed")
    assert len(found.points) == 30


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"goal": 101}, "goal"),
        ({"goal": 0}, "goal"),
        ({"name": " "}, "name"),
        ({"ends_on": datetime.date(2026, 8, 31)}, "ends_on"),
        ({"starts_on": datetime.date(2024, 8, 31)}, "ends_on"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(cast: Cast, more: dict[str, Any], field: str) -> None:
    assert refusal(started, cast=cast, **more)[0] == field
    assert refusal(started, cast=cast, villages=[cast.village_b])[0] == "villages"


def test_coverage_tells_numerator_and_denominator_and_no_share_of_few(cast: Cast) -> None:
    for door in twelve(cast)[:4]:
        visited(cast, door, counted=Counted(1, 1))
    household(cast, "1号", village=cast.village_b, adults=9)
    rows = coverage.by_village(
        Household.objects.all(), [cast.village_a, cast.village_b], datetime.date(2026, 9, 3)
    )
    assert (rows[0].registered, rows[0].adults, rows[0].share, rows[0].open, rows[0].visited) == (
        4,
        12,
        33.3,
        8,
        4,
    )
    assert (rows[1].adults, rows[1].share, rows[1].complete_share, rows[1].shade) == (9, None, None, 0)
    total = coverage.together(rows)
    assert (total.registered, total.adults, total.share) == (4, 21, 19.0)


def test_names_of_those_who_left_and_notes_go_when_their_time_is_over(cast: Cast) -> None:
    found = household(cast)
    stays = household(cast, "13号")
    visited(cast, found, note="门口有狗", when=at("2026-09-02 20:00"))
    households.move_away(household_id=found.pk, on=datetime.date(2026, 9, 3), at=NOON, by=cast.officer_a)
    found.refresh_from_db()
    assert found.keep_until is not None
    assert retention.forget_doors(at=NOON) == {"households": 0, "visits": 0, "imports": 0}
    assert retention.forget_doors(at=found.keep_until) == {"households": 1, "visits": 1, "imports": 0}
    assert retention.forget_doors(at=found.keep_until) == {"households": 0, "visits": 0, "imports": 0}
    found.refresh_from_db()
    stays.refresh_from_db()
    assert (found.head_sealed, found.phone_hash, found.phone_mask) == ("", "", "")
    assert stays.head_sealed
    assert DoorVisit.objects.get().note == ""


def test_a_change_keeps_what_is_left_empty_and_never_fewer_adults_than_apps(cast: Cast) -> None:
    found = household(cast)
    visited(cast, found, counted=Counted(2, 2))
    change: dict[str, Any] = {"household_id": found.pk, "at": NOON, "by": cast.officer_a}
    assert refusal(households.change_household, given=Door(3, "12号", 1), **change)[0] == "adults"
    changed = households.change_household(given=Door(4, "12号甲", 3), **change)
    assert (changed.group_no, changed.door, changed.head_mask) == (4, "12号甲", "王*")


def test_they_moved_away_said_late_does_not_undo_that_they_were_talked_to_since(cast: Cast) -> None:
    found = household(cast)
    visited(cast, found, when=NOON)
    visited(cast, found, DoorOutcome.LEFT, when=NOON - datetime.timedelta(days=1))
    found.refresh_from_db()
    assert found.left_on is None
    visited(cast, found, DoorOutcome.LEFT, when=NOON + datetime.timedelta(days=1))
    found.refresh_from_db()
    assert found.left_on is not None
