"""A dispute, every report of it, and the people in it."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disputes.choices import (
    DisputeKind,
    EscalationTarget,
    Exclusion,
    Level,
    PartyRole,
    Route,
    Signal,
    Status,
    Step,
)
from disputes.querysets import DisputeQuerySet, OfDispute, ReportQuerySet


class Dispute(models.Model):
    """One quarrel from its first report to its end. The key is that of the first report's record.

    Words and people are kept until three years after closing, then counts alone (`forgotten_at`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=30)
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    village = models.ForeignKey(
        "jurisdiction.Village", models.PROTECT, related_name="+", verbose_name=_("village")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DisputeKind)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    level_reported = models.CharField(_("level as reported"), max_length=10, choices=Level)
    signals = ArrayField(
        models.CharField(max_length=10, choices=Signal), default=list, blank=True, verbose_name=_("signs")
    )
    words = models.TextField(_("what happened"), max_length=2000, blank=True)
    place_words = models.CharField(_("where, in words"), max_length=120, blank=True)
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    reported_at = models.DateTimeField(_("reported at"))
    received_at = models.DateTimeField(_("received at"))
    reported_by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REPORTED)
    route = models.CharField(_("way"), max_length=12, choices=Route, blank=True)
    exclusions = ArrayField(
        models.CharField(max_length=10, choices=Exclusion),
        default=list,
        blank=True,
        verbose_name=_("what excludes public-security mediation"),
    )
    mediator = models.ForeignKey(
        "jurisdiction.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mediator"),
    )
    complex = models.BooleanField(_("complex"), default=False)
    department = models.CharField(_("department it was passed on to"), max_length=60, blank=True)
    escalated_to = models.CharField(
        _("handed upward to"), max_length=10, choices=EscalationTarget, blank=True
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    relapses = models.PositiveSmallIntegerField(_("times it broke out again"), default=0)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("joined with")
    )
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name=_("earlier dispute")
    )
    forgotten_at = models.DateTimeField(_("words and names removed at"), null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["station", "status", "-received_at"], name="dispute_by_status"),
            models.Index(fields=["village", "-received_at"], name="dispute_by_village"),
            models.Index(fields=["mediator", "status"], name="dispute_by_mediator"),
            models.Index(
                fields=["closed_at"],
                name="dispute_to_forget",
                condition=Q(closed_at__isnull=False, forgotten_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="dispute_number_once"),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="merged_dispute_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="dispute_is_not_joined_with_itself",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.REFUSED, Status.WITHDRAWN, Status.CLOSED, Status.MERGED])
                ^ Q(closed_at__isnull=True),
                name="ended_dispute_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(route=Route.POLICE) | Q(exclusions=[]),
                name="police_mediation_is_not_excluded",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.SETTLED) | Q(settled_at__isnull=False),
                name="settled_dispute_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ASSIGNED, Status.MEDIATING]) | Q(mediator__isnull=False),
                name="assigned_dispute_has_a_mediator",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def signals_in_words(self) -> list[str]:
        return [str(Signal(found).label) for found in self.signals]

    @property
    def due_words(self) -> str:
        """The next step in words, where the row was read with `with_due`."""
        step = getattr(self, "due_step", None)
        return str(Step(step).label) if step else ""


class Report(models.Model):
    """One person's report of a dispute: the first, or another of the same one. Each keeps its own words and trail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="reports", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DisputeKind)
    level = models.CharField(_("level as reported"), max_length=10, choices=Level)
    signals = ArrayField(
        models.CharField(max_length=10, choices=Signal), default=list, blank=True, verbose_name=_("signs")
    )
    words = models.TextField(_("what happened"), max_length=2000, blank=True)
    place_words = models.CharField(_("where, in words"), max_length=120, blank=True)
    point = models.PointField(_("point"), srid=4326, null=True, blank=True)
    reported_at = models.DateTimeField(_("reported at"))
    received_at = models.DateTimeField(_("received at"))
    by = models.ForeignKey(
        "jurisdiction.Officer", models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    said_same = models.BooleanField(_("said to be the same as one that was shown"), default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a dispute")
        verbose_name_plural = _("reports of disputes")
        ordering = ("received_at",)
        indexes = [models.Index(fields=["by", "-received_at"], name="dispute_report_by_reporter")]

    def __str__(self) -> str:
        return f"{self.reported_at:%Y-%m-%d %H:%M}"


class Party(models.Model):
    """Somebody in a dispute. Name and number are sealed, found by keyed hash and shown masked; of a minor stands here
    that there is one and nothing more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="parties", verbose_name=_("dispute"))
    station = models.ForeignKey(
        "jurisdiction.Station", models.PROTECT, related_name="+", verbose_name=_("station")
    )
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("report that named them"),
    )
    role = models.CharField(_("side"), max_length=10, choices=PartyRole)
    name_sealed = models.TextField(_("name (sealed)"), blank=True)
    name_hash = models.CharField(_("keyed hash of the name"), max_length=64, blank=True)
    phone_book_hash = models.CharField(
        _("keyed hash of the name for phones"),
        max_length=16,
        blank=True,
        help_text=_("Under a key of its own, so that what phones carry opens nothing here."),
    )
    name_mask = models.CharField(_("name (masked)"), max_length=20, blank=True)
    phone_sealed = models.TextField(_("telephone (sealed)"), blank=True)
    phone_mask = models.CharField(_("telephone (masked)"), max_length=20, blank=True)
    unknown = models.BooleanField(_("not known yet"), default=False)
    is_minor = models.BooleanField(_("is a minor"), default=False)

    objects = OfDispute["Party"].as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("role", "pk")
        indexes = [models.Index(fields=["name_hash"], name="party_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_minor=False)
                | Q(name_sealed="", name_hash="", phone_book_hash="", name_mask="", phone_sealed=""),
                name="a_minor_is_not_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name_mask or str(self.pk)
