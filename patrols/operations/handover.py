"""The note from shift to shift: who has read it."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction.models import Officer
from ledger.operations import record
from patrols.errors import NotHandedOver
from patrols.models import HandoverRead, Shift
from patrols.operations.rounds import require_in_shift


def previous_handover(shift: Shift) -> Shift | None:
    """The shift whose note the squad of `shift` reads at its start: the latest of the station that left one."""
    found: Shift | None = (
        Shift.objects.filter(station_id=shift.station_id, starts_at__lt=shift.starts_at)
        .exclude(handover_note="")
        .select_related("squad", "handed_over_by")
        .order_by("-starts_at", "-pk")
        .first()
    )
    return found


@transaction.atomic
def read_handover(
    *,
    record_id: uuid.UUID,
    shift_id: int,
    previous_id: int,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> HandoverRead:
    """Notes that an officer of `shift_id` has read the note of `previous_id`; once an officer. Raises NotOnThisShift,
    NotHandedOver."""
    shift = Shift.objects.get(pk=shift_id)
    require_in_shift(shift, by)
    previous = (
        Shift.objects.filter(pk=previous_id, station_id=shift.station_id).exclude(handover_note="").first()
    )
    if previous is None:
        raise NotHandedOver(_("There is no such note at this station."))
    read, is_new = HandoverRead.objects.get_or_create(
        previous=previous,
        by=by,
        defaults={"id": record_id, "shift": shift, "at": at, "received_at": received_at},
    )
    if is_new:
        record(at=at, by=by, station=shift.station_id, verb="handover.read", obj=previous)
    return read
