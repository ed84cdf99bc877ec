"""What a squad leaves behind on a walk: places passed, cars tried, open ones and how they ended."""

import datetime
import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from jurisdiction.models import Officer, Place
from ledger.operations import Change
from patrols import rules
from patrols.choices import (
    SECURED_OUTCOMES,
    CallResult,
    Finding,
    OpenPart,
    VehicleOutcome,
    VehicleState,
)
from patrols.models import (
    CallCode,
    ContactAttempt,
    PlacePass,
    Roster,
    Round,
    Squad,
    SquadMember,
    UnsecuredVehicle,
    VehicleCheck,
)
from patrols.operations.checks import plate_hash
from patrols.operations.owners import phone_hash
from prevention.demo.batch import Batch, key, near
from prevention.demo.cars import Owners, describe, poisson
from prevention.demo.signs import proven

MINUTE = datetime.timedelta(minutes=1)
#: Seconds at a place, metres a second between two.
STAYED, DRIVEN = 120, 10
METRES_A_DEGREE = 111_195.0
Spot = Sequence[float]
#: station -> (open cars a night at first, now, cars tried a round)
DEMAND = {"曹远": (11.4, 1.9, 17), "大湖": (3.4, 0.8, 11), "贡川": (3.0, 0.7, 9)}


def as_driven(places: Sequence[Place]) -> list[Place]:
    """From the first one always to the nearest that is left: villages lie kilometres apart."""
    spots = {place.pk: place.point.coords for place in places}
    route, left = list(places[:1]), list(places[1:])
    while left:
        here = spots[route[-1].pk]
        nearest = min(left, key=lambda place: apart(here, spots[place.pk]))
        left.remove(nearest)
        route.append(nearest)
    return route


def apart(one: Spot, other: Spot) -> float:
    """Metres between two (longitude, latitude), near enough for a demo."""
    east = (other[0] - one[0]) * math.cos(math.radians(one[1]))
    return METRES_A_DEGREE * math.hypot(east, other[1] - one[1])


def shares(route: Sequence[Place]) -> list[float]:
    """At which share of the round each place is passed: two minutes at each, and the way there by car."""
    spots = [place.point.coords for place in route]
    legs = [STAYED + apart(one, other) / DRIVEN for one, other in itertools.pairwise(spots)]
    whole = sum(legs) + 2 * STAYED
    return [(STAYED + sum(legs[:index])) / whole for index in range(len(route))]


@dataclass(slots=True)
class Walks:
    """One squad's night under a roster, as far as its walks go."""

    roster: Roster
    squad: Squad
    duty_date: datetime.date
    members: list[SquadMember]
    places: list[Place]
    chief: Officer
    owners: Owners
    batch: Batch
    since: datetime.date
    rng: random.Random

    def _note(
        self,
        at: datetime.datetime,
        verb: str,
        obj: models.Model,
        detail: dict[str, Any],
        by: Officer | None = None,
    ) -> None:
        self.batch.changes.append(Change(at, by, self.roster.station_id, verb, obj, detail))

    def log_walk(
        self, found: Round, finds: int, *, until: datetime.datetime, leave_one_open: bool = False
    ) -> None:
        """Places passed and cars tried between the round's start and `until`."""
        assert found.started_at is not None  # noqa: S101  # callers see to it
        assert found.started_by is not None  # noqa: S101  # callers see to it
        route = list(self.places)
        self.rng.shuffle(route)
        route = as_driven(route[: max(3, round(len(route) * self.rng.uniform(0.7, 1.0)))])
        _first, _now, usual = DEMAND[self.roster.station.short_name]
        tried = max(finds, poisson(self.rng, usual))
        for share, place in zip(shares(route), route, strict=True):
            moment = found.started_at + (until - found.started_at) * share
            self.batch.add(
                PlacePass(
                    id=key(self.rng),
                    round=found,
                    place=place,
                    passed_at=moment,
                    received_at=moment,
                    by=found.started_by,
                    **proven(self.rng.random(), moment, place, now=self.batch.now),
                )
            )
        for number in range(tried):
            place = self.rng.choice(route)
            moment = found.started_at + (until - found.started_at) * self.rng.uniform(0.03, 0.9)
            self._check(
                found, place, moment, is_open=number < finds, unresolved=leave_one_open and number == 0
            )

    def _check(
        self, found: Round, place: Place, moment: datetime.datetime, *, is_open: bool, unresolved: bool
    ) -> None:
        check = VehicleCheck(
            id=key(self.rng),
            round=found,
            station_id=found.station_id,
            village_id=place.village_id,
            place=place,
            duty_date=self.duty_date,
            checked_at=moment,
            received_at=moment,
            by=found.started_by,
            finding=Finding.UNSECURED if is_open else Finding.SECURE,
        )
        self.batch.add(check)
        if is_open:
            self._open_car(check, found, place, unresolved=unresolved)

    def _open_car(self, check: VehicleCheck, found: Round, place: Place, *, unresolved: bool) -> None:
        rng, moment, now = self.rng, check.checked_at, self.batch.now
        plate = self.owners.plate(rng)
        parts = rng.choices(
            [
                [OpenPart.DOOR],
                [OpenPart.WINDOW],
                [OpenPart.BOOT],
                [OpenPart.DOOR, OpenPart.KEY],
                [OpenPart.DOOR, OpenPart.WINDOW],
            ],
            weights=[56, 24, 5, 6, 9],
        )[0]
        text = describe(rng)
        vehicle = UnsecuredVehicle(
            vehicle_check=check,
            station_id=found.station_id,
            village_id=place.village_id,
            duty_date=self.duty_date,
            found_at=moment,
            point=near(place.point, rng),
            plate=plate if moment > now - rules.PLAIN_PLATE_KEPT else "",
            plate_hash=plate_hash(plate) if moment > now - rules.PLATE_HASH_KEPT else "",
            phone_hash=phone_hash(plate) if moment > now - rules.PLATE_HASH_KEPT else "",
            description=text if moment > now - rules.PLAIN_PLATE_KEPT else "",
            open_parts=sorted(parts),
        )
        reached = rng.random() < 0.83
        self._calls(vehicle, plate, found, reached=reached)
        if unresolved:
            vehicle.state, vehicle.outcome, vehicle.closed_at = VehicleState.RECHECK, "", None
            vehicle.secured_at = vehicle.closed_by = None
        else:
            self._close(vehicle, found, reached=reached)
        self.batch.add(vehicle)
        detail = {"round": found.pk, "finding": Finding.UNSECURED, "open": vehicle.open_parts}
        self._note(moment, "check.recorded", vehicle, detail, found.started_by)
        if vehicle.closed_at is not None:
            self._note(
                vehicle.closed_at, "vehicle.closed", vehicle, {"outcome": vehicle.outcome}, found.started_by
            )
        if moment > now - rules.PLAIN_PLATE_KEPT:
            self._code(vehicle, found)

    def _calls(self, vehicle: UnsecuredVehicle, plate: str, found: Round, *, reached: bool) -> None:
        rng, now = self.rng, self.batch.now
        moment = vehicle.found_at + 2 * MINUTE
        results = [
            rng.choice([CallResult.NO_ANSWER, CallResult.SWITCHED_OFF])
            for _ in range(rng.choice([0, 0, 0, 1, 2]))
        ]
        results.append(CallResult.REACHED if reached else CallResult.NO_ANSWER)
        contact = self.owners.contact(plate, at=moment, now=now, rng=rng)
        for result in results:
            self.batch.add(
                ContactAttempt(
                    id=key(rng),
                    vehicle=vehicle,
                    contact=contact,
                    at=moment,
                    by=found.started_by,
                    result=result,
                )
            )
            if result == CallResult.REACHED:
                vehicle.reached_at = moment
            moment += 3 * MINUTE

    def _close(self, vehicle: UnsecuredVehicle, found: Round, *, reached: bool) -> None:
        rng = self.rng
        vehicle.waiting_since = vehicle.found_at + 4 * MINUTE if reached else None
        if reached and rng.random() < 0.94:
            vehicle.outcome = rng.choices(list(SECURED_OUTCOMES), weights=[88, 12])[0]
            minutes = min(38, 6 + int(rng.expovariate(1 / 8)))
            if vehicle.reached_at is not None:  # nobody comes before the call that fetched them
                minutes = max(minutes, (vehicle.reached_at - vehicle.found_at) // MINUTE + rng.randint(3, 9))
            vehicle.secured_at = vehicle.closed_at = vehicle.found_at + minutes * MINUTE
            vehicle.talk_given = rng.random() < 0.86
        else:
            vehicle.outcome = rng.choice(
                [VehicleOutcome.NOTICE_LEFT, VehicleOutcome.NOTICE_LEFT, VehicleOutcome.NOT_SECURED]
            )
            vehicle.closed_at = vehicle.found_at + rng.randrange(12, 40) * MINUTE
        vehicle.state = VehicleState.CLOSED
        vehicle.closed_by = found.started_by

    def _code(self, vehicle: UnsecuredVehicle, found: Round) -> None:
        self.batch.add(
            CallCode(
                code=f"{int(vehicle.pk.hex[:8], 16) % 1_000_000:06d}",
                station_id=vehicle.station_id,
                vehicle=vehicle,
                duty_date=self.duty_date,
                issued_at=vehicle.found_at,
                expires_at=found.shift.ends_at + 2 * MINUTE,
            )
        )
