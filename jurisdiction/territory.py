"""Where a point lies."""

from collections.abc import Sequence

from django.contrib.gis.geos import Point
from django.db import connection

from jurisdiction.models import Village

#: For each point, in the order given, the covering village with the lowest code.
#: Each lateral probe reads the spatial index.
VILLAGES_AT = """
SELECT found.id
FROM unnest(%s::float8[], %s::float8[]) WITH ORDINALITY AS given (longitude, latitude, number)
LEFT JOIN LATERAL (
    SELECT village.id FROM jurisdiction_village village
    WHERE ST_Covers(village.boundary, ST_SetSRID(ST_MakePoint(given.longitude, given.latitude), 4326))
    ORDER BY village.code LIMIT 1
) found ON true
ORDER BY given.number
"""


def village_at(point: Point) -> int | None:
    """Key of the village that covers the point (EPSG:4326); on a shared border the one of the lower code."""
    found: int | None = (
        Village.objects.filter(boundary__covers=point).order_by("code").values_list("pk", flat=True).first()
    )
    return found


def villages_at(points: Sequence[tuple[float, float]]) -> list[int | None]:
    """`village_at` of many (longitude, latitude) in one statement, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(VILLAGES_AT, [[point[0] for point in points], [point[1] for point in points]])
        return [row[0] for row in cursor.fetchall()]
