"""Presence (见警率): how often, how long and with what gaps squads were in each village and each square of 200 m. Read
from squares that name no officer; a track says where a phone was, so it is given with its confidence."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from dashboards.periods import Span
from jurisdiction.models import Place, Village
from jurisdiction.remit import Remit
from patrols.models import PresenceCell, Round
from patrols.operations.presence import CELL

#: Minutes from which a square gets the next shade.
STEPS = (1, 10, 30, 60)
#: Shares of the walked time with a known position from which the confidence is called high, medium.
HIGH, MEDIUM = 0.8, 0.4

_VILLAGES = """
SELECT village_id, count(DISTINCT duty_date) AS nights, count(DISTINCT round_id) AS rounds, sum(seconds) / 60 AS minutes,
       max(gap) / 3600 AS longest_gap
FROM (
  SELECT village_id, duty_date, round_id, seconds,
         extract(epoch FROM first_at - coalesce(lag(last_at) OVER w, %(first)s)) AS gap
  FROM patrols_presencecell WHERE id IN ({cells}) WINDOW w AS (PARTITION BY village_id ORDER BY first_at)
  UNION ALL
  SELECT village_id, NULL, NULL, 0, extract(epoch FROM %(last)s - max(last_at))
  FROM patrols_presencecell WHERE id IN ({cells}) GROUP BY village_id
) seen GROUP BY village_id
"""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far the figures may be trusted: `level` is high, medium, low or none; `share` of the rounds' walked time that
    has a known position; `with_track` of `rounds` have any."""

    level: str
    share: float
    with_track: int
    rounds: int


def _cells(span: Span, remit: Remit) -> Any:
    return PresenceCell.objects.within(remit).filter(duty_date__gte=span.first, duty_date__lte=span.last)


def by_village(span: Span, remit: Remit, *, first: Any, last: Any) -> list[dict[str, Any]]:
    """A row for every village within remit, those without a visit first. `first`, `last`: the span's ends as moments,
    from and to which the longest gap is counted too; hours."""
    ids, parameters = _cells(span, remit).values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        named = {f"p{index}": value for index, value in enumerate(parameters)}
        inner = ids % tuple(f"%({name})s" for name in named)
        cursor.execute(_VILLAGES.format(cells=inner), {**named, "first": first, "last": last})
        columns = [column.name for column in cursor.description or ()]
        seen = {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}
    rows = [
        {
            "village": village,
            **(seen.get(village.pk) or {"nights": 0, "rounds": 0, "minutes": 0, "longest_gap": None}),
        }
        for village in Village.objects.within(remit).select_related("township").order_by("code")
    ]
    return sorted(rows, key=lambda row: (row["rounds"] > 0, row["minutes"]))


def confidence(span: Span, remit: Remit) -> Confidence:
    """From the track's rate on the rounds that were walked."""
    walked = Round.objects.within(remit).filter(
        duty_date__gte=span.first, duty_date__lte=span.last, finished_at__isnull=False
    )
    rows = list(walked.values_list("started_at", "finished_at", "track_seconds"))
    total = sum(((ended - begun).total_seconds() for begun, ended, _known in rows if begun and ended), 0.0)
    share = min(1.0, sum(known for _begun, _ended, known in rows) / total) if total else 0.0
    level = "none" if not share else "high" if share >= HIGH else "medium" if share >= MEDIUM else "low"
    return Confidence(level, share, sum(1 for row in rows if row[2]), len(rows))


def not_passed(span: Span, remit: Remit) -> list[Place]:
    """Places in use that no round of the span passed."""
    nights = Q(passes__round__duty_date__gte=span.first, passes__round__duty_date__lte=span.last)
    found = Place.objects.within(remit).in_use().annotate(times=Count("passes", filter=nights))
    return list(found.filter(times=0).select_related("village").order_by("village__code", "name"))


_SQUARES = """
SELECT x, y, count(DISTINCT round_id) AS rounds, sum(seconds) / 60 AS minutes,
       ST_AsGeoJSON(ST_Transform(ST_SetSRID(
         ST_MakeEnvelope(x * {cell}, y * {cell}, (x + 1) * {cell}, (y + 1) * {cell}), 32650), 4326), 5)
FROM patrols_presencecell WHERE id IN ({cells}) GROUP BY x, y
"""


def squares(span: Span, remit: Remit) -> list[tuple[str, int, int, int]]:
    """(GeoJSON of the square, rounds, minutes, shade 1 to 4) of every square anybody was in."""
    ids, parameters = _cells(span, remit).values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SQUARES.format(cells=ids, cell=CELL), parameters)
        rows = cursor.fetchall()
    return [
        (shape, rounds, round(minutes), max(1, sum(minutes >= step for step in STEPS)))
        for _x, _y, rounds, minutes, shape in rows
    ]
