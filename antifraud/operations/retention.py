"""Names of those who moved away, notes of visits, and what lists from Excel brought go when their time is over; the
moments were stored when they began to run."""

import datetime

from django.db import transaction
from django.db.models import Q

from antifraud.models import DoorVisit, Household, ImportBatch, ImportRow
from ledger.operations import record

BATCH = 2000


@transaction.atomic
def forget_doors(*, at: datetime.datetime) -> dict[str, int]:
    """Returns how many households, visits and imports; again at the same time touches none."""
    gone = Household.objects.filter(keep_until__lte=at).exclude(head_sealed="", phone_sealed="")
    keys = list(gone.order_by("keep_until").values_list("pk", flat=True)[:BATCH])
    households = Household.objects.filter(pk__in=keys).update(
        head_sealed="", head_mask="", phone_sealed="", phone_mask="", phone_hash=""
    )
    old = DoorVisit.objects.filter(Q(keep_until__lte=at) & ~Q(note=""))
    visits = DoorVisit.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:BATCH])).update(note="")
    batches = list(
        ImportBatch.objects.filter(keep_until__lte=at, forgotten_at__isnull=True).values_list(
            "pk", flat=True
        )[:50]
    )
    for row in ImportRow.objects.filter(batch__in=batches).exclude(sealed={}, before=None):
        row.cells = {name: text for name, text in row.cells.items() if name not in row.sealed}
        row.sealed, row.before = {}, None
        row.save(update_fields=["cells", "sealed", "before"])
    ImportBatch.objects.filter(pk__in=batches).update(forgotten_at=at)
    done = {"households": households, "visits": visits, "imports": len(batches)}
    if any(done.values()):
        record(at=at, by=None, station=None, verb="retention.applied", detail=done)
    return done
