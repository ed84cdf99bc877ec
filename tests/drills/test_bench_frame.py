"""Ratio, goal and table of the benchmark, without measuring anything."""

import pytest

from bench.frame import Row, in_turns, merged, significant, table


@pytest.mark.parametrize(
    ("unit", "goal", "ours", "met"),
    [
        ("rows/s", 0.3, 30.0, True),  # a rate must reach the goal
        ("rows/s", 0.3, 29.9, False),
        ("requests/s", 0.25, 200.0, True),
        ("ms", 3.0, 300.0, True),  # a time must not exceed it
        ("ms", 3.0, 300.1, False),
        ("points", 1.0, 100.0, True),  # so must points
        ("points", 1.0, 99.0, False),
        ("bytes", 1.0, 101.0, False),  # a cost must not exceed it
        ("shift", 1.0, 0.0, True),
        ("ms", None, 300.0, None),  # for information only
    ],
)
def test_a_rate_must_reach_its_goal_and_a_time_must_not_exceed_it(
    unit: str, goal: float | None, ours: float, met: bool | None
) -> None:
    row = Row("row", ours, 100.0, unit, goal)  # type: ignore[arg-type]  # the parameters are plain strings
    assert row.ratio == ours / 100
    assert row.met is met


def test_medians_are_of_alternating_runs_after_one_that_does_not_count() -> None:
    figures = {"ours": iter([99.0, 1.0, 5.0, 3.0]), "reference": iter([99.0, 10.0, 30.0, 20.0])}
    asked: list[str] = []

    def ask(name: str) -> float:
        asked.append(name)
        return next(figures[name])

    assert in_turns(lambda: ask("ours"), lambda: ask("reference"), runs=3) == (3.0, 20.0)
    assert asked == ["ours", "reference"] * 4


def test_fewer_than_three_runs_are_no_median() -> None:
    with pytest.raises(ValueError, match="three"):
        in_turns(lambda: 1.0, lambda: 1.0, runs=2)


def test_figures_are_written_with_three_digits_and_a_missed_goal_stays_in_the_table() -> None:
    assert significant(1234.5) == 1230.0
    assert significant(0.012345) == 0.0123
    row = Row("figures", 10.0, 8.0, "ms", 0.02).as_json()
    assert row["met"] is False
    assert row["ratio"] == 1.25
    assert table([row]).splitlines()[1].split() == ["figures", "10", "8", "ms", "1.25", "<=", "0.02", "NO"]


def test_rows_measured_alone_take_their_places_among_the_others() -> None:
    kept = [{"name": "a", "ours": 1}, {"name": "b", "ours": 1}]
    found = merged(kept, [{"name": "c", "ours": 2}, {"name": "a", "ours": 2}])
    assert [(row["name"], row["ours"]) for row in found] == [("a", 2), ("b", 1), ("c", 2)]
