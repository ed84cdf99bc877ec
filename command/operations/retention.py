"""Words of leads go when their time is over: three years after the last that was heard or judged of one. What remains is
that there was one, from where, and how it ended."""

import datetime

from django.db import transaction
from django.utils import timezone

from command.models import Lead, LeadNote
from jurisdiction.time_limits import limit
from ledger.operations import record

BATCH = 500


@transaction.atomic
def apply_retention(*, at: datetime.datetime) -> int:
    """Removes what is over; returns how many leads that touched. Again at the same time touches none."""
    kept = datetime.timedelta(days=limit("lead.retention", on=timezone.localtime(at).date()).amount)
    over = Lead.objects.untouched_since(at - kept).filter(forgotten_at__isnull=True)
    keys = list(over.order_by("received_at").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    LeadNote.objects.filter(lead__in=keys).update(note="")
    leads = Lead.objects.filter(pk__in=keys).update(words="", forgotten_at=at)
    record(at=at, by=None, station=None, verb="retention.applied", detail={"leads": leads})
    return leads
