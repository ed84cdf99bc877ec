"""Whether a quarrel is known already: same village, lately, the same people, or the same kind at the same place."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db.models import Count, F, Q

from disputes import rules
from disputes.choices import DisputeKind, Status
from disputes.models import Dispute
from disputes.operations.parties import name_hash
from jurisdiction.models import Village
from jurisdiction.time_limits import limit

SHOWN_MOST = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """One that may be the same: `people` names they share, `metres` between the places, none when either is unknown."""

    dispute: Dispute
    people: int
    metres: int | None
    same_kind: bool


def since(at: datetime.datetime) -> datetime.datetime:
    """Reports before that moment are no longer taken for the same."""
    return at - datetime.timedelta(days=limit("dispute.duplicate", on=at.date()).amount)


def near_duplicates(
    *,
    village: Village | int,
    kind: DisputeKind | str,
    names: Iterable[str],
    point: Point | None,
    at: datetime.datetime,
    without: uuid.UUID | None = None,
) -> list[Likeness]:
    """The likeliest first: those that share people, then those of the same kind near by, then the latest."""
    hashes = [digest for digest in map(name_hash, names) if digest]
    return _near(village, kind, hashes, point, at=at, without=without)


def duplicates_of(dispute: Dispute) -> list[Likeness]:
    """The same for one that is stored."""
    hashes = [party.name_hash for party in dispute.parties.all() if party.name_hash]
    return _near(
        dispute.village_id,
        dispute.kind,
        hashes,
        dispute.point,
        at=dispute.received_at,
        without=dispute.pk,
    )


def _near(
    village: Village | int,
    kind: str,
    hashes: list[str],
    point: Point | None,
    *,
    at: datetime.datetime,
    without: uuid.UUID | None,
) -> list[Likeness]:
    shared = Count("parties", filter=Q(parties__name_hash__in=hashes), distinct=True)
    found: Any = (
        Dispute.objects.live()
        .exclude(status=Status.REFUSED)
        .filter(village=village, received_at__gt=since(at), received_at__lte=at)
        .annotate(people=shared)
        .select_related("village")
    )
    if without is not None:
        found = found.exclude(pk=without)
    like = Q(people__gt=0)
    if point is None:
        like |= Q(kind=kind)
    else:
        found = found.annotate(away=Distance("point", point))
        like |= Q(kind=kind) & (Q(point__isnull=True) | Q(away__lte=rules.NEAR_METRES))
    order = ["-people"]
    order += [F("away").asc(nulls_last=True)] if point is not None else []  # type: ignore[list-item]  # both are taken
    rows = found.filter(like).order_by(*order, "-received_at")[:SHOWN_MOST]
    return [
        Likeness(
            dispute=row,
            people=row.people,
            metres=round(row.away.m) if point is not None and row.away is not None else None,
            same_kind=row.kind == kind,
        )
        for row in rows
    ]
