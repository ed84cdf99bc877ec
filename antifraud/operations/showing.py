"""Names and numbers in plain: the look stands in the ledger before they are shown or printed."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud.errors import AntifraudRefused
from antifraud.models import Dissuasion, FraudReport
from antifraud.operations import persons
from antifraud.operations.persons import Person
from antifraud.operations.reports import day_of, locked, touch
from jurisdiction.models import Officer, Station
from ledger.operations import record_look
from papers.numbers import document_number


def _given(reason: str) -> str:
    if not reason.strip():
        raise AntifraudRefused(_("Give the reason for showing name and number."), field="reason")
    return reason.strip()


@transaction.atomic
def reveal(*, row: FraudReport | Dissuasion, reason: str, at: datetime.datetime, by: Officer) -> Person:
    """Name and number in plain; the look stands in the ledger before they are shown. Raises AntifraudRefused (reason)."""
    record_look(
        at=at,
        by=by,
        station=row.station_id,
        obj=row,
        fields=["person", "phone"],
        reason=_given(reason),
        verb="fraud.person_revealed",
    )
    return persons.open_person(row)


@transaction.atomic
def make_statement(*, report_id: uuid.UUID, reason: str, at: datetime.datetime, by: Officer) -> FraudReport:
    """Gives the statement its number the first time, and writes down that somebody is about to have it with its names,
    and what for. Raises AntifraudRefused (reason)."""
    why, report = _given(reason), locked(report_id)
    if not report.statement_number:
        station = Station.objects.get(pk=report.station_id)
        touch(report, statement_number=document_number(station=station, word="诈警", day=day_of(at)))
    record_look(
        at=at,
        by=by,
        station=report.station_id,
        obj=report,
        fields=["person", "phone", "words"],
        reason=why,
        verb="fraud.statement_made",
    )
    return report
