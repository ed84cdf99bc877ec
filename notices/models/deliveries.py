"""One way of one notice to one person or group."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices.choices import DUE_STATES, Channel, DeliveryState, Outcome
from notices.models.addresses import Webhook
from notices.models.notices import Notice
from notices.querysets import DeliveryQuerySet


class Delivery(models.Model):
    """At most one for an event, a person and a channel (for an event and a group): the database says so. `key` goes along
    to the receiver with every try, so that a try whose answer was lost is known there as the same message."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries", verbose_name=_("notice"))
    officer = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer"),
    )
    webhook = models.ForeignKey(
        Webhook, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chat group")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state__in=DUE_STATES), name="delivery_due"),
            models.Index(
                fields=["-next_try_at"], condition=Q(state=DeliveryState.GIVEN_UP), name="delivery_given_up"
            ),
            models.Index(
                fields=["webhook", "tried_at"], condition=Q(webhook__isnull=False), name="delivery_of_a_group"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "officer", "channel"],
                condition=Q(officer__isnull=False),
                name="delivered_once_a_person_and_channel",
            ),
            models.UniqueConstraint(
                fields=["notice", "webhook"],
                condition=Q(webhook__isnull=False),
                name="delivered_once_a_group",
            ),
            models.CheckConstraint(
                condition=Q(officer__isnull=True) ^ Q(webhook__isnull=True),
                name="delivery_to_a_person_or_a_group",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENT) | Q(sent_at__isnull=False),
                name="sent_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.channel} {self.officer or self.webhook}"

    @property
    def to(self) -> str:
        """The person's or the group's name."""
        found = self.officer or self.webhook
        return found.name if found else ""
