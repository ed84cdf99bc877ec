"""Warnings before a loss: who may be about to be defrauded, until when somebody speaks to them, what came of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import (
    DISSUASION_OPEN,
    AgeBand,
    Audience,
    DissuasionAction,
    DissuasionStatus,
    FraudKind,
    WarningSource,
)
from antifraud.models.households import Household
from antifraud.models.reports import FraudReport, by_officer
from antifraud.querysets import DissuasionQuerySet, DissuasionStepQuerySet
from jurisdiction.choices import RiskLevel


class Dissuasion(models.Model):
    """预警劝阻. What is known of the person is confidential (反电信网络诈骗法第五条): sealed, masked, forgotten after two
    years. `due_at` is the deadline that runs now; each was stored when it began to run."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(pgettext_lazy("dissuasion", "number"), max_length=40, unique=True)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    village = models.ForeignKey(
        "jurisdiction.Village",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
    )
    household = models.ForeignKey(
        Household,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="dissuasions",
        verbose_name=_("household"),
    )
    source = models.CharField(_("warned by"), max_length=8, choices=WarningSource)
    level = models.CharField(pgettext_lazy("risk", "level"), max_length=8, choices=RiskLevel)
    kind = models.CharField(_("kind of fraud"), max_length=20, choices=FraudKind)
    words = models.TextField(_("what the warning says"), max_length=1000, blank=True)
    person_sealed = models.TextField(_("person (sealed)"), blank=True)
    person_mask = models.CharField(_("person (masked)"), max_length=20, blank=True)
    phone_sealed = models.TextField(_("telephone (sealed)"), blank=True)
    phone_mask = models.CharField(_("telephone (masked)"), max_length=20, blank=True)
    phone_hash = models.CharField(_("keyed hash of the telephone"), max_length=64, blank=True)
    audience = models.CharField(_("who it is"), max_length=12, choices=Audience, default=Audience.RESIDENTS)
    age_band = models.CharField(_("age"), max_length=10, choices=AgeBand, default=AgeBand.UNKNOWN)
    status = models.CharField(
        _("status"), max_length=10, choices=DissuasionStatus, default=DissuasionStatus.RECEIVED
    )
    received_at = models.DateTimeField(_("received at"))
    entered_by = by_officer(_("entered by"))
    sign_by = models.DateTimeField(_("to be signed for by"))
    act_by = models.DateTimeField(_("to be spoken to by"))
    due_at = models.DateTimeField(_("next step due"), null=True, blank=True)
    chief_alert_at = models.DateTimeField(_("chief hears at"), null=True, blank=True)
    alerted = models.PositiveSmallIntegerField(_("level told of the delay"), default=0)
    handler = by_officer(_("in charge"), null=True, blank=True)
    signed_at = models.DateTimeField(_("signed for at"), null=True, blank=True)
    reached_at = models.DateTimeField(_("first reached at"), null=True, blank=True)
    done_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    report = models.OneToOneField(
        FraudReport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dissuasion",
        verbose_name=_("report of fraud"),
    )
    keep_until = models.DateTimeField(_("kept until"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)

    objects = DissuasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("dissuasion")
        verbose_name_plural = _("dissuasions")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["station", "-received_at"], name="dissuasion_by_time"),
            models.Index(
                fields=["due_at"], condition=Q(status__in=DISSUASION_OPEN), name="open_dissuasion_by_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DISSUASION_OPEN, done_at__isnull=True)
                | (~Q(status__in=DISSUASION_OPEN) & Q(done_at__isnull=False)),
                name="dissuasion_ended_or_open",
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=True) | Q(status=DissuasionStatus.DEFRAUDED),
                name="dissuasion_with_a_report_was_too_late",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("antifraud:dissuasion_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in DISSUASION_OPEN


class DissuasionStep(models.Model):
    """One step: signed for, a message, a call, a visit, the end. Written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dissuasion = models.ForeignKey(
        Dissuasion, models.PROTECT, related_name="steps", verbose_name=_("dissuasion")
    )
    action = models.CharField(_("action"), max_length=10, choices=DissuasionAction)
    reached = models.BooleanField(_("the person was reached"), default=False)
    was = models.CharField(_("status before"), max_length=10, choices=DissuasionStatus, blank=True)
    became = models.CharField(_("status after"), max_length=10, choices=DissuasionStatus)
    words = models.CharField(_("words"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))
    by = by_officer(_("by"))

    objects = DissuasionStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a dissuasion")
        verbose_name_plural = _("steps of dissuasions")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()}"
