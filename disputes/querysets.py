"""Chainable reads of the room; `.within(remit)` comes from the ground floor."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When

from disputes.choices import ENDED, OPEN, Level, Route, Status, Step
from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from disputes.models import (  # noqa: F401  # named in quotes below
        Deadline,
        Dispute,
        DisputePhoto,
        FollowUp,
        LevelChange,
        Report,
    )

M = TypeVar("M", bound=models.Model)
RANK = {Level.CRITICAL: 0, Level.HIGH: 1, Level.MEDIUM: 2, Level.LOW: 3}


class DisputeQuerySet(ScopedQuerySet["Dispute"]):
    village_path = "village_id"

    def live(self) -> Self:
        """Without those joined with another."""
        return self.exclude(status=Status.MERGED)

    def open(self) -> Self:
        """Somebody has to do something next."""
        return self.filter(status__in=OPEN)

    def ended(self) -> Self:
        return self.filter(status__in=ENDED)

    def peoples(self) -> Self:
        """What the justice office may see: people's mediation."""
        return self.filter(route=Route.PEOPLES)

    def mediated_by(self, officer_id: int) -> Self:
        return self.filter(mediator=officer_id)

    def reported_by(self, officer_id: int) -> Self:
        """Disputes of which the officer sent a report, the first or another."""
        reports = apps.get_model("disputes", "Report")._default_manager
        return self.filter(Exists(reports.filter(dispute=OuterRef("pk"), by_id=officer_id)))

    def with_due(self) -> Any:
        """Adds `due_at` and `due_step`, the next open deadline; null for none. The judicial one is an offer, not due."""
        deadlines = apps.get_model("disputes", "Deadline")._default_manager
        following = (
            deadlines.open().exclude(step=Step.CONFIRMATION).filter(dispute=OuterRef("pk")).order_by("due_at")
        )
        return self.annotate(
            due_at=Subquery(following.values("due_at")[:1]), due_step=Subquery(following.values("step")[:1])
        )

    def with_rank(self) -> Any:
        """Adds `rank`: 0 for red to 3 for blue."""
        whens = [When(level=level, then=Value(rank)) for level, rank in RANK.items()]
        return self.annotate(rank=Case(*whens, default=Value(9), output_field=IntegerField()))


class OfDispute(ScopedQuerySet[M]):
    """Rows that hang on a dispute and carry its station; the village is the dispute's."""

    village_path: ClassVar[str | None] = "dispute__village_id"


class ReportQuerySet(OfDispute["Report"]):
    def by(self, officer_id: int) -> Self:
        return self.filter(by=officer_id)


class DeadlineQuerySet(OfDispute["Deadline"]):
    def open(self) -> Self:
        return self.filter(met_at__isnull=True, dropped_at__isnull=True)


class FollowUpQuerySet(OfDispute["FollowUp"]):
    def open(self) -> Self:
        return self.filter(done_at__isnull=True, dropped_at__isnull=True)


class LevelChangeQuerySet(OfDispute["LevelChange"]):
    def waiting(self) -> Self:
        """Asked for and not yet decided by a second person."""
        return self.filter(Q(decided_at__isnull=True))


class DisputePhotoQuerySet(OfDispute["DisputePhoto"]):
    def of(self, dispute: "Dispute") -> Self:
        """Those of the dispute and of what was joined with it."""
        return self.filter(Q(dispute=dispute) | Q(dispute__merged_into=dispute))

    def for_mediator(self, officer_id: int) -> Self:
        """Those of what the officer mediates, with what was joined with it."""
        return self.filter(Q(dispute__mediator=officer_id) | Q(dispute__merged_into__mediator=officer_id))
