"""Squads and who walks with them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jurisdiction.models.officers import DateRange
from patrols.choices import PatrolMode
from patrols.querysets import SquadMemberQuerySet, SquadQuerySet


class Squad(models.Model):
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="squads", verbose_name=_("station")
    )
    name = models.CharField(_("name"), max_length=50)
    mode = models.CharField(_("patrol mode"), max_length=10, choices=PatrolMode, default=PatrolMode.FOOT)
    may_enforce = models.BooleanField(
        _("may enforce"),
        default=True,
        help_text=_("Needs at least one police officer and two people on duty."),
    )
    active = models.BooleanField(_("in use"), default=True)

    objects = SquadQuerySet.as_manager()

    class Meta:
        verbose_name = _("squad")
        verbose_name_plural = _("squads")
        ordering = ("station", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name"],
                name="squad_name_once_a_station",
                violation_error_message=_("This station has a squad of that name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SquadMember(models.Model):
    """An officer or a volunteer in a squad, from a day up to, not including, another."""

    squad = models.ForeignKey(Squad, models.CASCADE, related_name="members", verbose_name=_("squad"))
    officer = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="squad_memberships",
        verbose_name=_("officer"),
    )
    volunteer = models.ForeignKey(
        "jurisdiction.Volunteer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="squad_memberships",
        verbose_name=_("volunteer"),
    )
    is_leader = models.BooleanField(_("squad leader"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (not including)"), null=True, blank=True)

    objects = SquadMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("squad member")
        verbose_name_plural = _("squad members")
        ordering = ("-is_leader", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=True) ^ Q(volunteer__isnull=True),
                name="member_is_officer_or_volunteer",
                violation_error_message=_("Choose either an officer or a volunteer."),
            ),
            models.CheckConstraint(
                condition=~Q(is_leader=True) | Q(officer__isnull=False),
                name="squad_leader_is_an_officer",
                violation_error_message=_("A volunteer cannot lead a squad."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first."),
            ),
            ExclusionConstraint(
                name="officer_once_in_a_squad",
                expressions=[
                    ("squad", RangeOperators.EQUAL),
                    ("officer", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(officer__isnull=False),
                violation_error_message=_("This officer is in the squad on these days already."),
            ),
            ExclusionConstraint(
                name="volunteer_once_in_a_squad",
                expressions=[
                    ("squad", RangeOperators.EQUAL),
                    ("volunteer", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(volunteer__isnull=False),
                violation_error_message=_("This volunteer is in the squad on these days already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.officer or self.volunteer)
