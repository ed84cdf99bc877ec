"""Shifts: one squad's night, with who stands in it and what it passes."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from patrols.choices import ShiftProblem, ShiftStatus
from patrols.models.rosters import Roster
from patrols.models.squads import Squad
from patrols.querysets import ShiftQuerySet


class TsTzRange(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


class Shift(models.Model):
    """`duty_date` is the day the night begins on, also for the hours past midnight."""

    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="shifts", verbose_name=_("station")
    )
    roster = models.ForeignKey(
        Roster, models.PROTECT, null=True, blank=True, related_name="shifts", verbose_name=_("roster")
    )
    squad = models.ForeignKey(Squad, models.PROTECT, related_name="shifts", verbose_name=_("squad"))
    duty_date = models.DateField(_("night of"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    status = models.CharField(_("status"), max_length=20, choices=ShiftStatus, default=ShiftStatus.PUBLISHED)
    duty_leader = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_shifts",
        verbose_name=_("duty leader"),
    )
    problems = models.JSONField(
        _("problems"),
        default=list,
        blank=True,
        help_text=_("What planning could not settle, for a person to decide."),
    )
    handover_note = models.TextField(_("handover note"), max_length=2000, blank=True)
    handed_over_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed over by"),
    )
    cancelled_reason = models.CharField(_("reason of cancelling"), max_length=200, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ("-duty_date", "squad")
        indexes = [
            models.Index(fields=["station", "-duty_date"], name="shift_by_night"),
            models.Index(
                fields=["ends_at"],
                condition=Q(status__in=[ShiftStatus.PUBLISHED, ShiftStatus.ON_DUTY]),
                name="shift_still_to_end",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(status=ShiftStatus.CANCELLED) | ~Q(cancelled_reason=""),
                name="cancelled_shift_has_a_reason",
            ),
            ExclusionConstraint(
                name="squad_in_one_shift_at_a_time",
                expressions=[
                    ("squad", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status=ShiftStatus.CANCELLED),
                violation_error_message=_("This squad has a shift at that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_date:%Y-%m-%d} {self.squad}"

    @property
    def problem_words(self) -> list[str]:
        """The problems in the reader's language; sentences of older rows as they were written."""
        return [
            str(ShiftProblem(problem["code"]).label) % problem if "code" in problem else problem["text"]
            for problem in self.problems
        ]


class ShiftMember(models.Model):
    """Who stands in the shift. The times are copied from it, so that the database refuses overlaps."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="members", verbose_name=_("shift"))
    officer = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shift_memberships",
        verbose_name=_("officer"),
    )
    volunteer = models.ForeignKey(
        "jurisdiction.Volunteer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shift_memberships",
        verbose_name=_("volunteer"),
    )
    is_leader = models.BooleanField(_("squad leader"), default=False)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    bundle_at = models.DateTimeField(_("phone took the night along at"), null=True, blank=True)
    synced_until = models.DateTimeField(
        _("phone has sent everything up to"),
        null=True,
        blank=True,
        help_text=_("A round judged missed is provisional until the squad's phones have sent past it."),
    )

    class Meta:
        verbose_name = _("shift member")
        verbose_name_plural = _("shift members")
        ordering = ("-is_leader", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=True) ^ Q(volunteer__isnull=True),
                name="shift_member_is_officer_or_volunteer",
            ),
            ExclusionConstraint(
                name="officer_in_one_shift_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(officer__isnull=False),
            ),
            ExclusionConstraint(
                name="volunteer_in_one_shift_at_a_time",
                expressions=[
                    ("volunteer", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(volunteer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.officer or self.volunteer)


class ShiftPlace(models.Model):
    """A place the shift's rounds pass: its own copy, so that a changed roster never changes a past night."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="stops", verbose_name=_("shift"))
    place = models.ForeignKey(
        "jurisdiction.Place", models.PROTECT, related_name="shift_stops", verbose_name=_("place")
    )
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("place of the shift")
        verbose_name_plural = _("places of the shift")
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["shift", "place"], name="place_once_in_a_shift")]

    def __str__(self) -> str:
        return f"{self.position}. {self.place}"
