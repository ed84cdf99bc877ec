"""Personal data goes when its time is over: plates, photos and tracks after 30 days, with the plate the visit that still
needed it, keyed hashes after 12 months."""

import datetime

from django.db import transaction
from django.db.models import Q

from ledger.operations import record
from patrols import rules
from patrols.models import (
    CallCode,
    CodeQuery,
    ContactAttempt,
    OwnerContact,
    Photo,
    ReconcileRun,
    UnsecuredVehicle,
)
from patrols.operations.tracks import drop_old_tracks
from patrols.operations.visits import expire_visits
from photos.keeping import drop

RUNS_KEPT = 1000


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> dict[str, int]:
    """Removes what is over; returns how many rows each step touched. Again at the same time touches none."""
    plain = (
        UnsecuredVehicle.objects.filter(found_at__lte=at - rules.PLAIN_PLATE_KEPT)
        .exclude(plate="", description="")
        .update(plate="", description="")
    )
    photos = _drop_photos(at - rules.PLAIN_PLATE_KEPT)
    hashes = (
        UnsecuredVehicle.objects.filter(found_at__lte=at - rules.PLATE_HASH_KEPT)
        .exclude(plate_hash="")
        .update(plate_hash="", phone_hash="")
    )
    still_known = UnsecuredVehicle.objects.exclude(plate_hash="").values("plate_hash")
    old = OwnerContact.objects.filter(learned_at__lte=at - rules.PLATE_HASH_KEPT).exclude(
        plate_hash__in=still_known
    )
    ContactAttempt.objects.filter(contact__in=old).update(contact=None)
    contacts, _rows = old.delete()
    codes, _rows = CallCode.objects.filter(expires_at__lte=at - rules.PLAIN_PLATE_KEPT).delete()
    queries, _rows = CodeQuery.objects.filter(at__lte=at - rules.CODE_QUERY_KEPT).delete()
    keep = ReconcileRun.objects.order_by("-finished_at").values("pk")[:RUNS_KEPT]
    ReconcileRun.objects.exclude(pk__in=list(keep.values_list("pk", flat=True))).delete()
    done = {
        "plates": plain,
        "visits": expire_visits(at=at),
        "photos": photos,
        "hashes": hashes,
        "contacts": contacts,
        "codes": codes,
        "queries": queries,
        "tracks": drop_old_tracks(at=at),
    }
    if any(done.values()):
        record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done


def _drop_photos(until: datetime.datetime) -> int:
    """A photo of a car shows the plate, so it goes with it, and one of what was seen on the way may show anybody; a file
    once no row names it any more."""
    old = Photo.objects.filter(Q(vehicle__found_at__lte=until) | Q(observation__seen_at__lte=until))
    return drop(old)
