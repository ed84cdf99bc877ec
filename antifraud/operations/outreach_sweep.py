"""Looks that make visible what is true already: groups still missing after the limit, words and pictures whose time is
over."""

import datetime

from django.db import transaction
from django.db.models import Q

from antifraud.choices import BroadcastStatus, TalkStatus
from antifraud.models import Broadcast, Reply, Talk, TalkPhoto
from antifraud.operations.outreach_telling import tell_keepers
from jurisdiction.time_limits import limit
from ledger.operations import record
from photos.keeping import drop


def remind_keepers(*, at: datetime.datetime) -> int:
    """Tells keepers of groups that are missing after the stored limit, once a broadcast. Returns how many broadcasts."""
    late = Broadcast.objects.late(at).filter(reminded_at__isnull=True)
    return sum(_remind(found, at) for found in late.select_related("version__warning"))


@transaction.atomic
def _remind(broadcast: Broadcast, at: datetime.datetime) -> bool:
    ours = Broadcast.objects.filter(
        pk=broadcast.pk, status=BroadcastStatus.RUNNING, reminded_at__isnull=True
    ).update(reminded_at=at)
    if ours:
        keepers = tell_keepers(broadcast, kind="broadcast.missing", at=at, by=None, every=True)
        record(
            at=at,
            by=None,
            station=broadcast.station_id,
            verb="broadcast.reminded",
            obj=broadcast,
            detail={"keepers": keepers},
        )
    return bool(ours)


def _before(key: str, at: datetime.datetime) -> datetime.datetime:
    return at - datetime.timedelta(days=limit(key, on=at.date()).amount)


@transaction.atomic
def forget(*, at: datetime.datetime) -> dict[str, int]:
    """Forgets words of replies, choices about own stories and pictures of talks once their limits are over."""
    replies = Reply.objects.filter(erased_at__isnull=True, at__lte=_before("broadcast.reply", at)).update(
        words="", answer="", erased_at=at
    )
    past = Q(planned_at__lte=_before("talk.choice", at)) | Q(status=TalkStatus.CANCELLED)
    choices = Talk.objects.filter(past, choice_at__isnull=False).update(
        own_story=False, choice_at=None, choice_by=None
    )
    pictures = drop(TalkPhoto.objects.filter(taken_at__lte=_before("talk.photo", at)))
    counts = {"replies": replies, "choices": choices, "pictures": pictures}
    if any(counts.values()):
        record(at=at, by=None, station=None, verb="retention.applied", detail=counts)
    return counts
