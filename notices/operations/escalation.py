"""What nobody acknowledged in time climbs: one step after the other, each once, stamped with its stored deadline."""

import datetime

from django.db import transaction
from django.utils import timezone

from ledger.operations import Change, record_many
from notices.models import Escalation, Notice
from notices.operations.ladder import TOP, next_deadline, on_step
from notices.operations.outbox import add_recipients

BATCH = 100


def escalate_due(*, at: datetime.datetime) -> int:
    """Every step that is due at that moment, however late the look is. Returns how many were taken."""
    total = 0
    while True:
        with transaction.atomic():
            due = list(
                Notice.objects.to_escalate(at)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("station")
                .order_by("acknowledge_by", "pk")[:BATCH]
            )
            changes = [change for notice in due for change in _climb(notice, at)]
            record_many(changes)
        total += len(changes)
        if len(due) < BATCH:
            return total


def _climb(notice: Notice, at: datetime.datetime) -> list[Change]:
    """All steps of one notice that are due, within the transaction that holds its row."""
    changes: list[Change] = []
    while notice.acknowledge_by is not None and notice.acknowledge_by <= at and notice.level < TOP:
        due, level = notice.acknowledge_by, notice.level + 1
        people = on_step(level, station=notice.station, on=timezone.localtime(due).date())
        Escalation.objects.create(notice=notice, level=level, due_at=due, raised_at=at)
        fresh = add_recipients([(notice, found) for found in people], told_at={notice.pk: due}, level=level)
        notice.level = level
        # A step on which nobody new stands is passed at the same moment.
        notice.acknowledge_by = next_deadline(notice, level=level, since=due) if fresh else due
        detail = {"kind": notice.kind, "level": level, "told": len(fresh)}
        changes.append(Change(due, None, notice.station_id, "notice.escalated", notice, detail))
    if notice.level >= TOP:
        notice.acknowledge_by = None
    Notice.objects.filter(pk=notice.pk).update(level=notice.level, acknowledge_by=notice.acknowledge_by)
    return changes
