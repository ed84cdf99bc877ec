"""Roster templates: which nights, which hours, which squads in turn, which places, which grace."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patrols.models.squads import Squad
from patrols.querysets import RosterQuerySet


class Roster(models.Model):
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="rosters", verbose_name=_("station")
    )
    name = models.CharField(_("name"), max_length=50)
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("weekdays"),
        help_text=_("Monday is 0, Sunday is 6; the day on which the night begins."),
    )
    starts_at = models.TimeField(_("start"))
    ends_at = models.TimeField(_("end"), help_text=_("Before the start: the next morning."))
    interval_minutes = models.PositiveSmallIntegerField(
        _("minutes between rounds"),
        default=120,
        validators=[MinValueValidator(30), MaxValueValidator(720)],
    )
    remind_minutes = models.PositiveSmallIntegerField(
        _("reminder, minutes before"), default=10, validators=[MaxValueValidator(120)]
    )
    early_minutes = models.PositiveSmallIntegerField(
        _("may start early, minutes"), default=20, validators=[MaxValueValidator(120)]
    )
    on_time_minutes = models.PositiveSmallIntegerField(
        _("on time up to, minutes after"), default=10, validators=[MaxValueValidator(120)]
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("missed after, minutes"),
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(240)],
    )
    leader_minutes = models.PositiveSmallIntegerField(
        _("tell the squad leader, minutes after it is missed"),
        default=10,
        validators=[MaxValueValidator(600)],
    )
    chief_minutes = models.PositiveSmallIntegerField(
        _("tell the chief, minutes after it is missed"), default=30, validators=[MaxValueValidator(600)]
    )
    squads_a_night = models.PositiveSmallIntegerField(
        _("squads a night"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until (not including)"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    squads: "models.ManyToManyField[Squad, RosterSquad]" = models.ManyToManyField(
        Squad, through="RosterSquad", related_name="rosters", verbose_name=_("squads")
    )
    places: "models.ManyToManyField[models.Model, RosterPlace]" = models.ManyToManyField(
        "jurisdiction.Place", through="RosterPlace", related_name="rosters", verbose_name=_("places to pass")
    )

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        ordering = ("station", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name"],
                name="roster_name_once_a_station",
                violation_error_message=_("This station has a roster of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(interval_minutes__gte=30), name="roster_interval_at_least_half_an_hour"
            ),
            models.CheckConstraint(
                condition=Q(grace_minutes__lt=models.F("interval_minutes")),
                name="roster_grace_shorter_than_interval",
                violation_error_message=_(
                    "A round must be missed before the next one begins: choose a shorter grace."
                ),
            ),
            models.CheckConstraint(
                condition=Q(on_time_minutes__lte=models.F("grace_minutes")),
                name="roster_on_time_within_grace",
                violation_error_message=_("“On time” cannot last longer than the grace."),
            ),
            models.CheckConstraint(
                condition=Q(chief_minutes__gte=models.F("leader_minutes")),
                name="roster_leader_hears_before_chief",
                violation_error_message=_("The squad leader must hear before the chief."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RosterSquad(models.Model):
    """The turn of a squad in a roster's rotation."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="turns", verbose_name=_("roster"))
    squad = models.ForeignKey(Squad, models.PROTECT, related_name="turns", verbose_name=_("squad"))
    position = models.PositiveSmallIntegerField(_("turn"))

    class Meta:
        verbose_name = _("squad in rotation")
        verbose_name_plural = _("squads in rotation")
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["roster", "squad"], name="squad_once_in_a_roster")]

    def __str__(self) -> str:
        return f"{self.position}. {self.squad}"


class RosterPlace(models.Model):
    """A place that the roster's rounds pass, in order."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="stops", verbose_name=_("roster"))
    place = models.ForeignKey("jurisdiction.Place", models.PROTECT, related_name="+", verbose_name=_("place"))
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("place to pass")
        verbose_name_plural = _("places to pass")
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["roster", "place"], name="place_once_in_a_roster")]

    def __str__(self) -> str:
        return f"{self.position}. {self.place}"
