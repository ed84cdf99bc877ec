"""Leads: the form of those who hand one on, and the command room's own pages."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from command import sources
from command.choices import LeadSource, LeadStatus
from command.filters import LeadFilter
from command.forms import AssessForm, HandOnForm
from command.models import Lead
from command.operations.leads import assess, hand_on
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import FilteredListView, remit_of
from ledger.operations import record_look


def dispute_lead(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _hand_on(request, LeadSource.DISPUTE, pk)


def followup_lead(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _hand_on(request, LeadSource.FOLLOWUP, pk)


def observation_lead(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _hand_on(request, LeadSource.VISIT, pk)


def hazard_lead(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _hand_on(request, LeadSource.HAZARD, pk)


def _hand_on(request: HttpRequest, code: LeadSource, pk: uuid.UUID) -> HttpResponse:
    """What was typed stays when something is wrong; sent, it is gone."""
    kind = sources.of(code)
    source = get_object_or_404(kind.within(remit_of(request)), pk=pk)
    back, named = kind.url(source), kind.name(source)
    form = HandOnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            hand_on(source=source, at=timezone.now(), by=officer(request), **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Passed on."))
            return redirect(back)
    context = {"form": form, "title": _("Hand a lead on"), "crumb": (back, named), "submit": _("Pass on")}
    return render(request, "includes/form_page.html", context, status=422 if form.errors else 200)


class LeadListView(FilteredListView):
    model = Lead
    filterset_class = LeadFilter
    template_name = "command/lead_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("station", "by").order_by("-received_at")


@never_cache
def lead_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One lead; reading it is written down. Posting assesses it."""
    found = Lead.objects.within(remit_of(request)).select_related("station", "by")
    lead = get_object_or_404(found, pk=pk)
    form = AssessForm(request.POST if request.method == "POST" else None, lead=lead)
    if request.method == "POST" and form.is_valid():
        try:
            assess(
                lead_id=pk,
                status=LeadStatus(form.cleaned_data["status"]),
                note=form.cleaned_data["note"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("command:lead_detail", pk)
    record_look(
        at=timezone.now(), by=officer(request), station=lead.station_id, obj=lead, fields=["words", "notes"]
    )
    context = {
        "lead": lead,
        "form": form,
        "notes": lead.notes.select_related("by"),
        "source": sources.way_back(lead.source, lead.source_id, remit_of(request)),
    }
    return render(request, "command/lead_detail.html", context, status=422 if form.errors else 200)
