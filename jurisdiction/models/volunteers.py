"""Who helps without being of the station: under a code name, on patrols and in talks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jurisdiction.models.territory import Station
from jurisdiction.querysets import VolunteerQuerySet


class Volunteer(models.Model):
    """Walks along and gives talks under a code name: no login, no powers, no personal data here."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="volunteers", verbose_name=_("station"))
    code_name = models.CharField(_("code name"), max_length=20)
    active = models.BooleanField(_("in use"), default=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ("code_name",)
        constraints = [
            models.UniqueConstraint(
                fields=["station", "code_name"],
                name="one_volunteer_of_a_code_name",
                violation_error_message=_("This code name is taken."),
            ),
        ]

    def __str__(self) -> str:
        return self.code_name
