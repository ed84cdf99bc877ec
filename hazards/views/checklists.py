"""Checklists: their versions, and the editor that makes the next one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hazards.choices import HazardKind, Level
from hazards.forms.desk import ChecklistForm, ItemFormSet
from hazards.models import ChecklistVersion
from hazards.operations.checklists import save_checklist, versions_for
from jurisdiction.choices import PlaceKind
from jurisdiction.errors import DomainError
from jurisdiction.models import Station
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of


def _station(request: HttpRequest) -> Station:
    station: Station = request.station  # type: ignore[attr-defined]  # the remit middleware
    return station


def checklist_list(request: HttpRequest) -> HttpResponse:
    """Of each kind of place the list in force at the own station, and its earlier versions."""
    earlier: dict[str, list[ChecklistVersion]] = {}
    versions = ChecklistVersion.objects.within(remit_of(request)).select_related(
        "checklist__station", "made_by"
    )
    for version in versions.order_by("-made_at", "-number"):
        earlier.setdefault(version.checklist.place_kind, []).append(version)
    in_force = versions_for(_station(request).pk)
    rows = [(kind, in_force.get(kind), earlier.get(kind, [])) for kind in PlaceKind]
    return render(request, "hazards/checklist_list.html", {"rows": rows})


def checklist_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as it was."""
    version = get_object_or_404(
        ChecklistVersion.objects.within(remit_of(request)).select_related("checklist__station", "made_by"),
        pk=pk,
    )
    items = [
        {**item, "kind": HazardKind(item["kind"]).label, "level": Level(item["level"]).label}
        for item in version.items
    ]
    return render(request, "hazards/checklist_detail.html", {"version": version, "items": items})


def checklist_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Makes the next version of the own station's list; past inspections keep theirs."""
    if kind not in PlaceKind.values:
        raise Http404
    station = _station(request)
    current = versions_for(station.pk).get(kind)
    form = ChecklistForm(request.POST or None, initial={"based_on": current.pk if current else None})
    items: Any = ItemFormSet(request.POST or None, initial=current.items if current else [], prefix="items")
    if request.method == "POST" and form.is_valid() and items.is_valid():
        try:
            save_checklist(
                station=station,
                place_kind=kind,
                items=[item.cleaned_data for item in items if item.cleaned_data],
                note=form.cleaned_data["note"],
                based_on=form.cleaned_data["based_on"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Stored as the version in force; earlier inspections keep theirs."))
            return redirect("hazards:checklist_list")
    wrong = form.errors or (items.is_bound and not items.is_valid())
    context = {"form": form, "items": items, "kind": PlaceKind(kind), "station": station}
    return render(request, "hazards/checklist_edit.html", context, status=422 if wrong else 200)
