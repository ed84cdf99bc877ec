"""Photos from the street: of a car from outside, or of what was seen on the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patrols.models.notes import Observation
from patrols.models.vehicles import UnsecuredVehicle
from patrols.querysets import PhotoQuerySet
from photos.models import KeptPhoto


class Photo(KeptPhoto):
    """One picture of a car from outside, or of what was seen on the way."""

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
