"""Photos of hazards: before and after, from the same place."""

from django.contrib.gis.db import models
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hazards.choices import Stage, Verdict
from hazards.models.hazards import Hazard
from hazards.querysets import HazardPhotoQuerySet
from photos.models import KeptPhoto


class HazardPhoto(KeptPhoto):
    """A picture with where the phone stood and which way it looked. One taken after is compared with one from before when
    it is stored."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="photos", verbose_name=_("hazard"))
    stage = models.CharField(_("before or after"), max_length=6, choices=Stage)
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    accuracy_m = models.FloatField(
        _("accuracy in metres"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    bearing = models.FloatField(
        _("direction looked in, degrees from north"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(360)],
    )
    compared_with = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("compared with"),
    )
    distance_m = models.FloatField(_("metres apart"), null=True, blank=True)
    turn = models.FloatField(_("degrees apart"), null=True, blank=True)
    verdict = models.CharField(_("same place?"), max_length=10, choices=Verdict, blank=True)

    objects = HazardPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a hazard")
        verbose_name_plural = _("photos of hazards")
        ordering = ("taken_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["hazard", "stage", "sha256"], name="photo_once_a_hazard_and_stage"
            ),
            models.CheckConstraint(
                condition=Q(bearing__isnull=True) | Q(bearing__gte=0, bearing__lte=360),
                name="hazard_photo_bearing_is_a_direction",
            ),
        ]
