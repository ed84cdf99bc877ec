"""Who hears of a round that does not start, and when the sweep last looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from patrols.choices import AlertStep
from patrols.models.rounds import Round
from patrols.querysets import RoundAlertQuerySet


class RoundAlert(models.Model):
    """One step of the ladder, exactly once a round. `due_at` is the stored moment it became true, `raised_at` when a
    sweep saw it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="alerts", verbose_name=_("round"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    step = models.CharField(_("step"), max_length=10, choices=AlertStep)
    due_at = models.DateTimeField(_("due at"))
    raised_at = models.DateTimeField(_("raised at"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )

    objects = RoundAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("round alert")
        verbose_name_plural = _("round alerts")
        ordering = ("-due_at",)
        indexes = [
            models.Index(
                fields=["station", "step"],
                condition=models.Q(acknowledged_at__isnull=True),
                name="alert_open",
            )
        ]
        constraints = [models.UniqueConstraint(fields=["round", "step"], name="alert_step_once_a_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.get_step_display()}"


class ReconcileRun(models.Model):
    """What one look did; the last thousand are kept, so that “is anybody looking?” has an answer."""

    judged_at = models.DateTimeField(_("judged at"))
    finished_at = models.DateTimeField(_("finished at"))
    planned = models.PositiveIntegerField(_("rounds planned"))
    missed = models.PositiveIntegerField(_("rounds marked missed"))
    alerts = models.PositiveIntegerField(_("alerts raised"))

    class Meta:
        verbose_name = _("reconcile run")
        verbose_name_plural = _("reconcile runs")
        ordering = ("-finished_at",)
        indexes = [models.Index(fields=["-finished_at"], name="reconcile_last")]

    def __str__(self) -> str:
        return f"{self.judged_at:%Y-%m-%d %H:%M:%S}"
