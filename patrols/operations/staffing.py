"""Who stands in a shift, and what is wrong with it."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jurisdiction.choices import OfficerKind
from patrols import rules
from patrols.models import Shift, ShiftMember, Squad, SquadMember

STAFFING_WORDS = {
    "empty": lambda: _("Nobody stands in this shift."),
    "no_police": lambda: _("A squad that may enforce needs at least one police officer."),
    "alone": lambda: _("A squad that may enforce needs at least two people."),
}


def staffing_problem(kinds: Iterable[str | None], squad: Squad) -> str:
    """What is wrong with a crew of these kinds (None: a volunteer), in words; empty when all is well."""
    people = list(kinds)
    staffing = rules.Staffing(
        police=people.count(OfficerKind.POLICE),
        auxiliaries=people.count(OfficerKind.AUXILIARY),
        others=sum(kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY) for kind in people),
    )
    code = rules.staffing_problem(staffing, may_enforce=squad.may_enforce)
    return STAFFING_WORDS[code]() if code else ""


def staffing_problem_of(shift: Shift) -> str:
    """The same of a stored shift."""
    return staffing_problem(shift.members.values_list("officer__kind", flat=True), shift.squad)


def man_shift(shift: Shift) -> list[str]:
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
