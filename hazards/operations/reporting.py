"""Reports of hazards, from wherever they come; one that finds a closed hazard again reopens it."""

import datetime
import uuid
from typing import Any

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import Distance
from django.db import transaction
from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Action, HazardKind, Level, Source, Status
from hazards.errors import HazardRefused, RecordTaken
from hazards.models import Hazard, Sighting
from hazards.operations import due, telling
from hazards.operations.due import day_of
from hazards.operations.moves import add_step, move, require_words
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer, Place, Station
from jurisdiction.territory import village_at
from ledger.operations import record
from papers.numbers import record_number

SERIES = "YH"


def reported_as(record_id: uuid.UUID) -> Hazard | None:
    """The hazard that a report with this key made, or found again."""
    return Hazard.objects.filter(sightings__pk=record_id).first()


#: Metres within which a hazard that belongs to no place counts as at the same spot.
SAME_SPOT_M = 40


@transaction.atomic
def report_hazard(
    *,
    record_id: uuid.UUID,
    station: Station,
    place: Place | None,
    point: Point | None,
    kind: HazardKind | str,
    level: Level | str,
    words: str,
    source: Source | str,
    source_ref: str = "",
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Hazard:
    """Stores a report. The same record again changes nothing. At the place and of the kind of a hazard closed within the
    stored limit before, it reopens that one: its trail stays, and it has a new finder.

    Raises HazardRefused (field kind, level, words, place, point), RecordTaken.
    """
    earlier = Sighting.objects.filter(pk=record_id).select_related("hazard").first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier.hazard
    text = require_words(words, field="words", most=1000)
    if kind not in HazardKind.values:
        raise HazardRefused(_("Choose what kind of hazard it is."), field="kind")
    if level not in Level.values:
        raise HazardRefused(_("Choose how dangerous it is."), field="level")
    if place is not None and place.station_id != station.pk:
        raise HazardRefused(_("This place belongs to another station."), field="place")
    village_id = _village(place, point, by, at)
    again = _closed_before(place, point, village_id, kind, at)
    if again is not None:
        found = _reopen(again, level=level, words=text, at=at, received_at=received_at, by=by)
    else:
        found = _first(
            record_id=record_id,
            station=station,
            village_id=village_id,
            place=place,
            point=point or (place.point if place else None),
            kind=kind,
            level=level,
            words=text,
            source=source,
            source_ref=source_ref[:60],
            found_at=at,
            received_at=received_at,
            found_by=by,
        )
    Sighting.objects.create(
        id=record_id,
        hazard=found,
        words=text,
        source=source,
        source_ref=source_ref[:60],
        at=at,
        received_at=received_at,
        by=by,
    )
    telling.tell_reported(found, at=at, by=by)
    return found


def _first(
    *,
    record_id: uuid.UUID,
    station: Station,
    found_at: datetime.datetime,
    found_by: Officer,
    **columns: Any,
) -> Hazard:
    until = due.assess_by(found_at)
    found = Hazard.objects.create(
        id=record_id,
        number=record_number(station=station, series=SERIES, day=day_of(found_at)),
        station=station,
        found_at=found_at,
        found_by=found_by,
        assess_by=until,
        due_at=until,
        **due.alerts(until),
        **columns,
    )
    add_step(found, Action.REPORT, at=found_at, by=found_by, was="", words=found.words)
    record(
        at=found_at,
        by=found_by,
        station=station,
        verb="hazard.reported",
        obj=found,
        detail={"number": found.number, "kind": found.kind, "level": found.level},
    )
    return found


def _village(place: Place | None, point: Point | None, by: Officer, at: datetime.datetime) -> int | None:
    """The place's, whatever a position near the border says; without a place where the point lies. A cadre reports within
    the own villages only."""
    village_id: int | None = place.village_id if place is not None else None
    if village_id is None and point is not None:
        village_id = village_at(point)
    if by.kind != OfficerKind.CADRE:
        return village_id
    own = list(
        by.postings.effective(day_of(at))
        .filter(role=Role.CADRE, village__isnull=False)
        .values_list("village_id", flat=True)
    )
    if village_id is None and len(own) == 1:
        return int(own[0])
    if village_id not in own:
        raise HazardRefused(_("This lies outside your village."), field="place" if place else None)
    return village_id


def _closed_before(
    place: Place | None, point: Point | None, village_id: int | None, kind: str, at: datetime.datetime
) -> Hazard | None:
    """The hazard of this kind that was closed here lately: found again. Without a place, "here" is within some steps of
    the point, in the same village."""
    here = Hazard.objects.filter(place=place)
    if place is None:
        if point is None or village_id is None:
            return None
        here = here.filter(village_id=village_id, point__distance_lte=(point, Distance(m=SAME_SPOT_M)))
    closed = (
        here.select_for_update(of=("self",))
        .filter(kind=kind, status=Status.CLOSED, closed_at__lt=at, recurs_until__gt=at)
        .order_by("-closed_at")
        .first()
    )
    if closed is None or closed.closed_at is None or closed.recurs_until is None:
        return None
    return closed if rules.recurs(at, closed_at=closed.closed_at, recurs_until=closed.recurs_until) else None


def _reopen(
    found: Hazard,
    *,
    level: str,
    words: str,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Hazard:
    until = due.assess_by(at)
    return move(
        found,
        rules.Action.REOPEN,
        at=at,
        by=by,
        due_at=until,
        words=words,
        verb="hazard.reopened",
        found_by=by,
        found_at=at,
        received_at=received_at,
        level=level,
        recurrences=found.recurrences + 1,
        assess_by=until,
        transfer_by=None,
        rectify_by=None,
        answer_by=None,
        recheck_by=None,
        supervise_by=None,
        overdue_at=None,
        way="",
        closed_at=None,
        closed_by=None,
        closing_words="",
        recurs_until=None,
        keep_until=None,
    )
