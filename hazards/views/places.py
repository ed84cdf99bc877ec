"""A place's whole history on one page."""

import datetime
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from hazards.models import Hazard, Inspection, MinorsCount
from jurisdiction.models import Place
from jurisdiction.scoped import remit_of

#: Minors are shown for so many days back, hour by hour.
DAYS = 90


def place_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Inspections, hazards, minors by hour; what is planned stands on top."""
    remit = remit_of(request)
    place = get_object_or_404(Place.objects.within(remit).select_related("village", "station"), pk=pk)
    visits = Inspection.objects.within(remit).filter(place=place).select_related("by", "officer")
    since = timezone.localdate() - datetime.timedelta(days=DAYS)
    context = {
        "place": place,
        "planned": visits.planned().order_by("due_on")[:12],
        "done": visits.done().order_by("-done_at")[:60],
        "hazards": Hazard.objects.within(remit).filter(place=place).order_by("-found_at")[:100],
        "hours": _hours(MinorsCount.objects.within(remit).filter(place=place, day__gte=since)),
        "days": DAYS,
        "now": timezone.now(),
    }
    return render(request, "hazards/place_history.html", context)


def _hours(counts: Any) -> list[dict[str, Any]]:
    """Of each hour in which somebody counted: days, the most, the mean of a day. Evening hours follow each other."""
    each_day = counts.order_by().values("hour", "day").annotate(most=Max("count"))
    by_hour: dict[int, list[int]] = {}
    for row in each_day:
        by_hour.setdefault(row["hour"], []).append(row["most"])
    top = max((max(found) for found in by_hour.values()), default=1) or 1
    return [
        {
            "hour": f"{hour:02d}:00",
            "days": len(found),
            "most": max(found),
            "mean": round(sum(found) / len(found), 1),
            "top": top,
        }
        for hour, found in sorted(by_hour.items(), key=lambda item: (item[0] - 6) % 24)
    ]
