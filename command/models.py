"""Leads that other rooms hand on. Whoever gave one never sees it again: no relation leads back from the source to it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from command.choices import LeadSource, LeadStatus
from command.querysets import LeadNoteQuerySet, LeadQuerySet


class Lead(models.Model):
    """Something that came to light elsewhere and is for the command room to verify. The source is named by its kind and
    key alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    source = models.CharField(_("where it came to light"), max_length=10, choices=LeadSource)
    source_id = models.UUIDField(_("key of the source"))
    words = models.TextField(_("what came to light"), max_length=2000)
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("handed on by")
    )
    status = models.CharField(_("state"), max_length=10, choices=LeadStatus, default=LeadStatus.RECEIVED)
    forgotten_at = models.DateTimeField(_("words removed at"), null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ("-received_at",)
        indexes = [models.Index(fields=["station", "status", "-received_at"], name="lead_by_status")]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M}"


class LeadNote(models.Model):
    """What was judged of a lead, by whom; the latest is its state."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="notes", verbose_name=_("lead"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    status = models.CharField(_("state"), max_length=10, choices=LeadStatus)
    note = models.TextField(_("note"), max_length=2000)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("assessed by")
    )

    objects = LeadNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment of a lead")
        verbose_name_plural = _("assessments of leads")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_status_display()}"
