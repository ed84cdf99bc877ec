"""What a round leaves: cars tried, places passed. The key of each row is made on the phone, so a repeat is no double."""

import uuid

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from patrols.choices import Finding, PassProof
from patrols.models.place_codes import PlaceCode
from patrols.models.rounds import Round
from patrols.querysets import PlacePassQuerySet, VehicleCheckQuerySet


class VehicleCheck(models.Model):
    """One car tried. A secure one is a mark at a time and place and nothing else: no plate, no owner, no point."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="checks", verbose_name=_("round"))
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
    place = models.ForeignKey(
        "jurisdiction.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
        verbose_name=_("place"),
    )
    duty_date = models.DateField(_("night of"))
    checked_at = models.DateTimeField(_("checked at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    finding = models.CharField(_("finding"), max_length=10, choices=Finding)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = VehicleCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("vehicle check")
        verbose_name_plural = _("vehicle checks")
        ordering = ("-checked_at", "-id")
        indexes = [
            models.Index(fields=["station", "-checked_at", "-id"], name="check_by_time"),
            models.Index(fields=["station", "duty_date"], name="check_by_night"),
        ]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M} {self.get_finding_display()}"


class PlacePass(models.Model):
    """A place passed on a round, and how that was proven."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="passes", verbose_name=_("round"))
    place = models.ForeignKey(
        "jurisdiction.Place", models.PROTECT, related_name="passes", verbose_name=_("place")
    )
    passed_at = models.DateTimeField(_("passed at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("passed by")
    )
    proof = models.CharField(_("proof"), max_length=10, choices=PassProof, default=PassProof.HAND)
    reason = models.CharField(
        _("reason"), max_length=200, blank=True, db_default="", help_text=_("Why it was marked by hand.")
    )
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    accuracy_m = models.PositiveSmallIntegerField(_("accuracy in metres"), null=True, blank=True)
    distance_m = models.PositiveIntegerField(_("metres from the place"), null=True, blank=True)
    code = models.ForeignKey(
        PlaceCode, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("code plate")
    )
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    objects = PlacePassQuerySet.as_manager()

    class Meta:
        verbose_name = _("place passed")
        verbose_name_plural = _("places passed")
        ordering = ("passed_at",)
        constraints = [models.UniqueConstraint(fields=["round", "place"], name="place_passed_once_a_round")]

    def __str__(self) -> str:
        return f"{self.place} {self.passed_at:%H:%M}"
