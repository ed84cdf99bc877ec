"""Looks what is overdue. How often, how late, how many at once changes nothing: each rung once a deadline, with its
stored moment."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from disputes.choices import Confirmation, EventVerb, Rung, Step
from disputes.models import Agreement, Deadline, Event, OverdueAlert
from disputes.operations.audience import commanders
from disputes.operations.telling import params_of
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from ledger.operations import Change, record_many
from notices.audience import holders_by_station
from notices.operations.outbox import Telling, tell_many

BATCH = 500
#: What the mediator has to do; the rest is the desk's.
OF_THE_MEDIATOR = frozenset(
    {Step.FIRST_SESSION, Step.SECOND_SESSION, Step.MEDIATION, Step.FIRST_FOLLOWUP, Step.SECOND_FOLLOWUP}
)
#: Every rung that is due of an open deadline and not told yet.
ALERTS = """
INSERT INTO disputes_overduealert (deadline_id, dispute_id, station_id, rung, due_at, raised_at)
SELECT late.id, late.dispute_id, late.station_id, ladder.rung, ladder.due_at, %(at)s
FROM disputes_deadline late
CROSS JOIN LATERAL (
    VALUES (%(responsible)s, late.due_at), (%(chief)s, late.chief_at), (%(district)s, late.district_at)
) AS ladder (rung, due_at)
WHERE late.met_at IS NULL AND late.dropped_at IS NULL AND late.step <> %(confirmation)s
  AND late.due_at <= %(at)s AND ladder.due_at <= %(at)s
  AND NOT EXISTS (
      SELECT FROM disputes_overduealert alert WHERE alert.deadline_id = late.id AND alert.rung = ladder.rung
  )
ON CONFLICT (deadline_id, rung) DO NOTHING
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """How much one look found: alerts raised, reminders told, offers that lapsed."""

    alerts: int = 0
    reminders: int = 0
    lapsed: int = 0


def sweep(*, at: datetime.datetime) -> Swept:
    """Raises every alert that is due, reminds of judicial confirmation, lets it lapse. Idempotent."""
    return Swept(alerts=_raise_alerts(at), reminders=_remind(at), lapsed=_lapse(at))


@transaction.atomic
def _raise_alerts(at: datetime.datetime) -> int:
    with connection.cursor() as cursor:
        rungs = {rung.name.lower(): rung.value for rung in Rung}
        cursor.execute(ALERTS, {"at": at, "confirmation": Step.CONFIRMATION.value, **rungs})
        keys = [row[0] for row in cursor.fetchall()]
    if not keys:  # most looks end here
        return 0
    raised = list(
        OverdueAlert.objects.filter(pk__in=keys)
        .select_related("deadline", "dispute__village", "dispute__mediator")
        .order_by("due_at", "pk")
    )
    tell_many(_tellings(raised, at))
    Event.objects.bulk_create([_event(alert) for alert in raised], batch_size=BATCH)
    record_many(
        Change(
            at=alert.due_at,
            by=None,
            station=alert.station_id,
            verb="dispute.overdue",
            obj=alert.dispute,
            detail={"number": alert.dispute.number, "step": alert.deadline.step, "rung": alert.rung},
        )
        for alert in raised
    )
    return len(raised)


def _event(alert: OverdueAlert) -> Event:
    return Event(
        dispute_id=alert.dispute_id,
        station_id=alert.station_id,
        verb=EventVerb.OVERDUE,
        at=alert.due_at,
        received_at=alert.raised_at,
        detail={"step": alert.deadline.step, "rung": alert.rung},
    )


def _tellings(raised: Iterable[OverdueAlert], at: datetime.datetime) -> Iterator[Telling]:
    alerts = list(raised)
    stations = {alert.station_id for alert in alerts}
    roles = (Role.COMMAND_ROOM, Role.CHIEF)
    posted = holders_by_station(stations=stations, roles=roles, on=timezone.localtime(at).date())
    above = {station: commanders(station, at=at) for station in stations}
    for alert in alerts:
        mediator = alert.dispute.mediator
        own = (
            alert.rung == Rung.RESPONSIBLE and alert.deadline.step in OF_THE_MEDIATOR and mediator is not None
        )
        yield Telling(
            kind="dispute.mediation_overdue" if own else "dispute.overdue",
            event=f"{alert.deadline_id}:{alert.rung}",
            to=[mediator] if own and mediator else _audience(alert, posted, above),
            station=alert.station_id,
            village=alert.dispute.village_id,
            at=alert.due_at,
            params=params_of(alert.dispute, step=alert.deadline.step, rung=alert.rung),
        )


def _audience(
    alert: OverdueAlert,
    posted: dict[tuple[int, Role], list[Officer]],
    above: dict[int, list[Officer]],
) -> list[Officer]:
    """Who hears of it on this rung: the command room, else the chief; the chief; the commander, else the chief."""
    room = posted.get((alert.station_id, Role.COMMAND_ROOM), [])
    chief = posted.get((alert.station_id, Role.CHIEF), [])
    if alert.rung == Rung.RESPONSIBLE:
        return room or chief
    return chief if alert.rung == Rung.CHIEF else above.get(alert.station_id) or chief


@transaction.atomic
def _remind(at: datetime.datetime) -> int:
    """Judicial confirmation can be applied for a few days longer: the mediator and the justice office hear of it once."""
    due = list(
        Deadline.objects.open()
        .filter(step=Step.CONFIRMATION, remind_at__lte=at, due_at__gt=at, reminded_at__isnull=True)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("dispute__village", "dispute__mediator")
        .order_by("remind_at")[:BATCH]
    )
    if not due:
        return 0
    Deadline.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=F("remind_at"))
    stations = {row.station_id for row in due}
    posted = holders_by_station(
        stations=stations, roles=[Role.JUSTICE_OFFICER], on=timezone.localtime(at).date()
    )
    tell_many(
        Telling(
            kind="dispute.confirmation",
            event=str(row.pk),
            to=[
                *([row.dispute.mediator] if row.dispute.mediator else []),
                *posted.get((row.station_id, Role.JUSTICE_OFFICER), []),
            ],
            station=row.station_id,
            village=row.dispute.village_id,
            at=row.remind_at or at,
            params=params_of(row.dispute, until=_last_day(row.due_at)),
        )
        for row in due
    )
    return len(due)


def _last_day(due_at: datetime.datetime) -> str:
    return (timezone.localtime(due_at) - datetime.timedelta(seconds=1)).date().isoformat()


@transaction.atomic
def _lapse(at: datetime.datetime) -> int:
    """The thirty days are over: nobody can apply any more."""
    over = Deadline.objects.open().filter(step=Step.CONFIRMATION, due_at__lte=at)
    disputes = list(over.values_list("dispute_id", flat=True)[:BATCH])
    if not disputes:
        return 0
    Agreement.objects.filter(
        dispute__in=disputes, confirmation=Confirmation.NONE, confirm_by__lt=timezone.localtime(at).date()
    ).update(confirmation=Confirmation.LAPSED)
    return over.filter(dispute__in=disputes).update(dropped_at=F("due_at"))
