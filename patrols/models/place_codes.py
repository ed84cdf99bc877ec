"""The code on a place's plate: printed by the station, signed, good until it is replaced or its time is over."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from patrols.querysets import PlaceCodeQuerySet


class PlaceCode(models.Model):
    """One printing of a place's plate. A new printing ends the one before after a few days' grace."""

    place = models.ForeignKey(
        "jurisdiction.Place", models.CASCADE, related_name="codes", verbose_name=_("place")
    )
    serial = models.PositiveIntegerField(_("printing"))
    issued_at = models.DateTimeField(_("printed at"))
    issued_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("printed by")
    )
    valid_until = models.DateTimeField(_("valid until"))

    objects = PlaceCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code of a place")
        verbose_name_plural = _("codes of places")
        ordering = ("-serial",)
        constraints = [
            models.UniqueConstraint(fields=["place", "serial"], name="place_code_serial_once"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_at")), name="place_code_ends_after_printing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.serial}"
