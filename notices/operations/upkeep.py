"""What people do about messages that did not go out, and what is forgotten after its time."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jurisdiction import time_limits
from jurisdiction.models import Officer
from ledger.operations import record
from notices.choices import DeliveryState
from notices.errors import NotToBeSentAgain
from notices.models import Delivery, Notice

BATCH = 1000


@transaction.atomic
def send_again(*, delivery: Delivery, at: datetime.datetime, by: Officer) -> None:
    """Starts the tries of a delivery anew that was given up. Raises NotToBeSentAgain."""
    changed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP).update(
        state=DeliveryState.WAITING, tries=0, next_try_at=at, outcome=""
    )
    if not changed:
        raise NotToBeSentAgain(_("This message is not among those that were given up."))
    record(
        at=at,
        by=by,
        station=delivery.notice.station_id,
        verb="notice.sent_again",
        obj=delivery.notice,
        detail={"channel": delivery.channel},
    )


def forget_old(*, at: datetime.datetime) -> int:
    """Notices whose time is over, with all that belongs to them. Returns how many."""
    days = time_limits.limit("notice.retention", on=timezone.localtime(at).date()).amount
    old = Notice.objects.filter(at__lt=at - datetime.timedelta(days=days))
    total = 0
    while keys := list(old.values_list("pk", flat=True)[:BATCH]):
        Notice.objects.filter(pk__in=keys).delete()
        total += len(keys)
    return total
