"""The officer's phone without the app: the night at a glance, and what is written down beside the rounds."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.choices import OfficerKind
from jurisdiction.errors import DomainError
from jurisdiction.masks import mask_plate
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of
from ledger.operations import record_look
from patrols.choices import AlertStep, ObservationKind, RoundStatus, ShiftStatus, VisitResult
from patrols.forms.notes import ObservationForm, VisitForm
from patrols.models import HandoverRead, OwnerVisit, RoundAlert, Shift, UnsecuredVehicle
from patrols.operations import draws, handover, observations, visits
from patrols.operations.reconcile import reconcile_if_stale
from patrols.views.field import as_drawn, places_of

NIGHT_STAYS = datetime.timedelta(hours=8)


def tonight(request: HttpRequest) -> HttpResponse:
    """My shift, the next round and its countdown, the places; or when I am next on duty."""
    now = timezone.now()
    reconcile_if_stale(at=now)
    me = officer(request)
    mine = (
        Shift.objects.with_member(me.pk)
        .exclude(status=ShiftStatus.CANCELLED)
        .select_related("squad", "station")
    )
    shift = (
        mine.filter(starts_at__lte=now + datetime.timedelta(hours=2), ends_at__gt=now - NIGHT_STAYS)
        .exclude(status__in=[ShiftStatus.ENDED, ShiftStatus.ARCHIVED])
        .order_by("starts_at")
        .prefetch_related("members__officer", "members__volunteer", "stops__place__village")
        .first()
    )
    context: dict[str, Any] = {"shift": shift, "now": now}
    if shift is None:
        context["next_shift"] = mine.filter(starts_at__gt=now).order_by("starts_at").first()
        return render(request, "patrols/tonight.html", context)
    found = list(shift.rounds.with_counts().order_by("planned_at"))
    running = next((item for item in found if item.status == RoundStatus.IN_PROGRESS), None)
    next_round = next((item for item in found if item.status == RoundStatus.PLANNED), None)
    stops = [stop.place for stop in shift.stops.all()]
    context |= {
        "rounds": found,
        "running": running,
        "next_round": next_round,
        "drawn_start": draws.drawn_start(next_round) if next_round else None,
        "places": as_drawn(running or next_round, stops),
        "missed": [item for item in found if item.status == RoundStatus.MISSED],
        "alerts": RoundAlert.objects.open()
        .filter(round__shift=shift, step__in=_steps_for(shift, me))
        .select_related("round"),
        "open_vehicles": UnsecuredVehicle.objects.open()
        .filter(vehicle_check__round__shift=shift)
        .select_related("vehicle_check__place"),
        "points": _points(shift),
        "visits": _visits(request).count(),
        **_handover(shift, me),
    }
    return render(request, "patrols/tonight.html", context)


def _steps_for(shift: Shift, me: Officer) -> list[AlertStep]:
    """The squad hears of its own rounds; who leads it also what the ladder sends to the leader."""
    leads = any(member.is_leader and member.officer_id == me.pk for member in shift.members.all())
    return [AlertStep.REMINDER, AlertStep.LEADER if leads else AlertStep.OFFICER]


def _points(shift: Shift) -> dict[str, Any]:
    """The shift's places as GeoJSON."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [stop.place.point.x, stop.place.point.y]},
                "properties": {
                    "title": stop.place.name,
                    "text": stop.place.get_kind_display(),
                    "tone": "plain",
                },
            }
            for stop in shift.stops.all()
        ],
    }


def _handover(shift: Shift, me: Officer) -> dict[str, Any]:
    previous = handover.previous_handover(shift)
    read = HandoverRead.objects.filter(previous=previous).select_related("by")
    readers = [item.by for item in read] if previous else []
    return {"previous": previous, "readers": readers, "has_read": me in readers}


@require_POST
def handover_read(request: HttpRequest, pk: int) -> HttpResponse:
    """I have read what the shift before left for us."""
    shift = get_object_or_404(Shift.objects.with_member(officer(request).pk), pk=pk)
    previous = handover.previous_handover(shift)
    now = timezone.now()
    if previous is not None:
        handover.read_handover(
            record_id=uuid.uuid4(),
            shift_id=pk,
            previous_id=previous.pk,
            at=now,
            received_at=now,
            by=officer(request),
        )
    return redirect("patrols:tonight")


def observe(request: HttpRequest, pk: int) -> HttpResponse:
    """Something seen on the way: a note, a home visited. What was typed stays when something is wrong."""
    shift = get_object_or_404(Shift.objects.with_member(officer(request).pk).select_related("squad"), pk=pk)
    form = ObservationForm(
        request.POST or None,
        places=places_of(shift),
        visits_homes=officer(request).kind in (OfficerKind.POLICE, OfficerKind.AUXILIARY),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        now = timezone.now()
        running = shift.rounds.filter(status=RoundStatus.IN_PROGRESS).first()
        try:
            observations.record_observation(
                record_id=data["record_id"],
                shift_id=pk,
                round_id=running.pk if running else None,
                kind=ObservationKind(data["kind"]),
                place=data["place"],
                point=form.point,
                text=data["text"],
                people=data["people"] or 0,
                apps_installed=data["apps_installed"] or 0,
                at=now,
                received_at=now,
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("patrols:tonight")
    status = 422 if form.errors else 200
    return render(request, "patrols/observe.html", {"form": form, "shift": shift}, status=status)


def _visits(request: HttpRequest) -> Any:
    return OwnerVisit.objects.within(remit_of(request)).open().select_related("vehicle__vehicle_check__place")


def my_visits(request: HttpRequest) -> HttpResponse:
    """Owners who should be visited at home; the plate is shown to who goes there."""
    found = list(_visits(request).order_by("suggested_at")[:50])
    for visit in found:
        visit.masked = mask_plate(visit.vehicle.plate)
    return render(request, "patrols/my_visits.html", {"visits": found})


def my_visit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    visit = get_object_or_404(_visits(request), pk=pk)
    now = timezone.now()
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            visits.close_visit(
                visit_id=pk,
                result=VisitResult(form.cleaned_data["result"]),
                note=form.cleaned_data["note"],
                at=now,
                received_at=now,
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("patrols:my_visits")
    record_look(at=now, by=officer(request), station=visit.station_id, obj=visit.vehicle, fields=["plate"])
    status = 422 if form.errors else 200
    return render(request, "patrols/my_visit.html", {"form": form, "visit": visit}, status=status)
