"""Chainable reads of the room notices."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from jurisdiction.models import Officer, Station
from jurisdiction.querysets import ScopedQuerySet
from jurisdiction.remit import Breadth, Remit
from notices.choices import DUE_STATES, DeliveryState

if TYPE_CHECKING:
    from notices.models import (  # noqa: F401  # named in quotes below
        Delivery,
        Notice,
        PushSubscription,
        Recipient,
        Webhook,
    )


def in_sight(remit: Remit, path: str = "") -> Q:
    """Of stations that the remit touches. A cadre's remit is of villages: the station behind them tells the cadre what
    belongs to no village, and of the others what belongs to these."""
    found = Q(**{f"{path}station__in": Station.objects.within(remit)})
    if remit.breadth is Breadth.VILLAGES:
        here = Q(**{f"{path}village__in": remit.villages}) | Q(**{f"{path}village__isnull": True})
        return found & here
    return found


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def to_escalate(self, at: datetime.datetime) -> Self:
        """Nobody has acknowledged them by their stored deadline, and there is a step above."""
        return self.filter(acknowledged_at__isnull=True, acknowledge_by__lte=at)

    def concerning(self, officer: Officer, remit: Remit) -> Self:
        """Sent by the officer, or to the officer, and within sight."""
        told = Q(recipients__officer=officer) | Q(by=officer)
        return self.filter(told, in_sight(remit)).distinct()


class RecipientQuerySet(ScopedQuerySet["Recipient"]):
    def within(self, remit: Remit) -> Self:
        return self.filter(in_sight(remit, "notice__"))

    def told_to(self, officer: Officer) -> Self:
        return self.filter(officer=officer)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def to_acknowledge(self) -> Self:
        return self.filter(notice__needs_acknowledgement=True, acknowledged_at__isnull=True)


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    station_path = "notice__station_id"

    def due(self, at: datetime.datetime) -> Self:
        """To be sent, to be tried again, or left by a sender who died: its lease is over."""
        return self.filter(state__in=DUE_STATES, next_try_at__lte=at)

    def given_up(self) -> Self:
        return self.filter(state=DeliveryState.GIVEN_UP)


class WebhookQuerySet(ScopedQuerySet["Webhook"]):
    def hearing(self, station: int, kind: str) -> Self:
        """Groups of a station that want this kind."""
        return self.filter(Q(kinds=[]) | Q(kinds__contains=[kind]), station_id=station, active=True)


class OwnedQuerySet(models.QuerySet["PushSubscription"]):
    def told_to(self, officer: Officer) -> Self:
        return self.filter(officer=officer)
