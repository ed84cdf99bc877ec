"""Plans of home visits: a village's doors spread over the evenings of some weeks."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud import door_rules
from antifraud.errors import AntifraudRefused
from antifraud.models import Household, PlannedDoor, VisitPlan
from antifraud.operations.households import check_village, day_of
from jurisdiction.models import Officer, Village
from ledger.operations import record

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def plan_visits(
    *,
    village: Village,
    groups: Iterable[int],
    starts_on: datetime.date,
    ends_on: datetime.date,
    weekdays: Iterable[int],
    officer: Officer | None,
    at: datetime.datetime,
    by: Officer,
) -> VisitPlan:
    """Every household of the village (of these groups, if any are named) whose last talk lies before this quarter gets an
    evening, neighbours the same one. Raises AntifraudRefused (starts_on, ends_on, weekdays, groups)."""
    check_village(village, at=at, by=by)
    if starts_on < day_of(at):
        raise AntifraudRefused(_("That day is over."), field="starts_on")
    if ends_on < starts_on:
        raise AntifraudRefused(_("The last day must not come before the first."), field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise AntifraudRefused(_("A plan spans at most a year."), field="ends_on")
    doors = _doors(village, list(groups), starts_on)
    if not doors:
        raise AntifraudRefused(
            _("No household is left to visit: all were talked to this quarter."), field="village"
        )
    spread = door_rules.spread(
        [str(door.pk) for door in doors], first=starts_on, last=ends_on, days=list(weekdays)
    )
    if not spread:
        raise AntifraudRefused(_("No such weekday lies between the two days."), field="weekdays")
    plan = VisitPlan.objects.create(
        station_id=village.township.station_id,
        village=village,
        starts_on=starts_on,
        ends_on=ends_on,
        officer=officer,
        created_at=at,
        created_by=by,
    )
    PlannedDoor.objects.bulk_create(
        [
            PlannedDoor(
                plan=plan, household=door, due_on=max(spread[str(door.pk)], door.next_visit_from or starts_on)
            )
            for door in doors
        ],
        batch_size=1000,
    )
    record(
        at=at,
        by=by,
        station=plan.station_id,
        verb="visit_plan.made",
        obj=plan,
        detail={"households": len(doors), "village": village.pk},
    )
    return plan


def _doors(village: Village, groups: list[int], starts_on: datetime.date) -> list[Household]:
    """Not talked to this quarter, nor in another plan that runs; in the order in which one walks along them."""
    found = Household.objects.in_use().filter(village=village)
    if groups:
        found = found.filter(group_no__in=groups)
    quarter = door_rules.quarter_of(starts_on)
    taken = PlannedDoor.objects.filter(
        done_at__isnull=True, plan__ended_at__isnull=True, plan__village=village
    )
    found = found.exclude(last_visit_at__date__gte=quarter).exclude(pk__in=taken.values("household"))
    return list(found.in_order())


@transaction.atomic
def end_plan(*, plan_id: int, at: datetime.datetime, by: Officer) -> VisitPlan:
    """What is left of it is not asked for any more. Again changes nothing."""
    plan = VisitPlan.objects.select_for_update().get(pk=plan_id)
    if plan.ended_at is None:
        plan.ended_at = at
        plan.save(update_fields=["ended_at"])
        record(at=at, by=by, station=plan.station_id, verb="visit_plan.ended", obj=plan)
    return plan
