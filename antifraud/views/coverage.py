"""The app's coverage by village: a map of shades, the numbers behind it, the way to what is open."""

import json
from typing import Any

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud import coverage
from antifraud.models import AppHelp, Household
from jurisdiction.models import Village
from jurisdiction.scoped import remit_of


def _rows(request: HttpRequest) -> list[coverage.Covered]:
    remit = remit_of(request)
    villages: Any = Village.objects.within(remit).annotate(shape=AsGeoJSON("boundary", precision=5))
    return coverage.by_village(
        Household.objects.within(remit), list(villages.order_by("code")), timezone.localdate()
    )


def page(request: HttpRequest) -> HttpResponse:
    rows = _rows(request)
    context = {
        "rows": [row for row in rows if row.households],
        "unlisted": [row.village for row in rows if not row.households],
        "total": coverage.together(rows),
        "helps": AppHelp.objects.within(remit_of(request)).open().count(),
    }
    return render(request, "antifraud/coverage.html", context)


def data(request: HttpRequest) -> JsonResponse:
    """Villages as GeoJSON, shaded by quarters of the share; those under ten adults are not told."""
    features = [_feature(row) for row in _rows(request) if row.village.shape and row.shade]  # type: ignore[union-attr]  # annotated above
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(row: coverage.Covered) -> dict[str, Any]:
    village: Any = row.village
    said = {"part": row.registered, "whole": row.adults, "share": row.share, "open": row.open}
    return {
        "type": "Feature",
        "geometry": json.loads(village.shape),
        "properties": {
            "title": village.name,
            "text": _("%(part)d of %(whole)d adults registered (%(share)s%%), %(open)d households open")
            % said,
            "url": f"{reverse('antifraud:household_list')}?village={village.pk}&app=open",
            "shade": row.shade,
        },
    }
