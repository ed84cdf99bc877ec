"""Visits at the door, what is planned of them, who counted how many, who wants help."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import DoorOutcome, FraudKind, HelpResult, NoAppReason
from antifraud.querysets import (
    AppCountQuerySet,
    AppHelpQuerySet,
    DoorVisitQuerySet,
    PlannedDoorQuerySet,
    VisitPlanQuerySet,
)


def _station() -> models.ForeignKey:  # type: ignore[type-arg]  # Django's own
    return models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )


def _village() -> models.ForeignKey:  # type: ignore[type-arg]  # Django's own
    return models.ForeignKey(
        "jurisdiction.Village", models.PROTECT, related_name="+", verbose_name=_("village")
    )


def _officer(words: Any, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]  # Django's own
    return models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, null=null, blank=null, related_name="+", verbose_name=words
    )


class VisitPlan(models.Model):
    """The households of a village, or of one of its groups, spread over some weeks' evenings."""

    station = _station()
    village = _village()
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (last day)"))
    officer = _officer(pgettext_lazy("visits", "assigned to"), null=True)
    created_at = models.DateTimeField(_("entered at"))
    created_by = _officer(_("entered by"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = VisitPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan of home visits")
        verbose_name_plural = _("plans of home visits")
        ordering = ("-starts_on", "village")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="visit_plan_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.starts_on:%Y-%m-%d}"


class DoorVisit(models.Model):
    """Somebody stood at the door. The key is that of the phone's record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = _station()
    village = _village()
    household = models.ForeignKey(
        "antifraud.Household", models.PROTECT, related_name="visits", verbose_name=_("household")
    )
    at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField(_("received at"))
    by = _officer(_("visited by"))
    #: Key of the patrol's shift, where it was made on one: a plain number, this room knows no shifts.
    shift_ref = models.PositiveBigIntegerField(_("shift"), null=True, blank=True)
    outcome = models.CharField(_("result"), max_length=10, choices=DoorOutcome)
    explained = ArrayField(
        models.CharField(max_length=20, choices=FraudKind),
        default=list,
        blank=True,
        verbose_name=_("explained"),
    )
    told_to_call = models.BooleanField(_("told to call the police at once"), default=False)
    slip_left = models.BooleanField(_("slip left at the door"), default=False)
    again_reason = models.CharField(_("why again so soon"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    keep_until = models.DateTimeField(_("note kept until"))

    objects = DoorVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit at the door")
        verbose_name_plural = _("visits at the door")
        ordering = ("-at",)
        indexes = [
            models.Index(fields=["household", "at"], name="door_visit_by_household"),
            models.Index(fields=["village", "at"], name="door_visit_by_village"),
            models.Index(fields=["keep_until"], condition=~Q(note=""), name="door_visit_to_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.at:%Y-%m-%d}"


class PlannedDoor(models.Model):
    """One household's evening in a plan."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="doors", verbose_name=_("plan"))
    household = models.ForeignKey(
        "antifraud.Household", models.CASCADE, related_name="planned", verbose_name=_("household")
    )
    due_on = models.DateField(_("planned for"))
    done_at = models.DateTimeField(_("visited at"), null=True, blank=True)

    objects = PlannedDoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned visit")
        verbose_name_plural = _("planned visits")
        ordering = ("due_on", "household__group_no", "household__door")
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_at__isnull=True), name="planned_door_to_do")
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "household"], name="a_household_once_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.due_on:%Y-%m-%d}"


class AppCount(models.Model):
    """How many adults of a household had the app on that day; `registered_change`: against the count before."""

    station = _station()
    village = _village()
    household = models.ForeignKey(
        "antifraud.Household", models.CASCADE, related_name="counts", verbose_name=_("household")
    )
    at = models.DateTimeField(_("at"))
    by = _officer(_("counted by"))
    visit = models.OneToOneField(
        DoorVisit, models.CASCADE, null=True, blank=True, related_name="count", verbose_name=_("visit")
    )
    adults = models.PositiveSmallIntegerField(_("adults"))
    registered = models.PositiveSmallIntegerField(_("adults with the app registered"))
    installed = models.PositiveSmallIntegerField(_("adults with the app installed only"))
    no_app_reason = models.CharField(_("why not all"), max_length=15, choices=NoAppReason, blank=True)
    registered_change = models.SmallIntegerField(_("newly registered"), default=0)

    objects = AppCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of the app")
        verbose_name_plural = _("counts of the app")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["village", "at"], name="app_count_by_village")]
        constraints = [
            models.CheckConstraint(
                condition=Q(adults__gte=F("registered") + F("installed")), name="count_within_adults"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registered}/{self.adults}"


class AppHelp(models.Model):
    """A household that asked for help with the app: who helps and when, until it is settled."""

    station = _station()
    village = _village()
    household = models.ForeignKey(
        "antifraud.Household", models.CASCADE, related_name="helps", verbose_name=_("household")
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_of = _officer(_("noted by"))
    helper = _officer(_("who helps"), null=True)
    help_on = models.DateField(_("on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    closed_by = _officer(_("settled by"), null=True)
    result = models.CharField(_("result"), max_length=15, choices=HelpResult, blank=True)

    objects = AppHelpQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("app", "help wanted")
        verbose_name_plural = _("help wanted")
        ordering = ("asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(closed_at__isnull=True), name="one_open_help_a_household"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, result="") | (Q(closed_at__isnull=False) & ~Q(result="")),
                name="settled_help_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.asked_at:%Y-%m-%d}"
