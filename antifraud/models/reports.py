"""A report of fraud, where its money is, and what was done about it as a whole."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import (
    AgeBand,
    Audience,
    FraudKind,
    MoneyChannel,
    Purse,
    Reach,
    ReportAction,
    ReportStatus,
)
from antifraud.models.contacts import Playbook
from antifraud.models.households import Household
from antifraud.querysets import AskedQuerySet, CorrectionQuerySet, FraudReportQuerySet, ReportStepQuerySet

OFFICER = "jurisdiction.Officer"


def by_officer(label: Any, **kwargs: Any) -> Any:
    return models.ForeignKey(OFFICER, models.PROTECT, related_name="+", verbose_name=label, **kwargs)


class FraudReport(models.Model):
    """Money that left by fraud. Every fen of it is open, stopped, returned or lost; the four columns are kept by the
    operations and held to the lines' sums by the database. Whoever rang is sealed; of a minor nothing is kept but the age
    band. `revision` counts every change beneath it, so that a page can ask whether there is anything new."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(pgettext_lazy("report of fraud", "number"), max_length=40, unique=True)
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
        related_name="fraud_reports",
        verbose_name=_("household"),
    )
    received_at = models.DateTimeField(_("reported at"))
    transferred_at = models.DateTimeField(_("money left at"))
    golden_until = models.DateTimeField(
        _("first half hour until"), help_text=_("A clock on the board, no deadline.")
    )
    amount_fen = models.BigIntegerField(_("amount (fen)"))
    open_fen = models.BigIntegerField(_("still open (fen)"))
    stopped_fen = models.BigIntegerField(_("stopped (fen)"), default=0)
    returned_fen = models.BigIntegerField(_("returned (fen)"), default=0)
    lost_fen = models.BigIntegerField(_("lost (fen)"), default=0)
    kind = models.CharField(_("kind of fraud"), max_length=20, choices=FraudKind)
    channel = models.CharField(_("how the money left"), max_length=10, choices=MoneyChannel)
    words = models.TextField(_("what happened"), max_length=2000, blank=True)
    person_sealed = models.TextField(_("who rang (sealed)"), blank=True)
    person_mask = models.CharField(_("who rang (masked)"), max_length=20, blank=True)
    phone_sealed = models.TextField(_("telephone (sealed)"), blank=True)
    phone_mask = models.CharField(_("telephone (masked)"), max_length=20, blank=True)
    phone_hash = models.CharField(_("keyed hash of the telephone"), max_length=64, blank=True)
    age_band = models.CharField(
        _("age of who was defrauded"), max_length=10, choices=AgeBand, default=AgeBand.UNKNOWN
    )
    audience = models.CharField(
        _("who was defrauded"), max_length=12, choices=Audience, default=Audience.RESIDENTS
    )
    reached_by = ArrayField(
        models.CharField(max_length=10, choices=Reach),
        verbose_name=_("prevention that had reached them"),
        default=list,
        blank=True,
        help_text=_("Empty: not asked."),
    )
    handler = by_officer(_("in charge"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=ReportStatus, default=ReportStatus.OPEN)
    case_reference = models.CharField(_("case"), max_length=60, blank=True)
    playbook = models.ForeignKey(
        Playbook, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("playbook")
    )
    statement_number = models.CharField(_("number of its statement"), max_length=60, blank=True)
    opened_by = by_officer(_("taken by"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    keep_until = models.DateTimeField(_("kept until"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    objects = FraudReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of fraud")
        verbose_name_plural = _("reports of fraud")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["station", "-received_at"], name="fraud_report_by_time"),
            models.Index(fields=["village", "-received_at"], name="fraud_report_by_village"),
            models.Index(
                fields=["received_at"], condition=Q(status=ReportStatus.OPEN), name="open_fraud_report"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen=F("open_fen") + F("stopped_fen") + F("returned_fen") + F("lost_fen")),
                name="fraud_report_reconciles",
                violation_error_message=_("Stopped, returned, lost and open do not make the total."),
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_fen__gt=0,
                    open_fen__gte=0,
                    stopped_fen__gte=0,
                    returned_fen__gte=0,
                    lost_fen__gte=0,
                ),
                name="fraud_report_holds_no_debt",
            ),
            models.CheckConstraint(
                condition=Q(transferred_at__lte=F("received_at")), name="money_left_before_the_report"
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.CLOSED, closed_at__isnull=False, open_fen=0, stopped_fen=0)
                | (~Q(status=ReportStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="fraud_report_closed_with_nothing_open",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.HANDED_OVER) | ~Q(case_reference=""),
                name="fraud_report_handed_over_to_something",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("antifraud:report_detail", args=[self.pk])


class ReportStep(models.Model):
    """One line of a report's trail."""

    report = models.ForeignKey(
        FraudReport, models.PROTECT, related_name="steps", verbose_name=_("report of fraud")
    )
    action = models.CharField(_("action"), max_length=12, choices=ReportAction)
    was = models.CharField(_("status before"), max_length=12, choices=ReportStatus, blank=True)
    became = models.CharField(_("status after"), max_length=12, choices=ReportStatus)
    words = models.CharField(_("words"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))
    by = by_officer(_("by"))

    objects = ReportStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a report of fraud")
        verbose_name_plural = _("steps of reports of fraud")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()}"


class Asked(models.Model):
    """A question of the playbook that was asked, with what was said. Asked again it is another row; the last counts."""

    report = models.ForeignKey(
        FraudReport, models.PROTECT, related_name="asked", verbose_name=_("report of fraud")
    )
    code = models.CharField(_("code"), max_length=40)
    question = models.CharField(_("question"), max_length=200)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    by = by_officer(_("by"))

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question asked")
        verbose_name_plural = _("questions asked")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.question


class Correction(models.Model):
    """An amount that was wrong, put right by two: of the whole report (`total_fen`), or of what one line booked
    (`line`, from one purse back to another)."""

    report = models.ForeignKey(
        FraudReport, models.PROTECT, related_name="corrections", verbose_name=_("report of fraud")
    )
    line = models.ForeignKey(
        "antifraud.Line",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("line of action"),
    )
    total_fen = models.BigIntegerField(_("new total (fen)"), null=True, blank=True)
    was = models.CharField(_("from"), max_length=10, choices=Purse, blank=True)
    became = models.CharField(pgettext_lazy("money", "to"), max_length=10, choices=Purse, blank=True)
    moved_fen = models.BigIntegerField(_("moved (fen)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField(_("asked for at"))
    asked_by = by_officer(_("asked for by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = by_officer(_("decided by"), null=True, blank=True)
    allowed = models.BooleanField(_("allowed"), null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of an amount")
        verbose_name_plural = _("corrections of amounts")
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(decided_at__isnull=True),
                name="one_correction_waits_a_report",
                violation_error_message=_("A correction waits to be decided already."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="correction_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, allowed__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, allowed__isnull=False),
                name="correction_decided_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(total_fen__gt=0, line__isnull=True, moved_fen__isnull=True)
                | Q(total_fen__isnull=True, line__isnull=False, moved_fen__gt=0),
                name="correction_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.asked_at:%Y-%m-%d %H:%M}"
