"""Chainable reads of the hazard room; `.within(remit)` comes from the ground floor."""

import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import F, Q

from hazards.choices import OPEN, SETTLED, Status
from hazards.rules import WORK
from jurisdiction.querysets import ScopedQuerySet
from jurisdiction.remit import Breadth, Remit

if TYPE_CHECKING:
    from hazards.models import (  # noqa: F401  # named in quotes below
        Checklist,
        ChecklistVersion,
        Extension,
        Finding,
        Hazard,
        HazardPhoto,
        Inspection,
        InspectionPlan,
        MinorsCount,
        Recheck,
        RectificationOrder,
        Sighting,
        Step,
        Transfer,
    )


class HazardQuerySet(ScopedQuerySet["Hazard"]):
    village_path = "village_id"

    def open(self) -> Self:
        """Still somebody's business."""
        return self.filter(status__in=OPEN)

    def settled(self) -> Self:
        return self.filter(status__in=SETTLED)

    def overdue(self, at: datetime.datetime) -> Self:
        """Whatever step is due by now and was not taken."""
        return self.open().filter(due_at__lte=at)

    def to_recheck_by(self, officer_id: int) -> Self:
        """Waiting for a re-inspection that this officer may do: neither the own findings nor the own work."""
        waiting = self.filter(status__in=(Status.ON_SPOT, Status.TO_RECHECK)).exclude(found_by_id=officer_id)
        worked = self.model._default_manager.filter(
            steps__action__in=WORK, steps__by_id=officer_id, steps__at__gte=F("found_at")
        )
        return waiting.exclude(pk__in=worked.values("pk"))


class OfHazardQuerySet:
    """Rows that hang on a hazard: its station and village are theirs."""

    station_path: ClassVar[str] = "hazard__station_id"
    village_path: ClassVar[str | None] = "hazard__village_id"


class StepQuerySet(OfHazardQuerySet, ScopedQuerySet["Step"]):
    pass


class SightingQuerySet(OfHazardQuerySet, ScopedQuerySet["Sighting"]):
    pass


class OrderQuerySet(OfHazardQuerySet, ScopedQuerySet["RectificationOrder"]):
    pass


class ExtensionQuerySet(ScopedQuerySet["Extension"]):
    station_path = "order__hazard__station_id"
    village_path = "order__hazard__village_id"

    def undecided(self) -> Self:
        return self.filter(decided_at__isnull=True)


class TransferQuerySet(OfHazardQuerySet, ScopedQuerySet["Transfer"]):
    pass


class RecheckQuerySet(OfHazardQuerySet, ScopedQuerySet["Recheck"]):
    pass


class HazardPhotoQuerySet(OfHazardQuerySet, ScopedQuerySet["HazardPhoto"]):
    pass


class ChecklistQuerySet(ScopedQuerySet["Checklist"]):
    """Lists of everybody and of one's own stations."""

    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.EVERYWHERE:
            return self.all()
        return self.filter(Q(station__isnull=True) | Q(station__in=remit.stations))


class ChecklistVersionQuerySet(ScopedQuerySet["ChecklistVersion"]):
    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.EVERYWHERE:
            return self.all()
        return self.filter(Q(checklist__station__isnull=True) | Q(checklist__station__in=remit.stations))


class InspectionPlanQuerySet(ScopedQuerySet["InspectionPlan"]):
    def in_use(self) -> Self:
        return self.filter(active=True)


class InspectionQuerySet(ScopedQuerySet["Inspection"]):
    village_path = "place__village_id"

    def planned(self) -> Self:
        """Not done yet."""
        return self.filter(done_at__isnull=True)

    def done(self) -> Self:
        return self.filter(done_at__isnull=False)


class FindingQuerySet(ScopedQuerySet["Finding"]):
    station_path = "inspection__station_id"
    village_path = "inspection__place__village_id"


class MinorsCountQuerySet(ScopedQuerySet["MinorsCount"]):
    village_path = "place__village_id"
