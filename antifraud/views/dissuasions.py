"""Warnings before a loss: the list by what is due, one with its trail, each step a form."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from antifraud import rules
from antifraud.choices import DissuasionAction
from antifraud.filters.intercept import DissuasionFilter
from antifraud.forms.dissuasions import DissuasionForm, DissuasionStepForm, EndForm
from antifraud.forms.intercept import DefraudedForm
from antifraud.models import Dissuasion, DissuasionStep
from antifraud.operations import dissuasions
from antifraud.operations.persons import Person
from antifraud.views.fraud_reports import reveal_page, station_of, villages_of
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of

#: In the order of the buttons: label, form.
STEPS: dict[str, tuple[Any, Any]] = {
    "sign": (gettext_lazy("Sign for it"), EndForm),
    "sms": (gettext_lazy("Text message sent"), EndForm),
    "call": (gettext_lazy("Telephoned"), DissuasionStepForm),
    "visit": (gettext_lazy("Met in person"), DissuasionStepForm),
    "persuade": (gettext_lazy("Dissuaded in time"), EndForm),
    "not_fraud": (pgettext_lazy("button", "Was not being defrauded"), EndForm),
}


class DissuasionListView(FilteredListView):
    """What is due first on top."""

    model = Dissuasion
    filterset_class = DissuasionFilter
    template_name = "antifraud/dissuasion_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("village", "handler")
        return found.order_by(F("due_at").asc(nulls_last=True), "-received_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(now=timezone.now(), **kwargs)


def dissuasion_create(request: HttpRequest) -> HttpResponse:
    form = DissuasionForm(request.POST or None, villages=villages_of(request))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        person = Person(name=data.pop("name"), phone=data.pop("phone"))
        station = station_of(request, data["village"])
        try:
            found = dissuasions.receive(
                station=station, person=person, at=timezone.now(), by=officer(request), **data
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Entered: %(number)s.") % {"number": found.number})
            return redirect(found)
    context = {
        "form": form,
        "title": _("New warning before a loss"),
        "submit": _("Enter"),
        "crumb": (reverse("antifraud:dissuasion_list"), _("Warnings before a loss")),
        "note": _(
            "Confidential: what is known of the person is sealed and masked, and forgotten after two years."
        ),
    }
    return render(request, "antifraud/tiled_form.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, pk: uuid.UUID) -> Dissuasion:
    found: Dissuasion = get_object_or_404(
        Dissuasion.objects.within(remit_of(request)).select_related(
            "village", "handler", "household", "report", "entered_by", "station"
        ),
        pk=pk,
    )
    return found


def dissuasion_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = _found(request, pk)
    steps = DissuasionStep.objects.within(remit_of(request)).filter(dissuasion=found).select_related("by")
    done = {step.action for step in steps if step.reached}
    kind = officer(request).kind

    def judged(action: str) -> Any:
        return rules.judge_dissuasion(found.status, action, kind=kind, level=found.level, done=done)

    context = {
        "found": found,
        "steps": steps,
        "now": timezone.now(),
        "buttons": [
            {"label": label, "url": reverse("antifraud:dissuasion_act", args=[pk, slug]), "slug": slug}
            for slug, (label, _form) in STEPS.items()
            if not isinstance(judged(slug), rules.Refusal)
        ],
        "too_late": judged(DissuasionAction.DEFRAUDED) == "defrauded",
        "must_meet": found.level in rules.MEET,
    }
    return render(request, "antifraud/dissuasion_detail.html", context)


def dissuasion_act(request: HttpRequest, pk: uuid.UUID, action: str) -> HttpResponse:
    if action not in STEPS:
        raise Http404
    found, (label, make) = _found(request, pk), STEPS[action]
    form = make(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            dissuasions.act(
                record_id=data["record_id"],
                dissuasion_id=pk,
                action=action,
                reached=data.get("reached", False),
                words=data["words"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(found)
    return render_form(request, form, title=label, submit=label, **_above(found))


def _above(found: Dissuasion) -> dict[str, Any]:
    note = (
        f"{found.get_level_display()} · {found.get_kind_display()} · {found.person_mask} {found.phone_mask}"
    )
    return {"note": note, "crumb": (found.get_absolute_url(), found.number)}


def dissuasion_defrauded(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was too late: a report of the same person, who is known already."""
    found = _found(request, pk)
    if found.report is not None:
        return redirect(found.report)
    initial = {"kind": found.kind, "audience": found.audience, "age_band": found.age_band}
    form = DefraudedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            report = dissuasions.report_defrauded(
                dissuasion_id=pk,
                record_id=form.cleaned_data["record_id"],
                at=form.asked_at,
                by=officer(request),
                **form.given,
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Reported: %(number)s.") % {"number": report.number})
            return redirect(report)
    context = {"form": form, "title": _("Already defrauded: report"), "submit": _("Open the report")}
    return render(
        request, "antifraud/tiled_form.html", {**context, **_above(found)}, status=422 if form.errors else 200
    )


@require_POST
@never_cache
def dissuasion_reveal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return reveal_page(request, _found(request, pk))
