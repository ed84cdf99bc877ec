"""A car found open until it is closed, and what two phones may disagree about."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.kinds import Choice, Context, FieldClash, Since
from intake.kinds.fields import point_of
from intake.kinds.guards import Data, place_of, timed, vehicle_of
from patrols.choices import CallResult, NumberSource, OpenPart, VehicleOutcome
from patrols.errors import VehicleClosed
from patrols.models import UnsecuredVehicle
from patrols.operations import checks, corrections, vehicles

#: Fields that two phones may disagree about, in words.
EDITED = {
    "plate": gettext_lazy("plate"),
    "open_parts": gettext_lazy("what was open"),
    "description": gettext_lazy("vehicle and surroundings"),
}


def open_car(data: Data, context: Context) -> models.Model:
    return checks.record_unsecured_vehicle(
        record_id=context.record_id,
        round_id=data["round"],
        place=place_of(data),
        point=point_of(data),
        plate=data["plate"],
        open_parts=[OpenPart(part) for part in data["open_parts"]],
        description=data["description"],
        received_at=context.received_at,
        **timed(context),
    )


def edit(data: Data, context: Context) -> models.Model:
    """Field by field: what nobody changed since the phone saw it is changed; what somebody did is for a person."""
    vehicle = vehicle_of(data["vehicle"])
    changes, base = data["changes"], data["base"]
    contested = [
        name
        for name, wanted in changes.items()
        if not (_same(getattr(vehicle, name), wanted) or _same(getattr(vehicle, name), base[name]))
    ]
    if contested:
        last = corrections.last_editor(vehicle, contested)
        free = [name for name in changes if name not in contested]
        raise FieldClash(
            field=", ".join(contested),
            field_name=", ".join(str(EDITED[name]) for name in contested),
            stored=" · ".join(_words(name, getattr(vehicle, name)) for name in contested),
            proposed=" · ".join(_words(name, changes[name]) for name in contested),
            stored_by=last.by if last else vehicle.vehicle_check.by,
            stored_at=last.at if last else vehicle.found_at,
            about=vehicle,
            uncontested={
                "changes": {name: changes[name] for name in free},
                "base": {name: base[name] for name in free},
            }
            if free
            else None,
        )
    return corrections.edit_vehicle(vehicle_id=vehicle.pk, changes=data["changes"], **timed(context))


def take_edit(data: Data, context: Context, choice: Choice) -> models.Model:
    """Only what was contested: the rest was applied when it came, and may have been set right since."""
    contested = {name: value for name, value in data["changes"].items() if name in choice.fields}
    return corrections.edit_vehicle(vehicle_id=data["vehicle"], changes=contested, **timed(context))


def changed(key: str, fields: Sequence[str], after: int) -> Since | None:
    """What somebody made of these fields of a car since."""
    vehicle = UnsecuredVehicle.objects.filter(pk=uuid.UUID(key)).first()
    last = corrections.last_editor(vehicle, fields, after=after) if vehicle else None
    if vehicle is None or last is None:
        return None
    words = " · ".join(_words(name, getattr(vehicle, name)) for name in fields)
    return Since(words, last.by, last.at, last.pk)


def _same(stored: Any, other: Any) -> bool:
    if isinstance(stored, list):
        return sorted(stored) == sorted(other or [])
    return bool(stored == other)


def _words(name: str, value: Any) -> str:
    if name == "outcome":
        return str(VehicleOutcome(value).label) if value else ""
    if name == "open_parts":
        return ", ".join(str(OpenPart(part).label) for part in value)
    return str(value)


def call(data: Data, context: Context) -> models.Model:
    vehicle_of(data["vehicle"])
    return vehicles.record_call(
        record_id=context.record_id,
        vehicle_id=data["vehicle"],
        result=CallResult(data["result"]),
        number=data["number"],
        source=NumberSource(data["source"]),
        reason=data["reason"],
        contact=None,
        **timed(context),
    )


def wait(data: Data, context: Context) -> models.Model:
    vehicle_of(data["vehicle"])
    return vehicles.start_waiting(vehicle_id=data["vehicle"], **timed(context))


def leave(data: Data, context: Context) -> models.Model:
    vehicle_of(data["vehicle"])
    return vehicles.leave_for_recheck(vehicle_id=data["vehicle"], **timed(context))


def close(data: Data, context: Context) -> models.Model:
    outcome = VehicleOutcome(data["outcome"])
    vehicle = vehicle_of(data["vehicle"])
    try:
        return vehicles.close_vehicle(
            vehicle_id=vehicle.pk, outcome=outcome, talk_given=data["talk_given"], **timed(context)
        )
    except VehicleClosed as closed:
        raise FieldClash(
            field="outcome",
            field_name=_("how it ended"),
            stored=str(vehicle.get_outcome_display()),
            stored_by=vehicle.closed_by,
            stored_at=vehicle.closed_at,
            proposed=str(outcome.label),
            about=vehicle,
        ) from closed


def take_close(data: Data, context: Context, choice: Choice) -> models.Model:
    return corrections.correct_outcome(
        vehicle_id=data["vehicle"],
        outcome=VehicleOutcome(data["outcome"]),
        closed_at=context.happened_at,
        closed_by=context.author,
        at=choice.at,
        by=choice.by,
    )
