"""`sweep(at)`: makes visible what is overdue, and tells it level by level. Beat and a supervised loop call it; how often,
how late or how many at once changes nothing: everything is stamped with its stored moment."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from hazards.choices import Action, Status
from hazards.models import Hazard, Step
from hazards.operations.due import day_of
from hazards.operations.planning import plan_inspections
from hazards.operations.telling import CHIEFS, LEADERS, params_of
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from ledger.operations import Change, record_many
from notices.audience import holders_by_station
from notices.operations.outbox import Telling, tell_many

BATCH = 500
RUNNING = (Status.ORDERED, Status.RECTIFYING)
NOBODY, IN_CHARGE, LEADER, CHIEF = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Swept:
    """What one look changed."""

    overdue: int = 0
    told: int = 0
    planned: int = 0


def sweep(*, at: datetime.datetime) -> Swept:
    """Marks overdue what was not put right in time, tells of what is late, plans inspections."""
    return Swept(overdue=_mark_overdue(at), told=_tell_late(at), planned=plan_inspections(at=at))


def _mark_overdue(at: datetime.datetime) -> int:
    """Orders whose stored deadline has come. Those that another sweep holds are its business (SKIP LOCKED)."""
    total = 0
    running = Hazard.objects.filter(status__in=RUNNING, rectify_by__lte=at)
    while running.exists():  # most looks end here
        with transaction.atomic():
            late = list(
                running.select_for_update(skip_locked=True, of=("self",)).order_by("rectify_by", "pk")[:BATCH]
            )
            if not late:
                return total
            Hazard.objects.filter(pk__in=[found.pk for found in late], status__in=RUNNING).update(
                status=Status.OVERDUE, overdue_at=F("rectify_by")
            )
            Step.objects.bulk_create(
                Step(
                    hazard=found,
                    action=Action.EXPIRE,
                    was=found.status,
                    became=Status.OVERDUE,
                    due_at=found.due_at,
                    at=found.rectify_by or at,
                )
                for found in late
            )
            record_many(
                Change(
                    at=found.rectify_by or at,
                    by=None,
                    station=found.station_id,
                    verb="hazard.overdue",
                    obj=found,
                    detail={"number": found.number},
                )
                for found in late
            )
            total += len(late)
    return total


def _tell_late(at: datetime.datetime) -> int:
    """Whoever is in charge, then the leaders, then the chief: each once for each deadline, whatever was slept through."""
    total = 0
    while True:
        with transaction.atomic():
            late = list(
                Hazard.objects.overdue(at)
                .filter(
                    Q(alerted=NOBODY)
                    | Q(alerted=IN_CHARGE, leader_alert_at__lte=at)
                    | Q(alerted=LEADER, chief_alert_at__lte=at)
                )
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("handler", "found_by")
                .order_by("due_at", "pk")[:BATCH]
            )
            if not late:
                return total
            total += _tell(late, at)


def _event(found: Hazard, rung: int) -> str:
    """Once a limit and rung; a limit that runs again after a failed re-inspection is another one."""
    again = f":{found.recheck_by:%Y%m%dT%H%M%S}" if found.recheck_by else ""
    return f"{found.pk}:{found.due_at:%Y%m%dT%H%M%S}{again}:{rung}"


def _tell(late: list[Hazard], at: datetime.datetime) -> int:
    """The rungs between what was told and what is due now."""
    audience = holders_by_station(
        stations={found.station_id for found in late}, roles=LEADERS | CHIEFS, on=day_of(at)
    )
    tellings = []
    reached: dict[int, list[Hazard]] = {}
    for found in late:
        rungs = _rungs(found)
        due = [rung for rung, moment in rungs if rung > found.alerted and moment is not None and moment <= at]
        tellings += [
            Telling(
                kind="hazard.late",
                event=_event(found, rung),
                to=_who(found, rung, audience),
                station=found.station_id,
                village=found.village_id,
                at=dict(rungs)[rung] or at,
                params=params_of(found),
            )
            for rung in due
        ]
        reached.setdefault(max(due), []).append(found)
    tell_many(tellings)
    for rung, rows in reached.items():
        Hazard.objects.filter(pk__in=[found.pk for found in rows]).update(alerted=rung)
    return len(tellings)


def _rungs(found: Hazard) -> list[tuple[int, datetime.datetime | None]]:
    return [(IN_CHARGE, found.due_at), (LEADER, found.leader_alert_at), (CHIEF, found.chief_alert_at)]


def _who(found: Hazard, rung: int, audience: dict[tuple[int, Role], list[Officer]]) -> list[Officer]:
    """Nobody in charge yet: the command room is told at once."""
    if rung == IN_CHARGE and found.handler is not None:
        return [found.handler]
    roles = {IN_CHARGE: {Role.COMMAND_ROOM}, LEADER: LEADERS, CHIEF: CHIEFS}[rung]
    return list({officer for role in roles for officer in audience.get((found.station_id, role), [])})
