"""How far the station's picture of a night may be trusted: which phones took it along, and up to when they have sent
everything. A round judged missed is provisional until then, or for 24 hours."""

import datetime

from django.db.models import F, Q

from jurisdiction.models import Officer
from patrols.models import Shift, ShiftMember


def note_bundle(*, shift: Shift, officer: Officer, at: datetime.datetime) -> None:
    """The officer's phone took the night along at `at`. The first time counts: from then on it may hold records."""
    ShiftMember.objects.filter(shift=shift, officer=officer, bundle_at__isnull=True).update(bundle_at=at)


def note_synced(*, officer: Officer, until: datetime.datetime, at: datetime.datetime) -> int:
    """The officer's phone holds nothing back that happened up to `until`. Never moves backward. Returns the shifts this
    touched: those that had begun by then and ended not more than two days ago."""
    mine = ShiftMember.objects.filter(
        Q(synced_until__isnull=True) | Q(synced_until__lt=until),
        officer=officer,
        bundle_at__isnull=False,
        starts_at__lte=until,
        ends_at__gt=at - datetime.timedelta(days=2),
    )
    return mine.update(synced_until=until)


def silent_members(shift: Shift) -> "list[ShiftMember]":
    """Who took the night along and has not sent past its end: for the chief to ask for the phone."""
    return list(
        shift.members.filter(bundle_at__isnull=False)
        .filter(Q(synced_until__isnull=True) | Q(synced_until__lt=F("ends_at")))
        .select_related("officer")
    )
