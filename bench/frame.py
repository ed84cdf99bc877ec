"""Rows of the benchmark: measuring in turns, ratio, goal. Pure, but for the clock."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

#: Runs something once and returns its figure, in the unit of the row.
Measure = Callable[[], float]
Unit = Literal["requests/s", "rows/s", "points", "ms", "bytes", "shift"]
#: Of these the less the better. `shift` is Chromium's figure of how far what stood there moved.
COSTS = ("ms", "bytes", "shift")


@dataclass(frozen=True, slots=True)
class Row:
    """`goal` bounds ours / reference: from below for rates and points, from above for costs; None: for information
    only."""

    name: str
    ours: float
    reference: float
    unit: Unit
    goal: float | None
    #: What the two figures are.
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.ratio <= self.goal if self.unit in COSTS else self.ratio >= self.goal

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "ours": significant(self.ours),
            "reference": significant(self.reference),
            "unit": self.unit,
            "ratio": significant(self.ratio),
            "goal": self.goal,
            "met": self.met,
            "note": self.note,
        }


def significant(value: float) -> float:
    """Three significant digits, as a number."""
    return float(f"{value:.3g}")


def in_turns(ours: Measure, reference: Measure, *, runs: int) -> tuple[float, float]:
    """Medians of `runs` figures each, taken in turns after one of each that does not count. Raises ValueError for
    fewer than three runs."""
    if runs < 3:
        raise ValueError("a median needs at least three runs")
    ours()
    reference()
    pairs = [(ours(), reference()) for _run in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def rate(action: Callable[[], object], *, count: int, of_each: int = 1) -> float:
    """How often a second: `action` is called `count` times and does `of_each` things at once."""
    begun = time.perf_counter()
    for _number in range(count):
        action()
    return count * of_each / (time.perf_counter() - begun)


def milliseconds(action: Callable[[], object], *, count: int = 1) -> float:
    """Of one call, on average over `count` calls."""
    return 1000 * count / rate(action, count=count) / count


def merged(kept: list[dict[str, Any]], measured: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of before with those measured now in their places, new ones at the end."""
    now = {row["name"]: row for row in measured}
    return [now.pop(row["name"], row) for row in kept] + list(now.values())


def table(rows: list[dict[str, Any]]) -> str:
    """The rows for a person to read."""
    head = ("row", "ours", "reference", "unit", "ratio", "goal", "met")
    words = {True: "yes", False: "NO", None: "-"}
    lines = [head]
    for row in rows:
        bound = "-" if row["goal"] is None else f"{'<=' if row['unit'] in COSTS else '>='} {row['goal']:g}"
        figures = (f"{row['ours']:g}", f"{row['reference']:g}", row["unit"], f"{row['ratio']:g}")
        lines.append((row["name"], *figures, bound, words[row["met"]]))
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
