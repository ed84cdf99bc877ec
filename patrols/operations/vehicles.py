"""An unsecured car until it is closed: calls, waiting, securing, leaving, the talk."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from ledger.operations import record
from patrols.choices import CallResult, NumberSource, VehicleOutcome, VehicleState
from patrols.errors import PoliceOnly, VehicleClosed
from patrols.models import ContactAttempt, OwnerContact, UnsecuredVehicle
from patrols.operations.owners import remember_number
from patrols.operations.rounds import require_on_shift


def _open_vehicle(vehicle_id: uuid.UUID, by: Officer, at: datetime.datetime) -> UnsecuredVehicle:
    """The vehicle as it may be written to: open, or closed only after `at`, so that what comes late still counts."""
    vehicle = (
        UnsecuredVehicle.objects.select_for_update(of=("self",))
        .select_related("vehicle_check__round")
        .get(pk=vehicle_id)
    )
    require_on_shift(vehicle.vehicle_check.round, by)
    if vehicle.state == VehicleState.CLOSED and (vehicle.closed_at is None or at > vehicle.closed_at):
        raise VehicleClosed(_("This vehicle is closed already."))
    return vehicle


def _require_lawful_look_up(reason: str, by: Officer) -> None:
    """Looking an owner up outside this system is a power reserved to the police, with its reason."""
    if by.kind != OfficerKind.POLICE:
        raise PoliceOnly(_("Only a police officer may look an owner up."), field="source")
    if not reason.strip():
        raise PoliceOnly(_("Give the reason for the look-up."), field="reason")


@transaction.atomic
def record_call(
    *,
    record_id: uuid.UUID,
    vehicle_id: uuid.UUID,
    result: CallResult,
    number: str,
    source: NumberSource,
    reason: str,
    contact: OwnerContact | None,
    at: datetime.datetime,
    by: Officer,
) -> ContactAttempt:
    """Records one call to the owner: under a known contact, or a new number that is sealed and kept for that plate.

    A look-up outside this system is for police only and needs its reason. Raises PoliceOnly, VehicleClosed.
    """
    earlier = ContactAttempt.objects.filter(pk=record_id, vehicle_id=vehicle_id).first()
    if earlier is not None:
        return earlier
    vehicle = _open_vehicle(vehicle_id, by, at)
    if contact is None and source == NumberSource.LOOK_UP:
        _require_lawful_look_up(reason, by)
    if contact is None and number:
        contact = remember_number(vehicle=vehicle, number=number, source=source, at=at)
    attempt = ContactAttempt.objects.create(
        id=record_id, vehicle=vehicle, contact=contact, at=at, by=by, result=result
    )
    changed = []
    if vehicle.state == VehicleState.FOUND:
        vehicle.state = VehicleState.CONTACTING
        changed.append("state")
    if result == CallResult.REACHED:
        if vehicle.reached_at is None or at < vehicle.reached_at:
            vehicle.reached_at = at
            changed.append("reached_at")
        if contact is not None:
            OwnerContact.objects.filter(pk=contact.pk).update(last_reached_at=at)
    if changed:
        vehicle.save(update_fields=changed)
    record(
        at=at,
        by=by,
        station=vehicle.station_id,
        verb="vehicle.called",
        obj=vehicle,
        detail={"result": result, "source": source if contact is None or number else NumberSource.EARLIER},
        reason=reason,
    )
    return attempt


@transaction.atomic
def start_waiting(*, vehicle_id: uuid.UUID, at: datetime.datetime, by: Officer) -> UnsecuredVehicle:
    """The squad waits on the spot until the car is locked; the timer runs from here. Twice changes nothing."""
    vehicle = _open_vehicle(vehicle_id, by, at)
    if vehicle.waiting_since is None:
        vehicle.waiting_since = at
        if vehicle.state != VehicleState.CLOSED:
            vehicle.state = VehicleState.WAITING
        vehicle.save(update_fields=["waiting_since", "state"])
        record(at=at, by=by, station=vehicle.station_id, verb="vehicle.waiting", obj=vehicle)
    return vehicle


@transaction.atomic
def close_vehicle(
    *,
    vehicle_id: uuid.UUID,
    outcome: VehicleOutcome,
    talk_given: bool,
    at: datetime.datetime,
    by: Officer,
) -> UnsecuredVehicle:
    """Closes the finding: locked by the owner or on the owner's behalf, or left (with or without a reminder).

    Raises VehicleClosed when it is closed with another outcome; the same again changes nothing.
    """
    done = UnsecuredVehicle.objects.filter(pk=vehicle_id, state=VehicleState.CLOSED).first()
    if done is not None:
        if done.outcome == outcome:
            return done
        raise VehicleClosed(_("This vehicle is closed already."), field="outcome")
    vehicle = _open_vehicle(vehicle_id, by, at)
    vehicle.state = VehicleState.CLOSED
    vehicle.outcome = outcome
    vehicle.closed_at = at
    vehicle.closed_by = by
    vehicle.talk_given = vehicle.talk_given or talk_given
    if outcome in (VehicleOutcome.OWNER_SECURED, VehicleOutcome.DELEGATE_SECURED):
        vehicle.secured_at = max(at, vehicle.found_at)
    vehicle.save(update_fields=["state", "outcome", "closed_at", "closed_by", "talk_given", "secured_at"])
    record(
        at=at,
        by=by,
        station=vehicle.station_id,
        verb="vehicle.closed",
        obj=vehicle,
        detail={"outcome": outcome, "talk": vehicle.talk_given},
    )
    return vehicle


@transaction.atomic
def leave_for_recheck(*, vehicle_id: uuid.UUID, at: datetime.datetime, by: Officer) -> UnsecuredVehicle:
    """Nobody came: the next round looks again."""
    vehicle = _open_vehicle(vehicle_id, by, at)
    if vehicle.state not in (VehicleState.RECHECK, VehicleState.CLOSED):
        vehicle.state = VehicleState.RECHECK
        vehicle.save(update_fields=["state"])
        record(
            at=at,
            by=by,
            station=vehicle.station_id,
            verb="vehicle.waiting",
            obj=vehicle,
            detail={"recheck": True},
        )
    return vehicle
