"""Reading and acknowledging: by whoever was told and may still see it, each for oneself."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jurisdiction.models import Officer
from jurisdiction.postings import standing
from ledger.operations import record
from notices.errors import NotTold
from notices.models import Notice, Recipient
from notices.querysets import RecipientQuerySet


def _told(by: Officer, at: datetime.datetime) -> RecipientQuerySet:
    """What lies within the sight of that day: who was moved answers for nothing of the old village."""
    remit = standing(by, on=timezone.localtime(at).date()).remit
    return Recipient.objects.within(remit).told_to(by)


def mark_read(*, notice_id: int, at: datetime.datetime, by: Officer) -> None:
    """The first reading counts. Whether it may still be seen is the door's to know."""
    Recipient.objects.told_to(by).unread().filter(notice_id=notice_id).update(read_at=at)


def mark_all_read(*, at: datetime.datetime, by: Officer) -> int:
    """All but those that still wait for an acknowledgement. Returns how many."""
    found = _told(by, at)
    open_ones = found.unread().filter(told_at__lte=at)
    return open_ones.exclude(pk__in=found.to_acknowledge()).update(read_at=at)


@transaction.atomic
def acknowledge(*, notice_id: int, at: datetime.datetime, by: Officer) -> None:
    """“I have it.” The first of those told ends the climb; again is harmless. Raises NotTold."""
    told = _told(by, at).filter(notice_id=notice_id)
    if not told.exists():
        raise NotTold(_("This notice was not sent to you."))
    told.unread().update(read_at=at)
    if not told.filter(acknowledged_at__isnull=True, notice__needs_acknowledgement=True).update(
        acknowledged_at=at
    ):
        return
    first = Notice.objects.filter(pk=notice_id, acknowledged_at__isnull=True).update(
        acknowledged_at=at, acknowledged_by=by, acknowledge_by=None
    )
    notice = Notice.objects.get(pk=notice_id)
    detail = {"kind": notice.kind, "first": bool(first)}
    record(at=at, by=by, station=notice.station_id, verb="notice.acknowledged", obj=notice, detail=detail)
