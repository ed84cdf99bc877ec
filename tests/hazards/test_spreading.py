"""A month's inspections over its days: whatever is asked for, no day is overfull."""

import datetime
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hazards.spreading import Visit, is_due, month_days, spread
from jurisdiction.deadlines import weekday_works

MONTHS = st.dates(datetime.date(2025, 1, 1), datetime.date(2027, 12, 31)).map(lambda day: day.replace(day=1))
PLACES = st.lists(
    st.tuples(
        st.integers(1, 5000), st.sampled_from([1, 2, 4]), st.floats(117.15, 117.42), st.floats(25.9, 26.15)
    ),
    max_size=90,
    unique_by=lambda place: place[0],
)


def visits_of(places: list[tuple[int, int, float, float]]) -> list[Visit]:
    return [
        Visit(key, count, times, longitude, latitude)
        for key, times, longitude, latitude in places
        for count in range(1, times + 1)
    ]


@settings(max_examples=150, deadline=None)
@given(month=MONTHS, places=PLACES, shuffled=st.randoms(use_true_random=False))
def test_every_visit_has_a_day_no_day_is_overfull_and_the_order_asked_in_changes_nothing(
    month: datetime.date, places: list[tuple[int, int, float, float]], shuffled: "st.DataObject"
) -> None:
    visits, days = visits_of(places), month_days(month)
    placed = spread(visits, days, works=weekday_works, capacity=8)
    assert set(placed) == {(visit.key, visit.count) for visit in visits}
    loads = Counter(placed.values())
    working = [day for day in days if weekday_works(day)]
    if len(visits) <= 8 * len(working):
        assert set(loads) <= set(working), "days off are used only when working days are full"
        assert max(loads.values(), default=0) <= 8
    usable = working if len(visits) <= 8 * len(working) else days
    # As even as it can be: several visits a month keep to their part of it, which may hold one more.
    assert max(loads.values(), default=0) <= -(-len(visits) // len(usable)) + 1
    mixed = list(visits)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    assert spread(mixed, days, works=weekday_works, capacity=8) == placed


@settings(max_examples=80, deadline=None)
@given(month=MONTHS, places=PLACES)
def test_several_visits_to_a_place_follow_each_other_with_time_between(
    month: datetime.date, places: list[tuple[int, int, float, float]]
) -> None:
    placed = spread(visits_of(places), month_days(month), works=weekday_works, capacity=99)
    for key, times, _longitude, _latitude in places:
        turns = [placed[key, count] for count in range(1, times + 1)]
        assert turns == sorted(turns)
        assert len(set(turns)) == times


@settings(max_examples=80, deadline=None)
@given(month=MONTHS, many=st.integers(1, 60), data=st.data())
def test_what_stands_on_the_days_already_is_filled_up_not_piled_upon(
    month: datetime.date, many: int, data: st.DataObject
) -> None:
    days = [day for day in month_days(month) if weekday_works(day)]
    taken = {day: data.draw(st.integers(0, 6)) for day in days}
    placed = spread([Visit(key) for key in range(many)], days, works=weekday_works, taken=taken, capacity=99)
    fresh = Counter(placed.values())
    fullest = max(taken[day] + fresh[day] for day in days if fresh[day])
    assert all(taken[day] + fresh[day] >= fullest - 1 for day in days)


def test_near_places_share_a_day() -> None:
    """Two hamlets ten kilometres apart, one visit each place, two a day: nobody drives between them."""
    here = [Visit(key, longitude=117.20 + key * 1e-4, latitude=26.00) for key in range(20)]
    there = [Visit(100 + key, longitude=117.35 + key * 1e-4, latitude=26.12) for key in range(20)]
    days = [day for day in month_days(datetime.date(2026, 9, 1)) if weekday_works(day)][:20]
    placed = spread([*here, *there], days, works=weekday_works)
    mixed = [day for day in days if len({key[0] >= 100 for key, on in placed.items() if on == day}) == 2]
    assert len(mixed) <= 2


def test_no_days_are_refused() -> None:
    with pytest.raises(ValueError, match="no days"):
        spread([Visit(1)], [], works=weekday_works)


def test_what_is_visited_once_in_three_months_has_its_turn_in_one_of_three() -> None:
    months = [datetime.date(2026, number, 1) for number in range(1, 13)]
    for key in range(7):
        assert [is_due(key, month, 3) for month in months].count(True) == 4
    assert {is_due(key, months[0], 3) for key in range(3)} == {True, False}
