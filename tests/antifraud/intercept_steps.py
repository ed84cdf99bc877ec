"""Shortcuts of the intercept tests."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from antifraud.choices import FraudKind, MoneyChannel, Outcome, WarningSource
from antifraud.models import Contact, Dissuasion, FraudReport, Line
from antifraud.operations import dissuasions, outcomes, playbooks
from antifraud.operations.persons import Person
from antifraud.operations.reports import open_report
from jurisdiction.choices import RiskLevel
from jurisdiction.models import Officer
from tests.cast import Cast, at

NIGHT = at("2026-09-03 21:40")
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
RANG = Person(name="林秋生", phone="13805980000")


def a_report(cast: Cast, when: datetime.datetime = NIGHT, **values: Any) -> FraudReport:
    """8,900 yuan that nobody can explain, gone for twenty minutes."""
    playbooks.install(at=timezone.now())  # tests that commit empty the tables afterwards
    options: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "station": cast.station_a,
        "village": cast.village_a,
        "amount_fen": 890_000,
        "kind": FraudKind.UNEXPLAINED_CHARGE,
        "channel": MoneyChannel.PLATFORM,
        "words": "charged twice by a shop nobody knows",
        "transferred_at": when - 20 * MINUTE,
        "person": RANG,
        "at": when,
        "by": cast.officer_a,
        **values,
    }
    return open_report(**options)


def line_of(report: FraudReport, kind: str) -> Line:
    return report.lines.get(kind=kind)


def booked(line: Line, outcome: Outcome | str, fen: int | None, by: Officer, **values: Any) -> Line:
    options: dict[str, Any] = {"record_id": uuid.uuid4(), "at": NIGHT + HOUR, **values}
    return outcomes.record_outcome(line_id=line.pk, outcome=outcome, fen=fen, by=by, **options)


def a_warning(cast: Cast, when: datetime.datetime = NIGHT, **values: Any) -> Dissuasion:
    options: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "station": cast.station_a,
        "village": cast.village_a,
        "source": WarningSource.CENTRE,
        "level": RiskLevel.MEDIUM,
        "kind": FraudKind.FAKE_SUPPORT,
        "words": "speaks to a pretended customer service",
        "person": RANG,
        "received_at": when,
        "at": when,
        "by": cast.room_a,
        **values,
    }
    return dissuasions.receive(**options)


def stepped(found: Dissuasion, action: str, by: Officer, **values: Any) -> Dissuasion:
    options: dict[str, Any] = {"record_id": uuid.uuid4(), "at": NIGHT + 5 * MINUTE, **values}
    return dissuasions.act(dissuasion_id=found.pk, action=action, by=by, **options)


def a_contact(**values: Any) -> Contact:
    options: dict[str, Any] = {
        "kind": "courier",
        "name": "Swift Feet",
        "phones": ["95999"],
        "saved_at": NIGHT,
        **values,
    }
    return Contact.objects.create(**options)


def intercept_rows(cast: Cast) -> dict[str, Any]:
    """What the pages' tests open."""
    report, contact = a_report(cast), a_contact(station=cast.station_a)
    line = line_of(report, "courier")
    correction = outcomes.ask_correction(
        report_id=report.pk, total_fen=900_000, reason="x", at=NIGHT, by=cast.officer_a
    )
    return {
        "fraud": report.pk,
        "fraud_line": line.pk,
        "fraud_contact": contact.pk,
        "correction": correction.pk,
        "fraud_kind": "unexplained_charge",
        "dissuasion": a_warning(cast).pk,
    }
