"""Nights as they might have been: each is drawn from its own seed, so a night is the same whenever it is made."""

import datetime
from dataclasses import asdict, dataclass

from django.utils import timezone

from jurisdiction.models import Officer
from patrols import rules
from patrols.choices import (
    AlertStep,
    RoundStatus,
    ShiftStatus,
    StartKind,
)
from patrols.models import (
    Round,
    RoundAlert,
    Shift,
    ShiftMember,
    ShiftPlace,
)
from patrols.operations.planning import policy_of
from prevention.demo.cars import poisson, weigh
from prevention.demo.walks import DEMAND, MINUTE, Walks

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
class Night(Walks):
    """One squad's night under a roster."""

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
        if special:
            shares[0] = rounds[-1].number  # the one that the morning finds still open
        for found in rounds:
            self._log(found, shares.count(found.number), special=special)
        self._note(
            starts_at, "shift.planned", shift, {"night": self.duty_date.isoformat(), "rounds": len(rounds)}
        )
        return shift

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
