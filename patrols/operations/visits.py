"""Visits at home to owners whose car is found open again and again."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from jurisdiction.postings import standing
from ledger.models import Entry
from ledger.operations import record
from patrols import rules
from patrols.choices import VisitResult
from patrols.errors import PoliceOnly, VisitClosed
from patrols.models import OwnerVisit, UnsecuredVehicle


def suggest_visit(vehicle: UnsecuredVehicle, *, at: datetime.datetime) -> OwnerVisit | None:
    """Opens a suggestion when the car's plate is found open for the third time, or more, in twelve months at its station;
    one that is open already follows the car to its newest finding, whose plate is kept longest. Within the caller's
    transaction."""
    if not vehicle.plate_hash:
        return None
    times = (
        UnsecuredVehicle.objects.live()
        .filter(
            station_id=vehicle.station_id,
            plate_hash=vehicle.plate_hash,
            found_at__gt=vehicle.found_at - rules.PLATE_HASH_KEPT,
            found_at__lte=vehicle.found_at,
        )
        .count()
    )
    if not rules.suggests_home_visit(times):
        return None
    try:
        with transaction.atomic():
            return OwnerVisit.objects.create(
                station_id=vehicle.station_id,
                plate_hash=vehicle.plate_hash,
                vehicle=vehicle,
                times_found=times,
                suggested_at=at,
            )
    except IntegrityError:  # one is open already
        return _follow(vehicle, times)


def _follow(vehicle: UnsecuredVehicle, times: int) -> OwnerVisit | None:
    found = (
        OwnerVisit.objects.open()
        .select_for_update(of=("self",))
        .select_related("vehicle")
        .filter(station_id=vehicle.station_id, plate_hash=vehicle.plate_hash)
        .first()
    )
    if found is None or found.vehicle.found_at > vehicle.found_at:
        return found
    found.vehicle, found.times_found = vehicle, times
    found.save(update_fields=["vehicle", "times_found"])
    return found


def expire_visits(*, at: datetime.datetime) -> int:
    """Closes suggestions whose car's plate is erased: nobody can tell any more where to go, and an open one would stand
    in the way of the next. Within the caller's transaction; returns how many."""
    over = list(OwnerVisit.objects.open().select_for_update(of=("self",)).filter(vehicle__plate=""))
    for found in over:
        found.result, found.visited_at = VisitResult.EXPIRED, at
        found.save(update_fields=["result", "visited_at"])
        record(at=at, by=None, station=found.station_id, verb="visit.expired", obj=found)
    return len(over)


@transaction.atomic
def close_visit(
    *,
    visit_id: uuid.UUID,
    result: VisitResult,
    note: str,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> OwnerVisit:
    """Closes a suggestion with what came of it. The same result again changes nothing. Who was there and could not send
    it before the plate was erased is believed.

    Raises PoliceOnly, VisitClosed (another result is stored; it carries result, who and when).
    """
    found = OwnerVisit.objects.select_for_update(of=("self",)).select_related("visited_by").get(pk=visit_id)
    if by.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY):
        raise PoliceOnly(_("Only police officers and auxiliaries visit owners at home."))
    if found.station_id not in standing(by, on=received_at.date()).remit.stations:
        raise PoliceOnly(_("This visit belongs to another station."))
    if found.result and found.result != VisitResult.EXPIRED:
        if found.result == result:
            return found
        raise VisitClosed(_("This visit is closed with another result already."), visit=found)
    found.result = result
    found.note = note.strip()[:200]
    found.visited_at = max(at, found.suggested_at)
    found.received_at = received_at
    found.visited_by = by
    found.save()
    record(at=at, by=by, station=found.station_id, verb="visit.closed", obj=found, detail={"result": result})
    return found


def last_corrected(visit: OwnerVisit, *, after: int) -> Entry | None:
    """The ledger's entry of the last correction of its result, after that entry."""
    found = Entry.objects.filter(
        object_type=visit._meta.label_lower, object_id=str(visit.pk), verb="visit.corrected", pk__gt=after
    )
    return found.select_related("by").order_by("-pk").first()


@transaction.atomic
def correct_visit(
    *, visit_id: uuid.UUID, result: VisitResult, at: datetime.datetime, by: Officer
) -> OwnerVisit:
    """Another result after a person decided between two; the one before stays in the ledger."""
    found = OwnerVisit.objects.select_for_update().get(pk=visit_id)
    was, found.result = found.result, result
    found.save(update_fields=["result"])
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="visit.corrected",
        obj=found,
        detail={"was": was, "result": result},
    )
    return found
