"""What the inbox forgets: bytes thirty days after they are settled, photos' pieces after fourteen."""

import datetime

from django.db import transaction

from intake.choices import State
from intake.models import Rival, Submission
from intake.operations import blobs
from ledger.operations import record

BODY_KEPT = datetime.timedelta(days=30)
BLOB_KEPT = datetime.timedelta(days=14)
SETTLED = (State.APPLIED, State.REPLACED, State.DROPPED, State.REFUSED)


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> dict[str, int]:
    """The hash and the fate of a record stay, its bytes go. Again at the same time removes nothing."""
    old = Submission.objects.filter(settled_at__lt=at - BODY_KEPT, state__in=SETTLED).exclude(body=b"")
    bodies = old.update(body=b"")
    rivals = Rival.objects.filter(received_at__lt=at - BODY_KEPT).exclude(body=b"").update(body=b"")
    photos = blobs.forget(before=at - BLOB_KEPT)
    done = {"bodies": bodies, "rivals": rivals, "photos_on_their_way": photos}
    if any(done.values()):
        record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done
