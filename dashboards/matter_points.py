"""Disputes and hazards on the map: the sign of their level, number, kind and status; never a name, never a word of
what was said. GeoJSON features, what presses most drawn last and so on top."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from dashboards.matters import during
from dashboards.periods import Span
from disputes.choices import OPEN as DISPUTE_OPEN
from disputes.models import Dispute
from hazards.choices import OPEN as HAZARD_OPEN
from hazards.models import Hazard
from jurisdiction.remit import Remit

#: Signs from below to above; a matter that has ended has the sign of none of the levels.
ENDED = "ended"
TONES = (ENDED, "low", "medium", "high", "critical")
MOST = 2000


def _features(rows: Any, *, route: str, still: Any) -> list[dict[str, Any]]:
    made = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [point.x, point.y]},
            "properties": {
                "title": row.number,
                "text": f"{row.get_kind_display()} · {row.get_level_display()} · {row.get_status_display()}",
                "url": reverse(route, args=[row.pk]),
                "tone": row.level if row.status in still else ENDED,
            },
        }
        for row, point in rows
    ]
    return sorted(made, key=lambda feature: TONES.index(feature["properties"]["tone"]))


def dispute_points(remit: Remit, span: Span) -> list[dict[str, Any]]:
    """Disputes reported in the span that have a point."""
    found = (
        Dispute.objects.within(remit)
        .live()
        .filter(during("reported_at", span), point__isnull=False)
        .order_by("-reported_at")[:MOST]
    )
    return _features(((row, row.point) for row in found), route="disputes:detail", still=DISPUTE_OPEN)


def hazard_points(remit: Remit, span: Span | None = None) -> list[dict[str, Any]]:
    """Hazards found in the span, at their own point or their place's; without a span, those that are open."""
    found = Hazard.objects.within(remit).filter(Q(point__isnull=False) | Q(place__isnull=False))
    found = found.filter(during("found_at", span)) if span else found.open()
    rows = found.select_related("place").order_by("-found_at")[:MOST]
    points = ((row, row.point or (row.place.point if row.place else None)) for row in rows)
    return _features(points, route="hazards:hazard_detail", still=HAZARD_OPEN)
