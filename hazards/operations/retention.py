"""Pictures and words go when their time is over: three years after a hazard was closed, as stored on that day. Place,
kind, dates and the trail of who did what stay, for the place's history."""

import datetime

from django.db import transaction

from hazards.models import Hazard, HazardPhoto, Sighting
from ledger.operations import record
from photos.keeping import drop

BATCH = 500
#: What stands where words were: a hazard never says nothing.
FORGOTTEN = "—"


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> dict[str, int]:
    """Removes what is over; returns how many hazards and photos. Again at the same time touches none."""
    over = Hazard.objects.filter(keep_until__lte=at, closed_at__isnull=False).exclude(words=FORGOTTEN)
    keys = list(over.order_by("keep_until").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return {"hazards": 0, "photos": 0}
    photos = drop(HazardPhoto.objects.filter(hazard__in=keys))
    Sighting.objects.filter(hazard__in=keys).update(words=FORGOTTEN)
    hazards = Hazard.objects.filter(pk__in=keys).update(words=FORGOTTEN, closing_words="", point=None)
    done = {"hazards": hazards, "photos": photos}
    record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done
