"""The desk looks at a report: takes it up, passes it on, does not take it up; names who mediates."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import EventVerb, Exclusion, MediationResult, MediatorKind, Route, Status, Step
from disputes.errors import MediationRefused, StepRefused
from disputes.models import Deadline, Dispute, Mediation
from disputes.operations.moves import locked, move
from disputes.operations.steps import begin, drop, meet
from disputes.operations.telling import tell_mediator, tell_reporters
from disputes.operations.timeline import add_event
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer
from jurisdiction.postings import standing
from jurisdiction.remit import Breadth

KINDS: dict[str, frozenset[MediatorKind]] = {
    OfficerKind.POLICE: frozenset({MediatorKind.OFFICER}),
    OfficerKind.CADRE: frozenset({MediatorKind.CADRE, MediatorKind.COMMITTEE}),
    OfficerKind.JUSTICE: frozenset({MediatorKind.JUSTICE}),
}


@transaction.atomic
def accept(
    *,
    dispute_id: uuid.UUID,
    route: Route,
    exclusions: Iterable[Exclusion] = (),
    is_complex: bool = False,
    told: str = "",
    at: datetime.datetime,
    by: Officer,
) -> Dispute:
    """Takes a report up on the way of people's or public-security mediation, or what could not be settled on one way on
    the other. Raises StepRefused, MediationRefused (exclusions), DisputeMoved."""
    if route == Route.DEPARTMENT:
        raise StepRefused(_("A department's dispute is passed on."), field="route")
    found = sorted(exclusions)
    if rules.route_fault(route, found) is not None:
        raise MediationRefused(
            _("The law excludes public-security mediation here (article 179)."), field="exclusions"
        )
    dispute = locked(dispute_id)
    first = dispute.accepted_at is None or dispute.status == Status.REPORTED
    move(
        dispute,
        rules.Action.ACCEPT,
        by=by,
        at=at,
        route=route,
        exclusions=found,
        complex=is_complex,
        accepted_at=at if first else dispute.accepted_at,
    )
    meet(dispute, [Step.TRIAGE, Step.DECIDE], at=at)
    begin(dispute, Step.ASSIGN, since=at)
    answer = Deadline.objects.open().filter(dispute=dispute, step=Step.FEEDBACK).first()
    if is_complex and answer is not None:
        begin(dispute, Step.FEEDBACK, since=answer.begun_at, is_complex=True)
    event = add_event(
        dispute, EventVerb.ACCEPTED, at=at, by=by, told=told, detail={"route": route, "exclusions": found}
    )
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.ACCEPTED, at=at, by=by)
    return dispute


@transaction.atomic
def pass_on(
    *, dispute_id: uuid.UUID, department: str, told: str = "", at: datetime.datetime, by: Officer
) -> Dispute:
    """Hands it to a department whose business it is; its answer has a deadline. Raises StepRefused (department)."""
    if not department.strip():
        raise StepRefused(_("To which department?"), field="department")
    dispute = locked(dispute_id)
    move(
        dispute,
        rules.Action.PASS_ON,
        by=by,
        at=at,
        route=Route.DEPARTMENT,
        department=department.strip()[:60],
        mediator=None,
    )
    meet(dispute, [Step.TRIAGE, Step.FEEDBACK, Step.DECIDE], at=at)
    drop(dispute, None, at=at)
    begin(dispute, Step.DEPARTMENT, since=at)
    event = add_event(
        dispute, EventVerb.PASSED_ON, at=at, by=by, told=told, note=department, detail={"to": "department"}
    )
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.PASSED_ON, at=at, by=by)
    return dispute


@transaction.atomic
def refuse(*, dispute_id: uuid.UUID, reason: str, at: datetime.datetime, by: Officer) -> Dispute:
    """Does not take a report up; the reporter reads why. Raises StepRefused (reason)."""
    if not reason.strip():
        raise StepRefused(_("Say why, so that the reporter understands it."), field="reason")
    dispute = locked(dispute_id)
    move(dispute, rules.Action.REFUSE, by=by, at=at, closed_at=at)
    meet(dispute, [Step.TRIAGE, Step.FEEDBACK], at=at)
    drop(dispute, None, at=at)
    event = add_event(dispute, EventVerb.REFUSED, at=at, by=by, told=reason)
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.REFUSED, at=at, by=by)
    return dispute


def may_mediate(dispute: Dispute, mediator: Officer, *, on: datetime.date) -> bool:
    """A cadre of the village, an officer of the station, a justice officer of its townships."""
    found = standing(mediator, on=on)
    if found.remit.breadth is Breadth.VILLAGES:
        return dispute.village_id in found.remit.villages
    if mediator.kind == OfficerKind.JUSTICE and Role.JUSTICE_OFFICER not in found.roles:
        return False
    return dispute.station_id in found.remit.stations


@transaction.atomic
def assign(
    *,
    dispute_id: uuid.UUID,
    mediator: Officer,
    mediator_kind: MediatorKind,
    at: datetime.datetime,
    by: Officer,
) -> Mediation:
    """Names who mediates, or another in place of who does. Raises StepRefused, MediationRefused (mediator)."""
    dispute = locked(dispute_id)
    if rules.mediator_fault(dispute.route, kind=mediator.kind) is not None:
        raise MediationRefused(
            _("An auxiliary leads no mediation, and public-security mediation is led by a police officer."),
            field="mediator",
        )
    if mediator_kind not in KINDS.get(mediator.kind, frozenset()):
        raise MediationRefused(_("This person does not mediate in that way."), field="mediator_kind")
    if not may_mediate(dispute, mediator, on=timezone.localtime(at).date()):
        raise MediationRefused(_("This person does not work in this village."), field="mediator")
    move(dispute, rules.Action.ASSIGN, by=by, at=at, mediator=mediator)
    dispute.mediations.filter(ended_at__isnull=True).update(ended_at=at, result=MediationResult.REPLACED)
    made = Mediation.objects.create(
        dispute=dispute,
        station_id=dispute.station_id,
        route=dispute.route,
        mediator_kind=mediator_kind,
        mediator=mediator,
        assigned_at=at,
        assigned_by=by,
    )
    meet(dispute, [Step.ASSIGN, Step.DECIDE, Step.UPPER], at=at)
    begin(dispute, Step.FIRST_SESSION, since=at)
    if not Deadline.objects.open().filter(dispute=dispute, step=Step.MEDIATION).exists():
        begin(dispute, Step.MEDIATION, since=at)
    event = add_event(dispute, EventVerb.ASSIGNED, at=at, by=by, detail={"mediator_kind": mediator_kind})
    tell_mediator(dispute, event=str(made.pk), at=at, by=by)
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.ASSIGNED, at=at, by=by)
    return made
