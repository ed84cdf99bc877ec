"""Which village a point lies in."""

import random
from collections.abc import Callable
from functools import partial

from django.contrib.gis.geos import Point

from bench.data import ACROSS, CELL, SOUTH, VILLAGES, WEST
from bench.database import connect
from bench.frame import Row, in_turns, milliseconds
from jurisdiction.territory import village_at, villages_at

POINTS = 1000
JOIN = """
SELECT given.number, min(village.code)
FROM unnest(%s::float8[], %s::float8[]) WITH ORDINALITY AS given (longitude, latitude, number)
JOIN jurisdiction_village village
    ON ST_Covers(village.boundary, ST_SetSRID(ST_MakePoint(given.longitude, given.latitude), 4326))
GROUP BY given.number
"""


def point_in_village(runs: int) -> list[Row]:
    rng = random.Random(1)  # noqa: S311  # repeatable, not secret
    east, north = WEST + CELL * ACROSS, SOUTH + CELL * (VILLAGES // ACROSS)
    points = [(rng.uniform(WEST, east), rng.uniform(SOUTH, north)) for _number in range(POINTS)]
    direct = connect()

    def join() -> None:
        with direct.cursor() as cursor:
            cursor.execute(JOIN, [[x for x, _y in points], [y for _x, y in points]])
            cursor.fetchall()

    def one_by_one() -> None:
        for x, y in points:
            village_at(Point(x, y, srid=4326))

    rows = []
    asked: tuple[tuple[str, Callable[[], object], float | None, str], ...] = (
        ("point in village", partial(villages_at, points), 2.0, "1,000 points by villages_at"),
        ("point in village, one by one", one_by_one, None, "1,000 calls of village_at"),
    )
    for name, action, goal, note in asked:
        ours, reference = in_turns(partial(milliseconds, action), lambda: milliseconds(join), runs=runs)
        rows.append(Row(name, ours, reference, "ms", goal, f"{note}; one ST_Covers join"))
    direct.close()
    return rows
