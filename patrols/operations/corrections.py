"""What is changed about a car's record afterwards; what stood there before stays in the ledger, but for the plate."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from jurisdiction import plates
from jurisdiction.models import Officer
from ledger.models import Entry
from ledger.operations import record
from patrols.choices import SECURED_OUTCOMES, VehicleOutcome, VehicleState
from patrols.models import UnsecuredVehicle
from patrols.operations.checks import plate_hash
from patrols.operations.owners import phone_hash
from patrols.operations.rounds import require_on_shift
from patrols.operations.visits import suggest_visit


@transaction.atomic
def edit_vehicle(
    *, vehicle_id: uuid.UUID, changes: Mapping[str, Any], at: datetime.datetime, by: Officer
) -> UnsecuredVehicle:
    """Changes plate, open parts, description; only who stands in the shift. The same values again change nothing."""
    vehicle = (
        UnsecuredVehicle.objects.select_for_update(of=("self",))
        .select_related("vehicle_check__round")
        .get(pk=vehicle_id)
    )
    require_on_shift(vehicle.vehicle_check.round, by)
    changed = []
    if "plate" in changes and plates.normalise(changes["plate"])[:20] != vehicle.plate:
        vehicle.plate = plates.normalise(changes["plate"])[:20]
        vehicle.plate_hash = plate_hash(vehicle.plate)
        vehicle.phone_hash = phone_hash(vehicle.plate)
        changed += ["plate", "plate_hash", "phone_hash"]
    if "open_parts" in changes and sorted(set(changes["open_parts"])) != vehicle.open_parts:
        vehicle.open_parts = sorted(set(changes["open_parts"]))
        changed.append("open_parts")
    if "description" in changes and changes["description"].strip()[:200] != vehicle.description:
        vehicle.description = changes["description"].strip()[:200]
        changed.append("description")
    if not changed:
        return vehicle
    vehicle.save(update_fields=changed)
    if "plate" in changed:
        suggest_visit(vehicle, at=at)
    record(
        at=at,
        by=by,
        station=vehicle.station_id,
        verb="vehicle.corrected",
        obj=vehicle,
        detail={"fields": [name for name in changed if not name.endswith("_hash")]},
    )
    return vehicle


def last_editor(vehicle: UnsecuredVehicle, fields: Iterable[str], *, after: int = 0) -> Entry | None:
    """The ledger's entry of the last correction of one of the fields, after that entry: who and when."""
    found = Entry.objects.filter(
        object_type=vehicle._meta.label_lower,
        object_id=str(vehicle.pk),
        verb="vehicle.corrected",
        pk__gt=after,
        detail__fields__has_any_keys=list(fields),
    )
    return found.select_related("by").order_by("-pk").first()


@transaction.atomic
def correct_outcome(
    *,
    vehicle_id: uuid.UUID,
    outcome: VehicleOutcome,
    closed_at: datetime.datetime,
    closed_by: Officer,
    at: datetime.datetime,
    by: Officer,
) -> UnsecuredVehicle:
    """Another outcome after a person (`by`, at `at`) decided between what two phones said."""
    vehicle = UnsecuredVehicle.objects.select_for_update(of=("self",)).get(pk=vehicle_id)
    was = vehicle.outcome
    vehicle.state = VehicleState.CLOSED
    vehicle.outcome = outcome
    vehicle.closed_at, vehicle.closed_by = closed_at, closed_by
    vehicle.secured_at = max(closed_at, vehicle.found_at) if outcome in SECURED_OUTCOMES else None
    vehicle.save(update_fields=["state", "outcome", "closed_at", "closed_by", "secured_at"])
    record(
        at=at,
        by=by,
        station=vehicle.station_id,
        verb="vehicle.corrected",
        obj=vehicle,
        detail={"was": was, "outcome": outcome, "fields": ["outcome"]},
    )
    return vehicle
