"""Nights as they might have been: each is drawn from its own seed, so a night is the same whenever it is made."""

import datetime
import random
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.db import models, transaction
from django.utils import timezone

from jurisdiction.models import Officer, Place
from ledger.operations import Change, record_many
from patrols import rules
from patrols.choices import (
    SECURED_OUTCOMES,
    AlertStep,
    CallResult,
    Finding,
    OpenPart,
    PassProof,
    RoundStatus,
    ShiftStatus,
    StartKind,
    VehicleOutcome,
    VehicleState,
)
from patrols.models import (
    CallCode,
    ContactAttempt,
    OwnerContact,
    PlacePass,
    Roster,
    Round,
    RoundAlert,
    Shift,
    ShiftMember,
    ShiftPlace,
    Squad,
    SquadMember,
    UnsecuredVehicle,
    VehicleCheck,
)
from patrols.operations.checks import plate_hash
from patrols.operations.planning import policy_of
from prevention.demo.cars import Owners, describe, poisson, weigh

MINUTE = datetime.timedelta(minutes=1)
#: station -> (open cars a night at first, now, cars tried a round)
DEMAND = {"曹远": (11.4, 1.9, 17), "大湖": (3.4, 0.8, 11), "贡川": (3.0, 0.7, 9)}
EXCUSES = ("暴雨红色预警，指挥室通知停巡。", "全队支援交通事故现场处置。", "配合走失老人搜寻。")
BREAKS = ("接警处置打架警情，中止巡逻。", "车辆故障，返所换车。")
HANDOVERS = (
    "各点位正常，桥头路灯已报修。",
    "主街停车带有两辆车长期停放，已提醒车主移车。",
    "夜市散场较晚，后半夜留意车窗。",
    "村部门前新增停车位，下一班请列入必查。",
    "无异常。手电一支电量不足，已充电。",
    "一户反复未锁车，建议白天上门走访。",
)


@dataclass(slots=True)
class Batch:
    """Rows of many nights, in the order in which they can be stored."""

    now: datetime.datetime
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def add(self, row: models.Model) -> None:
        self.rows.setdefault(type(row), []).append(row)

    def store(self, contacts: Sequence[OwnerContact]) -> None:
        """Everything in one transaction; `contacts` before the calls that name them."""
        with transaction.atomic():
            OwnerContact.objects.bulk_create(contacts, batch_size=500)
            for model in ORDER:
                model._default_manager.bulk_create(self.rows.get(model, []), batch_size=1000)
            record_many(sorted(self.changes, key=lambda change: change.at))
        self.rows.clear()
        self.changes.clear()


ORDER: tuple[type[models.Model], ...] = (
    ShiftMember,
    ShiftPlace,
    PlacePass,
    RoundAlert,
    VehicleCheck,
    UnsecuredVehicle,
    ContactAttempt,
    CallCode,
)


def near(point: Point, rng: random.Random) -> Point:
    """Some sixty metres around a place: cars stand along the road, not on the pin."""
    return Point(point.x + rng.gauss(0, 0.0006), point.y + rng.gauss(0, 0.0006), srid=4326)


def key(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


@dataclass(slots=True)
class Night:
    """One squad's night under a roster."""

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

    @property
    def police(self) -> list[Officer]:
        return [
            member.officer
            for member in self.members
            if member.officer and member.officer.kind in ("police", "auxiliary")
        ]

    def write(self, *, special: bool = False) -> Shift:
        """The shift with all its rounds. `special` is last night, with something for the chief to decide."""
        starts_at, ends_at = rules.night_span(
            self.duty_date, self.roster.starts_at, self.roster.ends_at, timezone.get_default_timezone()
        )
        handed_over = not special
        shift = Shift.objects.create(
            station_id=self.roster.station_id,
            roster=self.roster,
            squad=self.squad,
            duty_date=self.duty_date,
            starts_at=starts_at,
            ends_at=ends_at,
            status=ShiftStatus.ENDED if handed_over else ShiftStatus.AWAITING_HANDOVER,
            handover_note=self.rng.choice(HANDOVERS) if handed_over else "",
            handed_over_at=ends_at + self.rng.randrange(5, 25) * MINUTE if handed_over else None,
            handed_over_by=self.police[0] if handed_over else None,
        )
        self._people_and_places(shift)
        slots = rules.slots(starts_at, ends_at, self.roster.interval_minutes)
        rounds = [
            self._round(shift, number, slot, special=special) for number, slot in enumerate(slots, start=1)
        ]
        Round.objects.bulk_create(rounds)
        first, now, _tried = DEMAND[self.roster.station.short_name]
        mean = weigh(self.duty_date, self.since, first=first, now=now) * len(self.places) / 12
        walked = [found for found in rounds if found.started_at is not None]
        finds = poisson(self.rng, max(0.3, mean)) if walked else 0
        if special:
            finds = max(3, min(finds, 4))
        shares = [self.rng.choice(walked).number for _ in range(finds)]
        for found in rounds:
            self._log(found, shares.count(found.number), special=special)
        self._note(
            starts_at, "shift.planned", shift, {"night": self.duty_date.isoformat(), "rounds": len(rounds)}
        )
        return shift

    def _note(
        self,
        at: datetime.datetime,
        verb: str,
        obj: models.Model,
        detail: dict[str, Any],
        by: Officer | None = None,
    ) -> None:
        self.batch.changes.append(Change(at, by, self.roster.station_id, verb, obj, detail))

    def _people_and_places(self, shift: Shift) -> None:
        for member in self.members:
            self.batch.add(
                ShiftMember(
                    shift=shift,
                    officer=member.officer,
                    volunteer=member.volunteer,
                    is_leader=member.is_leader,
                    starts_at=shift.starts_at,
                    ends_at=shift.ends_at,
                )
            )
        for position, place in enumerate(self.places, start=1):
            self.batch.add(ShiftPlace(shift=shift, place=place, position=position))

    def _round(self, shift: Shift, number: int, slot: datetime.datetime, *, special: bool) -> Round:
        times = rules.deadlines(slot, policy_of(self.roster))
        found = Round(
            shift=shift,
            station_id=shift.station_id,
            squad=self.squad,
            duty_date=self.duty_date,
            number=number,
            **asdict(times),
        )
        fate = self.rng.random()
        if special:
            fate = {1: 0.5, 2: 0.935, 3: 0.5, 4: 0.999}.get(number, 0.5)
        if fate < 0.96:
            offset = self.rng.randrange(12, 28) if fate > 0.92 else self.rng.randrange(-7, 9)
            self._walk(found, slot + offset * MINUTE)
        elif fate < 0.968:
            self._walk(found, slot + self.rng.randrange(0, 8) * MINUTE)
            found.status, found.reason = RoundStatus.ABORTED, self.rng.choice(BREAKS)
        else:
            self._miss(found, fate)
        return found

    def _walk(self, found: Round, started_at: datetime.datetime) -> None:
        found.started_at = started_at
        found.started_by = found.finished_by = self.rng.choice(self.police)
        found.start_kind = rules.start_kind(
            started_at,
            planned_at=found.planned_at,
            on_time_until=found.on_time_until,
            start_by=found.start_by,
        )
        found.finished_at = started_at + self.rng.randrange(42, 80) * MINUTE
        found.status = RoundStatus.MADE_UP if found.start_kind == StartKind.MAKE_UP else RoundStatus.DONE

    def _miss(self, found: Round, fate: float) -> None:
        found.missed_at = found.start_by
        if fate < 0.98:
            self._walk(found, found.start_by + self.rng.randrange(4, 30) * MINUTE)
        elif fate < 0.99:
            found.status, found.reason, found.excused_by = (
                RoundStatus.EXCUSED,
                self.rng.choice(EXCUSES),
                self.chief,
            )
        else:
            found.status = RoundStatus.MISSED

    def _alerts(self, found: Round, *, noted: bool) -> None:
        steps = (
            (AlertStep.OFFICER, found.start_by),
            (AlertStep.LEADER, found.leader_alert_at),
            (AlertStep.CHIEF, found.chief_alert_at),
        )
        morning = datetime.datetime.combine(
            self.duty_date + rules.DAY, datetime.time(7, 40), tzinfo=timezone.get_default_timezone()
        )
        for step, due_at in steps:
            if found.started_at is not None and due_at > found.started_at:
                continue
            open_still = step == AlertStep.CHIEF and not noted
            self.batch.add(
                RoundAlert(
                    round=found,
                    station_id=found.station_id,
                    step=step,
                    due_at=due_at,
                    raised_at=due_at + self.rng.randrange(2, 58) * MINUTE / 60,
                    acknowledged_at=None if open_still else max(morning, due_at + MINUTE),
                    acknowledged_by=None if open_still else self.chief,
                )
            )

    def _log(self, found: Round, finds: int, *, special: bool) -> None:
        if found.missed_at is not None:
            self._alerts(found, noted=not special)
            self._note(found.start_by, "round.missed", found, {"number": found.number})
        if found.started_at is None or found.finished_at is None or found.started_by is None:
            return
        self._note(found.started_at, "round.started", found, {"start": found.start_kind}, found.started_by)
        self._note(found.finished_at, "round.finished", found, {"status": found.status}, found.started_by)
        self.log_walk(found, finds, until=found.finished_at, leave_one_open=special and found.number == 5)

    def log_walk(
        self, found: Round, finds: int, *, until: datetime.datetime, leave_one_open: bool = False
    ) -> None:
        """Places passed and cars tried between the round's start and `until`."""
        assert found.started_at is not None  # noqa: S101  # callers see to it
        assert found.started_by is not None  # noqa: S101  # callers see to it
        route = list(self.places)
        self.rng.shuffle(route)
        route = route[: max(3, round(len(route) * self.rng.uniform(0.7, 1.0)))]
        step = (until - found.started_at) / (len(route) + 1)
        _first, _now, usual = DEMAND[self.roster.station.short_name]
        tried = max(finds, poisson(self.rng, usual))
        for index, place in enumerate(route, start=1):
            moment = found.started_at + step * index
            self.batch.add(
                PlacePass(
                    id=key(self.rng),
                    round=found,
                    place=place,
                    passed_at=moment,
                    received_at=moment,
                    by=found.started_by,
                    proof=PassProof.HAND if self.rng.random() < 0.6 else PassProof.POSITION,
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
