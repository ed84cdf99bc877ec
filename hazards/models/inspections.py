"""Visits to key places: how often, when, what was found; and minors, counted by hour and never named."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hazards.choices import Consent, Result
from hazards.models.checklists import ChecklistVersion
from hazards.models.hazards import Hazard
from hazards.querysets import (
    FindingQuerySet,
    InspectionPlanQuerySet,
    InspectionQuerySet,
    MinorsCountQuerySet,
)
from jurisdiction.choices import PlaceKind, RiskLevel


class InspectionPlan(models.Model):
    """How often places of one kind and risk are visited: `times` a month, or once in `every_months`."""

    TIMES = ((1, "1"), (2, "2"), (4, "4"))
    MONTHS = ((1, "1"), (2, "2"), (3, "3"), (6, "6"), (12, "12"))

    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    place_kind = models.CharField(_("kind of place"), max_length=20, choices=PlaceKind)
    risk = models.CharField(_("risk level"), max_length=10, choices=RiskLevel)
    times = models.PositiveSmallIntegerField(_("times a month"), choices=TIMES, default=1)
    every_months = models.PositiveSmallIntegerField(_("every so many months"), choices=MONTHS, default=1)
    active = models.BooleanField(_("in use"), default=True)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )

    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection plan")
        verbose_name_plural = _("inspection plans")
        ordering = ("place_kind", "risk")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "place_kind", "risk"],
                name="one_inspection_plan_a_kind_and_risk",
                violation_error_message=_("There is a plan for this kind and risk already."),
            ),
            models.CheckConstraint(
                condition=Q(times=1) | Q(every_months=1),
                name="inspection_plan_is_one_or_the_other",
                violation_error_message=_("Either several times a month or once in several months."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_kind_display()} {self.get_risk_display()}"


class Inspection(models.Model):
    """One visit, planned or not. A planned one is (place, month, count): planning again finds it, moving it keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    place = models.ForeignKey("jurisdiction.Place", models.PROTECT, related_name="+", verbose_name=_("place"))
    month = models.DateField(_("planned for the month"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(_("which of the month"), default=1)
    due_on = models.DateField(_("planned for"), null=True, blank=True)
    officer = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    moved_at = models.DateTimeField(_("moved by hand at"), null=True, blank=True)
    moved_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("moved by"),
    )
    record_id = models.UUIDField(_("record"), null=True, blank=True, unique=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("inspected by"),
    )
    version = models.ForeignKey(
        ChecklistVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version of the checklist"),
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    consent = models.CharField(_("consent"), max_length=10, choices=Consent, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=Result, blank=True)
    words = models.CharField(_("remark"), max_length=500, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ("due_on", "done_at")
        indexes = [
            models.Index(fields=["station", "due_on"], name="inspection_by_day"),
            models.Index(fields=["place", "-done_at"], name="inspection_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "month", "count"],
                condition=Q(month__isnull=False),
                name="inspection_planned_once_a_place_and_month",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, by__isnull=True, result="", record_id__isnull=True)
                | (
                    Q(done_at__isnull=False, by__isnull=False, record_id__isnull=False)
                    & ~Q(result="")
                    & ~Q(consent="")
                ),
                name="inspection_is_done_as_a_whole",
            ),
            models.CheckConstraint(
                condition=~Q(consent=Consent.REFUSED) | Q(result=Result.REFUSED, answers={}),
                name="no_home_is_inspected_without_consent",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(done_at__isnull=False),
                name="inspection_is_planned_or_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.due_on or self.done_at}"


class Finding(models.Model):
    """An item that was not in order, and the hazard that came of it."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, related_name="findings", verbose_name=_("inspection")
    )
    item = models.CharField(_("item"), max_length=40)
    words = models.CharField(_("what was seen"), max_length=500)
    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="findings", verbose_name=_("hazard"))

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("inspection", "finding")
        verbose_name_plural = _("findings")
        ordering = ("inspection", "item")
        constraints = [models.UniqueConstraint(fields=["inspection", "item"], name="one_finding_an_item")]

    def __str__(self) -> str:
        return self.words[:40]


class MinorsCount(models.Model):
    """How many minors were at a place in one hour: a number, never a name, a face or a school."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    place = models.ForeignKey("jurisdiction.Place", models.PROTECT, related_name="+", verbose_name=_("place"))
    day = models.DateField(_("day"))
    hour = models.PositiveSmallIntegerField(_("hour"), validators=[MaxValueValidator(23)])
    count = models.PositiveSmallIntegerField(_("how many"), validators=[MaxValueValidator(500)])
    at = models.DateTimeField(_("counted at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("counted by")
    )

    objects = MinorsCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of minors")
        verbose_name_plural = _("counts of minors")
        ordering = ("-day", "-hour")
        indexes = [models.Index(fields=["place", "-day"], name="minors_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "day", "hour", "by"], name="minors_counted_once_an_hour"
            ),
            models.CheckConstraint(
                condition=Q(hour__lte=23, count__lte=500), name="minors_count_is_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.day:%Y-%m-%d} {self.hour}: {self.count}"
