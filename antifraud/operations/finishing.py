"""A broadcast is done once no group is missing any more, and runs again when somebody takes a posting back.

Both hold its row: of two who post the last groups at once, the second waits and sees what the first did. Whoever locks
several rows takes postings first, then groups, then broadcasts, so that nobody waits in a circle."""

import datetime
import uuid

from antifraud.choices import BroadcastStatus
from antifraud.models import Broadcast, GroupPosting


def finish_if_complete(broadcast_id: uuid.UUID, *, at: datetime.datetime) -> bool:
    """Inside the caller's transaction. Whether it is done by this."""
    _hold(broadcast_id)
    if GroupPosting.objects.filter(broadcast_id=broadcast_id).missing().exists():
        return False
    return bool(
        Broadcast.objects.filter(pk=broadcast_id, status=BroadcastStatus.RUNNING).update(
            status=BroadcastStatus.DONE, done_at=at
        )
    )


def run_again(broadcast_id: uuid.UUID) -> None:
    """A group is missing again."""
    _hold(broadcast_id)
    Broadcast.objects.filter(pk=broadcast_id, status=BroadcastStatus.DONE).update(
        status=BroadcastStatus.RUNNING, done_at=None
    )


def _hold(broadcast_id: uuid.UUID) -> None:
    Broadcast.objects.select_for_update().filter(pk=broadcast_id).values_list("pk").first()
