"""A hazard from its report to its closing, and the trail of both."""

import uuid

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hazards.choices import SETTLED, Action, HazardKind, Level, Source, Status, Way
from hazards.querysets import HazardQuerySet, SightingQuerySet, StepQuerySet


class Hazard(models.Model):
    """One hazard at one place. The key is that of the record that reported it first. Deadlines are stored when they begin
    to run; `due_at` is the one that runs now, with the moments at which leader and chief hear of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(pgettext_lazy("hazard", "number"), max_length=30, unique=True)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    village = models.ForeignKey(
        "jurisdiction.Village",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
    )
    place = models.ForeignKey(
        "jurisdiction.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=HazardKind)
    level = models.CharField(pgettext_lazy("hazard", "level"), max_length=10, choices=Level)
    words = models.TextField(_("what was seen"), max_length=1000)
    source = models.CharField(_("how it was found"), max_length=12, choices=Source)
    source_ref = models.CharField(_("key of its source"), max_length=60, blank=True)
    #: Of the present episode: a recurrence has its own finder and its own time.
    found_at = models.DateTimeField(_("found at"))
    received_at = models.DateTimeField(_("received at"))
    found_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("found by")
    )
    handler = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in charge"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REPORTED)
    way = models.CharField(pgettext_lazy("hazard", "way"), max_length=10, choices=Way, blank=True)

    assess_by = models.DateTimeField(_("to be assessed by"), null=True, blank=True)
    transfer_by = models.DateTimeField(_("way to be settled by"), null=True, blank=True)
    rectify_by = models.DateTimeField(_("to be put right by"), null=True, blank=True)
    answer_by = models.DateTimeField(_("answer of the other body by"), null=True, blank=True)
    recheck_by = models.DateTimeField(_("to be re-inspected by"), null=True, blank=True)
    supervise_by = models.DateTimeField(_("to be put right under supervision by"), null=True, blank=True)
    due_at = models.DateTimeField(_("next step due"), null=True, blank=True)
    leader_alert_at = models.DateTimeField(_("leader hears at"), null=True, blank=True)
    chief_alert_at = models.DateTimeField(_("chief hears at"), null=True, blank=True)
    alerted = models.PositiveSmallIntegerField(
        _("level told of the delay"), default=0, help_text=_("0 nobody, 1 in charge, 2 leader, 3 chief")
    )
    overdue_at = models.DateTimeField(_("overdue since"), null=True, blank=True)

    recurrences = models.PositiveSmallIntegerField(_("times found again"), default=0)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closing_words = models.CharField(_("how it ended"), max_length=500, blank=True)
    recurs_until = models.DateTimeField(_("counts as found again until"), null=True, blank=True)
    keep_until = models.DateTimeField(_("kept until"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("words and pictures removed at"), null=True, blank=True)

    objects = HazardQuerySet.as_manager()

    class Meta:
        verbose_name = _("hazard")
        verbose_name_plural = _("hazards")
        ordering = ("-found_at",)
        indexes = [
            models.Index(fields=["station", "-found_at"], name="hazard_by_time"),
            models.Index(fields=["village", "-found_at"], name="hazard_by_village"),
            models.Index(fields=["place", "kind", "status"], name="hazard_by_place_and_kind"),
            models.Index(
                fields=["due_at"], condition=~Q(status__in=SETTLED), name="open_hazard_by_what_is_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("found_by")),
                name="hazard_not_closed_by_its_finder",
                violation_error_message=_("Nothing is closed by who found it."),
            ),
            models.CheckConstraint(
                condition=(Q(status__in=SETTLED) & Q(closed_at__isnull=False) & Q(closed_by__isnull=False))
                | (~Q(status__in=SETTLED) & Q(closed_at__isnull=True) & Q(closed_by__isnull=True)),
                name="hazard_is_closed_by_somebody_or_open",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="hazard_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("hazards:hazard_detail", args=[self.pk])

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED


class Sighting(models.Model):
    """One report of a hazard: the first, or one that found it again. The key is that of its record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="sightings", verbose_name=_("hazard"))
    words = models.TextField(_("what was seen"), max_length=1000)
    source = models.CharField(_("how it was found"), max_length=12, choices=Source)
    source_ref = models.CharField(_("key of its source"), max_length=60, blank=True)
    at = models.DateTimeField(_("found at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("found by")
    )

    objects = SightingQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a hazard")
        verbose_name_plural = _("reports of hazards")
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Step(models.Model):
    """One line of a hazard's trail: what was done, from which state to which, and what was due from then on. A trigger
    holds that nothing of it changes, but that the words go once those of the hazard are gone."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="steps", verbose_name=_("hazard"))
    action = models.CharField(_("action"), max_length=20, choices=Action)
    was = models.CharField(_("status before"), max_length=12, choices=Status, blank=True)
    became = models.CharField(_("status after"), max_length=12, choices=Status)
    due_at = models.DateTimeField(_("due from then on"), null=True, blank=True)
    words = models.CharField(_("words"), max_length=1000, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a hazard")
        verbose_name_plural = _("steps of hazards")
        ordering = ("at", "pk")
        indexes = [models.Index(fields=["hazard", "at"], name="hazard_step_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()}"
