"""Shortcuts of the patrol tests."""

import datetime
import uuid

from jurisdiction.models import Officer
from patrols.choices import CallResult, NumberSource, ObservationKind, OpenPart
from patrols.models import ContactAttempt, Observation, OwnerVisit, Round, UnsecuredVehicle
from patrols.operations.checks import record_unsecured_vehicle
from patrols.operations.observations import record_observation
from patrols.operations.planning import plan_shifts
from patrols.operations.rounds import start_round
from patrols.operations.vehicles import record_call
from tests.cast import Cast, at

EVENING = at("2026-09-03 19:00")


def first_round(cast: Cast, when: datetime.datetime = EVENING) -> Round:
    """The 20:00 round of that night's shift of squad A."""
    plan_shifts(at=when, only=cast.roster_a)
    return Round.objects.filter(squad=cast.squad_a, planned_at__gt=when).earliest("planned_at")


def running_round(cast: Cast) -> Round:
    return start_round(round_id=first_round(cast).pk, at=at("2026-09-03 20:01"), by=cast.officer_a)


def open_car(
    cast: Cast,
    round_: Round,
    plate: str = "闽G12345",
    when: datetime.datetime | None = None,
    **values: object,
) -> UnsecuredVehicle:
    when = when or at("2026-09-03 20:20")
    options: dict[str, object] = {
        "record_id": uuid.uuid4(),
        "round_id": round_.pk,
        "place": cast.place_a,
        "point": None,
        "plate": plate,
        "open_parts": [OpenPart.DOOR],
        "description": "white van",
        "at": when,
        "received_at": when,
        "by": cast.officer_a,
        **values,
    }
    return record_unsecured_vehicle(**options)  # type: ignore[arg-type]


def call_owner(
    vehicle: UnsecuredVehicle,
    by: Officer,
    result: CallResult = CallResult.REACHED,
    number: str = "13800000000",
    source: NumberSource = NumberSource.ON_CAR,
    reason: str = "",
) -> ContactAttempt:
    return record_call(
        record_id=uuid.uuid4(),
        vehicle_id=vehicle.pk,
        result=result,
        number=number,
        source=source,
        reason=reason,
        contact=None,
        at=vehicle.found_at + datetime.timedelta(minutes=3),
        by=by,
    )


def seen_and_suggested(cast: Cast, vehicle: UnsecuredVehicle) -> tuple[Observation, OwnerVisit]:
    """A note written down on the way, and an owner who should be visited."""
    observation = record_observation(
        record_id=uuid.uuid4(),
        shift_id=vehicle.vehicle_check.round.shift_id,
        round_id=vehicle.vehicle_check.round_id,
        kind=ObservationKind.NOTE,
        place=cast.place_a,
        point=None,
        text="cable over the road",
        people=0,
        apps_installed=0,
        at=vehicle.found_at,
        received_at=vehicle.found_at,
        by=cast.officer_a,
    )
    visit = OwnerVisit.objects.create(
        station=cast.station_a,
        plate_hash=vehicle.plate_hash,
        vehicle=vehicle,
        times_found=3,
        suggested_at=vehicle.found_at,
    )
    return observation, visit
