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


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def to_escalate(self, at: datetime.datetime) -> Self:
        """Nobody has acknowledged them by their stored deadline, and there is a step above."""
        return self.filter(acknowledged_at__isnull=True, acknowledge_by__lte=at)

    def concerning(self, officer: Officer, remit: Remit) -> Self:
        """Sent by the officer, or to the officer; of stations that the remit touches."""
        stations = Station.objects.within(remit)
        told = Q(recipients__officer=officer) | Q(by=officer)
        return self.filter(told, station__in=stations).distinct()


class RecipientQuerySet(ScopedQuerySet["Recipient"]):
    station_path = "notice__station_id"

    def within(self, remit: Remit) -> Self:
        """A cadre's remit is of villages: the station behind them tells the cadre."""
        if remit.breadth is Breadth.VILLAGES:
            return self.filter(notice__station__in=Station.objects.within(remit))
        return super().within(remit)

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
