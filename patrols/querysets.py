"""Chainable reads of the patrol room; `.within(remit)` comes from the ground floor."""

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from jurisdiction.querysets import ScopedQuerySet
from jurisdiction.remit import Breadth, Remit
from patrols.choices import Finding, RoundStatus, VehicleState

if TYPE_CHECKING:
    from patrols.models import (  # noqa: F401  # named in quotes below
        HandoverRead,
        Observation,
        OwnerContact,
        OwnerVisit,
        Photo,
        PlaceCode,
        PlacePass,
        PresenceCell,
        Roster,
        Round,
        RoundAlert,
        Shift,
        Squad,
        SquadMember,
        TalkCard,
        TrackPart,
        UnsecuredVehicle,
        VehicleCheck,
    )


#: A missed round stays provisional for this long at most.
PROVISIONAL_FOR = datetime.timedelta(hours=24)


class SquadQuerySet(ScopedQuerySet["Squad"]):
    def in_use(self) -> Self:
        return self.filter(active=True)


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
            provisional=self._provisional(),
        )

    def _provisional(self) -> Q:
        """Judged missed, but a phone of the squad that took the night along has not sent past the round's time; at most
        for a day."""
        members = apps.get_model("patrols", "ShiftMember")
        silent = members._default_manager.filter(
            Q(synced_until__isnull=True) | Q(synced_until__lt=OuterRef("start_by")),
            shift=OuterRef("shift_id"),
            bundle_at__isnull=False,
        )
        lately = Q(status=RoundStatus.MISSED, start_by__gt=Now() - PROVISIONAL_FOR)
        return lately & Q(Exists(silent))

    def led_by(self, officer_id: int, on: datetime.date) -> Self:
        """Rounds of the squads that the officer leads on that day."""
        members = apps.get_model("patrols", "SquadMember")._default_manager.effective(on)
        led = members.filter(squad=OuterRef("squad_id"), officer_id=officer_id, is_leader=True)
        return self.filter(Exists(led))

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


class PlaceCodeQuerySet(ScopedQuerySet["PlaceCode"]):
    station_path = "place__station_id"
    village_path = "place__village_id"


class PhotoQuerySet(ScopedQuerySet["Photo"]):
    pass


class ObservationQuerySet(ScopedQuerySet["Observation"]):
    village_path = "village_id"

    def open(self) -> Self:
        """Nobody has said yet what came of it."""
        return self.filter(done_at__isnull=True)


class HandoverReadQuerySet(ScopedQuerySet["HandoverRead"]):
    station_path = "shift__station_id"


class OwnerVisitQuerySet(ScopedQuerySet["OwnerVisit"]):
    def open(self) -> Self:
        return self.filter(result="")


class TalkCardQuerySet(QuerySet["TalkCard"]):
    """Cards of everybody and of one's own stations."""

    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.EVERYWHERE:
            return self.all()
        return self.filter(Q(station__isnull=True) | Q(station__in=remit.stations))

    def in_use(self) -> Self:
        return self.filter(active=True)


class TrackPartQuerySet(ScopedQuerySet["TrackPart"]):
    station_path = "round__station_id"


class PresenceCellQuerySet(ScopedQuerySet["PresenceCell"]):
    village_path = "village_id"
