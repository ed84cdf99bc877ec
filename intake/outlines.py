"""The villages' outlines for the phone's map: simplified, and a digest by which a phone knows that it has them."""

import json
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Func, QuerySet, TextField
from django.db.models.functions import Concat

from jurisdiction.models import Station, Village

#: Outlines for a map of a few hundred pixels: 40 m are less than one of them.
OUTLINE_TOLERANCE = 0.0004


def outlines_digest(station: Station) -> str:
    """Changes when any village's name or outline does."""
    found = _mapped(station).aggregate(
        digest=Func(
            StringAgg(
                Concat("name", Func("boundary", function="ST_AsEWKT", output_field=TextField())),
                delimiter="|",
                order_by="pk",
            ),
            function="md5",
            output_field=TextField(),
        )
    )
    return str(found["digest"] or "")


def _mapped(station: Station) -> QuerySet[Village]:
    return Village.objects.filter(township__station=station, boundary__isnull=False)


def mapped_villages(station: Station) -> list[dict[str, Any]]:
    rows = (
        _mapped(station)
        .annotate(
            shape=Func(
                Func("boundary", OUTLINE_TOLERANCE, function="ST_SimplifyPreserveTopology"),
                4,
                function="ST_AsGeoJSON",
                output_field=TextField(),
            )
        )
        .values_list("name", "shape")
    )
    return [{"name": name, "rings": _rings(json.loads(shape))} for name, shape in rows]


def _rings(shape: dict[str, Any]) -> list[Any]:
    """Outer rings alone: [[longitude, latitude], …] each."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [polygon[0] for polygon in polygons]
