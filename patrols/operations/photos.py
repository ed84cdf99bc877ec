"""Photos: the bytes unaltered, by SHA-256, and a small copy for screens."""

import datetime
import uuid

from django.db import transaction

from jurisdiction.models import Officer
from ledger.operations import record
from patrols.models import Observation, Photo, Round, Shift, UnsecuredVehicle
from patrols.operations.rounds import require_in_shift, require_on_shift
from photos.keeping import brought, keep_once


@transaction.atomic
def attach_photo(
    *,
    record_id: uuid.UUID,
    content: bytes,
    taken_at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
    vehicle: UnsecuredVehicle | None = None,
    observation: Observation | None = None,
) -> Photo:
    """Keeps one photo of a car from outside or of what was seen, also after that is closed. The same record, or the same
    picture again, changes nothing. Raises PhotoRefused, NotOnThisShift."""
    earlier = brought(Photo, record_id, by=by)
    if earlier is not None:
        return earlier
    if vehicle is not None:
        require_on_shift(Round.objects.get(checks=vehicle.pk), by)
    elif observation is not None:
        require_in_shift(Shift(pk=observation.shift_id), by)
    owner = vehicle or observation
    if owner is None:
        raise ValueError("a photo belongs to a vehicle or an observation")
    made = Photo(
        id=record_id,
        station_id=owner.station_id,
        vehicle=vehicle,
        observation=observation,
        taken_at=taken_at,
        received_at=received_at,
        by=by,
    )
    photo, fresh = keep_once(made, content, vehicle=vehicle, observation=observation)
    if not fresh:
        return photo
    record(
        at=taken_at,
        by=by,
        station=photo.station_id,
        verb="vehicle.photographed",
        obj=owner,
        detail={"sha256": photo.sha256},
    )
    return photo
