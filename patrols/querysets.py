"""Chainable reads of the patrol room; `.within(remit)` comes from the ground floor."""

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jurisdiction.querysets import ScopedQuerySet
from patrols.choices import Finding, RoundStatus, VehicleState

if TYPE_CHECKING:
    from patrols.models import (  # noqa: F401  # named in quotes below
        OwnerContact,
        PlacePass,
        Roster,
        Round,
        RoundAlert,
        Shift,
        Squad,
        SquadMember,
        UnsecuredVehicle,
        VehicleCheck,
        Volunteer,
    )


class SquadQuerySet(ScopedQuerySet["Squad"]):
    def in_use(self) -> Self:
        return self.filter(active=True)


class VolunteerQuerySet(ScopedQuerySet["Volunteer"]):
    pass


class SquadMemberQuerySet(ScopedQuerySet["SquadMember"]):
    station_path = "squad__station_id"

    def effective(self, on: datetime.date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


class RosterQuerySet(ScopedQuerySet["Roster"]):
    def in_use(self) -> Self:
        return self.filter(active=True)


class ShiftQuerySet(ScopedQuerySet["Shift"]):
    def with_member(self, officer_id: int) -> Self:
        """Shifts in which the officer stands."""
        members = self.model._meta.get_field("members").related_model
        return self.filter(
            Exists(members._default_manager.filter(shift=OuterRef("pk"), officer_id=officer_id))
        )


class RoundQuerySet(ScopedQuerySet["Round"]):
    def with_counts(self) -> "QuerySet[Any]":
        """Adds `cars_tried`, `cars_unsecured`, `places_passed`."""
        live = Q(checks__withdrawn_at__isnull=True)
        return self.annotate(
            cars_tried=Count("checks", filter=live, distinct=True),
            cars_unsecured=Count("checks", filter=live & Q(checks__finding=Finding.UNSECURED), distinct=True),
            places_passed=Count("passes", distinct=True),
        )

    def walked(self) -> Self:
        """Rounds that were walked to their end, in time or made up."""
        return self.filter(status__in=[RoundStatus.DONE, RoundStatus.MADE_UP])


class VehicleCheckQuerySet(ScopedQuerySet["VehicleCheck"]):
    village_path = "village_id"

    def live(self) -> Self:
        """Without those taken back at once."""
        return self.filter(withdrawn_at__isnull=True)


class PlacePassQuerySet(ScopedQuerySet["PlacePass"]):
    station_path = "round__station_id"
    village_path = "place__village_id"


class UnsecuredVehicleQuerySet(ScopedQuerySet["UnsecuredVehicle"]):
    village_path = "village_id"

    def live(self) -> Self:
        return self.filter(vehicle_check__withdrawn_at__isnull=True)

    def open(self) -> Self:
        """Still somebody's business."""
        return self.live().exclude(state=VehicleState.CLOSED)


class OwnerContactQuerySet(ScopedQuerySet["OwnerContact"]):
    pass


class RoundAlertQuerySet(ScopedQuerySet["RoundAlert"]):
    def open(self) -> Self:
        return self.filter(acknowledged_at__isnull=True)
