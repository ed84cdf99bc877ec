"""Making and changing rosters. A change touches future, unstarted shifts only, and is previewed before it is made."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.models import Officer, Place
from ledger.operations import Change, record, record_many
from patrols import rules
from patrols.choices import RoundStatus, ShiftStatus
from patrols.errors import PlanChanged
from patrols.models import Roster, RosterPlace, RosterSquad, Shift, Squad
from patrols.operations.planning import HORIZON, plan_shifts, squads_of_night


@dataclass(frozen=True, slots=True)
class Effect:
    """What a changed roster would do to its unstarted shifts: nights and squads, by what happens to them."""

    removed: tuple[tuple[datetime.date, str], ...] = ()
    added: tuple[tuple[datetime.date, str], ...] = ()
    retimed: tuple[tuple[datetime.date, str], ...] = ()

    @property
    def count(self) -> int:
        return len(self.removed) + len(self.added) + len(self.retimed)


def unstarted_shifts(roster: Roster, at: datetime.datetime) -> Any:
    """Shifts of the roster that begin after `at` and of which nothing has happened yet."""
    return (
        Shift.objects.filter(
            roster=roster, starts_at__gt=at, status__in=[ShiftStatus.DRAFT, ShiftStatus.PUBLISHED]
        )
        .exclude(rounds__status__in=[RoundStatus.IN_PROGRESS, RoundStatus.DONE, RoundStatus.EXCUSED])
        .select_related("squad")
        .order_by("starts_at")
    )


def preview(roster: Roster, *, squads: Sequence[Squad], at: datetime.datetime) -> Effect:
    """What saving `roster` (with its new, unsaved values) and this rotation would do. Changes nothing."""
    zone = timezone.get_default_timezone()
    now_planned = {(shift.duty_date, shift.squad.name): shift for shift in unstarted_shifts(roster, at)}
    wanted: dict[tuple[datetime.date, str], tuple[datetime.datetime, datetime.datetime]] = {}
    rotation = [squad for squad in squads if squad.active]
    first = timezone.localdate(at)
    for offset in range(HORIZON.days + 1):
        duty_date = first + rules.DAY * offset
        span = rules.night_span(duty_date, roster.starts_at, roster.ends_at, zone)
        if span[0] <= at:
            continue
        for squad in squads_of_night(roster, duty_date, rotation):
            wanted[duty_date, squad.name] = span
    return Effect(
        removed=tuple(key for key in now_planned if key not in wanted),
        added=tuple(key for key in wanted if key not in now_planned),
        retimed=tuple(key for key in now_planned if key in wanted),
    )


@transaction.atomic
def save_roster(
    *,
    roster: Roster,
    squads: Sequence[Squad],
    places: Sequence[Place],
    expected: int | None,
    at: datetime.datetime,
    by: Officer,
) -> Effect:
    """Saves the roster with its rotation and places, takes its unstarted shifts away and plans them anew.

    `expected` is the number of changes the person saw in the preview. Raises PlanChanged when it is another by now.
    """
    is_new = roster._state.adding
    effect = preview(roster, squads=squads, at=at) if not is_new else Effect()
    if expected is not None and expected != effect.count:
        raise PlanChanged(_("The plan has changed since the preview. Please look at it again."))
    roster.save()
    roster.turns.all().delete()
    roster.stops.all().delete()
    RosterSquad.objects.bulk_create(
        RosterSquad(roster=roster, squad=squad, position=index) for index, squad in enumerate(squads, start=1)
    )
    RosterPlace.objects.bulk_create(
        RosterPlace(roster=roster, place=place, position=index) for index, place in enumerate(places, start=1)
    )
    removed = list(unstarted_shifts(roster, at))
    record_many(
        Change(
            at=at,
            by=by,
            station=shift.station_id,
            verb="shift.removed",
            obj=shift,
            detail={"night": shift.duty_date.isoformat(), "squad": shift.squad_id},
        )
        for shift in removed
    )
    Shift.objects.filter(pk__in=[shift.pk for shift in removed]).delete()
    record(
        at=at,
        by=by,
        station=roster.station_id,
        verb="roster.created" if is_new else "roster.edited",
        obj=roster,
        detail={"changes": effect.count},
    )
    plan_shifts(at=at, by=by, only=roster)
    return effect
