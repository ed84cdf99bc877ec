"""Photos: the bytes unaltered, by SHA-256, and a small copy for screens."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction.models import Officer
from ledger.operations import record
from patrols.errors import PhotoRefused, RecordTaken
from patrols.models import Observation, Photo, Round, Shift, UnsecuredVehicle
from patrols.operations.rounds import require_in_shift, require_on_shift
from photos.content import PhotoInvalid, examine
from photos.keeping import keep


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
    earlier = Photo.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if vehicle is not None:
        require_on_shift(Round.objects.get(checks=vehicle.pk), by)
    elif observation is not None:
        require_in_shift(Shift(pk=observation.shift_id), by)
    owner = vehicle or observation
    if owner is None:
        raise ValueError("a photo belongs to a vehicle or an observation")
    try:
        seen = examine(content)
    except PhotoInvalid as error:
        raise PhotoRefused(str(error), field="photo") from error
    same = Photo.objects.filter(vehicle=vehicle, observation=observation, sha256=seen.sha256).first()
    if same is not None:
        return same
    photo = Photo(
        id=record_id,
        station_id=owner.station_id,
        vehicle=vehicle,
        observation=observation,
        sha256=seen.sha256,
        content_type=seen.content_type,
        taken_at=taken_at,
        received_at=received_at,
        by=by,
    )
    keep(photo, content)
    photo.save(force_insert=True)
    record(
        at=taken_at,
        by=by,
        station=photo.station_id,
        verb="vehicle.photographed",
        obj=owner,
        detail={"sha256": photo.sha256},
    )
    return photo
