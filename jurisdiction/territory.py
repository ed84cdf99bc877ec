"""Where a point lies."""

from django.contrib.gis.geos import Point

from jurisdiction.models import Village


def village_at(point: Point) -> int | None:
    """Key of the village that covers the point (EPSG:4326); on a shared border the one with the lower code."""
    found: int | None = (
        Village.objects.filter(boundary__covers=point).order_by("code").values_list("pk", flat=True).first()
    )
    return found
