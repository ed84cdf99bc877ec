"""Browsers that take push messages."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jurisdiction.models import Officer
from jurisdiction.sealed import CannotUnseal, keyed_hash, seal, unseal
from notices.channels import push_crypto
from notices.channels.http import may_go_to
from notices.errors import NotAPushAddress
from notices.models import PushSubscription
from notices.operations.contacts import NotReadable

TABLE = PushSubscription._meta.db_table
#: A person has a phone, a desk and a spare; more are forgotten, the least used first.
MOST = 6


def hash_of(endpoint: str) -> str:
    return keyed_hash(endpoint, column="push_endpoint")


def opened(subscription: PushSubscription) -> tuple[str, str]:
    """(address, shared secret). Raises NotReadable."""
    row = subscription.endpoint_hash
    try:
        return (
            unseal(subscription.endpoint_sealed, table=TABLE, column="endpoint", row=row),
            unseal(subscription.auth_sealed, table=TABLE, column="auth", row=row),
        )
    except CannotUnseal as error:
        raise NotReadable("push subscription") from error


@transaction.atomic
def subscribe(
    *, officer: Officer, endpoint: str, p256dh: str, auth: str, device: str, at: datetime.datetime
) -> PushSubscription:
    """Keeps a browser's address. The same browser again is the same row, and belongs to whoever asked last. Raises
    NotAPushAddress for what no browser's push service gives out."""
    if len(endpoint) > 1000 or not may_go_to(endpoint, settings.NOTICE_PUSH_HOSTS):
        raise NotAPushAddress(_("This browser's push service is not among those this station sends to."))
    try:
        push_crypto.public_key(p256dh)
        fits = len(push_crypto.decode(auth)) == 16
    except ValueError:
        fits = False
    if not fits:
        raise NotAPushAddress(_("The browser's keys cannot be used."))
    row = hash_of(endpoint)
    found, _made = PushSubscription.objects.update_or_create(
        endpoint_hash=row,
        defaults={
            "officer": officer,
            "endpoint_sealed": seal(endpoint, table=TABLE, column="endpoint", row=row),
            "p256dh": p256dh,
            "auth_sealed": seal(auth, table=TABLE, column="auth", row=row),
            "device": device[:60],
            "added_at": at,
        },
    )
    spare = (
        PushSubscription.objects.told_to(officer).order_by("-added_at").values_list("pk", flat=True)[MOST:]
    )
    PushSubscription.objects.filter(pk__in=list(spare)).delete()
    return found


def unsubscribe(*, officer: Officer, pk: int) -> bool:
    """Whether there was such a browser of this officer."""
    count, _rows = PushSubscription.objects.told_to(officer).filter(pk=pk).delete()
    return bool(count)


def forget(subscription: PushSubscription) -> None:
    """Its push service says that it is gone."""
    PushSubscription.objects.filter(pk=subscription.pk).delete()


def note_use(subscription: PushSubscription, *, at: datetime.datetime) -> None:
    PushSubscription.objects.filter(pk=subscription.pk).update(used_at=at)
