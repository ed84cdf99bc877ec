"""Pages of places, villages, officers and the organisation."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST

from jurisdiction import audit, operations, place_pages
from jurisdiction.errors import DomainError
from jurisdiction.filters import OfficerFilter, PlaceFilter, VillageFilter
from jurisdiction.forms import (
    EndPostingForm,
    NewOfficerForm,
    OfficerForm,
    PlaceForm,
    PostingForm,
    VillageForm,
)
from jurisdiction.masks import mask_name
from jurisdiction.models import Officer, Place, Posting, Station, Team, Village
from jurisdiction.pages import officer as signed_in
from jurisdiction.pages import render_form
from jurisdiction.reason import RevealForm
from jurisdiction.scoped import FilteredListView, remit_of


def _form_page(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    return render_form(request, form, title=title, submit=_("Store"))


class PlaceListView(FilteredListView):
    model = Place
    filterset_class = PlaceFilter
    template_name = "jurisdiction/place_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("village").order_by("-active", "kind", "name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for place in context["object_list"]:
            place.masked_person = mask_name(place.responsible_person)
        return context


def _place(request: HttpRequest, pk: int) -> Place:
    found: Place = get_object_or_404(Place.objects.within(remit_of(request)).select_related("village"), pk=pk)
    return found


def _point(place: Place) -> dict[str, Any]:
    """One place as GeoJSON."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.point.x, place.point.y]},
        "properties": {"title": place.name, "text": str(place.get_kind_display())},
    }


def _note_look(request: HttpRequest, place: Place) -> None:
    """A named person's record is about to be shown: that is written down first."""
    if place.responsible_person:
        fields = ["responsible_person"]
        audit.look(
            at=timezone.now(), by=signed_in(request), station=place.station_id, obj=place, fields=fields
        )


def place_detail(request: HttpRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    _note_look(request, place)
    context = {
        "place": place,
        "points": _point(place),
        "reason_form": RevealForm(),
        "links": place_pages.links(place),
    }
    return render(request, "jurisdiction/place_detail.html", context)


@require_POST
@never_cache
def place_phone(request: HttpRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    form = RevealForm(request.POST)
    context: dict[str, Any] = {"place": place, "points": _point(place), "reason_form": form}
    if form.is_valid():
        context["phone"] = operations.reveal_place_phone(
            place=place, reason=form.cleaned_data["reason"], at=timezone.now(), by=signed_in(request)
        )
    return render(request, "jurisdiction/place_detail.html", context, status=422 if form.errors else 200)


def place_create(request: HttpRequest) -> HttpResponse:
    return _place_form(request, Place())


def place_edit(request: HttpRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    _note_look(request, place)
    return _place_form(request, place)


def _place_form(request: HttpRequest, place: Place) -> HttpResponse:
    form = PlaceForm(request.POST or None, instance=place, remit=remit_of(request))
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        changed.point = form.point()
        saved = operations.save_place(
            place=changed,
            given=form.given,
            phone=form.cleaned_data["responsible_phone"],
            at=timezone.now(),
            by=signed_in(request),
        )
        messages.success(request, _("Stored."))
        return redirect("jurisdiction:place_detail", saved.pk)
    return render(request, "jurisdiction/place_form.html", {"form": form}, status=422 if form.errors else 200)


class VillageListView(FilteredListView):
    model = Village
    filterset_class = VillageFilter
    template_name = "jurisdiction/village_list.html"
    paginate_by = 100

    def get_queryset(self) -> Any:
        return (
            super().get_queryset().select_related("township").with_area().defer("boundary").order_by("-code")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for village in context["object_list"]:
            village.area_km2 = village.area_m2 / 1e6 if village.area_m2 else None
        return context


def village_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = Village.objects.within(remit_of(request)).select_related("township__station").with_area()
    village = get_object_or_404(found, pk=pk)
    village.area_km2 = village.area_m2 / 1e6 if village.area_m2 else None
    places = list(village.places.filter(active=True))
    points = {"type": "FeatureCollection", "features": [_point(place) for place in places]}
    return render(
        request, "jurisdiction/village_detail.html", {"village": village, "places": places, "points": points}
    )


def village_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = Village.objects.within(remit_of(request)).select_related("township")
    form = VillageForm(request.POST or None, instance=get_object_or_404(found, pk=pk))
    if request.method == "POST" and form.is_valid():
        operations.save_village(village=form.save(commit=False), at=timezone.now(), by=signed_in(request))
        messages.success(request, _("Stored."))
        return redirect("jurisdiction:village_detail", pk)
    return _form_page(request, form, _("Village"))


@cache_control(private=True, max_age=3600)
def village_outlines(request: HttpRequest) -> HttpResponseBase:
    """Outlines within remit as GeoJSON, straight from PostGIS; five decimals are about a metre."""
    rows = (
        Village.objects.within(remit_of(request))
        .filter(boundary__isnull=False)
        .annotate(shape=AsGeoJSON("boundary", precision=5))
        .values_list("name", "shape")
    )

    features = ",".join(
        f'{{"type":"Feature","properties":{{"name":{json.dumps(name)}}},"geometry":{shape}}}'
        for name, shape in rows
    )
    return HttpResponse(
        f'{{"type":"FeatureCollection","features":[{features}]}}', content_type="application/geo+json"
    )


class OfficerListView(FilteredListView):
    model = Officer
    filterset_class = OfficerFilter
    template_name = "jurisdiction/officer_list.html"

    def get_queryset(self) -> Any:
        postings = Prefetch("postings", Posting.objects.select_related("station", "village"))
        return super().get_queryset().prefetch_related(postings).order_by("kind", "username")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(today=timezone.localdate(), **kwargs)


def officer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Officer.objects.within(remit_of(request)), pk=pk)
    postings = found.postings.select_related("station", "village", "team")
    return render(request, "jurisdiction/officer_detail.html", {"officer": found, "postings": postings})


def officer_create(request: HttpRequest) -> HttpResponse:
    form = NewOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = operations.save_officer(
            officer=form.save(commit=False),
            password=form.cleaned_data["password"],
            at=timezone.now(),
            by=signed_in(request),
        )
        messages.success(request, _("Stored. Without a posting the officer sees nothing: make one now."))
        return redirect("jurisdiction:posting_create", made.pk)
    return _form_page(request, form, _("New officer"))


def officer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Officer.objects.within(remit_of(request)), pk=pk)
    form = OfficerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        operations.save_officer(officer=form.save(commit=False), at=timezone.now(), by=signed_in(request))
        messages.success(request, _("Stored."))
        return redirect("jurisdiction:officer_detail", pk)
    return _form_page(request, form, _("Officer"))


def posting_create(request: HttpRequest, pk: int) -> HttpResponse:
    """For an officer within remit, or one who was just entered and has no posting yet."""
    remit = remit_of(request)
    known = Officer.objects.within(remit) | Officer.objects.filter(postings__isnull=True).distinct()
    found = get_object_or_404(known, pk=pk)
    form = PostingForm(
        request.POST or None, remit=remit, officer=found, initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.post_officer(posting=form.save(commit=False), at=timezone.now(), by=signed_in(request))
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Stored."))
            return redirect("jurisdiction:officer_detail", pk)
    return _form_page(request, form, _("Posting of %(name)s") % {"name": found.name})


def posting_end(request: HttpRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.within(remit_of(request)), pk=pk)
    form = EndPostingForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_posting(
                posting=posting, on=form.cleaned_data["on"], at=timezone.now(), by=signed_in(request)
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            return redirect("jurisdiction:officer_detail", posting.officer_id)
    return _form_page(request, form, _("End the posting"))


def organisation(request: HttpRequest) -> HttpResponse:
    teams = Prefetch(
        "teams",
        Team.objects.prefetch_related(Prefetch("postings", Posting.objects.select_related("officer"))),
    )
    stations = Station.objects.within(remit_of(request)).prefetch_related("townships", teams)
    counted = stations.annotate(village_count=Count("townships__villages", distinct=True))
    return render(request, "jurisdiction/organisation.html", {"stations": counted})
