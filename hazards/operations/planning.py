"""Plans of inspections: a month's visits, spread over its days. Planning again adds what is missing and moves nothing."""

import datetime
import uuid
from collections import Counter

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hazards import spreading
from hazards.errors import PlanRefused
from hazards.models import Inspection, InspectionPlan
from hazards.operations.due import day_of
from jurisdiction import deadlines
from jurisdiction.choices import TeamKind
from jurisdiction.models import CalendarDay, Officer, Place, Posting, Station
from ledger.operations import record

#: From this day of a month on, the next month is planned too.
AHEAD_FROM = 20
#: How many visits a working day holds before days off are used.
CAPACITY = 8
NAMESPACE = uuid.UUID("6f4b0c1e-8d5a-4f0e-9d53-0d4f5b1f7a11")


def plan_inspections(*, at: datetime.datetime) -> int:
    """Plans this month, and from the 20th the next, for every station with plans. Returns how many visits are new."""
    today = day_of(at)
    months = [today.replace(day=1)]
    if today.day >= AHEAD_FROM:
        months.append((months[0] + datetime.timedelta(days=32)).replace(day=1))
    stations = Station.objects.filter(
        pk__in=InspectionPlan.objects.in_use().order_by().values("station_id").distinct()
    )
    return sum(plan_month(station=station, month=month, at=at) for station in stations for month in months)


def wanted(station: Station, month: datetime.date) -> list[tuple[Place, int, int]]:
    """(place, count, times) of everything that the station's plans ask for in that month, whether done or not."""
    plans = {
        (plan.place_kind, plan.risk): plan for plan in InspectionPlan.objects.in_use().filter(station=station)
    }
    asked = []
    for place in Place.objects.filter(station=station, active=True, kind__in={kind for kind, _risk in plans}):
        plan = plans.get((place.kind, place.risk))
        if plan is not None and spreading.is_due(place.pk, month, plan.every_months):
            asked += [(place, count, plan.times) for count in range(1, plan.times + 1)]
    return asked


@transaction.atomic
def plan_month(*, station: Station, month: datetime.date, at: datetime.datetime) -> int:
    """Adds the visits of that month that are not there yet: on days from today on. A visit made without a plan in this
    month counts for one."""
    asked = wanted(station, month)
    if not asked:
        return 0
    Station.objects.select_for_update(no_key=True).get(pk=station.pk)  # two planners take turns
    standing = list(
        Inspection.objects.filter(station=station)
        .filter(Q(month=month) | Q(due_on__year=month.year, due_on__month=month.month))
        .values_list("place_id", "count", "month", "due_on")
    )
    there = {(place, count) for place, count, of_month, _day in standing if of_month == month}
    early = Counter(
        Inspection.objects.filter(
            station=station, month__isnull=True, done_at__year=month.year, done_at__month=month.month
        ).values_list("place_id", flat=True)
    )
    missing = [
        (place, count, times)
        for place, count, times in asked
        if (place.pk, count) not in there and count > early[place.pk]
    ]
    days = spreading.month_days(month, since=day_of(at))
    if not missing or not days:
        return 0
    visits = [
        spreading.Visit(place.pk, count, times, longitude=place.point.x, latitude=place.point.y)
        for place, count, times in missing
    ]
    taken = Counter(day for *_key, day in standing if day is not None)
    spread = spreading.spread(visits, days, works=working_days(days), taken=taken, capacity=CAPACITY)
    _write(station, month, spread)
    record(
        at=at,
        by=None,
        station=station,
        verb="inspection.planned",
        detail={"month": f"{month:%Y-%m}", "visits": len(spread)},
    )
    return len(spread)


def _write(station: Station, month: datetime.date, spread: dict[tuple[int, int], datetime.date]) -> None:
    """A day's visits go to one officer of the community policing team, in turn."""
    team = list(
        Posting.objects.effective(month)
        .filter(station=station, team__kind=TeamKind.COMMUNITY_POLICING, officer__is_active=True)
        .order_by("officer__username")
        .values_list("officer_id", flat=True)
        .distinct()
    )
    order = {day: number for number, day in enumerate(sorted(set(spread.values())))}
    Inspection.objects.bulk_create(
        [
            Inspection(
                id=uuid.uuid5(NAMESPACE, f"{place}|{month:%Y-%m}|{count}"),
                station=station,
                place_id=place,
                month=month,
                count=count,
                due_on=day,
                officer_id=team[order[day] % len(team)] if team else None,
            )
            for (place, count), day in sorted(spread.items(), key=lambda item: (item[1], item[0]))
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def working_days(days: list[datetime.date]) -> deadlines.Works:
    """Weekdays, but for what the calendar says."""
    named = dict(CalendarDay.objects.filter(day__range=(days[0], days[-1])).values_list("day", "works"))
    return lambda day: named.get(day, deadlines.weekday_works(day))


@transaction.atomic
def move_inspection(
    *,
    inspection_id: uuid.UUID,
    due_on: datetime.date,
    officer: Officer | None,
    at: datetime.datetime,
    by: Officer,
) -> Inspection:
    """Another day or another officer, by hand: planning leaves it there. Raises PlanRefused (field due_on)."""
    found = Inspection.objects.select_for_update().get(pk=inspection_id)
    if found.done_at is not None:
        raise PlanRefused(_("This inspection is done already."), field="due_on")
    if due_on < day_of(at) and due_on != found.due_on:
        raise PlanRefused(_("That day is over."), field="due_on")
    if due_on == found.due_on and (officer.pk if officer else None) == found.officer_id:
        return found
    was = found.due_on
    found.due_on, found.officer, found.moved_at, found.moved_by = due_on, officer, at, by
    found.save(update_fields=["due_on", "officer", "moved_at", "moved_by"])
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="inspection.moved",
        obj=found,
        detail={"from": f"{was}", "to": f"{due_on}"},
    )
    return found


@transaction.atomic
def save_plan(*, plan: InspectionPlan, at: datetime.datetime, by: Officer) -> InspectionPlan:
    """Stores how often a kind of place is visited; what is planned already stays. Constraints are the caller's form's."""
    plan.changed_at, plan.changed_by = at, by
    plan.save()
    record(
        at=at,
        by=by,
        station=plan.station_id,
        verb="inspection_plan.saved",
        obj=plan,
        detail={"times": plan.times, "every_months": plan.every_months, "active": plan.active},
    )
    return plan
