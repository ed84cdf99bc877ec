"""Places that patrols pass and inspections visit."""

from django.contrib.gis.db import models
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from jurisdiction.choices import PlaceKind, RiskLevel, SourceCrs
from jurisdiction.models.territory import Station, Village
from jurisdiction.querysets import PlaceQuerySet


class Place(models.Model):
    """A point with a name. The village follows from the point unless a person sets it."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="places", verbose_name=_("station"))
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("village")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=120, blank=True)
    point = models.PointField(_("point"), srid=4326)
    source_crs = models.CharField(
        _("coordinates came as"), max_length=5, choices=SourceCrs, default=SourceCrs.WGS84
    )
    raw_longitude = models.FloatField(_("longitude as given"), null=True, blank=True)
    raw_latitude = models.FloatField(_("latitude as given"), null=True, blank=True)
    risk = models.CharField(_("risk level"), max_length=10, choices=RiskLevel, default=RiskLevel.LOW)
    responsible_person = models.CharField(_("responsible person"), max_length=60, blank=True)
    responsible_phone_sealed = models.TextField(_("responsible person's telephone (sealed)"), blank=True)
    radius_m = models.PositiveSmallIntegerField(
        _("radius in metres"),
        default=60,
        db_default=60,
        validators=[MinValueValidator(20), MaxValueValidator(500)],
        help_text=_("A phone this near counts as there."),
    )
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(_("entered at"))

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name"],
                name="place_name_once_a_station",
                violation_error_message=_("This station has a place of that name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
