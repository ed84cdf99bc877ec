"""Shifts at the desk, and their handover from the phone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of
from patrols import rules
from patrols.filters import ShiftFilter
from patrols.forms.desk import (
    HandoverForm,
    ShiftForm,
    ShiftMembersForm,
)
from patrols.forms.field import ReasonForm
from patrols.models import Shift
from patrols.operations import shifts


class ShiftListView(FilteredListView):
    model = Shift
    filterset_class = ShiftFilter
    template_name = "patrols/shift_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("squad", "station").order_by("-duty_date", "squad")
        if not self.request.GET:
            found = found.filter(duty_date__lte=timezone.localdate() + rules.DAY * 3)
        return found.prefetch_related("members__officer", "members__volunteer", "rounds")


def shift_detail(request: HttpRequest, pk: int) -> HttpResponse:
    shift = get_object_or_404(
        Shift.objects.within(remit_of(request)).select_related(
            "squad", "station", "roster", "handed_over_by"
        ),
        pk=pk,
    )
    return render(request, "patrols/shift_detail.html", _shift_context(shift, ReasonForm()))


def _shift_context(shift: Shift, form: ReasonForm) -> dict[str, Any]:
    return {
        "shift": shift,
        "rounds": shift.rounds.with_counts().order_by("planned_at"),
        "members": shift.members.select_related("officer", "volunteer"),
        "stops": shift.stops.select_related("place__village"),
        "handover_reads": shift.read_by.select_related("by"),
        "form": form,
    }


def shift_create(request: HttpRequest) -> HttpResponse:
    form = ShiftForm(
        request.POST or None, remit=remit_of(request), initial={"duty_date": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            shift = shifts.create_shift(
                station=data["station"],
                squad=data["squad"],
                duty_date=data["duty_date"],
                starts=data["starts"],
                ends=data["ends"],
                places=list(data["places"]),
                policy=rules.Policy(interval=data["interval"], grace=min(30, data["interval"] - 1)),
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return redirect("patrols:shift_detail", shift.pk)
    crumb = (reverse("patrols:shift_list"), _("Shifts"))
    return render_form(request, form, title=_("Extra shift"), crumb=crumb, submit=_("Plan the shift"))


def shift_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands in the shift."""
    shift = get_object_or_404(
        Shift.objects.within(remit_of(request)).select_related("squad", "station"), pk=pk
    )
    members = list(shift.members.all())
    initial = {
        "officers": [member.officer_id for member in members if member.officer_id],
        "volunteers": [member.volunteer_id for member in members if member.volunteer_id],
        "leader": next((member.officer_id for member in members if member.is_leader), None),
    }
    form = ShiftMembersForm(request.POST or None, remit=remit_of(request), shift=shift, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            shifts.set_members(
                shift_id=pk,
                officers=list(form.cleaned_data["officers"]),
                volunteers=list(form.cleaned_data["volunteers"]),
                leader=form.cleaned_data["leader"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("patrols:shift_detail", pk)
    return render_form(
        request, form, title=_("Who stands in %(shift)s") % {"shift": shift}, submit=_("Store")
    )


@require_POST
def shift_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    shift = get_object_or_404(
        Shift.objects.within(remit_of(request)).select_related("squad", "station"), pk=pk
    )
    form = ReasonForm(request.POST)
    if form.is_valid():
        shifts.cancel_shift(
            shift_id=pk, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request)
        )
        return redirect("patrols:shift_detail", pk)
    return render(request, "patrols/shift_detail.html", _shift_context(shift, form), status=422)


def shift_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """From the phone of somebody who stood in the shift."""
    shift = get_object_or_404(Shift.objects.with_member(officer(request).pk).select_related("squad"), pk=pk)
    form = HandoverForm(request.POST or None, initial={"note": shift.handover_note})
    if request.method == "POST" and form.is_valid():
        try:
            shifts.hand_over(
                shift_id=pk, note=form.cleaned_data["note"], at=timezone.now(), by=officer(request)
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The shift is handed over. Good night."))
            return redirect("patrols:my_night", pk)
    return render(
        request, "patrols/handover.html", {"form": form, "shift": shift}, status=422 if form.errors else 200
    )
