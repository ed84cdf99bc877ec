"""Keeps the demo alive: nights missed while it was off are filled, and somebody is on duty right now."""

import datetime
import random

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from antifraud.operations.intercept_sweep import sweep as sweep_intercept
from disputes.operations.sweep import sweep as sweep_disputes
from jurisdiction.models import Officer
from patrols import rules
from patrols.choices import RoundStatus, ShiftStatus
from patrols.models import Roster, Round, Shift, Squad
from patrols.operations.planning import complete_shift, plan_shifts
from patrols.operations.reconcile import reconcile
from patrols.operations.retention import apply_retention
from prevention.demo import SEED
from prevention.demo.batch import Batch
from prevention.demo.disputes import refresh_disputes
from prevention.demo.doors import refresh_doors
from prevention.demo.hazards import refresh_hazards
from prevention.demo.history import Historian, demo_day
from prevention.demo.intercept import refresh_intercept
from prevention.demo.notes import refresh_notes
from prevention.demo.notices import refresh_notices
from prevention.demo.outreach import refresh_outreach
from prevention.demo.people import MOBILE_SQUAD
from prevention.demo.phones import refresh_phones
from prevention.demo.signs import refresh_signs
from prevention.demo.tracks import refresh_presence
from prevention.demo.walks import MINUTE
from prevention.demo.ways import refresh_ways

UNWALKED = (RoundStatus.PLANNED, RoundStatus.MISSED)
POLICY = rules.Policy()


def refresh(*, now: datetime.datetime) -> None:
    """Fills the gap since the last night with rounds, makes the live shift, looks once, applies retention."""
    fill_gap(now=now)
    plan_shifts(at=now)
    walk_running_night(now=now)
    live_shift(now=now)
    reconcile(at=now)
    refresh_notices(now=now)
    refresh_signs(now=now)
    refresh_ways(now=now)
    refresh_presence()
    refresh_notes(now=now)
    refresh_disputes(now=now)
    sweep_disputes(at=now)
    refresh_phones(now=now)
    refresh_hazards(now=now)
    refresh_doors(now=now)
    refresh_outreach(now=now)
    refresh_intercept(now=now)
    sweep_intercept(at=now)
    apply_retention(at=now)


def fill_gap(*, now: datetime.datetime) -> int:
    """Nights before the last evening that were planned but on which nobody could log: written as history instead."""
    today = demo_day(now)
    since = Roster.objects.aggregate(first=Min("valid_from"))["first"]
    idle = Shift.objects.filter(roster__isnull=False, duty_date__lt=today, ends_at__lt=now).exclude(
        rounds__in=Round.objects.exclude(status__in=UNWALKED)
    )
    first = idle.aggregate(first=Min("duty_date"))["first"]
    last_written = (
        Shift.objects.filter(roster__isnull=False, rounds__status=RoundStatus.DONE)
        .order_by("-duty_date")
        .first()
    )
    if last_written is not None:
        following = last_written.duty_date + rules.DAY
        first = following if first is None else max(first, following)
    last = today - rules.DAY
    if first is None or first > last:
        return 0
    with transaction.atomic():
        Shift.objects.filter(
            pk__in=list(idle.filter(duty_date__gte=first).values_list("pk", flat=True))
        ).delete()
    Historian(since=since, now=now).write(first, last, lambda done, total: None)
    nights: int = (last - first).days + 1
    return nights


def live_shift(*, now: datetime.datetime) -> Shift:
    """The mobile squad's shift that is on now: its first round is done, its second can be started or is running."""
    squad = Squad.objects.get(name=MOBILE_SQUAD)
    current = Shift.objects.filter(squad=squad, starts_at__lte=now, ends_at__gt=now, roster=None).first()
    if current is not None:
        if current.rounds.filter(status=RoundStatus.IN_PROGRESS).exists():
            return current
        if current.rounds.filter(
            status=RoundStatus.PLANNED, opens_at__lte=now, start_by__gt=now + 10 * MINUTE
        ).exists():
            return current
    with transaction.atomic():
        if current is not None:
            _end_early(current, now)
        return _make(squad, now)


def _end_early(shift: Shift, now: datetime.datetime) -> None:
    """The demo was started again: what is left of its live shift gives way to a new one."""
    shift.rounds.filter(status__in=UNWALKED).delete()
    ends_at = max(
        shift.starts_at, now.replace(second=0, microsecond=0) - datetime.timedelta(hours=2, minutes=10)
    )
    ends_at += MINUTE
    shift.members.update(ends_at=ends_at)
    leader = shift.members.filter(officer__isnull=False).earliest("-is_leader")
    Shift.objects.filter(pk=shift.pk).update(
        ends_at=ends_at,
        status=ShiftStatus.ENDED,
        handover_note="各点位正常，装备齐全。",
        handed_over_at=now,
        handed_over_by=leader.officer,
    )


def _make(squad: Squad, now: datetime.datetime) -> Shift:
    roster = Roster.objects.get(squads=squad)
    begins = now.replace(second=0, microsecond=0) - datetime.timedelta(hours=2, minutes=4)
    shift = Shift.objects.create(
        station_id=squad.station_id,
        squad=squad,
        duty_date=timezone.localtime(begins).date(),
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=10),
        status=ShiftStatus.ON_DUTY,
    )
    places = [stop.place_id for stop in roster.stops.order_by("position")]
    complete_shift(shift, policy=POLICY, places=places, at=begins, by=None, verb="shift.planned")
    walk(
        shift.rounds.earliest("planned_at"),
        roster=roster,
        by=Officer.objects.get(username="officer"),
        now=now,
    )
    return shift


def walk_running_night(*, now: datetime.datetime) -> None:
    """On a night that is on right now, what is behind us was walked by the squads of the rosters."""
    running = Round.objects.filter(
        shift__roster__isnull=False, shift__starts_at__lte=now, shift__ends_at__gt=now, start_by__lte=now
    )
    for found in running.filter(status__in=UNWALKED).select_related("shift__roster__station", "shift__squad"):
        leader = found.shift.members.filter(officer__isnull=False).earliest("-is_leader")
        if found.shift.roster is not None and leader.officer is not None:
            walk(found, roster=found.shift.roster, by=leader.officer, now=now)


def walk(found: Round, *, roster: Roster, by: Officer, now: datetime.datetime) -> None:
    """As if the squad had walked it: a dozen cars, one of them open and locked again."""
    started_at = found.planned_at + 2 * MINUTE
    finished_at = min(started_at + 55 * MINUTE, now)
    row = Round.objects.filter(pk=found.pk)
    row.update(
        status=RoundStatus.IN_PROGRESS,
        started_at=started_at,
        started_by=by,
        start_kind="on_time",
        missed_at=None,
    )
    row.update(status=RoundStatus.DONE, finished_at=finished_at, finished_by=by)
    found.refresh_from_db()
    historian = Historian(since=roster.valid_from, now=now)
    batch = Batch(now=now)
    night = historian.night(roster, found.shift.squad, found.duty_date, batch)
    night.rng = random.Random(f"{SEED}|live|{found.planned_at}")  # noqa: S311  # a demo, not a secret
    night.log_walk(found, 1, until=finished_at)
    historian.store(batch)
