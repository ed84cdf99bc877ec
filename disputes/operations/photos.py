"""Photos of a dispute: the bytes unaltered, by SHA-256, and a small copy for screens."""

import datetime
import uuid

from django.db import transaction

from disputes.choices import EventVerb
from disputes.errors import StepRefused
from disputes.models import Dispute, DisputePhoto, Report
from disputes.operations.moves import REFUSALS, person_for
from disputes.operations.timeline import add_event
from disputes.rules import Refusal
from jurisdiction.models import Officer
from photos.keeping import brought, keep_once


@transaction.atomic
def attach_photo(
    *,
    record_id: uuid.UUID,
    content: bytes,
    taken_at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
    dispute: Dispute,
) -> DisputePhoto:
    """Keeps one photo that a reporter, the mediator or the desk took. The same record, or the same picture again, changes
    nothing. Raises PhotoRefused (photo), StepRefused, RecordTaken."""
    earlier = brought(DisputePhoto, record_id, by=by)
    if earlier is not None:
        return earlier
    person = person_for(dispute, by, received_at)
    if not (person.desk or person.mediates or person.reported):
        raise StepRefused(REFUSALS[Refusal.NOT_YOURS])
    made = DisputePhoto(
        id=record_id,
        station_id=dispute.station_id,
        dispute=dispute,
        taken_at=taken_at,
        received_at=received_at,
        by=by,
    )
    photo, fresh = keep_once(made, content, dispute=dispute)
    if not fresh:
        return photo
    add_event(
        dispute,
        EventVerb.PHOTO,
        at=taken_at,
        received_at=received_at,
        by=by,
        report=Report.objects.filter(dispute=dispute, by=by).first(),
        detail={"sha256": photo.sha256},
    )
    return photo
