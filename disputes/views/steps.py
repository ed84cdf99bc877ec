"""Each step of the desk: a form, one operation."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disputes.choices import (
    Confirmation,
    EscalationTarget,
    Exclusion,
    FollowUpResult,
    Level,
    MediatorKind,
    Route,
)
from disputes.errors import MergeRefused
from disputes.forms import desk
from disputes.forms.mediation import ConfirmationForm, FollowUpForm, StepForm
from disputes.models import Agreement, Dispute
from disputes.operations import agreements, closing, followups, levels, merging, reporting, triage
from disputes.operations.moves import REFUSALS, allowed
from disputes.rules import Action, Refusal
from disputes.views.doors import desk_dispute, desk_disputes, posted, render_step, stored
from jurisdiction.choices import OfficerKind
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """`call` takes the request, the dispute, what was typed, and `at` and `by`."""

    title: Promise
    action: Action
    form: type[StepForm]
    call: Callable[[HttpRequest, Dispute, Given, Given], Any]


def _accept(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    return triage.accept(
        dispute_id=dispute.pk,
        route=Route(data["route"]),
        exclusions=[Exclusion(found) for found in data["exclusions"]],
        is_complex=data["is_complex"],
        told=data["told"],
        **now,
    )


def _assign(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    kinds = {
        OfficerKind.CADRE: MediatorKind.COMMITTEE if data["as_committee"] else MediatorKind.CADRE,
        OfficerKind.JUSTICE: MediatorKind.JUSTICE,
    }
    mediator = data["mediator"]
    kind = kinds.get(mediator.kind, MediatorKind.OFFICER)
    return triage.assign(dispute_id=dispute.pk, mediator=mediator, mediator_kind=kind, **now)


def _escalate(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    target = EscalationTarget(data.pop("target"))
    return closing.escalate(dispute_id=dispute.pk, target=target, **data, **now)


def _level(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    return levels.set_level(dispute_id=dispute.pk, level=Level(data["level"]), reason=data["reason"], **now)


def _followup(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    return followups.record_followup(
        record_id=data["record_id"],
        dispute_id=dispute.pk,
        result=FollowUpResult(data["result"]),
        note=data["note"],
        received_at=now["at"],
        **now,
    )


def _words(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    return reporting.add_words(
        record_id=uuid.uuid4(), dispute_id=dispute.pk, words=data["words"], received_at=now["at"], **now
    )


def _merge(request: HttpRequest, dispute: Dispute, data: Given, now: Given) -> Any:
    other = desk_disputes(request).live().filter(number=data["into"]).first()
    if other is None:
        raise MergeRefused(_("No dispute has this number."), field="into")
    return merging.merge(dispute_id=dispute.pk, into=other.pk, **now)


def _plain(operation: Callable[..., Any]) -> Callable[[HttpRequest, Dispute, Given, Given], Any]:
    """The form's fields are the operation's arguments."""
    return lambda request, dispute, data, now: operation(dispute_id=dispute.pk, **data, **now)


STEPS: dict[str, Step] = {
    "accept": Step(gettext_lazy("Take it up"), Action.ACCEPT, desk.AcceptForm, _accept),
    "assign": Step(gettext_lazy("Name a mediator"), Action.ASSIGN, desk.AssignForm, _assign),
    "followup": Step(gettext_lazy("Follow-up visit"), Action.FOLLOW_UP, FollowUpForm, _followup),
    "close": Step(gettext_lazy("Close it"), Action.CLOSE, desk.CloseForm, _plain(closing.close)),
    "answer": Step(gettext_lazy("Answer the reporter"), Action.TELL, desk.AnswerForm, _plain(closing.answer)),
    "pass-on": Step(gettext_lazy("Pass it on"), Action.PASS_ON, desk.PassOnForm, _plain(triage.pass_on)),
    "merge": Step(gettext_lazy("Join with another"), Action.MERGE, desk.MergeForm, _merge),
    "level": Step(gettext_lazy("Change the level"), Action.SET_LEVEL, desk.LevelForm, _level),
    "escalate": Step(gettext_lazy("Hand it upward"), Action.ESCALATE, desk.EscalateForm, _escalate),
    "words": Step(gettext_lazy("Add something"), Action.ADD_WORDS, desk.AddWordsForm, _words),
    "withdraw": Step(
        gettext_lazy("The parties withdraw"), Action.WITHDRAW, desk.ReasonForm, _plain(closing.withdraw)
    ),
    "refuse": Step(gettext_lazy("Do not take it up"), Action.REFUSE, desk.RefuseForm, _plain(triage.refuse)),
    "reopen": Step(gettext_lazy("Open it again"), Action.REOPEN, desk.ReopenForm, _plain(closing.reopen)),
}


def step(request: HttpRequest, pk: uuid.UUID, step: str) -> HttpResponse:
    """One step of the desk; what was typed stays when something is wrong."""
    dispute = desk_dispute(request, pk)
    if step not in STEPS:
        raise Http404
    entry = STEPS[step]
    if request.method == "GET":
        outcome = allowed(dispute, entry.action, by=officer(request), at=timezone.now(), upward=False)
        if isinstance(outcome, Refusal):  # an old page's button: somebody else was faster
            messages.error(request, str(REFUSALS[outcome]))
            return redirect("disputes:detail", pk)
    form = entry.form(posted(request), dispute=dispute, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            entry.call(
                request, dispute, dict(form.cleaned_data), {"at": timezone.now(), "by": officer(request)}
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            stored(request, _("Stored."))
            return redirect("disputes:detail", pk)
    return _form(request, form, dispute, title=entry.title)


def confirmation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What became of judicial confirmation of an agreement."""
    agreement = get_object_or_404(Agreement.objects.within(remit_of(request)), pk=pk)
    dispute = desk_dispute(request, agreement.dispute_id)
    form = ConfirmationForm(posted(request), dispute=dispute)
    if request.method == "POST" and form.is_valid():
        try:
            agreements.note_confirmation(
                agreement_id=pk,
                confirmation=Confirmation(form.cleaned_data["confirmation"]),
                on=form.cleaned_data["on"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            stored(request, _("Stored."))
            return redirect("disputes:detail", dispute.pk)
    return _form(request, form, dispute, title=gettext_lazy("Judicial confirmation"))


def _form(request: HttpRequest, form: Any, dispute: Dispute, *, title: Promise) -> HttpResponse:
    note = f"{dispute.get_kind_display()} · {dispute.village.name} · {dispute.get_status_display()}"
    crumb = (reverse("disputes:detail", args=[dispute.pk]), dispute.number)
    return render_step(
        request, "includes/form_page.html", form, title=title, note=note, crumb=crumb, submit=_("Store")
    )
