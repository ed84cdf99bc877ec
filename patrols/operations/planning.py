"""From rosters to shifts and rounds, fourteen days ahead: whoever runs it, however often, the same plan."""

import datetime
from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jurisdiction.models import Officer
from ledger.operations import record
from patrols import rules
from patrols.choices import ShiftStatus
from patrols.models import Roster, Round, Shift, ShiftPlace, Squad
from patrols.operations.nights import Night, make_nights, planned_detail, rounds_of
from patrols.operations.staffing import man_shift

HORIZON = datetime.timedelta(days=14)
#: First key of the advisory locks of planning ("plan" in ASCII); the second is the station's.
PLANNING_LOCK = 0x706C616E


def policy_of(roster: Roster) -> rules.Policy:
    return rules.Policy(
        interval=roster.interval_minutes,
        remind=roster.remind_minutes,
        early=roster.early_minutes,
        on_time=roster.on_time_minutes,
        grace=roster.grace_minutes,
        leader=roster.leader_minutes,
        chief=roster.chief_minutes,
    )


def squads_of_night(roster: Roster, duty_date: datetime.date, rotation: list[Squad]) -> list[Squad]:
    """Whose turn it is on that night; none outside the roster's validity."""
    if not roster.active or (roster.valid_until is not None and duty_date >= roster.valid_until):
        return []
    return rules.on_duty(
        duty_date,
        rotation=rotation,
        squads_a_night=roster.squads_a_night,
        weekdays=roster.weekdays,
        valid_from=roster.valid_from,
    )


def plan_shifts(*, at: datetime.datetime, by: Officer | None = None, only: Roster | None = None) -> int:
    """Makes every due shift that is missing, with its members, places and rounds. Returns the rounds made.

    Nights that are over by `at` are not planned after the fact: they would only be missed. A night that began
    before `at` and still runs is.
    """
    rosters = Roster.objects.in_use().select_related("station").prefetch_related("turns__squad", "stops")
    if only is not None:
        rosters = rosters.filter(pk=only.pk)
    found = list(rosters)
    known = _known(found, at=at)
    made = 0
    for roster in found:
        due = _due_nights(roster, at=at)
        if any((roster.pk, night.squad.pk, night.duty_date) not in known for night in due):
            made += _plan_roster(roster, due, at=at, by=by)
    return made


def _first_night(at: datetime.datetime) -> datetime.date:
    return timezone.localdate(at) - rules.DAY


def _known(rosters: list[Roster], *, at: datetime.datetime) -> set[tuple[int | None, int, datetime.date]]:
    """(roster, squad, duty date) of the shifts that are there."""
    return set(
        Shift.objects.filter(roster__in=rosters, duty_date__gte=_first_night(at)).values_list(
            "roster_id", "squad_id", "duty_date"
        )
    )


def _due_nights(roster: Roster, *, at: datetime.datetime) -> list[Night]:
    """Every night of the roster from the running one to the horizon."""
    rotation = [turn.squad for turn in roster.turns.all() if turn.squad.active]
    zone = timezone.get_default_timezone()
    first = _first_night(at)
    nights = [
        Night(squad, duty_date, *rules.night_span(duty_date, roster.starts_at, roster.ends_at, zone))
        for duty_date in (first + rules.DAY * offset for offset in range((HORIZON + rules.DAY).days + 1))
        for squad in squads_of_night(roster, duty_date, rotation)
    ]
    return [night for night in nights if night.ends_at > at]


@transaction.atomic
def _plan_roster(roster: Roster, due: list[Night], *, at: datetime.datetime, by: Officer | None) -> int:
    """One planner a station at a time: the second finds the work done instead of running into it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PLANNING_LOCK, roster.station_id])
    known = _known([roster], at=at)
    missing = [night for night in due if (roster.pk, night.squad.pk, night.duty_date) not in known]
    try:
        with transaction.atomic():
            return make_nights(roster, missing, policy=policy_of(roster), at=at, by=by)
    except IntegrityError:
        # Somebody stands elsewhere on one of these nights: one by one, so that the rest is planned.
        return sum(_plan_shift(roster, night, at=at, by=by) for night in missing)


def _plan_shift(roster: Roster, night: Night, *, at: datetime.datetime, by: Officer | None) -> int:
    try:
        with transaction.atomic():
            shift = Shift.objects.create(
                station_id=roster.station_id,
                roster=roster,
                squad=night.squad,
                duty_date=night.duty_date,
                starts_at=night.starts_at,
                ends_at=night.ends_at,
                status=ShiftStatus.PUBLISHED,
            )
            return complete_shift(
                shift,
                policy=policy_of(roster),
                places=[stop.place_id for stop in roster.stops.all()],
                at=at,
                by=by,
                verb="shift.planned",
            )
    except IntegrityError as error:
        # The squad stands elsewhere at that time: the database decides.
        if "squad_in_one_shift_at_a_time" in str(error) or "one_round_a_squad_and_slot" in str(error):
            return 0
        raise


def complete_shift(
    shift: Shift,
    *,
    policy: rules.Policy,
    places: Iterable[int],
    at: datetime.datetime,
    by: Officer | None,
    verb: str,
) -> int:
    """Gives a new shift its members, places and rounds; returns the number of rounds. Within the caller's
    transaction."""
    ShiftPlace.objects.bulk_create(
        ShiftPlace(shift=shift, place_id=place, position=index) for index, place in enumerate(places, start=1)
    )
    shift.problems = man_shift(shift)
    if shift.problems:
        shift.save(update_fields=["problems"])
    rounds = Round.objects.bulk_create(rounds_of(shift, policy))
    record(
        at=at,
        by=by,
        station=shift.station_id,
        verb=verb,
        obj=shift,
        detail=planned_detail(shift, len(rounds)),
    )
    return len(rounds)
