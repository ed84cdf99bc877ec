"""PoliceDistrict -> Station -> Township -> Village."""

from django.contrib.gis.db import models
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from jurisdiction.choices import VillageKind
from jurisdiction.querysets import StationQuerySet, TownshipQuerySet, VillageQuerySet

UNIT_CODE = RegexValidator(r"^\d{12}$", _("A unit code has 12 digits."))


class PoliceDistrict(models.Model):
    """Several townships under one central station."""

    name = models.CharField(_("name"), max_length=50, unique=True)

    class Meta:
        verbose_name = _("police district")
        verbose_name_plural = _("police districts")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Station(models.Model):
    district = models.ForeignKey(
        PoliceDistrict, models.PROTECT, related_name="stations", verbose_name=_("police district")
    )
    name = models.CharField(_("name"), max_length=50, unique=True)
    short_name = models.CharField(_("short name"), max_length=10)
    unit_code = models.CharField(_("unit code"), max_length=12, unique=True, validators=[UNIT_CODE])
    is_central = models.BooleanField(
        _("central station"), default=False, help_text=_("Sees every township of its police district.")
    )
    plate_prefix = models.CharField(
        _("plate prefix"), max_length=2, default="闽G", help_text=_("Preset on the plate keyboard.")
    )
    phone = models.CharField(_("public telephone"), max_length=20, blank=True)
    letters = models.CharField(
        _("letters of record numbers"),
        max_length=4,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[A-Z]{2,4}$", _("Two to four capital letters, as CY."))],
        help_text=_("CY makes numbers like CY-JF-20260903-0001."),
    )
    document_prefix = models.CharField(
        _("prefix of document numbers"),
        max_length=20,
        blank=True,
        default="",
        help_text=_("永公（曹远） makes numbers like 永公（曹远）责改字〔2026〕1号."),
    )

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        ordering = ("-is_central", "unit_code")
        constraints = [
            models.UniqueConstraint(
                fields=["district"],
                condition=models.Q(is_central=True),
                name="one_central_station_a_district",
                violation_error_message=_("This police district has a central station already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Township(models.Model):
    station = models.ForeignKey(Station, models.PROTECT, related_name="townships", verbose_name=_("station"))
    name = models.CharField(_("name"), max_length=50)
    code = models.CharField(
        _("division code"),
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"^\d{9}$", _("A township's division code has 9 digits."))],
    )
    boundary = models.MultiPolygonField(_("boundary"), srid=4326, null=True, blank=True)

    objects = TownshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("township")
        verbose_name_plural = _("townships")
        ordering = ("-code",)

    def __str__(self) -> str:
        return self.name


class Village(models.Model):
    """An administrative village or an urban community, by its 12-digit statistical division code."""

    township = models.ForeignKey(
        Township, models.PROTECT, related_name="villages", verbose_name=_("township")
    )
    name = models.CharField(_("name"), max_length=50)
    kind = models.CharField(_("kind"), max_length=10, choices=VillageKind, default=VillageKind.VILLAGE)
    code = models.CharField(
        _("division code"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", _("A village's division code has 12 digits."))],
    )
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    centre = models.PointField(_("centre"), srid=4326, null=True, blank=True)
    boundary = models.MultiPolygonField(_("boundary"), srid=4326, null=True, blank=True)
    boundary_is_illustrative = models.BooleanField(
        _("boundary is illustrative"),
        default=False,
        help_text=_("Drawn for the demo; the page says so."),
    )

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("village or community")
        verbose_name_plural = _("villages and communities")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
