"""What the station does about a hazard: orders, their extension, transfers, re-inspections."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hazards.choices import Reply, TransferTo
from hazards.models.hazards import Hazard
from hazards.querysets import ExtensionQuerySet, OrderQuerySet, RecheckQuerySet, TransferQuerySet


class RectificationOrder(models.Model):
    """责令限期整改通知书: numbered, with the deadline that was set, as it was set."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="orders", verbose_name=_("hazard"))
    number = models.CharField(_("document number"), max_length=60, unique=True)
    addressee = models.CharField(
        _("addressed to"), max_length=120, help_text=_("The place or firm; no personal names.")
    )
    demands = models.TextField(_("what must be done"), max_length=1000)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    rectify_by = models.DateTimeField(_("to be put right by"))

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectification order")
        verbose_name_plural = _("rectification orders")
        ordering = ("-issued_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(rectify_by__gt=F("issued_at")), name="order_ends_after_it_is_issued"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Extension(models.Model):
    """More time for one order: asked for with a reason, decided by another person, allowed once."""

    order = models.ForeignKey(
        RectificationOrder, models.CASCADE, related_name="extensions", verbose_name=_("rectification order")
    )
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateTimeField(_("new deadline"))
    asked_at = models.DateTimeField(_("asked for at"))
    asked_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    allowed = models.BooleanField(_("allowed"), null=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension of a deadline")
        verbose_name_plural = _("extensions of deadlines")
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(allowed=True) | Q(allowed__isnull=True),
                name="one_extension_an_order",
                violation_error_message=_("A deadline is extended once."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="extension_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, allowed__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, allowed__isnull=False),
                name="extension_decided_as_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.until:%Y-%m-%d}"


class Transfer(models.Model):
    """Handed to who is competent: sealing, fining and closing down belong to others."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="transfers", verbose_name=_("hazard"))
    number = models.CharField(_("document number"), max_length=60, unique=True)
    to = models.CharField(_("to"), max_length=14, choices=TransferTo)
    words = models.CharField(_("what is asked of them"), max_length=500)
    town_informed = models.BooleanField(
        _("township government told in writing"), default=False, help_text=_("Needed at the highest level.")
    )
    sent_at = models.DateTimeField(pgettext_lazy("transfer", "sent at"))
    by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("transfer", "sent by"),
    )
    answer_by = models.DateTimeField(_("answer by"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reply = models.CharField(_("what the answer comes to"), max_length=10, choices=Reply, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer of a hazard")
        verbose_name_plural = _("transfers of hazards")
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return self.number


class Recheck(models.Model):
    """One re-inspection, by another person than who found it, ordered it or put it right on the spot (a trigger holds
    that)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="rechecks", verbose_name=_("hazard"))
    passed = models.BooleanField(_("put right"))
    words = models.CharField(_("what was seen"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("re-inspected by")
    )

    objects = RecheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("re-inspection")
        verbose_name_plural = _("re-inspections")
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
