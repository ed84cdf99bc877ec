"""Planning, sweeping and escalating, with the time moved by argument."""

import datetime
import threading

import pytest
from django.db import connection, connections

from ledger.models import Entry
from patrols.choices import AlertStep, RoundStatus, ShiftStatus, StartKind
from patrols.errors import NotOnThisShift, RoundNotRunning, RoundNotStartable
from patrols.models import Round, RoundAlert, Shift, ShiftMember
from patrols.operations.planning import plan_shifts
from patrols.operations.reconcile import reconcile, reconcile_if_stale
from patrols.operations.rounds import abort_round, acknowledge_alert, excuse_round, finish_round, start_round
from tests.cast import Cast, at, make_roster
from tests.patrols.helpers import EVENING, first_round, running_round

pytestmark = pytest.mark.django_db


def steps(round_: Round) -> list[str]:
    return list(RoundAlert.objects.filter(round=round_).order_by("due_at").values_list("step", flat=True))


def test_fourteen_nights_ahead_are_planned_with_members_places_and_rounds(cast: Cast) -> None:
    made = plan_shifts(at=EVENING)
    shifts = Shift.objects.filter(roster=cast.roster_a).order_by("duty_date")
    assert [shift.duty_date for shift in shifts] == [
        datetime.date(2026, 9, 3) + datetime.timedelta(days=offset) for offset in range(15)
    ]
    assert made == 15 * 5
    first = shifts[0]
    assert first.members.count() == 5
    assert [stop.place for stop in first.stops.all()] == [cast.place_a]
    assert first.problems == []


def test_planning_again_changes_nothing(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    before = set(Round.objects.values_list("pk", flat=True))
    assert plan_shifts(at=EVENING) == 0
    assert set(Round.objects.values_list("pk", flat=True)) == before


def test_a_night_that_still_runs_is_planned_after_midnight_and_one_that_is_over_is_not(cast: Cast) -> None:
    plan_shifts(at=at("2026-09-04 01:00"))
    assert Shift.objects.filter(duty_date=datetime.date(2026, 9, 3)).count() == 1
    assert not Shift.objects.filter(duty_date=datetime.date(2026, 9, 2)).exists()


def test_a_round_not_started_in_time_is_missed_at_its_own_moment_not_the_sweeps(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 21:17"))
    found.refresh_from_db()
    assert found.status == RoundStatus.MISSED
    assert found.missed_at == at("2026-09-03 20:30")
    entry = Entry.objects.get(verb="round.missed", object_id=str(found.pk))
    assert entry.at == at("2026-09-03 20:30")


def test_one_minute_before_the_limit_nothing_is_missed(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 20:29"))
    found.refresh_from_db()
    assert found.status == RoundStatus.PLANNED


def test_a_missed_round_climbs_from_the_squad_to_the_leader_to_the_chief_each_with_its_grace(
    cast: Cast,
) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 19:51"))
    assert steps(found) == [AlertStep.REMINDER]
    reconcile(at=at("2026-09-03 20:31"))
    assert steps(found) == [AlertStep.REMINDER, AlertStep.OFFICER]
    reconcile(at=at("2026-09-03 20:41"))
    assert steps(found)[-1] == AlertStep.LEADER
    reconcile(at=at("2026-09-03 21:01"))
    assert steps(found) == [AlertStep.REMINDER, AlertStep.OFFICER, AlertStep.LEADER, AlertStep.CHIEF]
    alert = RoundAlert.objects.get(round=found, step=AlertStep.CHIEF)
    assert alert.due_at == at("2026-09-03 21:00")


def test_a_round_that_was_started_alarms_nobody(cast: Cast) -> None:
    found = running_round(cast)
    reconcile(at=at("2026-09-03 21:30"))
    assert not RoundAlert.objects.filter(round=found).exclude(step=AlertStep.REMINDER).exists()


def test_reconciling_many_times_raises_each_alert_once(cast: Cast) -> None:
    first_round(cast)
    for minute in range(60):
        reconcile(at=at("2026-09-03 20:30") + datetime.timedelta(minutes=minute))
    alerts = RoundAlert.objects.filter(round__planned_at=at("2026-09-03 20:00"))
    assert sorted(alerts.values_list("step", flat=True)) == ["chief", "leader", "officer"]
    assert Entry.objects.filter(verb="round.missed").count() == 1


def outcome() -> list[tuple[object, ...]]:
    return sorted(Round.objects.values_list("squad_id", "planned_at", "status", "missed_at"))


def test_beat_down_for_36_hours_changes_nothing_in_what_is_missed(cast: Cast) -> None:
    reconcile(at=EVENING)
    reconcile(at=EVENING + datetime.timedelta(hours=36))
    missed = Round.objects.filter(status=RoundStatus.MISSED)
    assert missed.count() == 10  # two nights, five rounds each
    assert all(found.missed_at == found.start_by for found in missed)
    assert RoundAlert.objects.filter(step=AlertStep.CHIEF).count() == 10
    assert not RoundAlert.objects.filter(step=AlertStep.REMINDER, round__in=missed).exists()


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_plan_and_mark_everything_once(cast: Cast) -> None:
    errors: list[BaseException] = []

    def look(moment: datetime.datetime) -> None:
        try:
            reconcile(at=moment)
        except BaseException as error:  # noqa: BLE001  # shown below
            errors.append(error)
        finally:
            connections.close_all()

    for moment in (EVENING, at("2026-09-04 07:00")):
        threads = [threading.Thread(target=look, args=(moment,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert Shift.objects.count() == len(set(Shift.objects.values_list("squad", "duty_date")))
    missed = Round.objects.filter(status=RoundStatus.MISSED)
    assert missed.count() == 5
    assert Entry.objects.filter(verb="round.missed").count() == 5
    assert RoundAlert.objects.filter(step=AlertStep.CHIEF).count() == 5


def test_a_dashboard_looks_again_only_when_nobody_has_for_90_seconds(cast: Cast) -> None:
    assert reconcile_if_stale(at=EVENING)
    assert not reconcile_if_stale(at=EVENING + datetime.timedelta(seconds=60))
    assert reconcile_if_stale(at=EVENING + datetime.timedelta(seconds=91))


def test_a_minute_early_is_early_and_not_missed(cast: Cast) -> None:
    found = start_round(round_id=first_round(cast).pk, at=at("2026-09-03 19:59"), by=cast.officer_a)
    assert (found.status, found.start_kind) == (RoundStatus.IN_PROGRESS, StartKind.EARLY)


def test_before_it_opens_a_round_cannot_be_started(cast: Cast) -> None:
    with pytest.raises(RoundNotStartable):
        start_round(round_id=first_round(cast).pk, at=at("2026-09-03 19:39"), by=cast.officer_a)


def test_a_missed_round_is_made_up_and_keeps_its_trail(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 20:45"))
    start_round(round_id=found.pk, at=at("2026-09-03 20:50"), by=cast.officer_a)
    done = finish_round(round_id=found.pk, at=at("2026-09-03 21:20"), by=cast.officer_a)
    assert (done.status, done.start_kind) == (RoundStatus.MADE_UP, StartKind.MAKE_UP)
    assert done.missed_at == at("2026-09-03 20:30")


def test_starting_at_the_very_limit_is_a_make_up_also_when_no_sweep_has_looked(cast: Cast) -> None:
    found = start_round(round_id=first_round(cast).pk, at=at("2026-09-03 20:30"), by=cast.officer_a)
    assert found.start_kind == StartKind.MAKE_UP
    assert found.missed_at == at("2026-09-03 20:30")


def test_starting_and_finishing_twice_changes_nothing(cast: Cast) -> None:
    found = running_round(cast)
    again = start_round(round_id=found.pk, at=at("2026-09-03 20:05"), by=cast.auxiliary_a)
    assert again.started_by == cast.officer_a
    finish_round(round_id=found.pk, at=at("2026-09-03 20:40"), by=cast.officer_a)
    twice = finish_round(round_id=found.pk, at=at("2026-09-03 21:40"), by=cast.officer_a)
    assert twice.finished_at == at("2026-09-03 20:40")
    assert Entry.objects.filter(verb__in=["round.started", "round.finished"]).count() == 2


def test_somebody_outside_the_shift_cannot_start_its_round(cast: Cast) -> None:
    with pytest.raises(NotOnThisShift):
        start_round(round_id=first_round(cast).pk, at=at("2026-09-03 20:01"), by=cast.officer_b)


def test_a_cadre_cannot_start_the_round_of_a_squad_that_may_enforce(cast: Cast) -> None:
    with pytest.raises(RoundNotStartable):
        start_round(round_id=first_round(cast).pk, at=at("2026-09-03 20:01"), by=cast.cadre_a)


def test_two_rounds_of_one_shift_do_not_run_at_once(cast: Cast) -> None:
    running_round(cast)
    following = Round.objects.get(squad=cast.squad_a, planned_at=at("2026-09-03 22:00"))
    with pytest.raises(RoundNotStartable):
        start_round(round_id=following.pk, at=at("2026-09-03 22:00"), by=cast.officer_a)


def test_a_round_broken_off_is_told_apart_from_a_missed_one(cast: Cast) -> None:
    found = running_round(cast)
    with pytest.raises(RoundNotRunning):
        abort_round(round_id=found.pk, reason=" ", at=at("2026-09-03 20:30"), by=cast.officer_a)
    done = abort_round(
        round_id=found.pk, reason="called to a brawl", at=at("2026-09-03 20:30"), by=cast.officer_a
    )
    assert (done.status, done.missed_at) == (RoundStatus.ABORTED, None)


def test_excusing_needs_a_reason_and_closes_the_alerts(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 21:30"))
    with pytest.raises(RoundNotRunning) as refused:
        excuse_round(round_id=found.pk, reason="", at=at("2026-09-04 07:30"), by=cast.chief_a)
    assert refused.value.field == "reason"
    done = excuse_round(round_id=found.pk, reason="storm warning", at=at("2026-09-04 07:30"), by=cast.chief_a)
    assert done.status == RoundStatus.EXCUSED
    assert not RoundAlert.objects.open().filter(round=found).exists()
    assert Entry.objects.get(verb="round.excused").detail == {"was": "missed"}


def test_an_alert_is_acknowledged_once(cast: Cast) -> None:
    found = first_round(cast)
    reconcile(at=at("2026-09-03 21:30"))
    alert = RoundAlert.objects.get(round=found, step=AlertStep.CHIEF)
    acknowledge_alert(alert_id=alert.pk, at=at("2026-09-04 07:30"), by=cast.chief_a)
    acknowledge_alert(alert_id=alert.pk, at=at("2026-09-04 08:30"), by=cast.commander)
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.acknowledged_at) == (cast.chief_a, at("2026-09-04 07:30"))


def test_the_database_refuses_a_status_that_cannot_follow(cast: Cast) -> None:
    found = first_round(cast)
    with pytest.raises(Exception, match="cannot go from planned to done"):
        Round.objects.filter(pk=found.pk).update(
            status=RoundStatus.DONE, started_at=EVENING, finished_at=EVENING
        )


def test_shifts_go_on_duty_and_wait_for_their_handover_by_themselves(cast: Cast) -> None:
    reconcile(at=EVENING)
    shift = Shift.objects.get(duty_date=datetime.date(2026, 9, 3))
    reconcile(at=at("2026-09-03 20:00"))
    shift.refresh_from_db()
    assert shift.status == ShiftStatus.ON_DUTY
    reconcile(at=at("2026-09-04 06:00"))
    shift.refresh_from_db()
    assert shift.status == ShiftStatus.AWAITING_HANDOVER


def test_an_officer_of_two_squads_stands_in_one_shift_and_the_other_says_who_is_missing(cast: Cast) -> None:
    from patrols.models import Squad, SquadMember

    second = Squad.objects.create(station=cast.station_a, name="Squad C")
    SquadMember.objects.create(squad=second, officer=cast.officer_a, starts_on=datetime.date(2026, 1, 1))
    make_roster(cast.station_a, [second], [], name="Second")
    plan_shifts(at=EVENING)
    short = Shift.objects.filter(squad=second).earliest("duty_date")
    assert short.members.count() == 0
    assert any("Officer A" in words for words in short.problem_words)
    assert ShiftMember.objects.filter(officer=cast.officer_a, shift__duty_date=short.duty_date).count() == 1


def test_the_database_itself_keeps_an_officer_out_of_two_overlapping_shifts(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    shift = Shift.objects.earliest("duty_date")
    with pytest.raises(Exception, match="officer_in_one_shift_at_a_time"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO patrols_shiftmember (shift_id, officer_id, is_leader, starts_at, ends_at) "
            "VALUES (%s, %s, false, %s, %s)",
            [shift.pk, cast.officer_a.pk, shift.starts_at, shift.ends_at],
        )
