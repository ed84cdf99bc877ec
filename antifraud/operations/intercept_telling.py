"""Whom the intercept part tells of what; words stand in antifraud.intercept_notices. No personal data travels."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from antifraud.models import Dissuasion, FraudReport
from jurisdiction.access import PLANNING
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from notices.audience import holders
from notices.operations.outbox import tell

LEADERS = frozenset({Role.SQUAD_LEADER, Role.COMMAND_ROOM})
CHIEFS = frozenset({Role.CHIEF})


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()


def _others(officers: Iterable[Officer], by: Officer) -> list[Officer]:
    return [officer for officer in officers if officer.pk != by.pk]


def report_params(report: FraudReport) -> dict[str, str]:
    return {
        "report": str(report.pk),
        "number": report.number,
        "kind": report.kind,
        "fen": str(report.amount_fen),
    }


def dissuasion_params(found: Dissuasion) -> dict[str, str]:
    return {"dissuasion": str(found.pk), "number": found.number, "kind": found.kind, "level": found.level}


def tell_reported(report: FraudReport, *, at: datetime.datetime, by: Officer) -> None:
    """Leaders, the command room and the chief: somebody takes a line."""
    to = holders(station=report.station_id, roles=LEADERS | CHIEFS, on=_day(at))
    tell(
        kind="fraud.reported",
        event=str(report.pk),
        to=_others(to, by),
        station=report.station_id,
        at=at,
        params=report_params(report),
        by=by,
    )


def tell_correction(report: FraudReport, correction_id: int, *, at: datetime.datetime, by: Officer) -> None:
    """Who may decide; not who asks."""
    to = holders(station=report.station_id, roles=PLANNING, on=_day(at))
    tell(
        kind="fraud.correction",
        event=str(correction_id),
        to=_others(to, by),
        station=report.station_id,
        at=at,
        params=report_params(report),
        by=by,
    )


def tell_received(found: Dissuasion, *, at: datetime.datetime, by: Officer) -> None:
    to = holders(station=found.station_id, roles=LEADERS, on=_day(at))
    tell(
        kind="dissuasion.received",
        event=str(found.pk),
        to=_others(to, by),
        station=found.station_id,
        at=at,
        params=dissuasion_params(found),
        by=by,
    )
