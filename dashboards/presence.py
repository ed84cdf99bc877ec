"""Presence (见警率): how often, how long and with what gaps squads were in each village and each square of 200 m. Read
from squares that name no officer and are reckoned round by round as the tracks arrive. A track says where a phone was, so
each row is given with a confidence of its own."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from dashboards.periods import Span
from jurisdiction.models import Place, Village
from jurisdiction.remit import Remit
from patrols.models import PresenceCell, Round
from patrols.operations.presence import CELL

#: Minutes from which a square gets the next shade.
STEPS = (1, 10, 30, 60)
#: Shares of the walked time with a known position from which the confidence is called high, medium.
HIGH, MEDIUM = 0.8, 0.4

#: `{unit}` is the village, or a square's x and y. A gap runs from the last moment of whoever left last to the next
#: coming; a round is `due` in a unit when it was seen there or had a place there on its list: what is known of its whole
#: time says how far the unit's figures may be trusted, since a round without a track may have been there unseen.
_FIGURES = """
WITH seen AS (
  SELECT * FROM patrols_presencecell WHERE id IN ({cells})
), step AS (
  SELECT {unit}, village_id AS village, duty_date, round_id, seconds,
         extract(epoch FROM first_at - coalesce(max(last_at) OVER w, %(first)s)) AS gap
  FROM seen
  WINDOW w AS (PARTITION BY {unit} ORDER BY first_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  UNION ALL
  SELECT {unit}, NULL, NULL, NULL, 0, extract(epoch FROM %(last)s - max(last_at)) FROM seen GROUP BY {unit}
), figures AS (
  SELECT {unit}, count(DISTINCT duty_date) AS nights, count(DISTINCT round_id) AS rounds, sum(seconds) / 60 AS minutes,
         greatest(max(gap), 0) / 3600 AS longest_gap, (array_agg(village ORDER BY seconds DESC, village))[1] AS mostly
  FROM step GROUP BY {unit}
), walked AS (
  SELECT r.id, r.shift_id, r.track_seconds AS known,
         extract(epoch FROM coalesce(r.finished_at, way.last_at) - r.started_at) AS seconds
  FROM patrols_round r
  LEFT JOIN (SELECT round_id, max(last_at) AS last_at FROM seen GROUP BY round_id) way ON way.round_id = r.id
  WHERE r.id IN ({rounds})
), due AS (
  SELECT {unit}, round_id FROM seen
  UNION
  SELECT {place}, w.id FROM walked w
  JOIN patrols_shiftplace s ON s.shift_id = w.shift_id JOIN jurisdiction_place p ON p.id = s.place_id
), sure AS (
  SELECT {unit}, least(1, sum(w.known) / nullif(sum(w.seconds), 0)) AS share
  FROM due JOIN walked w ON w.id = due.round_id AND w.seconds > 0 GROUP BY {unit}
)
SELECT {unit}, nights, rounds, minutes, longest_gap, mostly, share {more}
FROM figures {join} JOIN sure USING ({unit}) {beside}
"""
_PLACE_SQUARE = ", ".join(
    f"floor({side}(ST_Transform(p.point, 32650)) / {CELL})::int" for side in ("ST_X", "ST_Y")
)
_SHAPE = f""", ST_AsGeoJSON(ST_Transform(ST_SetSRID(
  ST_MakeEnvelope(x * {CELL}, y * {CELL}, (x + 1) * {CELL}, (y + 1) * {CELL}), 32650), 4326), 5) AS shape,
  (SELECT name FROM jurisdiction_village v WHERE v.id = mostly) AS village,
  ST_X(middle) AS longitude, ST_Y(middle) AS latitude"""  # noqa: S608  # numbers of ours
_MIDDLE = f"""CROSS JOIN LATERAL (SELECT ST_Transform(
  ST_SetSRID(ST_MakePoint((x + 0.5) * {CELL}, (y + 0.5) * {CELL}), 32650), 4326) AS middle) around"""


def level_of(share: float | None) -> str:
    """high, medium, low or none: how far figures may be trusted of whose rounds this share of the time is known."""
    if not share:
        return "none"
    return "high" if share >= HIGH else "medium" if share >= MEDIUM else "low"


@dataclass(frozen=True, slots=True)
class Confidence:
    """`share` of the rounds' walked time that has a known position; `with_track` of `rounds` have any."""

    share: float
    with_track: int
    rounds: int

    @property
    def level(self) -> str:
        return level_of(self.share)


@dataclass(frozen=True, slots=True)
class Square:
    """A square anybody was in. `centre` in degrees (WGS-84), `longest_gap` in hours, `shade` 1 to 4 by minutes, `level`
    the confidence."""

    shape: str
    centre: str
    village: str
    nights: int
    rounds: int
    minutes: float
    longest_gap: float
    level: str

    @property
    def shade(self) -> int:
        return max(1, sum(self.minutes >= step for step in STEPS))


def _named(found: QuerySet[Any], letter: str) -> tuple[str, dict[str, Any]]:
    """The queryset's keys as SQL with named parameters."""
    text, values = found.values("pk").order_by().query.sql_with_params()
    names = {f"{letter}{index}": value for index, value in enumerate(values)}
    return text % tuple(f"%({name})s" for name in names), names


def _figures(span: Span, remit: Remit, ends: dict[str, Any], **parts: str) -> list[dict[str, Any]]:
    nights = Q(duty_date__gte=span.first, duty_date__lte=span.last)
    cells, cell_values = _named(PresenceCell.objects.within(remit).filter(nights), "c")
    rounds, round_values = _named(Round.objects.within(remit).filter(nights, started_at__isnull=False), "r")
    statement = _FIGURES.format(cells=cells, rounds=rounds, **parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**cell_values, **round_values, **ends})
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def by_village(
    span: Span, remit: Remit, *, first: datetime.datetime, last: datetime.datetime
) -> list[dict[str, Any]]:
    """A row for every village within remit, those without a visit first. `first`, `last`: the span's ends as moments,
    from and to which the longest gap is counted too; hours. `level`: the confidence from the tracks of the rounds that
    were there or due there; where none was, of all rounds of the village's station, since any might have been there."""
    parts = {"unit": "village_id", "place": "p.village_id", "join": "FULL", "more": "", "beside": ""}
    seen = {row["village_id"]: row for row in _figures(span, remit, {"first": first, "last": last}, **parts)}
    stations = {key: _sum(rows).share for key, rows in _walked(span, remit).items()}
    rows = []
    for village in Village.objects.within(remit).select_related("township").order_by("code"):
        found = seen.get(village.pk, {})
        share = found.get("share")
        if share is None:
            share = stations.get(village.township.station_id)
        rows.append(
            {
                "village": village,
                "nights": found.get("nights") or 0,
                "rounds": found.get("rounds") or 0,
                "minutes": found.get("minutes") or 0,
                "longest_gap": found.get("longest_gap"),
                "level": level_of(share),
            }
        )
    return sorted(rows, key=lambda row: (row["rounds"] > 0, row["minutes"]))


def squares(span: Span, remit: Remit, *, first: datetime.datetime, last: datetime.datetime) -> list[Square]:
    """Every square anybody was in, the one left alone longest first; `first` and `last` as in `by_village`."""
    parts = {"unit": "x, y", "place": _PLACE_SQUARE, "join": "LEFT", "more": _SHAPE, "beside": _MIDDLE}
    rows = _figures(span, remit, {"first": first, "last": last}, **parts)
    found = [
        Square(
            shape=row["shape"],
            centre=f"{row['latitude']:.4f}, {row['longitude']:.4f}",
            village=row["village"] or "",
            nights=row["nights"],
            rounds=row["rounds"],
            minutes=float(row["minutes"]),
            longest_gap=float(row["longest_gap"]),
            level=level_of(row["share"]),
        )
        for row in rows
    ]
    return sorted(found, key=lambda square: (-square.longest_gap, square.shape))


Walked = tuple[float, int]


def _walked(span: Span, remit: Remit) -> dict[int, list[Walked]]:
    """(seconds, seconds with a known position) of each round that was walked, by station."""
    ended = Round.objects.within(remit).filter(
        duty_date__gte=span.first, duty_date__lte=span.last, finished_at__isnull=False
    )
    found: dict[int, list[Walked]] = {}
    for station, begun, end, known in ended.values_list(
        "station_id", "started_at", "finished_at", "track_seconds"
    ):
        seconds = (end - begun).total_seconds() if begun and end else 0.0
        found.setdefault(station, []).append((seconds, known))
    return found


def _sum(rounds: list[Walked]) -> Confidence:
    total = sum(seconds for seconds, _known in rounds)
    share = min(1.0, sum(known for _seconds, known in rounds) / total) if total else 0.0
    return Confidence(share, sum(1 for _seconds, known in rounds if known), len(rounds))


def confidence(span: Span, remit: Remit) -> Confidence:
    """Of the whole page, from the track's rate on the rounds that were walked."""
    return _sum([row for rows in _walked(span, remit).values() for row in rows])


def not_passed(span: Span, remit: Remit) -> list[Place]:
    """Places in use that no round of the span passed."""
    nights = Q(passes__round__duty_date__gte=span.first, passes__round__duty_date__lte=span.last)
    found = Place.objects.within(remit).in_use().annotate(times=Count("passes", filter=nights))
    return list(found.filter(times=0).select_related("village").order_by("village__code", "name"))
