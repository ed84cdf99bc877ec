"""Photos from the street: the bytes as the phone made them, and a small copy for screens."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patrols.models.notes import Observation
from patrols.models.vehicles import UnsecuredVehicle
from patrols.querysets import PhotoQuerySet


def photo_path(photo: "Photo", name: str) -> str:
    """By content: the same picture is one file, and the name tells nothing of the car."""
    return f"photos/{photo.sha256[:2]}/{photo.sha256}"


def copy_path(photo: "Photo", name: str) -> str:
    return f"copies/{photo.sha256[:2]}/{photo.sha256}.jpg"


class Photo(models.Model):
    """One picture of a car from outside, or of what was seen on the way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    vehicle = models.ForeignKey(
        UnsecuredVehicle,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("unsecured vehicle"),
    )
    observation = models.ForeignKey(
        Observation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("observation"),
    )
    original = models.FileField(_("original"), upload_to=photo_path)
    copy = models.FileField(_("small copy"), upload_to=copy_path, blank=True)
    sha256 = models.CharField(_("photo's SHA-256"), max_length=64)
    content_type = models.CharField(_("photo's type"), max_length=20)
    taken_at = models.DateTimeField(_("taken at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("taken by")
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("taken_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(vehicle__isnull=True) ^ Q(observation__isnull=True),
                name="photo_of_a_vehicle_or_an_observation",
            ),
            models.UniqueConstraint(fields=["vehicle", "sha256"], name="photo_once_a_vehicle"),
            models.UniqueConstraint(fields=["observation", "sha256"], name="photo_once_an_observation"),
        ]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}"
