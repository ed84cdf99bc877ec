"""A hazard is reported: from a round in one tap, at the desk, by a cadre."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hazards.choices import Source, Stage
from hazards.forms.field import ReportForm
from hazards.models import Hazard
from hazards.operations.inspections import hazard_key
from hazards.operations.reporting import report_hazard
from hazards.views.pages import keep_photo
from jurisdiction.choices import OfficerKind
from jurisdiction.errors import DomainError
from jurisdiction.models import Place, Station
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of


def report(request: HttpRequest) -> HttpResponse:
    """`?place=` presets the place, `?shift=` says from which shift it comes."""
    places = Place.objects.within(remit_of(request)).in_use().order_by("name")
    shift = request.GET.get("shift", "")
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        places=places,
        initial={"place": _number(request.GET.get("place", ""))},
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = _store(request, form, shift if shift.isdecimal() else "")
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Reported: %(number)s.") % {"number": found.number})
            return redirect("hazards:reported", found.pk)
    if form.errors:
        form.photos_lost()
    status = 422 if form.errors else 200
    return render(request, "hazards/report.html", {"form": form, "shift": shift}, status=status)


@transaction.atomic
def _store(request: HttpRequest, form: ReportForm, shift: str) -> Hazard:
    """Report and photo, both or neither."""
    data, now, me = form.cleaned_data, timezone.now(), officer(request)
    found = report_hazard(
        record_id=data["record_id"],
        station=_station(request, data["place"]),
        place=data["place"],
        point=form.point,
        kind=data["kind"],
        level=data["level"],
        words=data["words"],
        source=_source(me.kind, shift),
        source_ref=shift[:60],
        at=now,
        received_at=now,
        by=me,
    )
    if data["photo"]:
        key = hazard_key(data["record_id"], "photo")
        keep_photo(form, data["photo"], record_id=key, hazard=found, stage=Stage.BEFORE, by=me)
    return found


def _station(request: HttpRequest, place: Place | None) -> Station:
    if place is not None:
        return place.station
    station: Station = request.station  # type: ignore[attr-defined]  # the remit middleware
    return station


def _source(kind: str, shift: str) -> Source:
    if kind == OfficerKind.CADRE:
        return Source.CADRE
    return Source.PATROL if shift else Source.DESK


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def reported(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The receipt on the phone: the number, and what happens next."""
    found = _mine(request).filter(pk=pk).first()
    if found is None:
        return redirect("hazards:my_reports")
    return render(request, "hazards/reported.html", {"hazard": found})


def my_reports(request: HttpRequest) -> HttpResponse:
    """What I have reported, and how far it is."""
    return render(request, "hazards/my_reports.html", {"hazards": _mine(request).order_by("-found_at")[:100]})


def _mine(request: HttpRequest) -> Any:
    found = Hazard.objects.within(remit_of(request)).filter(sightings__by=officer(request)).distinct()
    return found.select_related("place", "village")
