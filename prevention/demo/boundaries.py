"""Illustrative boundaries for the villages of the demo: the real ones are not published; every page says so.

Village centres are strewn over an invented outline and PostGIS draws the Voronoi edges between them. Each
edge is made to wind once and serves both its neighbours; closed to polygons again they leave no gap and do
not overlap.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib.gis.db.models import Union
from django.contrib.gis.geos import (
    GEOSGeometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from django.db import connection, transaction

from jurisdiction.choices import VillageKind
from jurisdiction.models import Township, Village
from prevention.demo.terrain import Outline, Spot, draw_outline, settle, share_out, walk, wind

MIDDLE = (117.3, 26.0)
METRES_A_DEGREE = (111_320.0 * math.cos(math.radians(MIDDLE[1])), 110_772.0)
CAOYUAN = "350481105"
CAOYUAN_AREA = 198.75e6
ATTEMPTS = 6
#: How far borders wind aside, and how often they are drawn anew, ever straighter, when two of them cross.
SWAY = 0.26
REDRAWINGS = 16


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a township's town lies (metres east and north of the middle) and how many people it has."""

    code: str
    town: Spot
    population: int


#: From west to east.
TOWNSHIPS = (
    Layout("350481104", (-9_800.0, -1_200.0), 18_640),
    Layout(CAOYUAN, (-900.0, 2_200.0), 20_386),
    Layout("350481101", (9_600.0, 3_300.0), 16_270),
)

# Every line of the Voronoi diagram and of the outline, cut where they meet; those outside are left out.
EDGES = """
    WITH given AS (SELECT ST_GeomFromText(%s) AS centres, ST_GeomFromText(%s) AS area),
    cut AS (
        SELECT area, ST_UnaryUnion(ST_Collect(
            ST_VoronoiLines(centres, 0, ST_Expand(area, 5000)), ST_ExteriorRing(area))) AS lines
        FROM given
    ),
    pieces AS (SELECT area, (ST_Dump(ST_LineMerge(lines))).geom AS edge FROM cut),
    judged AS (
        SELECT area, edge, ST_LineInterpolatePoint(edge, 0.5) AS middle FROM pieces
    )
    SELECT edge::text, ST_Distance(middle, ST_ExteriorRing(area)) < 0.01 AS on_the_rim
    FROM judged
    WHERE ST_Distance(middle, ST_ExteriorRing(area)) < 0.01 OR ST_Contains(area, middle)
    ORDER BY ST_XMin(edge), ST_YMin(edge), ST_XMax(edge), ST_YMax(edge)
"""
CELLS = """
    SELECT (ST_Dump(ST_Polygonize(lines))).geom::text
    FROM (SELECT ST_GeomFromText(%s) AS lines) AS given
    WHERE ST_IsSimple(lines)
"""


class NoCountryFound(Exception):
    """No attempt gave one polygon a village: another seed will."""


def _edges(outline: Outline, centres: Sequence[Spot]) -> list[tuple[list[Spot], bool]]:
    """Every piece of border, and whether it belongs to the outline."""
    with connection.cursor() as cursor:
        cursor.execute(EDGES, [MultiPoint(*map(Point, centres)).wkt, Polygon(outline.ring).wkt])
        rows = cursor.fetchall()
    return [([(x, y) for x, y in cast("LineString", GEOSGeometry(edge)).coords], rim) for edge, rim in rows]


def _winding(edge: list[Spot], *, key: str, sway: float) -> list[Spot]:
    """Keyed by its ends, so that a border's course depends on nothing but where it runs."""
    start, end = sorted((edge[0], edge[-1]))
    rng = random.Random(f"{key} {start[0]:.0f} {start[1]:.0f} {end[0]:.0f} {end[1]:.0f}")  # noqa: S311  # scenery
    return wind(start, end, rng=rng, sway=sway)


def _closed(lines: list[list[Spot]], centres: Sequence[Spot]) -> dict[Spot, Polygon]:
    """The polygon of each centre; empty when lines cross or a polygon holds no centre or two."""
    with connection.cursor() as cursor:
        cursor.execute(CELLS, [MultiLineString(*map(LineString, lines)).wkt])
        polygons = [cast("Polygon", GEOSGeometry(row[0])) for row in cursor.fetchall()]
    if len(polygons) != len(centres):
        return {}
    points = [(centre, Point(centre)) for centre in centres]
    found = {centre: polygon for polygon in polygons for centre, point in points if polygon.contains(point)}
    return found if len(found) == len(set(map(id, found.values()))) == len(centres) else {}


def _cells(outline: Outline, centres: Sequence[Spot], *, seed: int) -> dict[Spot, Polygon]:
    """The winding polygon of each centre; empty when there is no way to draw them."""
    edges = _edges(outline, centres)
    for drawing in range(REDRAWINGS):
        sway = SWAY * (1 - drawing / REDRAWINGS)
        lines = [edge if rim else _winding(edge, key=f"{seed} {drawing}", sway=sway) for edge, rim in edges]
        if cells := _closed(lines, centres):
            return cells
    return {}


def _country(*, seed: int, sizes: Sequence[int]) -> tuple[list[list[Spot]], dict[Spot, Polygon]]:
    """Centres by township, west to east, and the polygon of each. Raises NoCountryFound."""
    towns = [township.town for township in TOWNSHIPS]
    for attempt in range(ATTEMPTS):
        rng = random.Random(f"{seed} {attempt}")  # noqa: S311  # scenery, not secrets
        outline = draw_outline(rng)
        centres = settle(rng, outline=outline, towns=towns, count=sum(sizes))
        shares = share_out(centres, sizes)
        at_home = all(
            min(centres, key=lambda spot: math.dist(spot, town)) in share
            for town, share in zip(towns, shares, strict=True)
        )
        if at_home and (cells := _cells(outline, centres, seed=seed)):
            return shares, cells
    raise NoCountryFound(seed)


def _on_earth(spot: Spot, scale: float) -> Spot:
    """Longitude and latitude to a centimetre; a corner shared by two polygons stays shared."""
    east, north = (
        middle + scale * metres / a_degree
        for middle, metres, a_degree in zip(MIDDLE, spot, METRES_A_DEGREE, strict=True)
    )
    return round(east, 7), round(north, 7)


def _placed(cells: Sequence[Polygon], scale: float) -> MultiPolygon:
    rings = ([_on_earth((x, y), scale) for x, y in cell.exterior_ring.coords] for cell in cells)
    return MultiPolygon(*map(Polygon, rings), srid=4326)


def _scale_for(cells: Sequence[Polygon], *, area: float) -> float:
    """By how much to stretch so that the cells together have `area` square metres on the ellipsoid."""
    scale = 1.0
    for _round in range(3):
        with connection.cursor() as cursor:
            cursor.execute("SELECT ST_Area(%s::geography)", [_placed(cells, scale).hexewkb.decode()])
            measured: float = cursor.fetchone()[0]
        scale *= math.sqrt(area / measured)
    return scale


def _people(villages: Sequence[Village], total: int, *, rng: random.Random) -> None:
    """Shares `total` residents out to the last; communities are fuller, a household has about three."""
    weights = [
        rng.lognormvariate(0, 0.38) * (2.6 if village.kind == VillageKind.COMMUNITY else 1.0)
        for village in villages
    ]
    reached, given = 0.0, 0
    for village, weight in zip(villages, weights, strict=True):
        reached += total * weight / sum(weights)
        village.population = round(reached) - given
        given += village.population
        village.households = round(village.population / rng.uniform(2.8, 3.5))


@transaction.atomic
def draw_boundaries(*, seed: int) -> None:
    """Gives every village of the three townships a centre, a boundary and people; the townships their union.

    Caoyuan comes out at its published area. Needs the divisions to be loaded. Raises NoCountryFound.
    """
    townships = [Township.objects.get(code=layout.code) for layout in TOWNSHIPS]
    villages = [list(township.villages.order_by("code")) for township in townships]
    shares, cells = _country(seed=seed, sizes=[len(group) for group in villages])
    measure = next(share for share, layout in zip(shares, TOWNSHIPS, strict=True) if layout.code == CAOYUAN)
    scale = _scale_for([cells[spot] for spot in measure], area=CAOYUAN_AREA)
    rng = random.Random(seed)  # noqa: S311  # scenery, not secrets
    for township, group, share, layout in zip(townships, villages, shares, TOWNSHIPS, strict=True):
        group.sort(key=lambda village: (village.kind != VillageKind.COMMUNITY, village.code))
        in_town = sum(village.kind == VillageKind.COMMUNITY for village in group)
        for village, spot in zip(group, walk(layout.town, share, in_town=in_town), strict=True):
            village.centre = Point(_on_earth(spot, scale), srid=4326)
            village.boundary = _placed([cells[spot]], scale)
            village.boundary_is_illustrative = True
        _people(group, layout.population, rng=rng)
        Village.objects.bulk_update(
            group, ["centre", "boundary", "boundary_is_illustrative", "population", "households"]
        )
        whole = township.villages.aggregate(whole=Union("boundary"))["whole"]
        township.boundary = MultiPolygon(whole, srid=4326) if whole.geom_type == "Polygon" else whole
        township.save(update_fields=["boundary"])
