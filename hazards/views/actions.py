"""The steps that a person may take with a hazard, each a form of its own."""

import datetime
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
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from hazards import rules
from hazards.forms.desk import (
    AnswerForm,
    AssessForm,
    ExtensionForm,
    OrderForm,
    RemarkForm,
    StepForm,
    TransferForm,
    WordsForm,
)
from hazards.models import Extension, Hazard, Transfer
from hazards.operations import orders, steps, transfers
from hazards.operations.due import end_of
from hazards.operations.moves import share_of, standing_of
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of

Run = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """One button of a hazard's page: the form behind it and the operation behind that."""

    action: rules.Action
    label: Promise
    form: type[StepForm]
    run: Run
    primary: bool = False


def _assess(form: Any, **who: Any) -> Any:
    data = form.cleaned_data
    return steps.assess(kind=data["kind"], level=data["level"], words=data["words"], **who)


def _words(operation: Run) -> Run:
    return lambda form, **who: operation(words=form.cleaned_data["words"], **who)


def _order(form: Any, **who: Any) -> Any:
    data = form.cleaned_data
    return orders.order(demands=data["demands"], addressee=data["addressee"], rectify_by=form.ends_at, **who)


def _transfer(form: Any, **who: Any) -> Any:
    data = form.cleaned_data
    return transfers.transfer(to=data["to"], words=data["words"], town_informed=data["town_informed"], **who)


#: In the order of the buttons. The slug is part of the address.
OFFERS: dict[str, Offer] = {
    "assess": Offer(
        rules.Action.ASSESS, pgettext_lazy("button", "Assess"), AssessForm, _assess, primary=True
    ),
    "order": Offer(
        rules.Action.ORDER, gettext_lazy("Order with a deadline"), OrderForm, _order, primary=True
    ),
    "on-spot": Offer(
        rules.Action.FIX_ON_SPOT, gettext_lazy("Put right on the spot"), RemarkForm, _words(steps.fix_on_spot)
    ),
    "begin": Offer(rules.Action.BEGIN, gettext_lazy("Work has begun"), RemarkForm, _words(steps.begin)),
    "put-right": Offer(
        rules.Action.PUT_RIGHT, gettext_lazy("Said to be put right"), RemarkForm, _words(steps.put_right)
    ),
    "supervise": Offer(
        rules.Action.SUPERVISE,
        gettext_lazy("Put under supervision"),
        WordsForm,
        _words(steps.supervise),
        primary=True,
    ),
    "close": Offer(
        rules.Action.CLOSE,
        pgettext_lazy("button", "Close the hazard"),
        RemarkForm,
        _words(steps.close),
        primary=True,
    ),
    "send-back": Offer(
        rules.Action.SEND_BACK, gettext_lazy("Send back to re-inspection"), WordsForm, _words(steps.send_back)
    ),
    "transfer": Offer(rules.Action.TRANSFER, gettext_lazy("Transfer"), TransferForm, _transfer),
    "dismiss": Offer(rules.Action.DISMISS, gettext_lazy("No hazard"), WordsForm, _words(steps.dismiss)),
}


def buttons(found: Hazard, me: Officer, today: datetime.date) -> list[dict[str, Any]]:
    """What this person may do now, as links. The trail shows why something is missing."""
    standing = standing_of(me, on=today)
    share = share_of(me, found, found.steps.all())
    possible = rules.possible(found.status, standing=standing, share=share)
    offered = [
        {
            "label": offer.label,
            "url": reverse("hazards:hazard_act", args=[found.pk, slug]),
            "primary": offer.primary,
        }
        for slug, offer in OFFERS.items()
        if offer.action in possible
    ]
    if rules.Action.CONFIRM in possible:
        url = reverse("hazards:recheck", args=[found.pk])
        offered.insert(0, {"label": _("Re-inspect"), "url": url, "primary": True})
    if standing != rules.Standing.CADRE and orders.running_order(found) is not None:
        url = reverse("hazards:extension_ask", args=[found.pk])
        offered.append({"label": _("Ask for more time"), "url": url, "primary": False})
    return offered


def _hazard(request: HttpRequest, pk: uuid.UUID) -> Hazard:
    found: Hazard = get_object_or_404(
        Hazard.objects.within(remit_of(request)).select_related("place", "station"), pk=pk
    )
    return found


def hazard_act(request: HttpRequest, pk: uuid.UUID, action: str) -> HttpResponse:
    """The form of one step."""
    offer = OFFERS.get(action)
    if offer is None:
        raise Http404
    found = _hazard(request, pk)
    form = offer.form(request.POST or None, hazard=found)
    if request.method == "POST" and form.is_valid():
        try:
            offer.run(form, hazard_id=pk, at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(found)
    return render_form(request, form, title=offer.label, submit=offer.label, **_above(found))


def _above(found: Hazard) -> dict[str, Any]:
    note = f"{found.get_kind_display()} · {found.get_level_display()} · {found.place or ''} · {found.words}"
    return {"note": note, "crumb": (found.get_absolute_url(), found.number)}


def extension_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = _hazard(request, pk)
    form = ExtensionForm(request.POST or None, hazard=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            orders.ask_extension(
                hazard_id=pk,
                until=end_of(data["until"]),
                reason=data["reason"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Asked for: another person decides."))
            return redirect(found)
    return render_form(request, form, title=_("Ask for more time"), submit=_("Ask"), **_above(found))


@require_POST
def extension_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`allowed` is yes or no; refusals come back as a message."""
    asked = get_object_or_404(
        Extension.objects.within(remit_of(request)).select_related("order__hazard"), pk=pk
    )
    orders.decide_extension(
        extension_id=pk, allowed=request.POST.get("allowed") == "yes", at=timezone.now(), by=officer(request)
    )
    messages.success(request, _("Stored."))
    return redirect(asked.order.hazard)


def transfer_answer(request: HttpRequest, pk: int) -> HttpResponse:
    sent = get_object_or_404(
        Transfer.objects.within(remit_of(request)).select_related("hazard__place"), pk=pk
    )
    form = AnswerForm(request.POST or None, hazard=sent.hazard)
    if request.method == "POST" and form.is_valid():
        try:
            transfers.answer(transfer_id=pk, **form.cleaned_data, at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(sent.hazard)
    title = _("Answer of: %(body)s") % {"body": sent.get_to_display()}
    return render_form(request, form, title=title, submit=_("Store"), **_above(sent.hazard))


def hazard_advise(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A remark by whoever may see the hazard."""
    found = _hazard(request, pk)
    form = WordsForm(request.POST or None, hazard=found, prefix="remark")
    if request.method == "POST" and form.is_valid():
        try:
            steps.advise(
                hazard_id=pk, words=form.cleaned_data["words"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(found)
    return render_form(request, form, title=_("Remark"), submit=_("Store"), **_above(found))
