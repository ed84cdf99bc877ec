"""Charts drawn on the server as SVG: shapes only, the numbers stand in a table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 10, 26


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    label: str
    text_x: float
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws; `ticks` are (y, text)."""

    bars: list[Bar]
    ticks: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: float = HEIGHT - BOTTOM


def nice_top(highest: float) -> float:
    """The end of the axis: 1, 2 or 5 times a power of ten, at least 1."""
    top = 1.0
    while top < highest:
        for factor in (2.0, 2.5, 2.0):
            top *= factor
            if top >= highest:
                break
    return top


def bars(rows: Sequence[tuple[str, float, str]], *, every: int = 1, width: int = WIDTH) -> Chart:
    """A bar chart of (label, value, title); each `every`th label is written."""
    top = nice_top(max((value for _label, value, _title in rows), default=1.0))
    step = (width - LEFT - RIGHT) / max(1, len(rows))
    span = HEIGHT - TOP - BOTTOM
    drawn = [
        Bar(
            x=round(LEFT + step * index + step * 0.14, 1),
            y=round(TOP + span * (1 - value / top), 1),
            width=round(step * 0.72, 1),
            height=round(span * value / top, 1),
            label=label if index % every == 0 else "",
            text_x=round(LEFT + step * (index + 0.5), 1),
            title=title,
        )
        for index, (label, value, title) in enumerate(rows)
    ]
    ticks = [(round(TOP + span * (1 - part / 4), 1), f"{top * part / 4:g}") for part in range(5)]
    return Chart(bars=drawn, ticks=ticks, width=width)
