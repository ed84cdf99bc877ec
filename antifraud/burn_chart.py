"""The burn-up line of a campaign as shapes for an SVG; the numbers stand in a table beside it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from antifraud.door_rules import Point

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 28


@dataclass(frozen=True, slots=True)
class Lines:
    """`needed`, `actual`: points of polylines. `ticks`: (y, text); `days`: (x, text); `today`: where the line stops."""

    needed: str
    actual: str
    ticks: list[tuple[float, str]]
    days: list[tuple[float, str]]
    today: tuple[float, float] | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def draw(points: Sequence[Point], *, goal: float, in_percent: bool) -> Lines:
    """Days from left to right, the goal at the right end of the needed line."""
    values = [point.needed for point in points] + [point.actual or 0 for point in points]
    top = 100.0 if in_percent else _top(max([goal, *values]))
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    step = wide / max(1, len(points) - 1)

    def at(index: int, value: float) -> tuple[float, float]:
        return round(LEFT + step * index, 1), round(TOP + high * (1 - min(value, top) / top), 1)

    even = [at(index, point.needed) for index, point in enumerate(points)]
    gone = [at(index, point.actual) for index, point in enumerate(points) if point.actual is not None]
    every = max(1, -(-len(points) // 7))
    return Lines(
        needed=_polyline(even),
        actual=_polyline(gone),
        ticks=[(round(TOP + high * (1 - part / 4), 1), f"{top * part / 4:.0f}") for part in range(5)],
        days=[
            (at(index, 0)[0], f"{point.day.month}-{point.day.day}")
            for index, point in enumerate(points)
            if index % every == 0 and index + every // 2 < len(points)
        ],
        today=gone[-1] if gone else None,
    )


def _top(highest: float) -> float:
    """The end of the axis: a number whose quarters read well (4, 8, 20, 40, 80, 100, 200, …)."""
    top = 4.0
    while top < highest:
        for factor in (2.0, 2.5, 2.0):
            top *= factor
            if top >= highest:
                break
    return top


def _polyline(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
