"""What is open on the day of the demo, made through the room's own doors: each state once at least, one red, one overdue,
one reported twice, one whose lower level waits for a second person."""

import datetime
import random
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from disputes.choices import (
    DisputeKind,
    EscalationTarget,
    FollowUpResult,
    Level,
    MediatorKind,
    PartyRole,
    Route,
    SessionResult,
    SettlementForm,
    Signal,
)
from disputes.models import Dispute
from disputes.operations.agreements import settle
from disputes.operations.closing import answer, escalate
from disputes.operations.followups import record_followup
from disputes.operations.levels import set_level
from disputes.operations.merging import merge
from disputes.operations.parties import PartyInput
from disputes.operations.photos import attach_photo
from disputes.operations.reporting import report_dispute
from disputes.operations.sessions import fail_mediation, record_session
from disputes.operations.triage import accept, assign, pass_on
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Village
from prevention.demo.dispute_rows import within
from prevention.demo.dispute_stories import Staff
from prevention.demo.dispute_words import QUARRELS
from prevention.demo.pictures import PICTURES

KINDS = {OfficerKind.CADRE: MediatorKind.CADRE, OfficerKind.JUSTICE: MediatorKind.JUSTICE}


class Today:
    """Reports and moves disputes of one station on, each so many hours before now."""

    def __init__(
        self, staff: Staff, *, names: Iterator[str], now: datetime.datetime, rng: random.Random
    ) -> None:
        self.staff, self.names, self.now, self.rng = staff, names, now, rng
        self.turn = iter(range(len(QUARRELS)))

    def ago(self, hours: float) -> datetime.datetime:
        return (self.now - datetime.timedelta(hours=hours)).replace(second=0, microsecond=0)

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def report(
        self, hours: float, village: Village, number: int, *, by: Officer | None = None, **given: Any
    ) -> Dispute:
        quarrel = QUARRELS[number]
        at = self.ago(hours)
        people = [
            PartyInput(next(self.names), f"1390000{self.rng.randrange(10_000):04d}", PartyRole.APPLICANT),
            PartyInput(next(self.names), "", PartyRole.RESPONDENT),
        ]
        values: dict[str, Any] = {
            "record_id": self.key(),
            "village": village,
            "kind": DisputeKind(quarrel.kind),
            "level": Level(quarrel.level),
            "signals": frozenset(),
            "words": quarrel.words,
            "place_words": quarrel.place,
            "point": within(village, self.rng),
            "parties": people,
            "same_as": None,
            "at": at,
            "received_at": at,
            "by": by or self.staff.cadres.get(village.pk) or self.staff.police[0],
            **given,
        }
        return report_dispute(**values)

    def take_up(self, dispute: Dispute, hours: float, route: Route = Route.PEOPLES) -> None:
        accept(dispute_id=dispute.pk, route=route, at=self.ago(hours), by=self.staff.room)

    def assign(self, dispute: Dispute, hours: float, mediator: Officer) -> None:
        kind = KINDS.get(OfficerKind(mediator.kind), MediatorKind.OFFICER)
        assign(
            dispute_id=dispute.pk,
            mediator=mediator,
            mediator_kind=kind,
            at=self.ago(hours),
            by=self.staff.room,
        )

    def answer(self, dispute: Dispute, hours: float, words: str = "已指定调解人，这两天上门。") -> None:
        answer(dispute_id=dispute.pk, words=words, at=self.ago(hours), by=self.staff.room)

    def meet(self, dispute: Dispute, hours: float, by: Officer, notes: str, result: SessionResult) -> None:
        record_session(
            record_id=self.key(),
            dispute_id=dispute.pk,
            place="村委会调解室",
            came=[party.pk for party in dispute.parties.all()],
            consent=True,
            recorded=True,
            notes=notes,
            result=result,
            held_at=self.ago(hours),
            received_at=self.ago(hours),
            by=by,
        )

    def settle(self, dispute: Dispute, hours: float, by: Officer, text: str) -> None:
        at = self.ago(hours)
        settle(
            record_id=self.key(),
            dispute_id=dispute.pk,
            form=SettlementForm.WRITTEN,
            text=text,
            agreed_on=timezone.localtime(at).date(),
            at=at,
            by=by,
        )


def open_today(
    *, staffs: Mapping[str, Staff], names: Iterator[str], now: datetime.datetime, rng: random.Random
) -> None:
    """Within the caller's transaction."""
    staff = staffs["曹远"]
    today = Today(staff, names=names, now=now, rng=rng)
    own = next(village for village in staff.villages if village.pk in staff.cadres)
    cadre = staff.cadres[own.pk]
    _of_the_own_village(today, own, cadre)
    _of_other_villages(today, [village for village in staff.villages if village.pk != own.pk])
    for short, number in (("大湖", 8), ("贡川", 20)):
        there = Today(staffs[short], names=names, now=now, rng=rng)
        there.report(1, there.staff.villages[2], number)
        running = there.report(52, there.staff.villages[1], number + 1)
        there.take_up(running, 51)
        there.assign(running, 50, there.staff.police[0])
        there.answer(running, 49)


def _of_the_own_village(today: Today, village: Village, cadre: Officer) -> None:
    """What the login `cadre` follows: fresh, answered, mediated by itself, settled, and one reported twice."""
    fresh = today.report(1.2, village, 9)
    attach_photo(
        record_id=today.key(),
        content=PICTURES["lane"](today.rng),
        taken_at=today.ago(1.2),
        received_at=today.ago(1.2),
        by=cadre,
        dispute=fresh,
    )
    told = today.report(20, village, 4)
    today.take_up(told, 19)
    answer(
        dispute_id=told.pk,
        words="水管员明天上午到场，请先不要堵水口。",
        at=today.ago(17),
        by=today.staff.room,
    )
    mine = today.report(30, village, 1)
    today.take_up(mine, 29)
    today.assign(mine, 28, cadre)
    today.answer(mine, 27)
    second = today.report(26, village, 1, by=today.staff.police[1])
    merge(dispute_id=second.pk, into=mine.pk, at=today.ago(25), by=today.staff.room)
    held = today.report(24 * 5, village, 12)
    today.take_up(held, 24 * 5 - 1)
    today.assign(held, 24 * 5 - 2, cadre)
    today.meet(held, 24 * 2, cadre, "三兄弟都到了，先各说各的，约定后天再谈。", SessionResult.CONTINUE)
    done = today.report(24 * 16, village, 14)
    today.take_up(done, 24 * 16 - 1)
    today.assign(done, 24 * 16 - 3, cadre)
    today.meet(done, 24 * 14, cadre, QUARRELS[14].said, SessionResult.AGREED)
    today.settle(done, 24 * 14 - 1, cadre, QUARRELS[14].agreed)
    record_followup(
        record_id=today.key(),
        dispute_id=done.pk,
        result=FollowUpResult.KEPT,
        note="双方和气，照协议办。",
        at=today.ago(24 * 7),
        received_at=today.ago(24 * 7),
        by=cadre,
    )


def _of_other_villages(today: Today, villages: list[Village]) -> None:
    staff = today.staff
    red = today.report(
        0.2,
        villages[0],
        21,
        by=staff.police[0],
        level=Level.HIGH,
        signals=frozenset({Signal.THREATS, Signal.WEAPONS}),
    )
    set_level(
        dispute_id=red.pk, level=Level.HIGH, reason="刀已收缴，双方已分开", at=today.ago(0.1), by=staff.room
    )
    today.report(4, villages[1], 16)  # nobody has looked at it within two hours
    taken = today.report(7, villages[2], 22)
    today.take_up(taken, 6.5)
    named = today.report(40, villages[3], 6)
    today.take_up(named, 39.5)
    today.assign(named, 38, staff.police[2])
    today.answer(named, 37)
    police = today.report(24 * 3, villages[4], 2)
    today.take_up(police, 24 * 3 - 1, Route.POLICE)
    today.assign(police, 24 * 3 - 2, staff.police[0])
    today.meet(police, 30, staff.police[0], "现场量尺后双方愿意谈退让。", SessionResult.CONTINUE)
    failed = today.report(24 * 8, villages[5], 19)
    today.take_up(failed, 24 * 8 - 1)
    today.assign(failed, 24 * 8 - 3, staff.police[1])
    fail_mediation(dispute_id=failed.pk, reason="一方要求上法院", at=today.ago(20), by=staff.police[1])
    upward = today.report(24 * 4, villages[6], 3)
    escalate(
        dispute_id=upward.pk,
        target=EscalationTarget.DISTRICT,
        reason="两房人多，需镇、所、村一起处理",
        told="已请警务区和镇里一起处理。",
        at=today.ago(24 * 4 - 1),
        by=staff.room,
    )
    away = today.report(24 * 6, villages[7], 17)
    pass_on(
        dispute_id=away.pk,
        department="镇劳动监察中队",
        told="已移交镇劳动监察中队。",
        at=today.ago(24 * 6 - 1),
        by=staff.room,
    )
    if staff.justice is not None:
        _of_the_justice_office(today, villages, staff.justice)


def _of_the_justice_office(today: Today, villages: list[Village], justice: Officer) -> None:
    for hours, number, village in ((26, 24, villages[8]), (60, 10, villages[9]), (24 * 8, 15, villages[10])):
        found = today.report(hours, village, number)
        today.take_up(found, hours - 1)
        today.assign(found, hours - 2, justice)
        today.answer(found, hours - 3)
        if hours > 100:
            today.meet(found, hours - 40, justice, QUARRELS[number].said, SessionResult.AGREED)
            today.settle(found, hours - 42, justice, QUARRELS[number].agreed)
