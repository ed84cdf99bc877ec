"""Names and words go when their time is over: three years after a dispute ended. What remains is a count."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from disputes.choices import Status
from disputes.models import (
    Agreement,
    Dispute,
    DisputePhoto,
    Event,
    FollowUp,
    LevelChange,
    Mediation,
    Party,
    Report,
    Session,
)
from jurisdiction.time_limits import limit
from ledger.operations import record
from photos.keeping import drop

BATCH = 500


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> dict[str, int]:
    """Removes what is over; returns how many rows each step touched. Again at the same time touches none. What was joined
    with another goes with it."""
    kept = datetime.timedelta(days=limit("dispute.retention", on=timezone.localtime(at).date()).amount)
    over = Q(closed_at__lte=at - kept) & ~Q(status=Status.MERGED)
    joined = Q(merged_into__closed_at__lte=at - kept)
    keys = list(
        Dispute.objects.filter(over | joined, forgotten_at__isnull=True)
        .order_by("closed_at")
        .values_list("pk", flat=True)[:BATCH]
    )
    if not keys:
        return {"disputes": 0, "parties": 0, "photos": 0}
    parties = Party.objects.filter(dispute__in=keys).update(
        name_sealed="", name_hash="", phone_book_hash="", name_mask="", phone_sealed="", phone_mask=""
    )
    Report.objects.filter(dispute__in=keys).update(words="", place_words="", point=None)
    Event.objects.filter(dispute__in=keys).update(told="", note="")
    Mediation.objects.filter(dispute__in=keys).update(reason="")
    Session.objects.filter(dispute__in=keys).update(place="", others="", notes="")
    Agreement.objects.filter(dispute__in=keys).update(text="")
    FollowUp.objects.filter(dispute__in=keys).update(note="")
    LevelChange.objects.filter(dispute__in=keys).update(reason="")
    photos = drop(DisputePhoto.objects.filter(dispute__in=keys))
    disputes = Dispute.objects.filter(pk__in=keys).update(
        words="", place_words="", point=None, forgotten_at=at
    )
    done = {"disputes": disputes, "parties": parties, "photos": photos}
    record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done
