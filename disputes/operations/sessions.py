"""The parties meet; or mediation brings nothing."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disputes import rules
from disputes.choices import EventVerb, MediationResult, SessionResult, Step
from disputes.errors import MediationRefused, RecordTaken, StepRefused
from disputes.models import Dispute, Mediation, Session
from disputes.operations.moves import locked, move
from disputes.operations.steps import begin, drop, meet
from disputes.operations.telling import tell_reporters, tell_roles
from disputes.operations.timeline import add_event
from disputes.operations.triage import may_mediate
from jurisdiction.choices import OfficerKind, Role
from jurisdiction.models import Officer

NOTES_MOST = 4000
FAULTS: dict[rules.MediationFault, Promise] = {
    rules.MediationFault.CONSENT: gettext_lazy(
        "People's mediation needs both parties' consent (article 17)."
    ),
    rules.MediationFault.GUARDIAN: gettext_lazy("A minor's guardian has to be there (article 181)."),
    rules.MediationFault.ALONE: gettext_lazy(
        "One officer alone mediates only in a standard place with full recording (article 108); else name the second."
    ),
}


def running_mediation(dispute: Dispute) -> Mediation:
    """Raises StepRefused when nobody mediates."""
    found = dispute.mediations.filter(ended_at__isnull=True).first()
    if found is None:
        raise StepRefused(_("Nobody mediates this dispute now."))
    return found


def _require_second(dispute: Dispute, second: Officer | None, *, by: Officer, on: datetime.date) -> None:
    if second is None:
        return
    if second.pk == by.pk or second.kind != OfficerKind.POLICE or not may_mediate(dispute, second, on=on):
        raise MediationRefused(
            _("The second has to be another police officer of the station."), field="second"
        )


def _require_lawful(
    mediation: Mediation,
    dispute: Dispute,
    *,
    consent: bool,
    guardian_present: bool,
    second: Officer | None,
    recorded: bool,
) -> None:
    fault = rules.session_fault(
        mediation.route,
        consent=consent or mediation.consented_at is not None,
        minor=dispute.parties.filter(is_minor=True).exists(),
        guardian_present=guardian_present,
        second_police=second is not None,
        recorded=recorded,
    )
    if fault is not None:
        raise MediationRefused(FAULTS[fault], field=fault.value)


@transaction.atomic
def record_session(
    *,
    record_id: uuid.UUID,
    dispute_id: uuid.UUID,
    place: str,
    came: Iterable[uuid.UUID] = (),
    others: str = "",
    consent: bool = False,
    guardian_present: bool = False,
    second: Officer | None = None,
    recorded: bool = False,
    notes: str,
    result: SessionResult,
    held_at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Session:
    """Stores one session of the running mediation. `came`: keys of the dispute's parties; `consent`: both parties agreed
    to be mediated, needed once. Idempotent by `record_id`.

    Raises StepRefused (place, notes), MediationRefused (consent, guardian_present, second), DisputeMoved, RecordTaken.
    """
    earlier = Session.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if not place.strip():
        raise StepRefused(_("Where was it held?"), field="place")
    if not notes.strip():
        raise StepRefused(_("Say in a few words what was said."), field="notes")
    if len(notes.strip()) > NOTES_MOST:
        raise StepRefused(_("At most 4,000 characters."), field="notes")
    dispute = locked(dispute_id)
    move(dispute, rules.Action.MEET, by=by, at=received_at)
    mediation = running_mediation(dispute)
    _require_second(dispute, second, by=by, on=timezone.localtime(received_at).date())
    if result != SessionResult.ABSENT:
        _require_lawful(
            mediation,
            dispute,
            consent=consent,
            guardian_present=guardian_present,
            second=second,
            recorded=recorded,
        )
    first = not mediation.sessions.exclude(result=SessionResult.ABSENT).exists()
    held = min(held_at, received_at)
    made = Session(
        id=record_id,
        mediation=mediation,
        dispute=dispute,
        station_id=dispute.station_id,
        held_at=held,
        received_at=received_at,
        place=place.strip()[:80],
        others=others.strip()[:120],
        guardian_present=guardian_present,
        second=second,
        recorded=recorded,
        notes=notes.strip(),
        result=result,
        by=by,
    )
    made.save(force_insert=True)
    made.came.set(dispute.parties.filter(pk__in=list(came)))
    if consent and mediation.consented_at is None:
        Mediation.objects.filter(pk=mediation.pk).update(consented_at=held)
    _steps_after(dispute, result, first=first, at=held)
    event = add_event(
        dispute, EventVerb.SESSION, at=held, received_at=received_at, by=by, detail={"result": result}
    )
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.SESSION, at=received_at, by=by)
    return made


def _steps_after(dispute: Dispute, result: SessionResult, *, first: bool, at: datetime.datetime) -> None:
    """A session to which somebody did not come meets no deadline; one to be continued sets the second's."""
    if result == SessionResult.ABSENT:
        return
    meet(dispute, [Step.FIRST_SESSION, Step.FEEDBACK], at=at)
    if not first:
        meet(dispute, [Step.SECOND_SESSION], at=at)
    elif result == SessionResult.CONTINUE:
        begin(dispute, Step.SECOND_SESSION, since=at)


@transaction.atomic
def fail_mediation(*, dispute_id: uuid.UUID, reason: str, at: datetime.datetime, by: Officer) -> Dispute:
    """No agreement, or a party wants no mediation: the desk decides what follows. Raises StepRefused (reason)."""
    if not reason.strip():
        raise StepRefused(_("Why did it bring no agreement?"), field="reason")
    dispute = locked(dispute_id)
    move(dispute, rules.Action.FAIL, by=by, at=at, mediator=None)
    dispute.mediations.filter(ended_at__isnull=True).update(
        ended_at=at, result=MediationResult.FAILED, reason=reason.strip()[:300]
    )
    meet(dispute, [Step.MEDIATION, Step.FEEDBACK], at=at)
    drop(dispute, [Step.FIRST_SESSION, Step.SECOND_SESSION], at=at)
    begin(dispute, Step.DECIDE, since=at)
    event = add_event(dispute, EventVerb.NOT_SETTLED, at=at, by=by, note=reason)
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.NOT_SETTLED, at=at, by=by)
    tell_roles(
        "dispute.not_settled", dispute, event=str(event.pk), roles=[Role.COMMAND_ROOM, Role.CHIEF], at=at
    )
    return dispute
