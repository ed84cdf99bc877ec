"""Households and their visits as rows that are stored together, as the operations would have written them."""

import datetime
import random
from dataclasses import dataclass, field

from django.contrib.gis.geos import Point
from django.utils import timezone

from antifraud import door_rules
from antifraud.choices import DoorOutcome, FraudKind, NoAppReason
from antifraud.models import AppCount, AppHelp, DoorVisit, Household
from antifraud.operations.households import Door, fill
from jurisdiction import deadlines
from jurisdiction.models import Officer, Station, TimeLimit, Village
from jurisdiction.time_limits import limit
from ledger.operations import Change, record_many
from prevention.demo.batch import key

DAY = datetime.timedelta(days=1)
SURNAMES = "林陈黄张吴李郑王刘苏罗邓赖廖魏范曾江"
GIVEN = (
    "阿福",
    "秋菊",
    "水旺",
    "春妹",
    "木根",
    "桂花",
    "来福",
    "细妹",
    "长根",
    "阿英",
    "金土",
    "秀兰",
    "火旺",
    "月英",
    "石生",
    "德明",
)
ADULTS = (1, 1, 2, 2, 2, 2, 2, 3, 3, 4)
HOURS = (9, 10, 15, 16, 19, 19, 20, 20, 20, 21, 21)
NOTES = (
    "老人独居，子女周末回来",
    "愿意帮邻居装",
    "店里忙，晚上九点后方便",
    "接到过刷单电话，没有转账",
    "手机旧，装不上",
)
KINDS = (
    FraudKind.CLICK_FARMING,
    FraudKind.FAKE_LOAN,
    FraudKind.FAKE_SUPPORT,
    FraudKind.POSED_AUTHORITY,
    FraudKind.INVESTMENT,
)
REASONS = (NoAppReason.NO_SMARTPHONE, NoAppReason.AWAY, NoAppReason.NEEDS_HELP, NoAppReason.UNWILLING)
SPACING = 35


@dataclass(slots=True)
class DoorRows:
    station: Station
    now: datetime.datetime
    first: datetime.date
    crew: list[Officer]
    rng: random.Random
    households: list[Household] = field(default_factory=list)
    visits: list[DoorVisit] = field(default_factory=list)
    counts: list[AppCount] = field(default_factory=list)
    helps: list[AppHelp] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    retention: TimeLimit | None = None

    def village(self, village: Village, *, cadre: Officer | None, reached: float, busy: bool) -> None:
        """As many households as the village has. `busy`: a campaign is on there this month, and keeps its pace."""
        many = village.households or 120
        today = timezone.localdate(self.now)
        for number in range(many):
            household = self._household(village, number)
            days = self._days(reached)
            if busy:
                month = today.replace(day=1)
                length = ((month + 31 * DAY).replace(day=1) - month).days
                days = [day for day in days if day < month - SPACING * DAY]
                if number * 7 % 100 < 94 * (today - month).days / length:
                    days.append(month + self.rng.randrange(max(1, (today - month).days)) * DAY)
            by = [*self.crew, *([cadre] * 4 if cadre else [])]
            for day in days:
                self._talk(household, day, self.rng.choice(by), reached)
            self._lately(household, today, self.rng.choice(by))
            household.changed_at = household.last_try_at or household.created_at
            self.households.append(household)
        self.changes.append(
            Change(
                self._at(self.first, 9),
                self.crew[0],
                self.station,
                "household.added",
                None,
                {"village": village.pk, "households": many},
            )
        )

    def _household(self, village: Village, number: int) -> Household:
        rng = self.rng
        household = Household(
            id=key(rng),
            station=self.station,
            village=village,
            created_at=self._at(self.first, 9),
            changed_at=self._at(self.first, 9),
        )
        known = rng.random() < 0.7
        fill(
            household,
            Door(
                group_no=number // 40 + 1,
                door=f"{number + 1}号",
                adults=rng.choice(ADULTS),
                head=rng.choice(SURNAMES) + rng.choice(GIVEN) if known else None,
                phone=f"1385{rng.randrange(10**7):07}" if known and rng.random() < 0.8 else None,
                point=self._point(village) if number % 3 == 0 else None,
            ),
        )
        return household

    def _point(self, village: Village) -> Point | None:
        """Somewhere around the village's centre, inside its boundary."""
        if village.centre is None:
            return None
        point = Point(
            village.centre.x + self.rng.gauss(0, 0.004),
            village.centre.y + self.rng.gauss(0, 0.004),
            srid=4326,
        )
        return point if village.boundary is None or village.boundary.contains(point) else village.centre

    def _days(self, reached: float) -> list[datetime.date]:
        """Days of talks: more of them where the village has come further, and more the nearer they are to today."""
        length = (timezone.localdate(self.now) - self.first).days
        many = sum(self.rng.random() < reached for _time in range(2))
        days = sorted({self.first + int(length * self.rng.random() ** 0.55) * DAY for _time in range(many)})
        return [
            day for number, day in enumerate(days) if number == 0 or (day - days[number - 1]).days > SPACING
        ]

    def _at(self, day: datetime.date, hour: int) -> datetime.datetime:
        moment = datetime.time(hour, self.rng.randrange(60))
        return timezone.make_aware(datetime.datetime.combine(day, moment))

    def _talk(self, household: Household, day: datetime.date, by: Officer, reached: float) -> None:
        rng = self.rng
        if rng.random() < 0.24 and day - 4 * DAY >= self.first:
            self._visit(household, self._at(day - 4 * DAY, rng.choice(HOURS)), by, DoorOutcome.NOT_HOME)
        at = self._at(day, rng.choice(HOURS))
        if at > self.now:
            return
        visit = self._visit(household, at, by, DoorOutcome.TALKED)
        left = household.adults - household.registered
        gained = sum(rng.random() < 0.35 + 0.5 * reached for _adult in range(left))
        registered = household.registered + gained
        installed = 1 if registered < household.adults and rng.random() < 0.3 else 0
        reason = rng.choice(REASONS) if registered < household.adults else ""
        self.counts.append(
            AppCount(
                station=self.station,
                village_id=household.village_id,
                household=household,
                at=at,
                by=by,
                visit=visit,
                adults=household.adults,
                registered=registered,
                installed=installed,
                no_app_reason=reason,
                registered_change=gained,
            )
        )
        household.registered, household.installed, household.no_app_reason = registered, installed, reason
        household.counted_at = at
        if reason == NoAppReason.NEEDS_HELP and self.now - at < 60 * DAY:
            self._help(household, at, by)

    def _help(self, household: Household, at: datetime.datetime, by: Officer) -> None:
        if household.needs_help:
            return
        household.needs_help = True
        wanted = AppHelp(
            station=self.station,
            village_id=household.village_id,
            household=household,
            asked_at=at,
            asked_of=by,
        )
        if self.rng.random() < 0.4:
            wanted.helper, wanted.help_on = by, timezone.localdate(self.now) + self.rng.randrange(1, 9) * DAY
        self.helps.append(wanted)

    def _lately(self, household: Household, today: datetime.date, by: Officer) -> None:
        """Tries of the last weeks that led to nothing yet."""
        chance = self.rng.random()
        long_ago = household.last_visit_at is None or self.now - household.last_visit_at > SPACING * DAY
        if not long_ago or chance > 0.09:
            return
        if chance < 0.012:
            self._visit(
                household, self._at(today - self.rng.randrange(2, 60) * DAY, 20), by, DoorOutcome.REFUSED
            )
            return
        start = self.rng.randrange(12, 20)
        for number, hour in enumerate((20, 9, 15)[: self.rng.choice((1, 1, 2, 3))]):
            self._visit(
                household, self._at(today - (start - 4 * number) * DAY, hour), by, DoorOutcome.NOT_HOME
            )

    def _visit(
        self, household: Household, at: datetime.datetime, by: Officer, outcome: DoorOutcome
    ) -> DoorVisit:
        talked = outcome == DoorOutcome.TALKED
        visit = DoorVisit(
            id=key(self.rng),
            station=self.station,
            village_id=household.village_id,
            household=household,
            at=at,
            received_at=at,
            by=by,
            outcome=outcome,
            explained=[str(kind) for kind in self.rng.sample(KINDS, k=self.rng.choice((1, 1, 2)))]
            if talked
            else [],
            told_to_call=talked and self.rng.random() < 0.92,
            keep_until=self._kept(at),
        )
        if talked and self.now - at < 300 * DAY and self.rng.random() < 0.06:
            visit.note = self.rng.choice(NOTES)
        self.visits.append(visit)
        self._move_on(household, visit)
        self.changes.append(
            Change(at, by, self.station, "door.visited", household, {"outcome": str(outcome)})
        )
        return visit

    def _move_on(self, household: Household, visit: DoorVisit) -> None:
        at, outcome = visit.at, visit.outcome
        household.last_try_at, household.last_outcome = at, outcome
        household.next_visit_from, household.next_part = None, ""
        if outcome == DoorOutcome.NOT_HOME:
            household.tries += 1
            part = door_rules.part_of(timezone.localtime(at).hour)
            visit.slip_left = door_rules.slip_is_due(household.tries)
            household.next_visit_from = timezone.localdate(at) + 3 * DAY
            household.next_part = door_rules.another_part([part])
            return
        household.tries = 0
        if outcome == DoorOutcome.TALKED:
            household.last_visit_at = at
        else:
            household.next_visit_from = timezone.localdate(at) + 90 * DAY

    def _kept(self, at: datetime.datetime) -> datetime.datetime:
        if self.retention is None:
            self.retention = limit("door.retention", on=self.first)
        return deadlines.ends_at(
            timezone.localtime(at), self.retention.amount, deadlines.Unit(self.retention.unit)
        )

    def store(self) -> None:
        Household.objects.bulk_create(self.households, batch_size=1000)
        DoorVisit.objects.bulk_create(self.visits, batch_size=1000)
        AppCount.objects.bulk_create(self.counts, batch_size=1000)
        AppHelp.objects.bulk_create(self.helps, batch_size=1000)
        record_many(sorted(self.changes, key=lambda change: change.at))
