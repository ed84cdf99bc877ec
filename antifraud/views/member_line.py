"""The line of a group's members over time, as shapes: the numbers stand in the table beside it."""

from collections.abc import Sequence
from typing import Any

from antifraud.models import MemberCount

WIDTH, HEIGHT, LEFT, BASE, TOP = 720, 200, 44, 172, 14


def line_of(counts: Sequence[MemberCount]) -> dict[str, Any] | None:
    """Points of a polyline, oldest first; None for fewer than two counts. The axis begins at nought."""
    if len(counts) < 2:
        return None
    first, last = counts[0].on, counts[-1].on
    days = max(1, (last - first).days)
    top = max(10, *(count.members for count in counts)) * 1.1
    dots = [
        {
            "x": round(LEFT + (WIDTH - LEFT - 10) * (count.on - first).days / days, 1),
            "y": round(BASE - (BASE - TOP) * count.members / top, 1),
            "title": f"{count.on} · {count.members}",
        }
        for count in counts
    ]
    ticks = [(round(BASE - (BASE - TOP) * part / 2, 1), round(top * part / 2)) for part in range(3)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "points": " ".join(f"{dot['x']},{dot['y']}" for dot in dots),
        "dots": dots,
        "ticks": ticks,
        "first": first,
        "last": last,
        "right": WIDTH - 10,
    }
