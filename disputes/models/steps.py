"""What has to happen next, until when, and who was told that it did not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disputes.choices import Rung, Step
from disputes.models.disputes import Dispute
from disputes.querysets import DeadlineQuerySet, OfDispute


class Deadline(models.Model):
    """One step and its limit, stored when it began to run: a new figure of the table of limits never moves it."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="deadlines", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    step = models.CharField(_("step"), max_length=16, choices=Step)
    begun_at = models.DateTimeField(_("began at"))
    due_at = models.DateTimeField(_("due at"))
    remind_at = models.DateTimeField(_("reminder at"), null=True, blank=True)
    chief_at = models.DateTimeField(_("chief hears at"), null=True, blank=True)
    district_at = models.DateTimeField(_("district hears at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    met_at = models.DateTimeField(_("done at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("no longer needed since"), null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline of a dispute")
        verbose_name_plural = _("deadlines of disputes")
        ordering = ("due_at",)
        indexes = [
            models.Index(
                fields=["due_at"],
                name="dispute_deadline_open",
                condition=Q(met_at__isnull=True, dropped_at__isnull=True),
            ),
            models.Index(
                fields=["remind_at"],
                name="dispute_deadline_to_remind",
                condition=Q(met_at__isnull=True, dropped_at__isnull=True, reminded_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "step"],
                condition=Q(met_at__isnull=True, dropped_at__isnull=True),
                name="one_open_deadline_a_step",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("begun_at")), name="dispute_deadline_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(chief_at__isnull=True)
                | Q(chief_at__gte=F("due_at"), district_at__gte=F("chief_at")),
                name="dispute_alerts_rise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.due_at:%Y-%m-%d %H:%M}"


class OverdueAlert(models.Model):
    """That somebody was told of an overdue step: each rung once a deadline."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="alerts", verbose_name=_("deadline"))
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="alerts", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    rung = models.CharField(_("who heard"), max_length=12, choices=Rung)
    due_at = models.DateTimeField(_("due at"))
    raised_at = models.DateTimeField(_("raised at"))

    objects = OfDispute["OverdueAlert"].as_manager()

    class Meta:
        verbose_name = _("alert of an overdue step")
        verbose_name_plural = _("alerts of overdue steps")
        ordering = ("due_at",)
        constraints = [
            models.UniqueConstraint(fields=["deadline", "rung"], name="overdue_alert_once_a_rung"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.due_at:%Y-%m-%d %H:%M}"
