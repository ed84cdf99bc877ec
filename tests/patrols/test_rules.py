"""The rules of the night, without a database."""

import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrols import rules

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = datetime.date(2026, 9, 3)


def clock(hour: int, minute: int = 0, day: int = 3) -> datetime.datetime:
    return datetime.datetime(2026, 9, day, hour, minute, tzinfo=ZONE)


def test_a_night_that_ends_before_it_starts_ends_the_next_morning() -> None:
    assert rules.night_span(NIGHT, datetime.time(20), datetime.time(6), ZONE) == (clock(20), clock(6, day=4))


def test_a_shift_within_the_day_ends_the_same_day() -> None:
    assert rules.night_span(NIGHT, datetime.time(9), datetime.time(17), ZONE) == (clock(9), clock(17))


def test_ten_hours_hold_five_two_hourly_rounds_and_none_at_the_end() -> None:
    found = rules.slots(clock(20), clock(6, day=4), 120)
    assert [slot.hour for slot in found] == [20, 22, 0, 2, 4]


def test_an_interval_that_does_not_divide_the_night_still_starts_before_its_end() -> None:
    assert [slot.hour for slot in rules.slots(clock(20), clock(23), 120)] == [20, 22]


def test_an_interval_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        rules.slots(clock(20), clock(23), 0)


@given(st.integers(1, 600), st.integers(1, 2000))
def test_slots_cover_the_night_without_gap_or_double(interval: int, length: int) -> None:
    end = clock(20) + datetime.timedelta(minutes=length)
    found = rules.slots(clock(20), end, interval)
    assert found[0] == clock(20)
    assert found[-1] < end <= found[-1] + datetime.timedelta(minutes=interval)
    assert all(after - before == datetime.timedelta(minutes=interval) for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        (clock(21, 59), "early"),
        (clock(22, 0), "on_time"),
        (clock(22, 10), "on_time"),
        (clock(22, 11), "late"),
        (clock(22, 29), "late"),
        (clock(22, 30), "make_up"),
        (clock(23, 50), "make_up"),
    ],
)
def test_a_start_is_early_on_time_late_or_a_make_up(moment: datetime.datetime, kind: str) -> None:
    times = rules.deadlines(clock(22), rules.Policy())
    found = rules.start_kind(
        moment, planned_at=times.planned_at, on_time_until=times.on_time_until, start_by=times.start_by
    )
    assert found == kind


def test_the_ladder_climbs_from_the_squad_to_the_leader_to_the_chief() -> None:
    times = rules.deadlines(clock(22), rules.Policy(grace=30, leader=10, chief=40))
    assert times.remind_at < times.planned_at < times.start_by < times.leader_alert_at < times.chief_alert_at
    assert times.chief_alert_at == clock(23, 10)


def test_squads_take_turns_night_by_night() -> None:
    turns = [
        rules.on_duty(
            NIGHT + rules.DAY * offset,
            rotation=["red", "green", "blue"],
            squads_a_night=1,
            weekdays=range(7),
            valid_from=NIGHT,
        )
        for offset in range(4)
    ]
    assert turns == [["red"], ["green"], ["blue"], ["red"]]


def test_the_turn_does_not_jump_over_nights_without_patrol() -> None:
    # 3 September 2026 is a Thursday; patrols on Thursdays and Saturdays only.
    turns = [
        rules.on_duty(
            NIGHT + rules.DAY * offset,
            rotation=["red", "green"],
            squads_a_night=1,
            weekdays=[3, 5],
            valid_from=NIGHT,
        )
        for offset in range(8)
    ]
    assert turns == [["red"], [], ["green"], [], [], [], [], ["red"]]


def test_two_squads_a_night_share_the_rotation_fairly() -> None:
    counts = dict.fromkeys("abc", 0)
    for offset in range(30):
        for squad in rules.on_duty(
            NIGHT + rules.DAY * offset, rotation="abc", squads_a_night=2, weekdays=range(7), valid_from=NIGHT
        ):
            counts[squad] += 1
    assert set(counts.values()) == {20}


def test_nobody_is_on_duty_before_the_roster_begins() -> None:
    assert (
        rules.on_duty(NIGHT, rotation="a", squads_a_night=1, weekdays=range(7), valid_from=NIGHT + rules.DAY)
        == []
    )


@pytest.mark.parametrize(
    ("people", "enforce", "problem"),
    [
        ((0, 0, 0), True, "empty"),
        ((0, 2, 1), True, "no_police"),
        ((1, 0, 0), True, "alone"),
        ((1, 1, 0), True, ""),
        ((0, 0, 3), False, ""),
    ],
)
def test_a_squad_that_may_enforce_needs_a_police_officer_and_two_people(
    people: tuple[int, int, int], enforce: bool, problem: str
) -> None:
    assert rules.staffing_problem(rules.Staffing(*people), may_enforce=enforce) == problem


def test_a_visit_at_home_is_suggested_from_the_third_finding() -> None:
    assert [rules.suggests_home_visit(times) for times in (1, 2, 3, 4)] == [False, False, True, True]
