"""Nights and spans, without a database."""

import datetime

import pytest

from dashboards import charts
from dashboards.periods import Span, change_percent, last_night, months_back

D = datetime.date


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime.datetime(2026, 9, 4, 7, 30), D(2026, 9, 3)),
        (datetime.datetime(2026, 9, 4, 0, 10), D(2026, 9, 3)),
        (datetime.datetime(2026, 9, 4, 17, 59), D(2026, 9, 3)),
        (datetime.datetime(2026, 9, 4, 18, 0), D(2026, 9, 4)),
    ],
)
def test_last_night_lasts_until_the_next_evening(now: datetime.datetime, night: datetime.date) -> None:
    assert last_night(now) == night


def test_the_span_before_has_the_same_length_and_touches() -> None:
    assert Span(D(2026, 9, 8), D(2026, 9, 14)).before() == Span(D(2026, 9, 1), D(2026, 9, 7))


def test_the_29th_of_february_is_compared_with_the_28th() -> None:
    assert Span(D(2028, 2, 29), D(2028, 2, 29)).year_before() == Span(D(2027, 2, 28), D(2027, 2, 28))


def test_a_change_on_nothing_is_no_percentage() -> None:
    assert change_percent(5, 0) is None
    assert change_percent(62, 81) == pytest.approx(-23.4568, abs=1e-4)


def test_months_end_with_yesterday_and_leave_out_an_empty_one() -> None:
    spans = months_back(D(2026, 3, 1), 2)
    assert spans == [Span(D(2026, 1, 1), D(2026, 1, 31)), Span(D(2026, 2, 1), D(2026, 2, 28))]
    assert months_back(D(2026, 3, 15), 1) == [Span(D(2026, 3, 1), D(2026, 3, 14))]


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (1.2, 2), (3, 5), (7, 10), (11, 20), (99, 100), (101, 200)]
)
def test_the_axis_ends_at_a_round_number(highest: float, top: float) -> None:
    assert charts.nice_top(highest) == top


def test_bars_stand_on_the_base_in_proportion() -> None:
    chart = charts.bars([("a", 5, "a: 5"), ("b", 10, "b: 10")])
    assert chart.bars[1].height == pytest.approx(2 * chart.bars[0].height)
    assert all(bar.y + bar.height == pytest.approx(chart.base) for bar in chart.bars)
