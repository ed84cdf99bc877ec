"""Minors are counted by place and hour: a number, and nothing that could name one."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hazards.errors import HazardRefused, PoliceOnly, RecordTaken
from hazards.models import MinorsCount
from hazards.operations.due import day_of
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Place
from ledger.operations import record

MOST = 500


@transaction.atomic
def count_minors(
    *,
    record_id: uuid.UUID,
    place: Place,
    day: datetime.date,
    hour: int,
    count: int,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> MinorsCount:
    """Stores how many were there in that hour; the same officer's second count of an hour takes the place of the first.
    The same record again changes nothing. Raises HazardRefused (field hour, count), PoliceOnly, RecordTaken."""
    earlier = MinorsCount.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if by.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY):
        raise PoliceOnly(_("Minors are counted by the station."))
    if not 0 <= hour <= 23:
        raise HazardRefused(_("The hour lies between 0 and 23."), field="hour")
    if not 0 <= count <= MOST:
        raise HazardRefused(_("How many? At most %(most)d.") % {"most": MOST}, field="count")
    if day > day_of(at) or (day == day_of(at) and hour > timezone.localtime(at).hour):
        raise HazardRefused(_("That hour has not begun yet."), field="hour")
    same_hour = MinorsCount.objects.select_for_update().filter(place=place, day=day, hour=hour, by=by)
    same_hour.delete()
    made = MinorsCount.objects.create(
        id=record_id,
        station_id=place.station_id,
        place=place,
        day=day,
        hour=hour,
        count=count,
        at=at,
        received_at=received_at,
        by=by,
    )
    record(
        at=at,
        by=by,
        station=place.station_id,
        verb="minors.counted",
        obj=made,
        detail={"place": place.pk, "day": day.isoformat(), "hour": hour, "count": count},
    )
    return made
