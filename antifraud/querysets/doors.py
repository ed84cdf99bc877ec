"""Chainable reads of households, visits, campaigns and imports."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Length

from antifraud.choices import DoorOutcome, DoorState, ImportState
from antifraud.door_rules import quarter_of
from jurisdiction.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from antifraud.models import (  # noqa: F401  # named in quotes below
        AppCount,
        AppHelp,
        Campaign,
        DoorVisit,
        Household,
        ImportBatch,
        PlannedDoor,
        VisitPlan,
    )


class HouseholdQuerySet(ScopedQuerySet["Household"]):
    village_path = "village_id"

    def in_use(self) -> Self:
        """Households that still live there."""
        return self.filter(left_on__isnull=True)

    def in_order(self) -> Self:
        """As one walks: by group, 2号 before 10号."""
        return self.order_by("village__code", "group_no", Length("door"), "door")

    def with_state(self, today: datetime.date) -> Self:
        """Adds `state` (DoorState) as door_rules.state says it."""
        quarter = quarter_of(today)
        return self.annotate(
            state=Case(
                When(left_on__isnull=False, then=Value(DoorState.LEFT)),
                When(needs_help=True, then=Value(DoorState.HELP)),
                When(last_outcome=DoorOutcome.REFUSED, then=Value(DoorState.REFUSED)),
                When(tries__gt=0, then=Value(DoorState.NOT_HOME)),
                When(last_visit_at__isnull=True, then=Value(DoorState.NEW)),
                When(last_visit_at__date__gte=quarter, then=Value(DoorState.VISITED)),
                default=Value(DoorState.EARLIER),
                output_field=CharField(),
            )
        )

    def not_complete(self) -> Self:
        """Households in which some adult has not registered."""
        return self.in_use().filter(registered__lt=F("adults"))


class DoorVisitQuerySet(ScopedQuerySet["DoorVisit"]):
    village_path = "village_id"


class AppCountQuerySet(ScopedQuerySet["AppCount"]):
    village_path = "village_id"


class AppHelpQuerySet(ScopedQuerySet["AppHelp"]):
    village_path = "village_id"

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class VisitPlanQuerySet(ScopedQuerySet["VisitPlan"]):
    village_path = "village_id"


class PlannedDoorQuerySet(ScopedQuerySet["PlannedDoor"]):
    station_path = "plan__station_id"
    village_path = "plan__village_id"

    def to_do(self, until: datetime.date) -> Self:
        """Planned for that day or before it, and not visited yet."""
        return self.filter(done_at__isnull=True, due_on__lte=until, household__left_on__isnull=True)


class CampaignQuerySet(ScopedQuerySet["Campaign"]):
    """Of a station: without a village path, a remit of villages sees none."""

    def running(self, today: datetime.date) -> Self:
        return self.filter(closed_at__isnull=True, starts_on__lte=today)


class ImportBatchQuerySet(ScopedQuerySet["ImportBatch"]):
    village_path = "village_id"

    def waiting(self) -> Self:
        return self.filter(state=ImportState.DRAFT)
