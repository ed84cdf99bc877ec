"""Unsecured vehicles: a reminder service. Nobody enters, searches or photographs the inside of a car."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from patrols.choices import CallResult, NumberSource, OpenPart, VehicleOutcome, VehicleState
from patrols.models.checks import VehicleCheck
from patrols.querysets import OwnerContactQuerySet, UnsecuredVehicleQuerySet


class UnsecuredVehicle(models.Model):
    """One finding and what was done about it, until it is closed.

    The plain plate stands here for 30 days, then only its keyed hash for 12 months (to know repeat owners), then
    neither: what remains is a count.
    """

    vehicle_check = models.OneToOneField(
        VehicleCheck,
        models.PROTECT,
        primary_key=True,
        related_name="unsecured",
        verbose_name=_("vehicle check"),
    )
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
    duty_date = models.DateField(_("night of"))
    found_at = models.DateTimeField(_("found at"))
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    plate = models.CharField(_("plate"), max_length=20, blank=True)
    plate_hash = models.CharField(_("keyed hash of the plate"), max_length=64, blank=True)
    phone_hash = models.CharField(
        _("keyed hash of the plate for phones"),
        max_length=16,
        blank=True,
        db_default="",
        help_text=_("Under a key of its own, so that what phones carry opens nothing here."),
    )
    open_parts = ArrayField(
        models.CharField(max_length=10, choices=OpenPart), verbose_name=_("what was open")
    )
    description = models.CharField(_("vehicle and surroundings"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=VehicleState, default=VehicleState.FOUND)
    outcome = models.CharField(_("outcome"), max_length=20, choices=VehicleOutcome, blank=True)
    reached_at = models.DateTimeField(_("owner reached at"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    secured_at = models.DateTimeField(_("secured at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    talk_given = models.BooleanField(_("theft-prevention talk given"), default=False)

    objects = UnsecuredVehicleQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsecured vehicle")
        verbose_name_plural = _("unsecured vehicles")
        ordering = ("-found_at",)
        indexes = [
            models.Index(fields=["station", "-found_at"], name="unsecured_by_time"),
            models.Index(fields=["plate_hash", "-found_at"], name="unsecured_by_plate"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=VehicleState.CLOSED) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="closed_vehicle_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(secured_at__isnull=True) | Q(secured_at__gte=F("found_at")),
                name="vehicle_secured_after_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.found_at:%Y-%m-%d %H:%M}"


class OwnerContact(models.Model):
    """A number under which the owner of a plate was reached before. The number is sealed, each reveal is written
    down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    plate_hash = models.CharField(_("keyed hash of the plate"), max_length=64)
    number_sealed = models.TextField(_("number (sealed)"))
    number_hash = models.CharField(_("keyed hash of the number"), max_length=64)
    number_mask = models.CharField(_("number (masked)"), max_length=20)
    source = models.CharField(_("where the number came from"), max_length=10, choices=NumberSource)
    learned_at = models.DateTimeField(_("learned at"))
    last_reached_at = models.DateTimeField(_("last reached at"), null=True, blank=True)

    objects = OwnerContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner's number")
        verbose_name_plural = _("owners' numbers")
        ordering = ("-last_reached_at", "-learned_at")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "plate_hash", "number_hash"], name="number_once_a_plate"
            ),
        ]

    def __str__(self) -> str:
        return self.number_mask


class ContactAttempt(models.Model):
    """One try to reach the owner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vehicle = models.ForeignKey(
        UnsecuredVehicle, models.PROTECT, related_name="attempts", verbose_name=_("unsecured vehicle")
    )
    contact = models.ForeignKey(
        OwnerContact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attempts",
        verbose_name=_("owner's number"),
    )
    at = models.DateTimeField(_("called at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("called by")
    )
    result = models.CharField(_("result"), max_length=15, choices=CallResult)

    class Meta:
        verbose_name = _("call attempt")
        verbose_name_plural = _("call attempts")
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.at:%H:%M} {self.get_result_display()}"


class CallCode(models.Model):
    """“Is this call real?”: six digits an owner can check, good for one night; the page shows time and station only."""

    code = models.CharField(_("code"), max_length=6)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    vehicle = models.OneToOneField(
        UnsecuredVehicle, models.CASCADE, related_name="call_code", verbose_name=_("unsecured vehicle")
    )
    duty_date = models.DateField(_("night of"))
    issued_at = models.DateTimeField(_("issued at"))
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("call code")
        verbose_name_plural = _("call codes")
        constraints = [
            models.UniqueConstraint(fields=["code", "duty_date"], name="call_code_once_a_night"),
        ]

    def __str__(self) -> str:
        return self.code


class CodeQuery(models.Model):
    """A check of a code on the public page, kept for a day to limit the rate; the address only as a keyed hash."""

    address_hash = models.CharField(_("keyed hash of the address"), max_length=64)
    at = models.DateTimeField(_("at"))
    found = models.BooleanField(_("found"))

    class Meta:
        verbose_name = _("check of a code")
        verbose_name_plural = _("checks of codes")
        indexes = [models.Index(fields=["address_hash", "at"], name="code_query_by_address")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
