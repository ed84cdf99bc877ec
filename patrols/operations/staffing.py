"""Who stands in a shift, and what is wrong with it."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from jurisdiction.choices import OfficerKind
from patrols import rules
from patrols.choices import ShiftProblem
from patrols.models import Shift, ShiftMember, Squad, SquadMember

#: As a shift stores it: a code of `ShiftProblem` under "code", beside it what its words need.
Problem = dict[str, str]


def staffing_problems(kinds: Iterable[str | None], squad: Squad) -> list[Problem]:
    """What is wrong with a crew of these kinds (None: a volunteer); empty when all is well."""
    people = list(kinds)
    staffing = rules.Staffing(
        police=people.count(OfficerKind.POLICE),
        auxiliaries=people.count(OfficerKind.AUXILIARY),
        others=sum(kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY) for kind in people),
    )
    code = rules.staffing_problem(staffing, may_enforce=squad.may_enforce)
    return [{"code": code}] if code else []


def staffing_problems_of(shift: Shift) -> list[Problem]:
    """The same of a stored shift."""
    return staffing_problems(shift.members.values_list("officer__kind", flat=True), shift.squad)


def man_shift(shift: Shift) -> list[Problem]:
    """Puts the squad's members of that night into the shift; returns what could not be settled."""
    problems: list[Problem] = []
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
            problems.append({"code": ShiftProblem.BUSY.value, "name": str(member)})
    return [*problems, *staffing_problems_of(shift)]
