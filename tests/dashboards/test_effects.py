"""What is said of a difference, and when nothing is."""

import pytest

from dashboards.effects import Effect, wilson


@pytest.mark.parametrize(
    ("reached", "others", "reached_years", "other_years", "verdict"),
    [
        (2, 30, 10_000, 10_000, "fewer"),
        (30, 2, 10_000, 10_000, "more"),
        (10, 12, 10_000, 10_000, "open"),
        (0, 9, 10_000, 10_000, "open"),  # too few, however one-sided
        (0, 10, 10_000, 10_000, "fewer"),
        (10, 0, 10_000, 10_000, "more"),
        (2, 30, 1_000, 15_000, "open"),  # as many for their number
        (5, 5, 0, 10_000, "open"),
        (5, 5, 10_000, 0, "open"),
        (0, 0, 10_000, 10_000, "open"),
    ],
)
def test_a_difference_is_named_only_when_chance_is_unlikely(
    reached: int, others: int, reached_years: float, other_years: float, verdict: str
) -> None:
    assert Effect(reached, others, reached_years, other_years).verdict == verdict


def test_rates_are_per_thousand_adult_years_and_the_ratio_lies_in_its_interval() -> None:
    effect = Effect(3, 20, 6_000, 10_000)
    assert effect.reached_rate == pytest.approx(0.5)
    assert effect.other_rate == pytest.approx(2.0)
    assert effect.ratio == pytest.approx(0.25)
    low, high = effect.interval or (0, 0)
    assert high is not None
    assert low < 0.25 < high < 1


def test_without_a_case_among_the_others_the_ratio_has_no_upper_end() -> None:
    effect = Effect(10, 0, 10_000, 10_000)
    assert effect.ratio is None
    assert (effect.interval or (0, 0))[1] is None


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilsons_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    """The last row is the example of Newcombe (1998), the first three follow from the formula's closed form."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=1e-4)
