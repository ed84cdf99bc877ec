"""`reconcile(at)`: makes visible what is true at that moment. Beat, a supervised loop and dashboards all call it;
how often, how late or how many at once changes nothing in the outcome."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from ledger.operations import Change, record_many
from patrols.choices import AlertStep, RoundStatus, ShiftStatus
from patrols.models import ReconcileRun, Round, RoundAlert, Shift
from patrols.operations.planning import plan_shifts

BATCH = 500
STALE_AFTER = datetime.timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What one look changed."""

    planned: int = 0
    missed: int = 0
    alerts: int = 0


def reconcile(*, at: datetime.datetime) -> Reconciled:
    """Plans what is due, marks missed what was not started in time, raises alerts that are due, moves shifts on.

    Each round is stamped with its own stored moment, not with the time of the sweep.
    """
    done = Reconciled(planned=plan_shifts(at=at), missed=_mark_missed(at), alerts=_raise_alerts(at))
    _move_shifts(at)
    ReconcileRun.objects.create(
        judged_at=at,
        finished_at=timezone.now(),
        planned=done.planned,
        missed=done.missed,
        alerts=done.alerts,
    )
    return done


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
    while True:
        with transaction.atomic():
            due = list(
                Round.objects.select_for_update(skip_locked=True, of=("self",))
                .filter(status=RoundStatus.PLANNED, start_by__lte=at)
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


#: Nobody is alarmed of a round missed longer ago. Planning reaches 14 days ahead: an outage may last 16 more.
ALARM_WITHIN = datetime.timedelta(days=30)
#: No reminder lies further before its round's `start_by`: 2 h before and 4 h after the planned time at most.
REMIND_WITHIN = datetime.timedelta(days=1)
#: (step, field that holds its moment); all of them of missed rounds
LADDER = (
    (AlertStep.OFFICER, "start_by"),
    (AlertStep.LEADER, "leader_alert_at"),
    (AlertStep.CHIEF, "chief_alert_at"),
)


def _raise_alerts(at: datetime.datetime) -> int:
    """Each step once a round; a reminder whose round is past its time is no use to anybody and is left out.

    The bounds on `start_by` and `missed_at` let the sweep read small partial indexes, however long the past.
    """
    remind = Round.objects.filter(
        status=RoundStatus.PLANNED, remind_at__lte=at, start_by__gt=at, start_by__lte=at + REMIND_WITHIN
    )
    total = _raise(AlertStep.REMINDER, "remind_at", remind, at)
    missed = Round.objects.filter(status=RoundStatus.MISSED, missed_at__gt=at - ALARM_WITHIN)
    for step, field in LADDER:
        total += _raise(step, field, missed.filter(**{f"{field}__lte": at}), at)
    return total


def _raise(step: AlertStep, field: str, rounds: QuerySet[Round], at: datetime.datetime) -> int:
    """One step for those of `rounds` that lack it, due at the moment in `field`."""
    due = rounds.exclude(alerts__step=step).values_list("pk", "station_id", field)
    raised = RoundAlert.objects.bulk_create(
        [
            RoundAlert(round_id=key, station_id=station, step=step, due_at=moment, raised_at=at)
            for key, station, moment in due
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    return len(raised)


def _move_shifts(at: datetime.datetime) -> None:
    Shift.objects.filter(status=ShiftStatus.PUBLISHED, starts_at__lte=at, ends_at__gt=at).update(
        status=ShiftStatus.ON_DUTY
    )
    Shift.objects.filter(status__in=[ShiftStatus.PUBLISHED, ShiftStatus.ON_DUTY], ends_at__lte=at).update(
        status=ShiftStatus.AWAITING_HANDOVER
    )
