"""Squads, rosters and shifts at the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.errors import DomainError
from jurisdiction.scoped import FilteredListView, remit_of
from patrols import rules
from patrols.filters import RosterFilter, ShiftFilter, SquadFilter
from patrols.forms.desk import (
    WEEKDAYS,
    EndForm,
    HandoverForm,
    MemberForm,
    RosterForm,
    ShiftForm,
    ShiftMembersForm,
    SquadForm,
    VolunteerForm,
)
from patrols.forms.field import ReasonForm
from patrols.models import Roster, Shift, Squad, SquadMember
from patrols.operations import rosters, shifts, squads
from patrols.views.field import officer


def add_domain_error(form: Any, error: DomainError) -> None:
    """What an operation refused, beside the field it belongs to."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def render_form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    return render(request, "includes/form_page.html", {"form": form, **context}, status=422 if form.errors else 200)


class SquadListView(FilteredListView):
    model = Squad
    filterset_class = SquadFilter
    template_name = "patrols/squad_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("station").prefetch_related("members__officer", "members__volunteer")


def squad_detail(request: HttpRequest, pk: int) -> HttpResponse:
    squad = get_object_or_404(Squad.objects.within(remit_of(request)).select_related("station"), pk=pk)
    now = timezone.now()
    context = {
        "squad": squad,
        "members": squad.members.select_related("officer", "volunteer").order_by("ends_on", "-is_leader", "pk"),
        "shifts": squad.shifts.filter(ends_at__gt=now).order_by("starts_at")[:10],
        "today": timezone.localdate(),
    }
    return render(request, "patrols/squad_detail.html", context)


def squad_create(request: HttpRequest) -> HttpResponse:
    return _squad_form(request, Squad())


def squad_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _squad_form(request, get_object_or_404(Squad.objects.within(remit_of(request)), pk=pk))


def _squad_form(request: HttpRequest, squad: Squad) -> HttpResponse:
    form = SquadForm(request.POST or None, instance=squad, remit=remit_of(request))
    if request.method == "POST" and form.is_valid():
        saved = squads.save_squad(squad=form.save(commit=False), at=timezone.now(), by=officer(request))
        messages.success(request, _("Stored."))
        return redirect("patrols:squad_detail", saved.pk)
    return render_form(request, form, title=_("Squad"), submit=_("Store"))


def squad_member_add(request: HttpRequest, pk: int) -> HttpResponse:
    squad = get_object_or_404(Squad.objects.within(remit_of(request)), pk=pk)
    form = MemberForm(
        request.POST or None, remit=remit_of(request), squad=squad, initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        squads.add_member(member=form.save(commit=False), at=timezone.now(), by=officer(request))
        messages.success(request, _("Stored. Shifts planned from now on carry the member."))
        return redirect("patrols:squad_detail", pk)
    title = _("Member of %(squad)s") % {"squad": squad}
    return render_form(request, form, title=title, submit=_("Store"))


def squad_member_end(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(SquadMember.objects.within(remit_of(request)), pk=pk)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            squads.end_member(member_id=pk, on=form.cleaned_data["on"], at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return redirect("patrols:squad_detail", member.squad_id)
    title = _("End the membership of %(name)s") % {"name": member}
    return render_form(request, form, title=title, submit=_("Store"))


def volunteer_create(request: HttpRequest) -> HttpResponse:
    form = VolunteerForm(request.POST or None, remit=remit_of(request))
    if request.method == "POST" and form.is_valid():
        squads.create_volunteer(volunteer=form.save(commit=False), at=timezone.now(), by=officer(request))
        messages.success(request, _("Stored."))
        return redirect("patrols:squad_list")
    return render_form(
        request,
        form,
        title=_("Volunteer"),
        submit=_("Store"),
        note=_("A code name only: no real name, no telephone, no reason why somebody walks along."),
    )


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
        "shifts": roster.shifts.filter(ends_at__gt=timezone.now()).select_related("squad").order_by("starts_at")[:15],
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
        if roster.pk is None or expected.isdigit():
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
    return render(request, "patrols/roster_form.html", {"form": form, **context}, status=422 if form.errors else 200)


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
        Shift.objects.within(remit_of(request)).select_related("squad", "station", "roster", "handed_over_by"), pk=pk
    )
    return render(request, "patrols/shift_detail.html", _shift_context(shift, ReasonForm()))


def _shift_context(shift: Shift, form: ReasonForm) -> dict[str, Any]:
    return {
        "shift": shift,
        "rounds": shift.rounds.with_counts().order_by("planned_at"),
        "members": shift.members.select_related("officer", "volunteer"),
        "stops": shift.stops.select_related("place__village"),
        "form": form,
    }


def shift_create(request: HttpRequest) -> HttpResponse:
    form = ShiftForm(request.POST or None, remit=remit_of(request), initial={"duty_date": timezone.localdate()})
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
    return render_form(request, form, title=_("Extra shift"), submit=_("Plan the shift"))


def shift_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands in the shift."""
    shift = get_object_or_404(Shift.objects.within(remit_of(request)).select_related("squad", "station"), pk=pk)
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
    return render_form(request, form, title=_("Who stands in %(shift)s") % {"shift": shift}, submit=_("Store"))


@require_POST
def shift_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    shift = get_object_or_404(Shift.objects.within(remit_of(request)).select_related("squad", "station"), pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        shifts.cancel_shift(shift_id=pk, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request))
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
