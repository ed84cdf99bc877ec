"""Rows of past reports and warnings, stored together; every sum is what the movements make it."""

import datetime
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

from antifraud.models import (
    Attempt,
    Contact,
    Dissuasion,
    DissuasionStep,
    FraudReport,
    Line,
    Movement,
    Playbook,
    ReportStep,
)
from antifraud.operations import persons
from antifraud.operations.persons import Person
from antifraud.operations.reports import day_of
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer, Posting, Station, Village
from jurisdiction.time_limits import deadline
from ledger.operations import Change, record_many
from papers.numbers import record_number
from prevention.demo import SEED
from prevention.demo.batch import key
from prevention.demo.intercept_words import GIVEN, SURNAMES

MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
ORDER: tuple[type[models.Model], ...] = (
    FraudReport,
    Line,
    Attempt,
    Movement,
    ReportStep,
    Dissuasion,
    DissuasionStep,
)


@dataclass(slots=True)
class Crew:
    """Who works at a station, and where."""

    station: Station
    police: list[Officer]
    villages: list[Village]


def crew_of(station: Station, now: datetime.datetime) -> Crew:
    posted = Posting.objects.effective(timezone.localtime(now).date()).filter(
        station=station, role__in=(Role.OFFICER, Role.SQUAD_LEADER), officer__kind=OfficerKind.POLICE
    )
    people = [row.officer for row in posted.select_related("officer").order_by("officer__username")]
    villages = list(Village.objects.filter(township__station=station).order_by("code"))
    return Crew(station, people, villages)


@dataclass(slots=True)
class InterceptRows:
    """Collects, then stores in the order in which it can be stored."""

    rng: random.Random = field(default_factory=lambda: random.Random(f"{SEED}|intercept"))  # noqa: S311  # a demo
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    playbooks: dict[str, Playbook] = field(default_factory=dict)
    contacts: dict[str, list[Contact]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def store(self) -> None:
        for model in ORDER:
            model._default_manager.bulk_create(self.rows.get(model, []), batch_size=500)
        record_many(sorted(self.changes, key=lambda change: change.at))

    def person(self) -> Person:
        """Somebody invented; the number lies in a block of the demo alone."""
        name = self.rng.choice(SURNAMES) + self.rng.choice(GIVEN)
        return Person(name=name, phone=f"1390000{self.rng.randrange(10_000):04d}")

    def report(
        self,
        crew: Crew,
        *,
        received_at: datetime.datetime,
        minutes_before: int,
        by: Officer,
        fen: int,
        **columns: Any,
    ) -> tuple[FraudReport, dict[str, Line]]:
        """A report with the lines of its playbook."""
        left_at = received_at - minutes_before * MINUTE
        playbook = self.playbooks[columns["kind"]]
        report = FraudReport(
            id=key(self.rng),
            number=record_number(station=crew.station, series="ZP", day=day_of(received_at)),
            station=crew.station,
            village=self.rng.choice(crew.villages),
            received_at=received_at,
            transferred_at=left_at,
            golden_until=deadline("fraud.golden", since=left_at),
            amount_fen=fen,
            open_fen=fen,
            playbook=playbook,
            handler=by,
            opened_by=by,
            revision=9,
            **columns,
        )
        for name, value in persons.sealed_columns(report, self.person()).items():
            setattr(report, name, value)
        self.add(report)
        self.step(report, "open", "", "open", received_at, by)
        self.change("fraud.reported", report, received_at, by)
        lines = {}
        for position, given in enumerate(playbook.lines, start=1):
            offered = self.contacts.get(given["kind"])
            lines[given["kind"]] = self.add(
                Line(
                    id=key(self.rng),
                    report=report,
                    position=position,
                    kind=given["kind"],
                    aim=given["aim"],
                    at_stake_fen=fen,
                    contact=self.rng.choice(offered) if offered else None,
                )
            )
        return report, lines

    def attempt(
        self, line: Line, at: datetime.datetime, by: Officer, said: tuple[str, str, str], next_step: str = ""
    ) -> None:
        spoke_to, answer, words = said
        self.add(
            Attempt(
                id=key(self.rng),
                line=line,
                spoke_to=spoke_to,
                answer=answer,
                words=words,
                next_step=next_step,
                at=at,
                by=by,
            )
        )
        line.state = "working"
        line.taken_by, line.taken_at = line.taken_by or by, line.taken_at or at
        line.first_try_at = line.first_try_at or at
        if answer != "no_answer":
            line.first_answer_at = line.first_answer_at or at

    def move(self, line: Line, was: str, became: str, fen: int, at: datetime.datetime, by: Officer) -> None:
        """Money from one purse to another, on the line and its report."""
        if fen <= 0:
            return
        self.add(Movement(id=key(self.rng), line=line, was=was, became=became, fen=fen, at=at, by=by))
        for purse, sign in ((was, -1), (became, 1)):
            name = f"{purse}_fen"
            setattr(line.report, name, getattr(line.report, name) + sign * fen)
            if purse != "open":
                setattr(line, name, getattr(line, name) + sign * fen)
        line.outcome = became
        self.change("fraud.outcome", line, at, by, station=line.report.station)

    def finish(self, line: Line, at: datetime.datetime, outcome: str = "") -> None:
        line.state, line.done_at = "done", at
        line.outcome = outcome or line.outcome

    def close(self, report: FraudReport, at: datetime.datetime, by: Officer, words: str) -> None:
        report.status, report.closed_at = "closed", at
        report.keep_until = deadline("fraud.retention", since=at)
        self.step(report, "close", "open", "closed", at, by, words)
        self.change("fraud.close", report, at, by)

    def step(
        self,
        report: FraudReport,
        action: str,
        was: str,
        became: str,
        at: datetime.datetime,
        by: Officer,
        words: str = "",
    ) -> None:
        self.add(ReportStep(report=report, action=action, was=was, became=became, words=words, at=at, by=by))

    def change(
        self, verb: str, obj: Any, at: datetime.datetime, by: Officer, *, station: Station | None = None
    ) -> None:
        self.changes.append(Change(at, by, station or obj.station, verb, obj, {}))

    def warning(
        self, crew: Crew, *, received_at: datetime.datetime, by: Officer, **columns: Any
    ) -> Dissuasion:
        level = columns["level"]
        found = Dissuasion(
            id=key(self.rng),
            number=record_number(station=crew.station, series="QZ", day=day_of(received_at)),
            station=crew.station,
            village=self.rng.choice(crew.villages),
            received_at=received_at,
            entered_by=by,
            handler=by,
            sign_by=deadline(f"dissuasion.sign.{level}", since=received_at),
            act_by=deadline(f"dissuasion.act.{level}", since=received_at),
            **columns,
        )
        for name, value in persons.sealed_columns(found, self.person()).items():
            setattr(found, name, value)
        self.add(found)
        self.change("dissuasion.received", found, received_at, by)
        return found

    def warned(
        self,
        found: Dissuasion,
        action: str,
        was: str,
        became: str,
        at: datetime.datetime,
        by: Officer,
        *,
        words: str = "",
        reached: bool = False,
    ) -> None:
        self.add(
            DissuasionStep(
                id=uuid.UUID(int=self.rng.getrandbits(128), version=4),
                dissuasion=found,
                action=action,
                was=was,
                became=became,
                reached=reached,
                words=words,
                at=at,
                by=by,
            )
        )
        found.status = became
