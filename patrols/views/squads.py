"""Squads, their members and volunteers at the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of
from patrols.filters import SquadFilter
from patrols.forms.desk import (
    EndForm,
    MemberForm,
    SquadForm,
    VolunteerForm,
)
from patrols.models import Squad, SquadMember
from patrols.operations import squads


class SquadListView(FilteredListView):
    model = Squad
    filterset_class = SquadFilter
    template_name = "patrols/squad_list.html"

    def get_queryset(self) -> Any:
        return (
            super()
            .get_queryset()
            .select_related("station")
            .prefetch_related("members__officer", "members__volunteer")
        )


def squad_detail(request: HttpRequest, pk: int) -> HttpResponse:
    squad = get_object_or_404(Squad.objects.within(remit_of(request)).select_related("station"), pk=pk)
    now = timezone.now()
    context = {
        "squad": squad,
        "members": squad.members.select_related("officer", "volunteer").order_by(
            "ends_on", "-is_leader", "pk"
        ),
        "shifts": squad.shifts.filter(ends_at__gt=now).order_by("starts_at")[:10],
        "today": timezone.localdate(),
    }
    return render(request, "patrols/squad_detail.html", context)


def squad_create(request: HttpRequest) -> HttpResponse:
    return _squad_form(request, Squad())


def squad_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _squad_form(request, get_object_or_404(Squad.objects.within(remit_of(request)), pk=pk))


def _squad_form(request: HttpRequest, squad: Squad) -> HttpResponse:
    name = squad.name  # as stored: a form that is sent back with errors writes into the instance
    form = SquadForm(request.POST or None, instance=squad, remit=remit_of(request))
    if request.method == "POST" and form.is_valid():
        saved = squads.save_squad(squad=form.save(commit=False), at=timezone.now(), by=officer(request))
        messages.success(request, _("Stored."))
        return redirect("patrols:squad_detail", saved.pk)
    title = _("Change %(name)s") % {"name": name} if name else _("New squad")
    crumb = (reverse("patrols:squad_list"), _("Squads"))
    return render_form(request, form, title=title, crumb=crumb, submit=_("Store"))


def squad_member_add(request: HttpRequest, pk: int) -> HttpResponse:
    squad = get_object_or_404(Squad.objects.within(remit_of(request)), pk=pk)
    form = MemberForm(
        request.POST or None,
        remit=remit_of(request),
        squad=squad,
        initial={"starts_on": timezone.localdate()},
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
            squads.end_member(
                member_id=pk, on=form.cleaned_data["on"], at=timezone.now(), by=officer(request)
            )
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
