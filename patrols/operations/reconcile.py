"""`reconcile(at)`: makes visible what is true at that moment. Beat, a supervised loop and dashboards all call it;
how often, how late or how many at once changes nothing in the outcome."""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from ledger.operations import Change, record_many
from patrols.choices import AlertStep, RoundStatus, ShiftStatus
from patrols.models import ReconcileRun, Round, Shift
from patrols.operations.alarms import Raised, tell_of_alerts
from patrols.operations.draws import draw_due
from patrols.operations.planning import plan_shifts

BATCH = 500
STALE_AFTER = datetime.timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What one look changed."""

    planned: int = 0
    missed: int = 0
    alerts: int = 0

    def __str__(self) -> str:
        return f"planned {self.planned}, missed {self.missed}, alerts {self.alerts}"


def reconcile(*, at: datetime.datetime) -> Reconciled:
    """Plans what is due, marks missed what was not started in time, raises alerts that are due, moves shifts on.

    Each round is stamped with its own stored moment, not with the time of the sweep.
    """
    planned = plan_shifts(at=at)
    draw_due(at=at)
    missed, alerts = sweep(at=at)
    done = Reconciled(planned=planned, missed=missed, alerts=alerts)
    _move_shifts(at)
    ReconcileRun.objects.create(
        judged_at=at,
        finished_at=timezone.now(),
        planned=done.planned,
        missed=done.missed,
        alerts=done.alerts,
    )
    return done


def sweep(*, at: datetime.datetime) -> tuple[int, int]:
    """The part of a look that judges rounds: how many were marked missed, how many alerts raised."""
    return _mark_missed(at), _raise_alerts(at)


def reconcile_if_stale(*, at: datetime.datetime) -> bool:
    """For dashboards: looks again when nobody has for 90 seconds, so that no page shows a sleeping sweep's past."""
    last = ReconcileRun.objects.order_by("-finished_at").values_list("judged_at", flat=True).first()
    if last is not None and at - last < STALE_AFTER:
        return False
    reconcile(at=at)
    return True


def _mark_missed(at: datetime.datetime) -> int:
    """Planned rounds whose `start_by` has come. Those that another sweep holds are its business (SKIP LOCKED)."""
    total = 0
    planned = Round.objects.filter(status=RoundStatus.PLANNED, start_by__lte=at)
    while planned.exists():  # most looks end here
        with transaction.atomic():
            due = list(
                planned.select_for_update(skip_locked=True, of=("self",))
                .exclude(shift__status=ShiftStatus.CANCELLED)
                .order_by("start_by", "pk")[:BATCH]
            )
            if not due:
                return total
            Round.objects.filter(pk__in=[found.pk for found in due], status=RoundStatus.PLANNED).update(
                status=RoundStatus.MISSED, missed_at=F("start_by")
            )
            record_many(
                Change(
                    at=found.start_by,
                    by=None,
                    station=found.station_id,
                    verb="round.missed",
                    obj=found,
                    detail={"number": found.number, "night": found.duty_date.isoformat()},
                )
                for found in due
            )
            total += len(due)
    return total


#: Nobody is alarmed of a round missed longer ago. Planning reaches 14 days ahead: an outage may last 16 more.
ALARM_WITHIN = datetime.timedelta(days=30)
#: No reminder lies further before its round's `start_by`: 2 h before and 4 h after the planned time at most.
REMIND_WITHIN = datetime.timedelta(days=1)
#: Every alert that is due and not there yet. The bounds on `start_by` and `missed_at` let it read small partial
#: indexes, however long the past. A reminder whose round is past its time is no use to anybody and is left out.
ALERTS = """
WITH due AS (
    SELECT id, station_id, %(reminder)s AS step, remind_at AS due_at
    FROM patrols_round
    WHERE status = 'planned' AND remind_at <= %(at)s AND start_by > %(at)s AND start_by <= %(remind_until)s
    UNION ALL
    SELECT missed.id, missed.station_id, ladder.step, ladder.due_at
    FROM patrols_round missed
    CROSS JOIN LATERAL (VALUES (%(officer)s, start_by), (%(leader)s, leader_alert_at), (%(chief)s, chief_alert_at))
        AS ladder (step, due_at)
    WHERE missed.status = 'missed' AND missed.missed_at > %(alarm_from)s AND ladder.due_at <= %(at)s
)
INSERT INTO patrols_roundalert (round_id, station_id, step, due_at, raised_at)
SELECT id, station_id, step, due_at, %(at)s FROM due
WHERE NOT EXISTS (SELECT FROM patrols_roundalert alert WHERE alert.round_id = due.id AND alert.step = due.step)
ORDER BY id, step
ON CONFLICT (round_id, step) DO NOTHING
RETURNING round_id, step, due_at
"""


def _raise_alerts(at: datetime.datetime) -> int:
    """Each step once a round, with its stored moment, however many look at once; in the same transaction whoever it
    concerns is told."""
    moments = {"at": at, "remind_until": at + REMIND_WITHIN, "alarm_from": at - ALARM_WITHIN}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALERTS, {**moments, **{step.name.lower(): step.value for step in AlertStep}})
        raised = [Raised(round_id, AlertStep(step), due) for round_id, step, due in cursor.fetchall()]
        tell_of_alerts(raised)
    return len(raised)


def _move_shifts(at: datetime.datetime) -> None:
    Shift.objects.filter(status=ShiftStatus.PUBLISHED, starts_at__lte=at, ends_at__gt=at).update(
        status=ShiftStatus.ON_DUTY
    )
    Shift.objects.filter(status__in=[ShiftStatus.PUBLISHED, ShiftStatus.ON_DUTY], ends_at__lte=at).update(
        status=ShiftStatus.AWAITING_HANDOVER
    )
