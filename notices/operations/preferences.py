"""What a person wants to get, and by which way."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jurisdiction.models import Officer, Station
from notices import kinds
from notices.choices import PERSONAL, Channel
from notices.errors import TooManyTests
from notices.models import Delivery, Notice, Preference, Webhook
from notices.operations.outbox import tell

TEST_PAUSE = datetime.timedelta(minutes=1)


@transaction.atomic
def save_preferences(*, officer: Officer, wanted: Mapping[tuple[str, str], bool]) -> None:
    """Replaces the person's lines: (kind, or empty for all; channel) to on or off. A kind's line that says the same as
    the line for all is not kept, so that it follows when that one changes."""
    Preference.objects.filter(officer=officer).delete()
    general = {channel: wanted[key] for key in wanted if key[0] == "" for channel in [key[1]]}
    Preference.objects.bulk_create(
        Preference(officer=officer, kind=kind, channel=channel, on=on)
        for (kind, channel), on in sorted(wanted.items())
        if channel in PERSONAL and (kind == "" or general.get(channel) != on)
    )


@transaction.atomic
def send_test(*, officer: Officer, station: Station, channel: str, at: datetime.datetime) -> Notice:
    """A message to oneself by one channel, whatever the preferences and quiet hours say. Raises TooManyTests."""
    _not_too_often(officer, at)
    notice = tell(
        kind=kinds.TEST,
        event=str(uuid.uuid4()),
        to=[officer],
        station=station,
        at=at,
        params={"channel": channel},
        by=officer,
    )
    notice.deliveries.exclude(channel=Channel.IN_APP).exclude(channel=channel, officer=officer).delete()
    notice.deliveries.filter(channel=channel).update(next_try_at=at)
    if channel != Channel.IN_APP:
        Delivery.objects.get_or_create(
            notice=notice, officer=officer, channel=channel, defaults={"next_try_at": at}
        )
    return notice


@transaction.atomic
def send_group_test(*, webhook: Webhook, at: datetime.datetime, by: Officer) -> Notice:
    """A message to a chat group. Raises TooManyTests."""
    _not_too_often(by, at)
    notice = tell(
        kind=kinds.TEST,
        event=str(uuid.uuid4()),
        to=[],
        station=webhook.station_id,
        at=at,
        params={"channel": webhook.channel},
        by=by,
    )
    notice.deliveries.exclude(webhook=webhook).delete()
    Delivery.objects.get_or_create(
        notice=notice, webhook=webhook, defaults={"channel": webhook.channel, "next_try_at": at}
    )
    return notice


def _not_too_often(officer: Officer, at: datetime.datetime) -> None:
    """Text messages cost, and a group takes 20 a minute."""
    if Notice.objects.filter(kind=kinds.TEST, by=officer, at__gt=at - TEST_PAUSE).exists():
        raise TooManyTests(_("A test message was sent within the last minute: please wait a little."))
