"""The desk: hazards as a list, on a map, and one hazard with its whole trail."""

import uuid
from typing import Any

from django.db.models import Count, F, Prefetch, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from hazards.choices import Stage, Status
from hazards.filters import HazardFilter
from hazards.forms.desk import WordsForm
from hazards.models import (
    Extension,
    Finding,
    Hazard,
    HazardPhoto,
    RectificationOrder,
    Step,
    Transfer,
)
from hazards.views.actions import buttons
from jurisdiction.pages import officer
from jurisdiction.remit import Remit
from jurisdiction.scoped import FilteredListView, remit_of


class HazardListView(FilteredListView):
    """The desk's work: what is due first on top, above it how much waits for what; the filter is the address."""

    model = Hazard
    filterset_class = HazardFilter
    template_name = "hazards/hazard_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("place", "village", "found_by", "handler")
        return found.order_by(F("due_at").asc(nulls_last=True), "-found_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        opened = Hazard.objects.within(remit_of(self.request)).open().order_by()
        totals = opened.aggregate(
            open=Count("pk"),
            late=Count("pk", filter=Q(due_at__lte=now)),
            recheck=Count("pk", filter=Q(status__in=(Status.ON_SPOT, Status.TO_RECHECK))),
            again=Count("pk", filter=Q(recurrences__gt=0)),
        )
        return super().get_context_data(now=now, totals=totals, **kwargs)


def hazard_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One hazard: facts, time line, before and after, papers, and what this person may do with it now."""
    remit, me = remit_of(request), officer(request)
    found = get_object_or_404(_with_everything(remit), pk=pk)
    pictures = list(found.photos.all())
    context = {
        "hazard": found,
        "now": timezone.now(),
        "before": [photo for photo in pictures if photo.stage == Stage.BEFORE],
        "after": [photo for photo in pictures if photo.stage == Stage.AFTER],
        "pair": _pair(pictures),
        "buttons": buttons(found, me, timezone.localdate()),
        "remark_form": None if found.is_settled else WordsForm(hazard=found, prefix="remark"),
    }
    return render(request, "hazards/hazard_detail.html", context)


def _with_everything(remit: Remit) -> Any:
    """Hazards within the remit with all that hangs on them, each in one query."""
    related = ("station", "village", "place", "found_by", "handler", "closed_by")
    photos = HazardPhoto.objects.within(remit).select_related("by", "compared_with").order_by("taken_at")
    extensions = Extension.objects.within(remit).select_related("asked_by", "decided_by")
    orders: Any = RectificationOrder.objects.within(remit).select_related("issued_by")
    rows: dict[str, Any] = {
        "photos": photos,
        "steps": Step.objects.within(remit).select_related("by"),
        "transfers": Transfer.objects.within(remit),
        "findings": Finding.objects.within(remit).select_related("inspection"),
        "orders": orders.prefetch_related(Prefetch("extensions", extensions)),
    }
    found: Any = Hazard.objects.within(remit).select_related(*related)
    return found.prefetch_related(*[Prefetch(name, row) for name, row in rows.items()])


def _pair(photos: list[HazardPhoto]) -> tuple[HazardPhoto | None, HazardPhoto | None]:
    """The latest picture from after, and the one from before that it was compared with."""
    after = next((photo for photo in reversed(photos) if photo.stage == Stage.AFTER), None)
    if after is not None and after.compared_with is not None:
        return after.compared_with, after
    return next((photo for photo in reversed(photos) if photo.stage == Stage.BEFORE), None), after


def hazard_map(request: HttpRequest) -> HttpResponse:
    filterset = HazardFilter(request.GET or None, queryset=_on_map(request), request=request)
    return render(request, "hazards/hazard_map.html", {"filter": filterset, "query": request.GET.urlencode()})


def _on_map(request: HttpRequest) -> Any:
    return Hazard.objects.within(remit_of(request)).filter(point__isnull=False)


def map_data(request: HttpRequest) -> JsonResponse:
    """GeoJSON of the hazards the filter leaves, the open ones unless it says otherwise; at most 2,000."""
    shown = HazardFilter(request.GET or None, queryset=_on_map(request), request=request).qs
    if not request.GET.get("status"):
        shown = shown.open()
    now = timezone.now()
    features = [_feature(found, now) for found in shown.select_related("place").order_by("-found_at")[:2000]]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(found: Hazard, now: Any) -> dict[str, Any]:
    assert found.point is not None  # noqa: S101  # _on_map
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [found.point.x, found.point.y]},
        "properties": {
            "title": f"{found.number} {found.get_kind_display()}",
            "text": f"{found.get_level_display()} · {found.get_status_display()} · {found.place or ''}",
            "url": found.get_absolute_url(),
            "tone": tone(found, now),
        },
    }


def tone(found: Hazard, now: Any) -> str:
    """The sign on the map: settled, past a deadline, waiting for a re-inspection, open."""
    if found.is_settled:
        return "good"
    if found.due_at is not None and found.due_at <= now:
        return "bad"
    return "info" if found.status in (Status.ON_SPOT, Status.TO_RECHECK, Status.RECHECKED) else "warn"
