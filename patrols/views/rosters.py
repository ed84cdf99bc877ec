"""Rosters at the desk: a change is previewed before it is made."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import FilteredListView, remit_of
from patrols.filters import RosterFilter
from patrols.forms.desk import (
    WEEKDAYS,
    RosterForm,
)
from patrols.models import Roster
from patrols.operations import rosters


class RosterListView(FilteredListView):
    model = Roster
    filterset_class = RosterFilter
    template_name = "patrols/roster_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("station").prefetch_related("turns__squad", "stops")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for roster in context["object_list"]:
            roster.days = _days(roster)
        return context


def _days(roster: Roster) -> list[Any]:
    return [name for number, name in WEEKDAYS if number in roster.weekdays]


def roster_detail(request: HttpRequest, pk: int) -> HttpResponse:
    roster = get_object_or_404(Roster.objects.within(remit_of(request)).select_related("station"), pk=pk)
    context = {
        "roster": roster,
        "days": _days(roster),
        "turns": roster.turns.select_related("squad"),
        "stops": roster.stops.select_related("place__village"),
        "shifts": roster.shifts.filter(ends_at__gt=timezone.now())
        .select_related("squad")
        .order_by("starts_at")[:15],
    }
    return render(request, "patrols/roster_detail.html", context)


def roster_create(request: HttpRequest) -> HttpResponse:
    return _roster_form(request, Roster())


def roster_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _roster_form(request, get_object_or_404(Roster.objects.within(remit_of(request)), pk=pk))


def _roster_form(request: HttpRequest, roster: Roster) -> HttpResponse:
    """First a preview of what the change does to unstarted shifts, then, confirmed with its count, the change."""
    form = RosterForm(request.POST or None, instance=roster, remit=remit_of(request))
    context: dict[str, Any] = {"roster": roster}
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        changed = form.save(commit=False)
        chosen = list(form.cleaned_data["squads"])
        expected = request.POST.get("expected", "")
        if roster._state.adding or expected.isdigit():
            try:
                rosters.save_roster(
                    roster=changed,
                    squads=chosen,
                    places=list(form.cleaned_data["places"]),
                    expected=int(expected) if expected.isdigit() else None,
                    at=now,
                    by=officer(request),
                )
            except DomainError as error:
                add_domain_error(form, error)
            else:
                messages.success(request, _("The roster is stored and the coming shifts are planned."))
                return redirect("patrols:roster_detail", changed.pk)
        context["effect"] = rosters.preview(changed, squads=chosen, at=now)
    return render(
        request, "patrols/roster_form.html", {"form": form, **context}, status=422 if form.errors else 200
    )
