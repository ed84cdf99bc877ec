"""Changing a roster touches coming, unstarted shifts only; people stand in one shift at a time."""

import datetime

import pytest

from patrols import rules
from patrols.choices import ShiftStatus
from patrols.errors import MemberBusy, PlanChanged, RoundNotRunning, ShiftNotEditable
from patrols.models import Round, Shift
from patrols.operations import rosters, shifts
from patrols.operations.planning import plan_shifts
from patrols.operations.reconcile import reconcile
from patrols.operations.rounds import finish_round
from tests.cast import Cast, at
from tests.patrols.helpers import EVENING, running_round

pytestmark = pytest.mark.django_db
MORNING = at("2026-09-04 08:00")


def test_changing_the_interval_leaves_the_past_night_as_it_was(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    reconcile(at=MORNING)
    before = list(Round.objects.filter(duty_date=datetime.date(2026, 9, 3)).values_list("pk", "start_by"))
    cast.roster_a.interval_minutes = 180
    effect = rosters.preview(cast.roster_a, squads=[cast.squad_a], at=MORNING)
    rosters.save_roster(
        roster=cast.roster_a,
        squads=[cast.squad_a],
        places=[],
        expected=effect.count,
        at=MORNING,
        by=cast.chief_a,
    )
    assert (
        list(Round.objects.filter(duty_date=datetime.date(2026, 9, 3)).values_list("pk", "start_by"))
        == before
    )
    tomorrow = Shift.objects.get(duty_date=datetime.date(2026, 9, 5))
    assert tomorrow.rounds.count() == 4
    assert tomorrow.stops.count() == 0


def test_a_running_shift_is_not_touched(cast: Cast) -> None:
    running = running_round(cast)
    cast.roster_a.weekdays = []
    rosters.save_roster(
        roster=cast.roster_a,
        squads=[cast.squad_a],
        places=[],
        expected=None,
        at=at("2026-09-03 20:30"),
        by=cast.chief_a,
    )
    assert list(Shift.objects.all()) == [running.shift]


def test_the_preview_says_which_nights_go_and_come(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    cast.roster_a.weekdays = [0, 1, 2, 3, 4]
    effect = rosters.preview(cast.roster_a, squads=[cast.squad_a], at=EVENING)
    assert effect.added == ()
    assert {night.weekday() for night, _squad in effect.removed} == {5, 6}
    assert len(effect.retimed) == 11


def test_a_plan_that_changed_since_the_preview_is_not_overwritten(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    with pytest.raises(PlanChanged):
        rosters.save_roster(
            roster=cast.roster_a, squads=[cast.squad_a], places=[], expected=3, at=EVENING, by=cast.chief_a
        )


def extra_shift(cast: Cast, starts: int = 10, ends: int = 14) -> Shift:
    return shifts.create_shift(
        station=cast.station_a,
        squad=cast.squad_a,
        duty_date=datetime.date(2026, 9, 5),
        starts=datetime.time(starts),
        ends=datetime.time(ends),
        places=[cast.place_a],
        policy=rules.Policy(),
        at=EVENING,
        by=cast.chief_a,
    )


def test_an_extra_shift_is_manned_and_has_its_rounds(cast: Cast) -> None:
    shift = extra_shift(cast)
    assert (shift.rounds.count(), shift.members.count(), shift.problems) == (2, 5, [])


def test_a_squad_cannot_have_two_shifts_at_once(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    with pytest.raises(ShiftNotEditable) as refused:
        extra_shift(cast, starts=21, ends=23)
    assert refused.value.field == "squad"


def test_who_stands_elsewhere_is_named_with_where_and_when(cast: Cast) -> None:
    plan_shifts(at=EVENING)
    other = shifts.create_shift(
        station=cast.station_b,
        squad=cast.squad_b,
        duty_date=datetime.date(2026, 9, 3),
        starts=datetime.time(21),
        ends=datetime.time(23),
        places=[],
        policy=rules.Policy(),
        at=EVENING,
        by=cast.chief_b,
    )
    with pytest.raises(MemberBusy) as refused:
        shifts.set_members(
            shift_id=other.pk,
            officers=[cast.officer_a],
            volunteers=[],
            leader=None,
            at=EVENING,
            by=cast.chief_b,
        )
    text = str(refused.value.message)
    assert "Officer A" in text
    assert "Squad A" in text
    assert "20:00" in text


def test_a_shift_without_police_says_so(cast: Cast) -> None:
    shift = extra_shift(cast)
    changed = shifts.set_members(
        shift_id=shift.pk,
        officers=[cast.auxiliary_a],
        volunteers=[cast.volunteer],
        leader=cast.auxiliary_a,
        at=EVENING,
        by=cast.chief_a,
    )
    assert len(changed.problems) == 1


def test_only_a_shift_that_has_not_begun_is_cancelled_and_its_people_are_free(cast: Cast) -> None:
    shift = extra_shift(cast)
    shifts.cancel_shift(shift_id=shift.pk, reason="typhoon", at=EVENING, by=cast.chief_a)
    shift.refresh_from_db()
    assert (shift.status, shift.members.count(), shift.rounds.count()) == (ShiftStatus.CANCELLED, 0, 0)
    with pytest.raises(ShiftNotEditable):
        shifts.cancel_shift(shift_id=running_round(cast).shift_id, reason="late", at=EVENING, by=cast.chief_a)


def test_handing_over_waits_for_the_running_round_and_keeps_the_note(cast: Cast) -> None:
    running = running_round(cast)
    reconcile(at=at("2026-09-04 06:05"))
    with pytest.raises(RoundNotRunning):
        shifts.hand_over(
            shift_id=running.shift_id, note="lamp broken", at=at("2026-09-04 06:05"), by=cast.officer_a
        )
    finish_round(round_id=running.pk, at=at("2026-09-04 06:06"), by=cast.officer_a)
    done = shifts.hand_over(
        shift_id=running.shift_id, note="lamp broken", at=at("2026-09-04 06:10"), by=cast.officer_a
    )
    assert (done.status, done.handover_note, done.handed_over_by) == (
        ShiftStatus.ENDED,
        "lamp broken",
        cast.officer_a,
    )
