"""`sweep(at)`: reminds of stops and freezes before they lapse, tells of warnings nobody acted on. How often, how late or
how many at once changes nothing: everything is told once, with its stored moment."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from antifraud.choices import LineState, ReportStatus
from antifraud.models import Dissuasion, Milestone
from antifraud.operations.intercept_telling import CHIEFS, LEADERS, dissuasion_params, report_params
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from notices.audience import holders_by_station
from notices.operations.outbox import Telling, tell_many

BATCH = 200
NOBODY, IN_CHARGE, CHIEF = 0, 1, 2
Audience = dict[tuple[int, Role], list[Officer]]


@dataclass(frozen=True, slots=True)
class Swept:
    """What one look told."""

    lapsing: int = 0
    late: int = 0


def sweep(*, at: datetime.datetime) -> Swept:
    return Swept(lapsing=_remind(at), late=_tell_late(at))


def _held_by(audience: Audience, station_id: int, roles: frozenset[Role]) -> list[Officer]:
    return list({officer for role in roles for officer in audience.get((station_id, role), [])})


def _audience(stations: set[int], at: datetime.datetime) -> Audience:
    return holders_by_station(stations=stations, roles=LEADERS | CHIEFS, on=timezone.localtime(at).date())


@transaction.atomic
def _remind(at: datetime.datetime) -> int:
    """Each milestone once, whose reminder has come and which nobody has followed up; not of lines that are done and hold
    nothing."""
    lapsing = list(
        Milestone.objects.filter(remind_at__lte=at, reminded=False, ended_at__isnull=True)
        .exclude(line__report__status=ReportStatus.CLOSED)
        .exclude(line__state=LineState.DONE, line__stopped_fen=0)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("line__report", "line__taken_by")
        .order_by("remind_at", "pk")[:BATCH]
    )
    if not lapsing:
        return 0
    audience = _audience({row.line.report.station_id for row in lapsing}, at)
    tellings = []
    for row in lapsing:
        report = row.line.report
        to = _held_by(audience, report.station_id, LEADERS)
        if row.line.taken_by is not None:
            to = [row.line.taken_by, *to]
        params = {**report_params(report), "what": row.kind, "until": row.until.isoformat()}
        tellings.append(
            Telling(
                kind="fraud.lapsing",
                event=str(row.pk),
                to=to,
                station=report.station_id,
                at=row.remind_at,
                params=params,
            )
        )
    tell_many(tellings)
    Milestone.objects.filter(pk__in=[row.pk for row in lapsing]).update(reminded=True)
    return len(lapsing)


@transaction.atomic
def _tell_late(at: datetime.datetime) -> int:
    """Whoever is in charge (else the leaders), then the chief; each once a deadline."""
    late = list(
        Dissuasion.objects.overdue(at)
        .filter(Q(alerted=NOBODY) | Q(alerted=IN_CHARGE, chief_alert_at__lte=at))
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("handler")
        .order_by("due_at", "pk")[:BATCH]
    )
    if not late:
        return 0
    audience = _audience({found.station_id for found in late}, at)
    tellings = []
    reached: dict[int, list[Dissuasion]] = {}
    for found in late:
        for rung, moment in ((IN_CHARGE, found.due_at), (CHIEF, found.chief_alert_at)):
            if rung <= found.alerted or moment is None or moment > at:
                continue
            to = _held_by(audience, found.station_id, CHIEFS if rung == CHIEF else LEADERS)
            if rung == IN_CHARGE and found.handler is not None:
                to = [found.handler]
            tellings.append(
                Telling(
                    kind="dissuasion.late",
                    event=f"{found.pk}:{found.due_at:%Y%m%dT%H%M%S}:{rung}",
                    to=to,
                    station=found.station_id,
                    at=moment,
                    params={**dissuasion_params(found), "status": found.status},
                )
            )
            top = rung
        reached.setdefault(top, []).append(found)
    tell_many(tellings)
    for rung, rows in reached.items():
        Dissuasion.objects.filter(pk__in=[found.pk for found in rows]).update(alerted=rung)
    return len(tellings)
