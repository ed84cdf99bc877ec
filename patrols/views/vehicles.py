"""An unsecured car on the phone: entry, calls, waiting, closing; and the public page for owners."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jurisdiction.errors import DomainError
from jurisdiction.middleware import client_address
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of
from ledger.operations import record_look
from patrols import rules
from patrols.choices import CallResult, NumberSource, OpenPart, RoundStatus, VehicleOutcome
from patrols.forms.field import (
    CallCheckForm,
    CallForm,
    CloseForm,
    ReasonForm,
    UnsecuredVehicleForm,
    plate_hint,
)
from patrols.models import OwnerContact, Photo, TalkCard, UnsecuredVehicle
from patrols.operations import checks, codes, owners, vehicles
from patrols.operations.photos import attach_photo
from patrols.views.field import last_place, my_rounds, places_of


def unsecured_create(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a car found open. What was typed stays when something is wrong."""
    found = get_object_or_404(my_rounds(request), pk=pk)
    if found.status != RoundStatus.IN_PROGRESS:
        messages.error(request, _("Start the round first."))
        return redirect("patrols:round_page", pk)
    options: dict[str, Any] = {"places": places_of(found.shift), "prefix_letters": found.station.plate_prefix}
    options["initial"] = {"place": last_place(found)}
    form = UnsecuredVehicleForm(request.POST or None, request.FILES or None, **options)
    if request.method == "POST" and form.is_valid():
        made = _record(request, form, pk)
        if made is not None:
            return redirect("patrols:vehicle_page", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "patrols/unsecured.html", {"form": form, "round": found}, status=status)


def _record(request: HttpRequest, form: UnsecuredVehicleForm, round_id: int) -> UnsecuredVehicle | None:
    """The car first, its photo after: a photo that cannot be read never loses the record."""
    now = timezone.now()
    data = form.cleaned_data
    made = checks.record_unsecured_vehicle(
        record_id=data["record_id"],
        round_id=round_id,
        place=data["place"],
        point=form.point,
        plate=data["plate"],
        open_parts=[OpenPart(part) for part in data["open_parts"]],
        description=data["description"],
        at=now,
        received_at=now,
        by=officer(request),
    )
    if data["photo"] is not None:
        try:
            attach_photo(
                record_id=uuid.uuid4(),
                vehicle=made,
                content=data["photo"].read(),
                taken_at=now,
                received_at=now,
                by=officer(request),
            )
        except DomainError as error:
            messages.error(request, f"{error.message} {_('The record itself is stored.')}")
    hint = plate_hint(made.plate)
    if hint:
        messages.warning(request, hint)
    return made


def my_vehicle(request: HttpRequest, pk: uuid.UUID) -> UnsecuredVehicle:
    """A vehicle found on a shift in which the officer stands."""
    found = UnsecuredVehicle.objects.live().filter(
        vehicle_check__round__shift__members__officer=officer(request)
    )
    vehicle: UnsecuredVehicle = get_object_or_404(
        found.select_related(
            "vehicle_check__round", "vehicle_check__place", "village", "call_code", "station"
        ),
        pk=pk,
    )
    return vehicle


@never_cache
def vehicle_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _vehicle(request, my_vehicle(request, pk))


def _vehicle(request: HttpRequest, vehicle: UnsecuredVehicle, **forms: Any) -> HttpResponse:
    now = timezone.now()
    record_look(
        at=now, by=officer(request), station=vehicle.station_id, obj=vehicle, fields=["plate", "calls"]
    )
    context = {
        "vehicle": vehicle,
        "history": owners.plate_history(
            digest=vehicle.plate_hash, remit=remit_of(request), at=vehicle.found_at, without=vehicle.pk
        ),
        "parts": [OpenPart(part).label for part in vehicle.open_parts],
        "contacts": owners.contacts_of(vehicle),
        "attempts": vehicle.attempts.select_related("contact", "by"),
        "call_form": CallForm(contacts=_contacts(vehicle)),
        "close_form": CloseForm(),
        "reveal_form": ReasonForm(prefix="reveal"),
        "home_visit_from": rules.HOME_VISIT_FROM,
        "talks": TalkCard.objects.within(remit_of(request)).in_use(),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values() if hasattr(form, "errors")) else 200
    return render(request, "patrols/vehicle.html", context, status=status)


def _contacts(vehicle: UnsecuredVehicle) -> Any:
    return OwnerContact.objects.filter(pk__in=[contact.pk for contact in owners.contacts_of(vehicle)])


@require_POST
def vehicle_call(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    vehicle = my_vehicle(request, pk)
    form = CallForm(request.POST, contacts=_contacts(vehicle))
    if form.is_valid():
        data = form.cleaned_data
        try:
            vehicles.record_call(
                record_id=data["record_id"],
                vehicle_id=pk,
                result=CallResult(data["result"]),
                number=data["number"],
                source=NumberSource(data["source"] or NumberSource.ON_CAR),
                reason=data["reason"],
                contact=data.get("contact"),
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            return redirect("patrols:vehicle_page", pk)
    return _vehicle(request, vehicle, call_form=form)


@require_POST
def vehicle_wait(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    my_vehicle(request, pk)
    vehicles.start_waiting(vehicle_id=pk, at=timezone.now(), by=officer(request))
    return redirect("patrols:vehicle_page", pk)


@require_POST
def vehicle_leave(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    my_vehicle(request, pk)
    vehicles.leave_for_recheck(vehicle_id=pk, at=timezone.now(), by=officer(request))
    return redirect("patrols:vehicle_page", pk)


@require_POST
def vehicle_secure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Closes the finding with its outcome."""
    vehicle = my_vehicle(request, pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _vehicle(request, vehicle, close_form=form)
    vehicles.close_vehicle(
        vehicle_id=pk,
        outcome=VehicleOutcome(form.cleaned_data["outcome"]),
        talk_given=form.cleaned_data["talk_given"],
        at=timezone.now(),
        by=officer(request),
    )
    messages.success(request, _("Stored."))
    return redirect("patrols:round_page", vehicle.vehicle_check.round_id)


@require_POST
@never_cache
def vehicle_reveal(request: HttpRequest, pk: uuid.UUID, contact: uuid.UUID) -> HttpResponse:
    """Shows one number for a call; the look is in the ledger before it is shown."""
    vehicle = my_vehicle(request, pk)
    form = ReasonForm(request.POST, prefix="reveal")
    if not form.is_valid():
        return _vehicle(request, vehicle, reveal_form=form)
    number = owners.reveal_number(
        contact=get_object_or_404(_contacts(vehicle), pk=contact),
        reason=form.cleaned_data["reason"],
        at=timezone.now(),
        by=officer(request),
    )
    return _vehicle(request, vehicle, revealed={"contact": contact, "number": number})


@never_cache
def photo(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The small copy for screens, or with `?original=1` the bytes as they were taken. Each look is written down."""
    found = get_object_or_404(Photo.objects.within(remit_of(request)), pk=pk)
    owner = found.vehicle or found.observation or found
    record_look(at=timezone.now(), by=officer(request), station=found.station_id, obj=owner, fields=["photo"])
    if found.copy and "original" not in request.GET:
        return _file(found.copy, "image/jpeg")
    return _file(found.original, found.content_type)


def _file(stored: Any, content_type: str) -> FileResponse:
    answer = FileResponse(stored.open(), content_type=content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@login_not_required
@never_cache
def call_check(request: HttpRequest) -> HttpResponse:
    """“Is this call real?”: anybody may ask; the answer is nothing but time and station."""
    form = CallCheckForm(request.POST or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = codes.look_up_code(
            code=form.cleaned_data["code"], address=client_address(request), at=timezone.now()
        )
    status = 429 if answer and answer.limited else 422 if form.errors else 200
    return render(request, "patrols/call_check.html", {"form": form, "answer": answer}, status=status)
