"""From rosters to shifts and rounds, fourteen days ahead. Whoever runs it, however often, the plan is the same."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from ledger.operations import record
from patrols import rules
from patrols.choices import ShiftStatus
from patrols.models import Roster, Round, Shift, ShiftMember, ShiftPlace, Squad, SquadMember

HORIZON = datetime.timedelta(days=14)


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

    Nights that are over by `at` are not planned after the fact: they would only be missed. A night that began before
    `at` and still runs is.
    """
    made = 0
    rosters = Roster.objects.in_use().select_related("station").prefetch_related("turns__squad", "stops")
    if only is not None:
        rosters = rosters.filter(pk=only.pk)
    first = timezone.localdate(at) - rules.DAY
    for roster in rosters:
        rotation = [turn.squad for turn in roster.turns.all() if turn.squad.active]
        known = set(
            Shift.objects.filter(roster=roster, duty_date__gte=first).values_list("squad_id", "duty_date")
        )
        for offset in range((HORIZON + rules.DAY).days + 1):
            duty_date = first + rules.DAY * offset
            for squad in squads_of_night(roster, duty_date, rotation):
                if (squad.pk, duty_date) not in known:
                    made += _plan_shift(roster, squad, duty_date, at=at, by=by)
    return made


def _plan_shift(
    roster: Roster, squad: Squad, duty_date: datetime.date, *, at: datetime.datetime, by: Officer | None
) -> int:
    starts_at, ends_at = rules.night_span(
        duty_date, roster.starts_at, roster.ends_at, timezone.get_default_timezone()
    )
    if ends_at <= at:
        return 0
    try:
        with transaction.atomic():
            shift = Shift.objects.create(
                station_id=roster.station_id,
                roster=roster,
                squad=squad,
                duty_date=duty_date,
                starts_at=starts_at,
                ends_at=ends_at,
                status=ShiftStatus.PUBLISHED,
            )
            stops = list(roster.stops.all())
            return complete_shift(
                shift,
                policy=policy_of(roster),
                places=[stop.place_id for stop in stops],
                at=at,
                by=by,
                verb="shift.planned",
            )
    except IntegrityError as error:
        # Another planner made it a moment ago, or the squad stands elsewhere at that time: the database decides.
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
    shift.problems = _man_shift(shift)
    if shift.problems:
        shift.save(update_fields=["problems"])
    rounds = Round.objects.bulk_create(
        Round(
            shift=shift,
            station_id=shift.station_id,
            squad_id=shift.squad_id,
            duty_date=shift.duty_date,
            number=number,
            **asdict(rules.deadlines(planned_at, policy)),
        )
        for number, planned_at in enumerate(
            rules.slots(shift.starts_at, shift.ends_at, policy.interval), start=1
        )
    )
    record(
        at=at,
        by=by,
        station=shift.station_id,
        verb=verb,
        obj=shift,
        detail={"night": shift.duty_date.isoformat(), "rounds": len(rounds), "problems": len(shift.problems)},
    )
    return len(rounds)


def _man_shift(shift: Shift) -> list[str]:
    """Puts the squad's members of that night into the shift; returns what could not be settled."""
    problems = []
    members = SquadMember.objects.filter(squad_id=shift.squad_id).effective(shift.duty_date)
    for member in members.select_related("officer", "volunteer"):
        if member.officer is not None and not member.officer.is_active:
            continue
        try:
            with transaction.atomic():
                ShiftMember.objects.create(
                    shift=shift,
                    officer=member.officer,
                    volunteer=member.volunteer,
                    is_leader=member.is_leader,
                    starts_at=shift.starts_at,
                    ends_at=shift.ends_at,
                )
        except IntegrityError:
            problems.append(_("%(name)s stands in another shift at that time.") % {"name": member})
    problem = staffing_problem_of(shift)
    return [*problems, problem] if problem else problems


STAFFING_WORDS = {
    "empty": lambda: _("Nobody stands in this shift."),
    "no_police": lambda: _("A squad that may enforce needs at least one police officer."),
    "alone": lambda: _("A squad that may enforce needs at least two people."),
}


def staffing_problem_of(shift: Shift) -> str:
    """What is wrong with who stands in the shift, in words; empty when nothing is."""
    kinds = list(shift.members.values_list("officer__kind", flat=True))
    staffing = rules.Staffing(
        police=kinds.count(OfficerKind.POLICE),
        auxiliaries=kinds.count(OfficerKind.AUXILIARY),
        others=sum(kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY) for kind in kinds),
    )
    code = rules.staffing_problem(staffing, may_enforce=shift.squad.may_enforce)
    return STAFFING_WORDS[code]() if code else ""
