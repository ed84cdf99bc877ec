"""Officers (the user model), their teams and dated postings."""

import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from jurisdiction.choices import ADMINISTRATORS, OfficerKind, Role, TeamKind
from jurisdiction.models.territory import Station, Village
from jurisdiction.querysets import OfficerManager, OfficerQuerySet, PostingQuerySet, TeamQuerySet


class Officer(AbstractUser):
    """Whoever signs in: police, auxiliary, cadre, justice office staff. One name field, as Chinese names are."""

    first_name = None  # type: ignore[assignment]  # taken out of the parent
    last_name = None  # type: ignore[assignment]  # taken out of the parent
    name = models.CharField(_("full name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=OfficerKind, default=OfficerKind.POLICE)
    badge_number = models.CharField(_("badge number"), max_length=12, unique=True, null=True, blank=True)
    phone = models.CharField(_("duty telephone"), max_length=20, blank=True)

    #: Network address the officer acts from; set by the middleware a request, travels into the ledger with `by`.
    origin: str = ""

    objects: ClassVar[OfficerManager] = OfficerManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Team(models.Model):
    """Two teams, one room: what each station is made of."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="teams", verbose_name=_("station"))
    kind = models.CharField(_("kind"), max_length=20, choices=TeamKind)
    name = models.CharField(_("name"), max_length=50)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("station", "kind")
        constraints = [
            models.UniqueConstraint(fields=["station", "kind"], name="one_team_of_a_kind_a_station"),
        ]

    def __str__(self) -> str:
        return self.name


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class Posting(models.Model):
    """An officer's role at a station (for a cadre: in a village), from a day up to, not including, another."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="postings", verbose_name=_("officer"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="postings", verbose_name=_("station"))
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("village"),
        help_text=_("For village cadres: the village they see."),
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name=_("team")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (not including)"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ("-starts_on", "pk")
        indexes = [models.Index(fields=["officer", "starts_on", "ends_on"], name="posting_effective")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="posting_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first."),
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.CADRE) | Q(village__isnull=False),
                name="cadre_is_posted_to_a_village",
                violation_error_message=_("A village cadre needs a village."),
            ),
            ExclusionConstraint(
                name="administrator_roles_exclude_each_other",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=sorted(ADMINISTRATORS)),
                violation_error_message=_(
                    "System, security and audit administrators must be three different people."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.station.short_name}"

    def holds_on(self, day: datetime.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


__all__ = ["Officer", "OfficerQuerySet", "Posting", "Team"]
