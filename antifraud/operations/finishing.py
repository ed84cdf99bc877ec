"""A broadcast is done once no group is missing any more, and runs again when somebody takes a posting back."""

import datetime
import uuid

from antifraud.choices import BroadcastStatus
from antifraud.models import Broadcast, GroupPosting


def finish_if_complete(broadcast_id: uuid.UUID, *, at: datetime.datetime) -> bool:
    """Inside the caller's transaction. Whether it is done by this."""
    if GroupPosting.objects.filter(broadcast_id=broadcast_id).missing().exists():
        return False
    return bool(
        Broadcast.objects.filter(pk=broadcast_id, status=BroadcastStatus.RUNNING).update(
            status=BroadcastStatus.DONE, done_at=at
        )
    )


def run_again(broadcast_id: uuid.UUID) -> None:
    """A group is missing again."""
    Broadcast.objects.filter(pk=broadcast_id, status=BroadcastStatus.DONE).update(
        status=BroadcastStatus.RUNNING, done_at=None
    )
