"""Visits after the agreement: kept, not kept, or the quarrel broke out again."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import EventVerb, FollowUpResult, Status, Step
from disputes.errors import RecordTaken, StepRefused
from disputes.models import Agreement, Dispute, FollowUp
from disputes.operations.moves import locked, require, swap
from disputes.operations.reporting import open_again
from disputes.operations.steps import begin, drop, meet
from disputes.operations.telling import tell_reporters
from disputes.operations.timeline import add_event
from jurisdiction.models import Officer

STEPS = {1: Step.FIRST_FOLLOWUP, 2: Step.SECOND_FOLLOWUP}
NOTE_MOST = 500


@transaction.atomic
def record_followup(
    *,
    record_id: uuid.UUID,
    dispute_id: uuid.UUID,
    result: FollowUpResult,
    note: str = "",
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> FollowUp:
    """Fills the next planned visit, or adds one more when nobody was met or none is planned. The last one kept closes the
    dispute; a relapse opens it again; an agreement not kept comes back to the desk. Idempotent by `record_id`.
    Raises StepRefused (note), DisputeMoved, RecordTaken."""
    earlier = FollowUp.objects.filter(record_id=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if len(note.strip()) > NOTE_MOST:
        raise StepRefused(_("At most 500 characters."), field="note")
    dispute = locked(dispute_id)
    require(dispute, rules.Action.FOLLOW_UP, by=by, at=received_at)
    agreement = Agreement.objects.filter(dispute=dispute).order_by("recorded_at").last()
    if agreement is None:
        raise StepRefused(_("There is no agreement to follow up."))
    when = min(at, received_at)
    planned = FollowUp.objects.open().filter(agreement=agreement).order_by("ordinal").first()
    visit = planned
    if visit is None or result == FollowUpResult.ABSENT:
        visit = _one_more(dispute, agreement, when)
    visit.record_id, visit.done_at, visit.received_at = record_id, when, received_at
    visit.result, visit.note, visit.by = result, note.strip(), by
    visit.save()
    event = add_event(
        dispute,
        EventVerb.FOLLOWED_UP,
        at=when,
        received_at=received_at,
        by=by,
        detail={"ordinal": visit.ordinal, "result": result},
    )
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.FOLLOWED_UP, at=received_at, by=by)
    if result != FollowUpResult.ABSENT:
        if visit.ordinal in STEPS:
            meet(dispute, [STEPS[visit.ordinal]], at=when)
        _what_follows(dispute, agreement, result, at=received_at, by=by)
    return visit


def _one_more(dispute: Dispute, agreement: Agreement, when: datetime.datetime) -> FollowUp:
    last = agreement.followups.aggregate(last=Max("ordinal"))["last"] or 0
    return FollowUp(
        dispute=dispute,
        station_id=dispute.station_id,
        agreement=agreement,
        ordinal=max(last, len(STEPS)) + 1,
        due_on=timezone.localtime(when).date(),
    )


def _what_follows(
    dispute: Dispute, agreement: Agreement, result: FollowUpResult, *, at: datetime.datetime, by: Officer
) -> None:
    if result == FollowUpResult.RELAPSED:
        open_again(dispute, at=at, by=by, relapse=True)
    elif result in (FollowUpResult.NOT_KEPT, FollowUpResult.PARTLY):
        begin(dispute, Step.DECIDE, since=at)
    elif not FollowUp.objects.open().filter(agreement=agreement).exists():
        end(dispute, at=at, by=by)


def end(
    dispute: Dispute, *, at: datetime.datetime, by: Officer | None, told: str = "", note: str = ""
) -> None:
    """Closes it; whether it may be is the caller's to know."""
    swap(dispute, Status.CLOSED, closed_at=at, mediator=None)
    # An agreement can still be confirmed by the court: its reminder outlives the visits.
    drop(dispute, [step for step in Step if step is not Step.CONFIRMATION], at=at)
    event = add_event(dispute, EventVerb.CLOSED, at=at, by=by, told=told, note=note)
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.CLOSED, at=at, by=by)
