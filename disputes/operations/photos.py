"""Photos of a dispute: the bytes unaltered, by SHA-256, and a small copy for screens."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from disputes.choices import EventVerb
from disputes.errors import PhotoRefused, RecordTaken, StepRefused
from disputes.models import Dispute, DisputePhoto, Report
from disputes.operations.moves import REFUSALS, person_for
from disputes.operations.timeline import add_event
from disputes.rules import Refusal
from jurisdiction.models import Officer
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
    dispute: Dispute,
) -> DisputePhoto:
    """Keeps one photo that a reporter, the mediator or the desk took. The same record, or the same picture again, changes
    nothing. Raises PhotoRefused (photo), StepRefused, RecordTaken."""
    earlier = DisputePhoto.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    person = person_for(dispute, by, received_at)
    if not (person.desk or person.mediates or person.reported):
        raise StepRefused(REFUSALS[Refusal.NOT_YOURS])
    try:
        seen = examine(content)
    except PhotoInvalid as error:
        raise PhotoRefused(str(error), field="photo") from error
    same = DisputePhoto.objects.filter(dispute=dispute, sha256=seen.sha256).first()
    if same is not None:
        return same
    photo = DisputePhoto(
        id=record_id,
        station_id=dispute.station_id,
        dispute=dispute,
        sha256=seen.sha256,
        content_type=seen.content_type,
        taken_at=taken_at,
        received_at=received_at,
        by=by,
    )
    keep(photo, content)
    photo.save(force_insert=True)
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
