"""Chainable reads. A scoped queryset says once where its rows' station and village stand and gains `.within(remit)`."""

import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.auth.models import UserManager
from django.db import models
from django.db.models import Q

from jurisdiction.remit import Breadth, Remit

if TYPE_CHECKING:
    from jurisdiction.models import (  # noqa: F401  # named in quotes below
        Officer,
        Place,
        Posting,
        Station,
        Team,
        Township,
        Village,
        Volunteer,
    )

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows that belong to a station, and perhaps to a village.

    `station_path` and `village_path` are look-up paths to the keys; without a village path, a remit of villages
    sees nothing.
    """

    station_path: ClassVar[str] = "station_id"
    village_path: ClassVar[str | None] = None

    def within(self, remit: Remit) -> Self:
        """The rows this remit may see; none for an empty one."""
        if remit.breadth is Breadth.EVERYWHERE:
            return self.all()
        if remit.breadth is Breadth.STATIONS:
            return self.filter(**{f"{self.station_path}__in": remit.stations})
        if remit.breadth is Breadth.VILLAGES and self.village_path is not None:
            return self.filter(**{f"{self.village_path}__in": remit.villages})
        return self.none()


class StationQuerySet(ScopedQuerySet["Station"]):
    station_path = "pk"

    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.VILLAGES:
            return self.filter(townships__villages__in=remit.villages).distinct()
        return super().within(remit)


class TownshipQuerySet(ScopedQuerySet["Township"]):
    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.VILLAGES:
            return self.filter(villages__in=remit.villages).distinct()
        return super().within(remit)


class VillageQuerySet(ScopedQuerySet["Village"]):
    station_path = "township__station_id"
    village_path = "pk"

    def with_area(self) -> "models.QuerySet[Any]":
        """Adds `area_m2` (square metres on the spheroid, by PostGIS); null without a boundary."""
        return self.annotate(
            area_m2=models.Func(
                models.Func(
                    "boundary",
                    function="geography",
                    output_field=models.FloatField(),
                ),
                function="ST_Area",
                output_field=models.FloatField(),
            )
        )


class TeamQuerySet(ScopedQuerySet["Team"]):
    pass


class PlaceQuerySet(ScopedQuerySet["Place"]):
    village_path = "village_id"

    def in_use(self) -> Self:
        return self.filter(active=True)


class VolunteerQuerySet(ScopedQuerySet["Volunteer"]):
    pass


class PostingQuerySet(ScopedQuerySet["Posting"]):
    def effective(self, on: datetime.date) -> Self:
        """Postings that hold on that day: from their start up to, not including, their end."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


class OfficerQuerySet(ScopedQuerySet["Officer"]):
    station_path = "postings__station_id"

    def within(self, remit: Remit) -> Self:
        return super().within(remit).distinct()

    def posted(self, on: datetime.date) -> Self:
        """Active officers who hold a posting on that day."""
        return self.filter(
            Q(postings__ends_on__isnull=True) | Q(postings__ends_on__gt=on),
            is_active=True,
            postings__starts_on__lte=on,
        ).distinct()


class OfficerManager(UserManager.from_queryset(OfficerQuerySet)):  # type: ignore[misc]  # built at run time
    """Creates officers; names are one field here, so a superuser needs a name too."""
