"""A dispute goes upward, ends, or begins anew; the reporter is answered."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import EscalationTarget, EventVerb, MediationResult, Step
from disputes.errors import StepRefused
from disputes.models import Dispute, FollowUp
from disputes.operations.audience import commanders
from disputes.operations.followups import end
from disputes.operations.moves import locked, move, require
from disputes.operations.reporting import open_again
from disputes.operations.steps import begin, drop, meet
from disputes.operations.telling import params_of, tell_reporters
from disputes.operations.timeline import add_event
from jurisdiction.models import Officer
from notices.operations.outbox import tell


def _end_mediation(dispute: Dispute, at: datetime.datetime) -> None:
    dispute.mediations.filter(ended_at__isnull=True).update(ended_at=at, result=MediationResult.ENDED)


@transaction.atomic
def escalate(
    *,
    dispute_id: uuid.UUID,
    target: EscalationTarget,
    reason: str,
    told: str = "",
    at: datetime.datetime,
    by: Officer,
) -> Dispute:
    """Hands it upward once the village has tried, or at once when it is red or orange; advice to go to court ends it, and
    waits for nobody. Raises StepRefused (reason, target)."""
    if not reason.strip():
        raise StepRefused(_("Say why it goes upward."), field="reason")
    dispute = locked(dispute_id)
    upward = target != EscalationTarget.COURT
    move(dispute, rules.Action.ESCALATE, by=by, at=at, upward=upward, escalated_to=target, mediator=None)
    _end_mediation(dispute, at)
    meet(dispute, [Step.TRIAGE, Step.DECIDE, Step.FEEDBACK], at=at)
    drop(dispute, None, at=at)
    event = add_event(
        dispute, EventVerb.ESCALATED, at=at, by=by, told=told, note=reason, detail={"to": target}
    )
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.ESCALATED, at=at, by=by)
    if target == EscalationTarget.COURT:
        end(dispute, at=at, by=by, note=reason)
        return dispute
    begin(dispute, Step.UPPER, since=at)
    if target == EscalationTarget.DISTRICT:
        tell(
            kind="dispute.escalated",
            event=str(event.pk),
            to=commanders(dispute.station_id, at=at),
            station=dispute.station_id,
            village=dispute.village_id,
            at=at,
            params=params_of(dispute),
            by=by,
        )
    return dispute


@transaction.atomic
def withdraw(*, dispute_id: uuid.UUID, reason: str, at: datetime.datetime, by: Officer) -> Dispute:
    """The parties want no more of it. Raises StepRefused (reason)."""
    if not reason.strip():
        raise StepRefused(_("Why was it withdrawn?"), field="reason")
    dispute = locked(dispute_id)
    move(dispute, rules.Action.WITHDRAW, by=by, at=at, closed_at=at, mediator=None)
    _end_mediation(dispute, at)
    meet(dispute, [Step.FEEDBACK], at=at)
    drop(dispute, None, at=at)
    event = add_event(dispute, EventVerb.WITHDRAWN, at=at, by=by, note=reason)
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.WITHDRAWN, at=at, by=by)
    return dispute


@transaction.atomic
def close(
    *, dispute_id: uuid.UUID, told: str = "", note: str = "", at: datetime.datetime, by: Officer
) -> Dispute:
    """Ends what was settled and followed up, or answered by who it was handed to. Raises StepRefused."""
    dispute = locked(dispute_id)
    require(dispute, rules.Action.CLOSE, by=by, at=at)
    if FollowUp.objects.open().filter(dispute=dispute).exists():
        raise StepRefused(_("A follow-up visit is still to be made."))
    meet(dispute, [Step.UPPER, Step.DEPARTMENT, Step.DECIDE], at=at)
    end(dispute, at=at, by=by, told=told, note=note)
    return dispute


@transaction.atomic
def reopen(
    *, dispute_id: uuid.UUID, reason: str, relapse: bool, at: datetime.datetime, by: Officer
) -> Dispute:
    """Back to the desk: it broke out again (`relapse`), or it came back. Raises StepRefused (reason)."""
    if not reason.strip():
        raise StepRefused(_("Why is it opened again?"), field="reason")
    dispute = locked(dispute_id)
    require(dispute, rules.Action.REOPEN, by=by, at=at)
    open_again(dispute, at=at, by=by, relapse=relapse, note=reason)
    return dispute


@transaction.atomic
def answer(*, dispute_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Dispute:
    """Words for the reporter, on the time line and told. Raises StepRefused (words)."""
    if not words.strip():
        raise StepRefused(_("What should the reporter read?"), field="words")
    dispute = locked(dispute_id)
    require(dispute, rules.Action.TELL, by=by, at=at)
    meet(dispute, [Step.FEEDBACK], at=at)
    event = add_event(dispute, EventVerb.TOLD, at=at, by=by, told=words)
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.TOLD, at=at, by=by)
    return dispute
