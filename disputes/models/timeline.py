"""The plain time line of a dispute, and levels that somebody wants lowered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disputes.choices import EventVerb, Level, Step
from disputes.models.disputes import Dispute, Report
from disputes.querysets import LevelChangeQuerySet, OfDispute


class Event(models.Model):
    """One thing that happened. `told` is what the reporter reads beside the verb, `note` what the desk alone reads;
    neither holds names. Verbs that the desk alone sees stand in choices.INTERNAL."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="events", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("report it belongs to alone"),
    )
    verb = models.CharField(_("what happened"), max_length=12, choices=EventVerb)
    at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    told = models.CharField(_("words for the reporter"), max_length=500, blank=True)
    note = models.TextField(_("note of the desk"), max_length=2000, blank=True)
    detail = models.JSONField(_("particulars"), default=dict, blank=True)

    objects = OfDispute["Event"].as_manager()

    class Meta:
        verbose_name = _("entry of a time line")
        verbose_name_plural = _("entries of time lines")
        ordering = ("at", "received_at")
        indexes = [models.Index(fields=["dispute", "at"], name="dispute_event_in_order")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_verb_display()}"

    @property
    def step_in_words(self) -> str:
        """Which step was overdue; empty for other entries."""
        step = self.detail.get("step")
        return str(Step(step).label) if step in Step.values else ""


class LevelChange(models.Model):
    """A level raised or lowered. From red it goes down only when a second person confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, related_name="level_changes", verbose_name=_("dispute")
    )
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    was = models.CharField(_("level before"), max_length=10, choices=Level)
    wanted = models.CharField(_("level wanted"), max_length=10, choices=Level)
    reason = models.CharField(_("reason"), max_length=200)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("asked by")
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
    granted = models.BooleanField(_("confirmed"), null=True, blank=True)

    objects = LevelChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of level")
        verbose_name_plural = _("changes of level")
        ordering = ("asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"],
                condition=Q(decided_at__isnull=True),
                name="one_waiting_level_change_a_dispute",
            ),
            models.CheckConstraint(
                condition=~Q(was=Level.CRITICAL)
                | Q(granted__isnull=True)
                | Q(granted=False)
                | ~Q(asked_by=F("decided_by")),
                name="red_is_lowered_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, granted__isnull=True)
                | Q(decided_at__isnull=False, granted__isnull=False, decided_by__isnull=False),
                name="level_change_is_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was} > {self.wanted}"
