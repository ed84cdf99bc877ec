"""Visits at home to owners whose car is found open again and again: suggested, then closed with what came of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patrols.choices import VisitResult
from patrols.models.vehicles import UnsecuredVehicle
from patrols.querysets import OwnerVisitQuerySet


class OwnerVisit(models.Model):
    """One suggestion for one plate, known by its keyed hash. Open until somebody has been there or says why not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    plate_hash = models.CharField(_("keyed hash of the plate"), max_length=64)
    vehicle = models.ForeignKey(
        UnsecuredVehicle,
        models.PROTECT,
        related_name="visits",
        verbose_name=_("finding that suggested it"),
    )
    times_found = models.PositiveSmallIntegerField(_("times found open"))
    suggested_at = models.DateTimeField(_("suggested at"))
    visited_at = models.DateTimeField(_("visited at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    visited_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("visited by"),
    )
    result = models.CharField(_("result"), max_length=12, choices=VisitResult, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("No names."))

    objects = OwnerVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner's home visit")
        verbose_name_plural = _("owners' home visits")
        ordering = ("-suggested_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["station", "plate_hash"], condition=Q(result=""), name="one_open_visit_a_plate"
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(visited_at__isnull=False), name="closed_visit_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggested_at:%Y-%m-%d}"
