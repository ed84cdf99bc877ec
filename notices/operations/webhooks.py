"""Chat groups of a station, entered by the system administrator. Addresses and secrets are sealed."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jurisdiction.models import Officer, Station
from jurisdiction.sealed import CannotUnseal, seal, unseal
from ledger.operations import record
from notices.channels.http import may_go_to
from notices.errors import GroupNotStorable
from notices.models import Webhook
from notices.operations.contacts import NotReadable

TABLE = Webhook._meta.db_table


def opened(webhook: Webhook) -> tuple[str, str]:
    """(address, signing secret). Raises NotReadable."""
    row = str(webhook.pk)
    try:
        return (
            unseal(webhook.url_sealed, table=TABLE, column="url", row=row),
            unseal(webhook.secret_sealed, table=TABLE, column="secret", row=row),
        )
    except CannotUnseal as error:
        raise NotReadable("chat group") from error


def save_webhook(
    *,
    webhook: Webhook | None = None,
    station: Station,
    channel: str,
    name: str,
    url: str,
    secret: str,
    kinds: Iterable[str],
    active: bool,
    at: datetime.datetime,
    by: Officer,
) -> Webhook:
    """Makes or changes a group. An empty `url` or `secret` of a group that is there leaves the stored one: it is never
    shown again. Raises GroupNotStorable."""
    if url and not may_go_to(url, settings.NOTICE_WEBHOOK_HOSTS):
        allowed = ", ".join(settings.NOTICE_WEBHOOK_HOSTS)
        raise GroupNotStorable(
            _("The address must begin with https:// and lead to one of: %(hosts)s.") % {"hosts": allowed},
            field="url",
        )
    if not url and (webhook is None or not webhook.url_sealed):
        raise GroupNotStorable(_("A group needs the address of its robot."), field="url")
    try:
        with transaction.atomic():
            row = webhook or Webhook()
            row.station, row.channel, row.name = station, channel, name
            row.kinds, row.active, row.changed_at = sorted(kinds), active, at
            row.save()
            if url:
                row.url_sealed = seal(url, table=TABLE, column="url", row=str(row.pk))
            if secret:
                row.secret_sealed = seal(secret, table=TABLE, column="secret", row=str(row.pk))
            row.save(update_fields=["url_sealed", "secret_sealed"])
            record(
                at=at,
                by=by,
                station=station,
                verb="chat_group.saved",
                obj=row,
                detail={"channel": channel, "active": active, "address_changed": bool(url)},
            )
    except IntegrityError as error:
        raise GroupNotStorable(_("This station has a group of that name already."), field="name") from error
    return row
