"""The desk's view of what squads write down, of owners to visit, and of what is said to them."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.errors import DomainError
from jurisdiction.masks import mask_plate
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of
from ledger.operations import record_look
from patrols.choices import VisitResult
from patrols.filters import ObservationFilter
from patrols.forms.notes import SettleForm, TalkCardForm, VisitForm
from patrols.models import Observation, OwnerVisit, TalkCard
from patrols.operations import observations, talks, visits


class ObservationListView(FilteredListView):
    """Notes and homes visited, the latest first."""

    model = Observation
    filterset_class = ObservationFilter
    template_name = "patrols/observation_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("place", "village", "by", "done_by")
        return found.prefetch_related("photos").order_by("-seen_at")


def observation_settle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Observation.objects.within(remit_of(request)).open(), pk=pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            observations.settle_observation(
                observation_id=pk, result=form.cleaned_data["result"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("patrols:observation_list")
    note = f"{found.get_kind_display()} · {found.place or ''} · {found.text}"
    return render_form(request, form, title=_("What came of it?"), note=note, submit=_("Store"))


class VisitListView(FilteredListView):
    """Owners to visit: the open ones first, then what came of the others."""

    model = OwnerVisit
    template_name = "patrols/visit_list.html"

    def get_queryset(self) -> Any:
        found = (
            super().get_queryset().select_related("vehicle__vehicle_check__place", "visited_by", "station")
        )
        return found.order_by(F("visited_at").desc(nulls_first=True), "suggested_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for visit in context["object_list"]:
            visit.masked = mask_plate(visit.vehicle.plate)
        return context


def visit_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Closes a suggestion; the plate is shown to who goes there, and that is written down."""
    found = (
        OwnerVisit.objects.within(remit_of(request)).open().select_related("vehicle__vehicle_check__place")
    )
    visit = get_object_or_404(found, pk=pk)
    now = timezone.now()
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            visits.close_visit(
                visit_id=pk,
                result=VisitResult(form.cleaned_data["result"]),
                note=form.cleaned_data["note"],
                at=now,
                received_at=now,
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("patrols:visit_list")
    record_look(at=now, by=officer(request), station=visit.station_id, obj=visit.vehicle, fields=["plate"])
    place = visit.vehicle.vehicle_check.place
    note = " · ".join(
        [
            visit.vehicle.plate or _("no plate"),
            str(place or ""),
            _("found open %(times)d times") % {"times": visit.times_found},
        ]
    )
    return render_form(request, form, title=_("Visit to an owner"), note=note, submit=_("Store"))


def talk_list(request: HttpRequest) -> HttpResponse:
    cards = TalkCard.objects.within(remit_of(request)).select_related("station")
    return render(request, "patrols/talk_list.html", {"cards": cards})


def talk_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A card of the officer's own station; cards for everybody are the administrator's."""
    remit = remit_of(request)
    card = None if pk is None else get_object_or_404(TalkCard.objects.within(remit), pk=pk)
    form = TalkCardForm(request.POST or None, instance=card)
    if request.method == "POST" and form.is_valid():
        talks.save_talk_card(
            card=form.save(commit=False),
            station=request.station,  # type: ignore[attr-defined]  # the remit middleware
            at=timezone.now(),
            by=officer(request),
        )
        messages.success(request, _("Stored."))
        return redirect("patrols:talk_list")
    return render_form(request, form, title=_("What to say to the owner"), submit=_("Store"))
