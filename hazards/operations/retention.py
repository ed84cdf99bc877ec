"""Pictures and words go when their time is over: three years after a hazard was closed, as stored on that day; those of
a visit three years after it. Place, kind, dates and the trail of who did what stay, for the place's history."""

import datetime

from django.db import transaction
from django.utils import timezone

from hazards.models import (
    Extension,
    Finding,
    Hazard,
    HazardPhoto,
    Inspection,
    Recheck,
    RectificationOrder,
    Sighting,
    Step,
    Transfer,
)
from jurisdiction.time_limits import limit
from ledger.operations import record
from photos.keeping import drop

BATCH = 500
#: What stands where words were: a hazard never says nothing.
FORGOTTEN = "—"


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> dict[str, int]:
    """Removes what is over; returns how many hazards and photos. Again at the same time touches none."""
    done = {**_hazards(at), "inspections": _inspections(at)}
    if any(done.values()):
        record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done


def _hazards(at: datetime.datetime) -> dict[str, int]:
    over = Hazard.objects.settled().filter(keep_until__lte=at, forgotten_at__isnull=True)
    keys = list(over.order_by("keep_until").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return {"hazards": 0, "photos": 0}
    photos = drop(HazardPhoto.objects.filter(hazard__in=keys))
    # The hazards first: the trail gives up its words once theirs are gone.
    hazards = Hazard.objects.filter(pk__in=keys).update(
        words=FORGOTTEN, closing_words="", point=None, forgotten_at=at
    )
    Step.objects.filter(hazard__in=keys).exclude(words="").update(words="")
    Sighting.objects.filter(hazard__in=keys).update(words=FORGOTTEN)
    Finding.objects.filter(hazard__in=keys).update(words=FORGOTTEN)
    Recheck.objects.filter(hazard__in=keys).update(words="")
    RectificationOrder.objects.filter(hazard__in=keys).update(addressee=FORGOTTEN, demands=FORGOTTEN)
    Extension.objects.filter(order__hazard__in=keys).update(reason=FORGOTTEN)
    Transfer.objects.filter(hazard__in=keys).update(words=FORGOTTEN, answer="")
    return {"hazards": hazards, "photos": photos}


def _inspections(at: datetime.datetime) -> int:
    kept = datetime.timedelta(days=limit("hazard.retention", on=timezone.localtime(at).date()).amount)
    over = Inspection.objects.done().filter(done_at__lte=at - kept).exclude(words="")
    keys = list(over.order_by("done_at").values_list("pk", flat=True)[:BATCH])
    return Inspection.objects.filter(pk__in=keys).update(words="")
