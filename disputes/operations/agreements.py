"""The parties agree, in writing or by word of mouth; and what the court says to it."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import (
    Confirmation,
    EventVerb,
    MediationResult,
    Route,
    SettlementForm,
    Step,
)
from disputes.errors import RecordTaken, StepRefused
from disputes.models import Agreement, Dispute, FollowUp
from disputes.operations.moves import REFUSALS, locked, move, person_for
from disputes.operations.sessions import running_mediation
from disputes.operations.steps import begin, drop, meet
from disputes.operations.telling import tell_reporters
from disputes.operations.timeline import add_event
from jurisdiction.models import Officer
from papers.numbers import document_number

TEXT_MOST = 4000
#: 永公（曹远）调解字〔2026〕1号, drawn for written agreements of public-security mediation.
WORD = "调解"
VISITS = ((1, Step.FIRST_FOLLOWUP), (2, Step.SECOND_FOLLOWUP))
DAY = datetime.timedelta(days=1)


def _refuse_incomplete(
    text: str, agreed_on: datetime.date, effective_on: datetime.date, today: datetime.date
) -> None:
    if not text.strip():
        raise StepRefused(_("What did they agree on?"), field="text")
    if len(text.strip()) > TEXT_MOST:
        raise StepRefused(_("At most 4,000 characters."), field="text")
    if agreed_on > today:
        raise StepRefused(_("This day has not come yet."), field="agreed_on")
    if effective_on < agreed_on:
        raise StepRefused(_("It cannot be in force before it was agreed."), field="effective_on")


def begin_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=timezone.get_default_timezone())


def last_day(due_at: datetime.datetime) -> datetime.date:
    """Limits in days end at 24:00 of their last day, which is the next day's 0:00."""
    return (timezone.localtime(due_at) - datetime.timedelta(seconds=1)).date()


@transaction.atomic
def settle(
    *,
    record_id: uuid.UUID,
    dispute_id: uuid.UUID,
    form: SettlementForm,
    text: str,
    agreed_on: datetime.date,
    effective_on: datetime.date | None = None,
    at: datetime.datetime,
    by: Officer,
) -> Agreement:
    """Stores the agreement, plans the visits afterwards and, for a written one of people's mediation, the time in which
    the court can be asked to confirm it. Idempotent by `record_id`. Raises StepRefused (text, agreed_on, effective_on),
    DisputeMoved, RecordTaken."""
    earlier = Agreement.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    today = timezone.localtime(at).date()
    in_force = effective_on or agreed_on
    _refuse_incomplete(text, agreed_on, in_force, today)
    dispute = locked(dispute_id)
    move(dispute, rules.Action.SETTLE, by=by, at=at, settled_at=at)
    mediation = running_mediation(dispute)
    number = ""
    if dispute.route == Route.POLICE and form == SettlementForm.WRITTEN:
        number = document_number(station=dispute.station, word=WORD, day=today)
    made = Agreement(
        id=record_id,
        mediation=mediation,
        dispute=dispute,
        station_id=dispute.station_id,
        form=form,
        number=number,
        agreed_on=agreed_on,
        effective_on=in_force,
        text=text.strip(),
        recorded_at=at,
        by=by,
    )
    dispute.mediations.filter(pk=mediation.pk).update(ended_at=at, result=MediationResult.SETTLED)
    meet(dispute, [Step.MEDIATION, Step.FEEDBACK], at=at)
    drop(dispute, [Step.FIRST_SESSION, Step.SECOND_SESSION], at=at)
    if dispute.route == Route.PEOPLES and form == SettlementForm.WRITTEN:
        made.confirm_by = last_day(begin(dispute, Step.CONFIRMATION, since=begin_of(in_force)).due_at)
    made.save(force_insert=True)
    for ordinal, step in VISITS:
        due_on = last_day(begin(dispute, step, since=begin_of(in_force)).due_at)
        FollowUp.objects.create(
            dispute=dispute, station_id=dispute.station_id, agreement=made, ordinal=ordinal, due_on=due_on
        )
    event = add_event(dispute, EventVerb.SETTLED, at=at, by=by, detail={"form": form})
    tell_reporters(dispute, event=str(event.pk), moved=EventVerb.SETTLED, at=at, by=by)
    return made


@transaction.atomic
def note_confirmation(
    *,
    agreement_id: uuid.UUID,
    confirmation: Confirmation,
    on: datetime.date,
    at: datetime.datetime,
    by: Officer,
) -> Agreement:
    """What became of judicial confirmation: applied for, confirmed, not wanted. Raises StepRefused (confirmation, on)."""
    found = Agreement.objects.select_for_update().get(pk=agreement_id)
    dispute: Dispute = locked(found.dispute_id)
    person = person_for(dispute, by, at)
    if not (person.mediates or person.justice or (person.desk and person.kind == "police")):
        raise StepRefused(REFUSALS[rules.Refusal.NOT_YOURS])
    if found.confirm_by is None or confirmation in (Confirmation.NONE, Confirmation.LAPSED):
        raise StepRefused(
            _("Only a written agreement of people's mediation is confirmed by the court."),
            field="confirmation",
        )
    if on > timezone.localtime(at).date():
        raise StepRefused(_("This day has not come yet."), field="on")
    if on < found.effective_on:
        raise StepRefused(_("It was not in force on that day."), field="on")
    if confirmation == Confirmation.APPLIED:
        if on > found.confirm_by:
            raise StepRefused(_("The thirty days were over on that day."), field="on")
        found.applied_on = on
    if confirmation == Confirmation.CONFIRMED:
        if found.applied_on is None:
            raise StepRefused(_("First say when it was applied for."), field="confirmation")
        found.confirmed_on = on
    found.confirmation = confirmation
    found.save(update_fields=["confirmation", "applied_on", "confirmed_on"])
    meet(dispute, [Step.CONFIRMATION], at=at)
    add_event(dispute, EventVerb.CONFIRMATION, at=at, by=by, detail={"confirmation": confirmation})
    return found
