"""What is open in the demo right now, made through the room's own doors: two reports, three warnings."""

import datetime
import uuid
from typing import Any

from antifraud.choices import Audience, Reach
from antifraud.models import Dissuasion, FraudReport
from antifraud.operations import dissuasions, lines
from antifraud.operations import reports as reporting
from antifraud.operations.attempts import record_attempt
from antifraud.operations.outcomes import record_outcome
from antifraud.operations.persons import Person
from jurisdiction.models import Officer, Station
from prevention.demo import intercept_words as say
from prevention.demo.intercept_rows import DAY, MINUTE, Crew, crew_of

CENTRAL = "曹远"


def _key(name: str, now: datetime.datetime) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{name}|{now.isoformat()}")


def end_earlier(now: datetime.datetime) -> None:
    """What was open on another night was not got back."""
    for report in FraudReport.objects.open().select_related("opened_by"):
        reporting.close(report_id=report.pk, words="未能追回", rest_lost=True, at=now, by=report.opened_by)


def open_tonight(now: datetime.datetime) -> None:
    """Two reports with their clocks running, lines that somebody has and lines that nobody has; three warnings."""
    crew = crew_of(Station.objects.get(short_name=CENTRAL), now)
    one, other = Officer.objects.get(username="officer"), Officer.objects.get(username="leader")
    for number, (kind, channel, fen, left, rang, words) in enumerate(say.TONIGHT):
        at = now - rang * MINUTE
        report = reporting.open_report(
            record_id=_key(f"report{number}", now),
            station=crew.station,
            village=crew.villages[number + 1],
            amount_fen=fen,
            kind=kind,
            channel=channel,
            words=words,
            transferred_at=now - left * MINUTE,
            person=Person(name=("沈月英", "卢小梅")[number], phone=f"1390000{4417 + number}"),
            audience=Audience.MOTHERS,
            reached_by=[Reach.NONE],
            at=at,
            by=one,
        )
        _begin(report, at, one, other, now, stop=number == 0)
    _warn(crew, now, one)


def _begin(
    report: FraudReport,
    at: datetime.datetime,
    one: Officer,
    other: Officer,
    now: datetime.datetime,
    *,
    stop: bool,
) -> None:
    running = {line.kind: line for line in report.lines.all()}
    bank = running["bank"]
    said: dict[str, Any] = {
        "answer": "checking",
        "spoke_to": "客服3号坐席",
        "words": "核对收款账户，稍后回电",
    }
    record_attempt(
        record_id=uuid.uuid5(report.pk, "1"),
        line_id=bank.pk,
        next_step="再打，要止付回执",
        next_at=now + 6 * MINUTE,
        at=at + 3 * MINUTE,
        by=one,
        **said,
    )
    lines.take_line(line_id=running["platform"].pk, shown=None, at=at + 4 * MINUTE, by=other)
    if stop:
        lines.note_milestone(
            record_id=uuid.uuid5(report.pk, "2"),
            line_id=bank.pk,
            kind="stop",
            since=at + 6 * MINUTE,
            reference="ZF20260097",
            at=at + 7 * MINUTE,
            by=one,
        )
        record_outcome(
            record_id=uuid.uuid5(report.pk, "3"),
            line_id=bank.pk,
            outcome="stopped",
            fen=1_500_000,
            at=at + 7 * MINUTE,
            by=one,
        )


def _warn(crew: Crew, now: datetime.datetime, by: Officer) -> None:
    if Dissuasion.objects.open().filter(received_at__gt=now - DAY).exists():
        return
    for number, (level, minutes) in enumerate((("critical", 3), ("medium", 18), ("low", 70))):
        source, kind, words = say.WARNINGS[number]
        at = now - minutes * MINUTE
        found = dissuasions.receive(
            record_id=_key(f"warning{number}", now),
            station=crew.station,
            village=crew.villages[number],
            source=source,
            level=level,
            kind=kind,
            words=words,
            person=Person(name=("彭阿福", "吕丽萍", "姜国良")[number], phone=f"1390000{6630 + number}"),
            received_at=at,
            at=at,
            by=by,
        )
        if number:
            dissuasions.act(
                record_id=_key(f"sign{number}", now),
                dissuasion_id=found.pk,
                action="sign",
                at=at + 2 * MINUTE,
                by=by,
            )
