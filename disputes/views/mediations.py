"""The mediator's phone: what is to be done, and each step of it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from disputes import rules
from disputes.choices import FollowUpResult, SessionResult, SettlementForm, Status
from disputes.forms.mediation import AgreementForm, FailForm, FollowUpForm, SessionForm, StepForm
from disputes.models import Dispute, DisputePhoto
from disputes.operations.agreements import settle
from disputes.operations.audience import police_of
from disputes.operations.followups import record_followup
from disputes.operations.moves import allowed
from disputes.operations.parties import reveal_parties
from disputes.operations.sessions import fail_mediation, record_session
from disputes.views.doors import my_mediations, posted, render_step, stored
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.reason import RevealForm
from jurisdiction.scoped import remit_of
from ledger.operations import record_look


@dataclass(frozen=True, slots=True)
class Step:
    title: Promise
    action: rules.Action
    form: type[StepForm]
    call: Callable[[Dispute, dict[str, Any], Officer], Any]


def _session(dispute: Dispute, data: dict[str, Any], by: Officer) -> Any:
    return record_session(
        record_id=data["record_id"],
        dispute_id=dispute.pk,
        place=data["place"],
        came=[uuid.UUID(key) for key in data.get("came", [])],
        others=data["others"],
        consent=data.get("consent", False),
        guardian_present=data.get("guardian_present", False),
        second=data.get("second"),
        recorded=data.get("recorded", False),
        notes=data["notes"],
        result=SessionResult(data["result"]),
        held_at=data["held_at"],
        received_at=timezone.now(),
        by=by,
    )


def _settle(dispute: Dispute, data: dict[str, Any], by: Officer) -> Any:
    given = {key: data[key] for key in ("record_id", "text", "agreed_on", "effective_on")}
    form = SettlementForm(data["form"])
    return settle(dispute_id=dispute.pk, form=form, at=timezone.now(), by=by, **given)


def _fail(dispute: Dispute, data: dict[str, Any], by: Officer) -> Any:
    return fail_mediation(dispute_id=dispute.pk, reason=data["reason"], at=timezone.now(), by=by)


def _followup(dispute: Dispute, data: dict[str, Any], by: Officer) -> Any:
    now = timezone.now()
    return record_followup(
        record_id=data["record_id"],
        dispute_id=dispute.pk,
        result=FollowUpResult(data["result"]),
        note=data["note"],
        at=now,
        received_at=now,
        by=by,
    )


STEPS: dict[str, Step] = {
    "session": Step(gettext_lazy("Write down a session"), rules.Action.MEET, SessionForm, _session),
    "settle": Step(gettext_lazy("They agree"), rules.Action.SETTLE, AgreementForm, _settle),
    "fail": Step(gettext_lazy("No agreement"), rules.Action.FAIL, FailForm, _fail),
    "followup": Step(gettext_lazy("Follow-up visit"), rules.Action.FOLLOW_UP, FollowUpForm, _followup),
}


def mediation_list(request: HttpRequest) -> HttpResponse:
    rows = (
        my_mediations(request).open().with_due().select_related("village").order_by("due_at", "received_at")
    )
    return render(request, "disputes/mediation_list.html", {"rows": rows, "now": timezone.now()})


def _mediation(request: HttpRequest, pk: uuid.UUID) -> Dispute:
    found: Any = my_mediations(request).open().with_due().select_related("station", "village", "mediator")
    dispute: Dispute = get_object_or_404(found, pk=pk)
    return dispute


@never_cache
def mediation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _page(request, _mediation(request, pk))


def _page(request: HttpRequest, dispute: Dispute, **more: Any) -> HttpResponse:
    now = timezone.now()
    record_look(at=now, by=officer(request), station=dispute.station_id, obj=dispute, fields=["words"])
    steps = [
        (slug, step.title)
        for slug, step in STEPS.items()
        if not isinstance(allowed(dispute, step.action, by=officer(request), at=now), rules.Refusal)
    ]
    context = {
        "dispute": dispute,
        "steps": steps,
        "parties": dispute.parties.all(),
        "reports": dispute.reports.all(),
        "sessions": dispute.sessions.all(),
        "agreement": dispute.agreements.last(),
        "followups": dispute.followups.filter(dropped_at__isnull=True),
        "photos": DisputePhoto.objects.within(remit_of(request)).of(dispute),
        "reveal_form": RevealForm(),
        "now": now,
        **more,
    }
    status = 422 if "reveal_form" in more and more["reveal_form"].errors else 200
    return render(request, "disputes/mediation.html", context, status=status)


@require_POST
@never_cache
def mediation_parties(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Names and numbers of those to be mediated; the look is in the ledger before they are shown."""
    dispute = _mediation(request, pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, dispute, reveal_form=form)
    shown = reveal_parties(
        dispute=dispute, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request)
    )
    return _page(request, dispute, shown=shown)


def _options(slug: str, dispute: Dispute, by: Officer) -> dict[str, Any]:
    if slug != "session":
        return {}
    running = dispute.mediations.filter(ended_at__isnull=True).first()
    consented = running is not None and running.consented_at is not None
    return {"officers": police_of(dispute, without=by.pk), "consented": consented}


def mediation_step(request: HttpRequest, pk: uuid.UUID, step: str) -> HttpResponse:
    """One step of the mediator, as a form; what was typed stays when something is wrong."""
    dispute, by = _mediation(request, pk), officer(request)
    if step not in STEPS:
        raise Http404
    entry = STEPS[step]
    form = entry.form(posted(request), dispute=dispute, **_options(step, dispute, by))
    if request.method == "POST" and form.is_valid():
        try:
            entry.call(dispute, form.cleaned_data, by)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            stored(request, _("Stored."))
            return _after(step, form, dispute)
    return render_step(request, "disputes/mediation_step.html", form, dispute=dispute, title=entry.title)


def _after(step: str, form: Any, dispute: Dispute) -> HttpResponse:
    """Who agreed in the session writes the agreement down next; who has nothing left goes back to the list."""
    if step == "session" and form.cleaned_data["result"] == SessionResult.AGREED:
        return redirect("disputes:mediation_step", dispute.pk, "settle")
    dispute.refresh_from_db()
    if dispute.mediator_id is None or dispute.status == Status.CLOSED:
        return redirect("disputes:mediation_list")
    return redirect("disputes:mediation", dispute.pk)
