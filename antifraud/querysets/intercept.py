"""Chainable reads of reports of fraud, their lines and warnings before a loss."""

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery

from antifraud.choices import DISSUASION_OPEN, LineState, Purse, ReportStatus
from antifraud.querysets.shared import SharedQuerySet
from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from antifraud.models import (  # noqa: F401  # named in quotes below
        Asked,
        Attempt,
        Contact,
        Correction,
        Dissuasion,
        DissuasionStep,
        FraudReport,
        Household,
        Line,
        Milestone,
        Movement,
        Playbook,
        ReportStep,
    )

# ---- intercept


class FraudReportQuerySet(ScopedQuerySet["FraudReport"]):
    village_path = "village_id"

    def open(self) -> "FraudReportQuerySet":
        """On the board."""
        return self.filter(status=ReportStatus.OPEN)


class OfReportQuerySet:
    """Rows that hang on a report: its station and village are theirs."""

    station_path: ClassVar[str] = "report__station_id"
    village_path: ClassVar[str | None] = "report__village_id"


class ReportStepQuerySet(OfReportQuerySet, ScopedQuerySet["ReportStep"]):
    pass


class AskedQuerySet(OfReportQuerySet, ScopedQuerySet["Asked"]):
    pass


class CorrectionQuerySet(OfReportQuerySet, ScopedQuerySet["Correction"]):
    def undecided(self) -> "CorrectionQuerySet":
        return self.filter(decided_at__isnull=True)


class LineQuerySet(OfReportQuerySet, ScopedQuerySet["Line"]):
    def unfinished(self) -> "LineQuerySet":
        return self.exclude(state=LineState.DONE)


class OfLineQuerySet:
    """Rows that hang on a line of action."""

    station_path: ClassVar[str] = "line__report__station_id"
    village_path: ClassVar[str | None] = "line__report__village_id"


class AttemptQuerySet(OfLineQuerySet, ScopedQuerySet["Attempt"]):
    pass


class MovementQuerySet(OfLineQuerySet, ScopedQuerySet["Movement"]):
    pass


class MilestoneQuerySet(OfLineQuerySet, ScopedQuerySet["Milestone"]):
    pass


class Median(models.Aggregate):
    """The middle length of time (PostgreSQL)."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.DurationField()


class ContactQuerySet(SharedQuerySet["Contact"]):
    def in_use(self) -> "ContactQuerySet":
        return self.filter(retired_at__isnull=True)

    def with_record(self) -> "models.QuerySet[Any]":
        """Adds `last_success` (when money was last stopped or returned there, of lines that still hold or brought back
        some) and `median_answer` (length of time from a line's first attempt to its first answer): what worked last time,
        counted and not typed."""
        lines = self.model._meta.get_field("lines").related_model._default_manager.filter(
            contact=OuterRef("pk")
        )
        back = Q(returned_fen__gt=0)
        moved = Q(movements__correction=None) & (
            Q(back, movements__became=Purse.RETURNED)
            | Q(back | Q(stopped_fen__gt=0), movements__became=Purse.STOPPED)
        )
        took = F("first_answer_at") - F("first_try_at")
        success = lines.order_by().values("contact").annotate(found=Max("movements__at", filter=moved))
        median = lines.order_by().values("contact").annotate(found=Median(took))
        return self.annotate(
            last_success=Subquery(success.values("found")), median_answer=Subquery(median.values("found"))
        )


class PlaybookQuerySet(SharedQuerySet["Playbook"]):
    pass


class DissuasionQuerySet(ScopedQuerySet["Dissuasion"]):
    village_path = "village_id"

    def open(self) -> "DissuasionQuerySet":
        return self.filter(status__in=DISSUASION_OPEN)

    def overdue(self, at: datetime.datetime) -> "DissuasionQuerySet":
        return self.open().filter(due_at__lte=at)


class DissuasionStepQuerySet(ScopedQuerySet["DissuasionStep"]):
    station_path = "dissuasion__station_id"
    village_path = "dissuasion__village_id"
