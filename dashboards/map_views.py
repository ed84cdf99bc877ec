"""One map of everything that has a place: cars, places passed, disputes, hazards; a layer at a time."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from dashboards import night
from dashboards.matter_points import dispute_points, hazard_points
from dashboards.periods import Span
from dashboards.spans import span_of
from jurisdiction.remit import Remit
from jurisdiction.scoped import remit_of

USUAL = 28


def _vehicles(remit: Remit, span: Span) -> list[dict[str, Any]]:
    return night.vehicle_points(remit, span.first, span.last)


def _places(remit: Remit, span: Span) -> list[dict[str, Any]]:
    return night.place_points(remit, span.first, span.last)


#: What the map can show: its name in the address, what it is called, what draws it.
LAYERS: dict[str, tuple[Promise, Callable[[Remit, Span], list[dict[str, Any]]]]] = {
    "vehicles": (_("cars found open"), _vehicles),
    "places": (_("places passed"), _places),
    "disputes": (_("disputes reported"), dispute_points),
    "hazards": (_("hazards found"), hazard_points),
}
#: Where the same is read as a list, and what tells it which rows.
LISTS = {
    "vehicles": ("patrols:vehicle_list", {}),
    "disputes": ("dashboards:dispute_rows", {"of": "reported"}),
    "hazards": ("dashboards:hazard_rows", {"of": "found"}),
}


def _list_url(layer: str, span: Span) -> str:
    if layer not in LISTS:
        return ""
    route, query = LISTS[layer]
    days = {"since": span.first.isoformat(), "until": span.last.isoformat()}
    return f"{reverse(route)}?{urlencode({**days, **query})}"


def _layer(request: HttpRequest) -> str:
    asked = request.GET.get("layer", "")
    return asked if asked in LAYERS else "vehicles"


def page(request: HttpRequest) -> HttpResponse:
    form, span = span_of(request, USUAL)
    layer = _layer(request)
    context = {
        "form": form,
        "span": span,
        "layer": layer,
        "layers": [(name, words) for name, (words, _draw) in LAYERS.items()],
        "list_url": _list_url(layer, span),
    }
    return render(request, "dashboards/map.html", context, status=422 if form.errors else 200)


def data(request: HttpRequest) -> JsonResponse:
    """GeoJSON of the layer asked for, within remit."""
    _form, span = span_of(request, USUAL)
    _words, draw = LAYERS[_layer(request)]
    return JsonResponse({"type": "FeatureCollection", "features": draw(remit_of(request), span)})
