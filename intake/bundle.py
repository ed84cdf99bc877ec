"""The night to take along: everything a phone needs to work until the morning without a signal."""

import base64
import datetime
import uuid
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from antifraud.bundle import for_phone as doors_for
from hazards.bundle import for_phone as hazards_for_phone
from intake.bundle_reports import disputes_for
from intake.choices import State
from intake.models import Submission
from intake.outlines import mapped_villages, outlines_digest
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Place, Station
from jurisdiction.sealed import column_key
from patrols.choices import ShiftStatus, TalkTopic
from patrols.models import (
    ContactAttempt,
    HandoverRead,
    OwnerVisit,
    PlacePass,
    Shift,
    TalkCard,
    UnsecuredVehicle,
)
from patrols.operations.evidence import note_bundle
from patrols.operations.handover import previous_handover
from patrols.operations.owners import known_plates

PLATE_COLUMN = "unsecured_vehicle.plate.phone"
#: Cadres and the justice office hold no power over cars and their owners.
CHECKS_CARS = frozenset({OfficerKind.POLICE, OfficerKind.AUXILIARY})
NIGHT_STAYS = datetime.timedelta(hours=8)
BEFORE = datetime.timedelta(hours=2)


def shift_of(officer: Officer, at: datetime.datetime) -> Shift | None:
    """The shift an officer stands in now or in the next two hours; an ended one stays eight hours, for what comes
    late."""
    found: Shift | None = (
        Shift.objects.with_member(officer.pk)
        .exclude(status=ShiftStatus.CANCELLED)
        .filter(starts_at__lte=at + BEFORE, ends_at__gt=at - NIGHT_STAYS)
        .exclude(status__in=[ShiftStatus.ENDED, ShiftStatus.ARCHIVED])
        .select_related("squad", "station")
        .prefetch_related("members__officer", "members__volunteer", "stops__place__village")
        .order_by("starts_at")
        .first()
    )
    return found


def bundle_for(
    officer: Officer, *, station: Station, at: datetime.datetime, outlines: str = "", doors: str = ""
) -> dict[str, Any]:
    """The bundle as JSON values; its shape is documented by what `static/js/night/state.js` reads. `outlines`: what the
    phone holds of the map already, which is not sent again; `doors`: likewise of the households. Notes that the officer's
    phone took the night along."""
    current = outlines_digest(station)
    shift = shift_of(officer, at)
    if shift is not None:
        note_bundle(shift=shift, officer=officer, at=at)
    return {
        "v": 1,
        "taken_at": at,
        "officer": {
            "id": officer.pk,
            "name": officer.name,
            "kind": officer.kind,
            "police": officer.kind == OfficerKind.POLICE,
            "may_check": officer.kind in CHECKS_CARS,
        },
        "station": {"name": station.name, "plate_prefix": station.plate_prefix, "phone": station.phone},
        "plate_key": base64.b64encode(column_key(PLATE_COLUMN)).decode(),
        "shift": None if shift is None else _shift(shift, officer),
        "next_shift": _next_shift(officer, at) if shift is None else None,
        "rounds": [] if shift is None else _rounds(shift),
        "places": [] if shift is None else _places(shift),
        "outlines": current,
        "villages": None if outlines == current else mapped_villages(station),
        "vehicles": [] if shift is None else _vehicles(shift),
        "plates": known_plates(station=station, at=at) if officer.kind in CHECKS_CARS else {},
        "visits": _visits(officer, station, at),
        "handover": None if shift is None else _handover(shift, officer),
        "talks": _talks(station),
        "disputes": disputes_for(officer, station=station, at=at),
        "hazards": hazards_for_phone(officer, station, at),
        "doors": doors_for(officer, tonight=_walked(shift), at=at, had=doors),
        "included": [] if shift is None else _included(officer, shift),
    }


def _shift(shift: Shift, officer: Officer) -> dict[str, Any]:
    members = list(shift.members.all())
    return {
        "id": shift.pk,
        "squad": shift.squad.name,
        "may_enforce": shift.squad.may_enforce,
        "duty_date": shift.duty_date,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "status": shift.status,
        "members": [str(member) for member in members],
        "leader": any(member.is_leader and member.officer_id == officer.pk for member in members),
    }


def _next_shift(officer: Officer, at: datetime.datetime) -> dict[str, Any] | None:
    found = (
        Shift.objects.with_member(officer.pk)
        .exclude(status=ShiftStatus.CANCELLED)
        .filter(starts_at__gt=at)
        .select_related("squad")
        .order_by("starts_at")
        .first()
    )
    return None if found is None else {"squad": found.squad.name, "starts_at": found.starts_at}


def _rounds(shift: Shift) -> list[dict[str, Any]]:
    passes = Prefetch("passes", PlacePass.objects.only("round_id", "place_id", "passed_at", "proof"))
    found = shift.rounds.with_counts().prefetch_related(passes).order_by("planned_at")
    return [_round(item) for item in found]


def _round(found: Any) -> dict[str, Any]:
    draw = found.draw or {}
    offset = draw.get("start_offset")
    return {
        "id": found.pk,
        "number": found.number,
        "planned_at": found.planned_at,
        "remind_at": found.remind_at,
        "opens_at": found.opens_at,
        "on_time_until": found.on_time_until,
        "start_by": found.start_by,
        "suggested_at": None
        if offset is None
        else found.planned_at + datetime.timedelta(minutes=float(offset)),
        "status": found.status,
        "start_kind": found.start_kind,
        "started_at": found.started_at,
        "finished_at": found.finished_at,
        "tried": found.cars_tried,
        "open": found.cars_unsecured,
        "order": draw.get("order", []),
        "stay": draw.get("stay", {}),
        "passes": {
            str(item.place_id): {"at": item.passed_at, "proof": item.proof} for item in found.passes.all()
        },
    }


def _places(shift: Shift) -> list[dict[str, Any]]:
    return [_place(stop.place) for stop in shift.stops.all()]


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.pk,
        "name": place.name,
        "kind": str(place.get_kind_display()),
        "village": place.village.name if place.village else "",
        "latitude": round(place.point.y, 6),
        "longitude": round(place.point.x, 6),
        "radius": place.radius_m,
    }


def _walked(shift: Shift | None) -> set[int]:
    """Keys of the villages through which the shift walks."""
    stops = [] if shift is None else shift.stops.all()
    return {stop.place.village_id for stop in stops if stop.place.village_id is not None}


def _vehicles(shift: Shift) -> list[dict[str, Any]]:
    found: QuerySet[UnsecuredVehicle] = (
        UnsecuredVehicle.objects.live()
        .filter(vehicle_check__round__shift=shift)
        .select_related("vehicle_check", "call_code")
        .prefetch_related("photos", Prefetch("attempts", ContactAttempt.objects.order_by("at")))
        .order_by("found_at")
    )
    return [_vehicle(item) for item in found]


def _vehicle(found: UnsecuredVehicle) -> dict[str, Any]:
    return {
        "id": found.pk,
        "round": found.vehicle_check.round_id,
        "place": found.vehicle_check.place_id,
        "found_at": found.found_at,
        "plate": found.plate,
        "open_parts": found.open_parts,
        "description": found.description,
        "state": found.state,
        "outcome": found.outcome,
        "waiting_since": found.waiting_since,
        "reached_at": found.reached_at,
        "closed_at": found.closed_at,
        "code": found.call_code.code if hasattr(found, "call_code") else "",
        "attempts": [{"id": item.pk, "at": item.at, "result": item.result} for item in found.attempts.all()],
        "photos": len(found.photos.all()),
    }


def _visits(officer: Officer, station: Station, at: datetime.datetime) -> list[dict[str, Any]]:
    """Visits at home that are still to be made; for those who may make them. Plates only while they are kept plain."""
    if officer.kind not in CHECKS_CARS:
        return []
    found = (
        OwnerVisit.objects.filter(station=station)
        .open()
        .select_related("vehicle__vehicle_check__place")
        .order_by("suggested_at")[:30]
    )
    return [
        {
            "id": item.pk,
            "plate": item.vehicle.plate,
            "times": item.times_found,
            "suggested_at": item.suggested_at,
            "place": item.vehicle.vehicle_check.place.name if item.vehicle.vehicle_check.place else "",
        }
        for item in found
    ]


def _handover(shift: Shift, officer: Officer) -> dict[str, Any] | None:
    before = previous_handover(shift)
    if before is None:
        return None
    read = HandoverRead.objects.filter(previous=before, by=officer).exists()
    return {
        "previous": before.pk,
        "squad": before.squad.name,
        "note": before.handover_note,
        "by": before.handed_over_by.name if before.handed_over_by else "",
        "at": before.handed_over_at,
        "read": read,
    }


def _talks(station: Station) -> list[dict[str, Any]]:
    cards = TalkCard.objects.in_use().filter(Q(station__isnull=True) | Q(station=station))
    return [
        {
            "cars": card.topic == TalkTopic.THEFT,
            "topic": str(card.get_topic_display()),
            "title": card.title,
            "lines": card.body.splitlines(),
        }
        for card in cards
    ]


def _included(officer: Officer, shift: Shift) -> list[uuid.UUID]:
    """The officer's records whose effect the figures above contain already, so that the phone does not count them
    twice."""
    found = Submission.objects.filter(
        author=officer,
        state__in=[State.APPLIED, State.REPLACED],
        happened_at__gte=shift.starts_at - BEFORE,
    )
    return list(found.order_by("-received_at").values_list("pk", flat=True)[:1000])
