"""Groups of residents: the list, one group with its members over time, and what is changed about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from antifraud.filters.outreach import ChatGroupFilter
from antifraud.forms.groups import CloseForm, CountForm, GroupForm
from antifraud.models import ChatGroup, GroupPosting, MemberCount
from antifraud.operations import groups
from antifraud.views.member_line import line_of
from antifraud.views.outreach_pages import field_form, onward
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import FilteredListView, remit_of

#: Postings a group's page shows.
SHOWN = 20


class GroupListView(FilteredListView):
    """The groups within remit; the filter is the address."""

    model = ChatGroup
    filterset_class = ChatGroupFilter
    template_name = "antifraud/group_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("village", "firm", "keeper", "station")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(now=timezone.now(), **kwargs)


def group_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    remit = remit_of(request)
    related = ("station", "village", "firm", "keeper", "closed_by")
    group = get_object_or_404(ChatGroup.objects.within(remit).select_related(*related), pk=pk)
    counts = list(
        MemberCount.objects.within(remit).filter(group=group).select_related("by").order_by("-on")[:60]
    )
    postings = (
        GroupPosting.objects.within(remit)
        .filter(group=group, broadcast__begun_at__isnull=False)
        .select_related("broadcast__version__warning", "posted_by")
        .order_by("-broadcast__begun_at")
    )
    context = {
        "group": group,
        "counts": counts,
        "chart": line_of(counts[::-1]),
        "postings": postings[:SHOWN],
    }
    return render(request, "antifraud/group_detail.html", context)


def group_edit(request: HttpRequest, pk: uuid.UUID | None = None) -> HttpResponse:
    """A new group, or what is said about one that is there."""
    remit = remit_of(request)
    rows = ChatGroup.objects.within(remit).open().select_related("station")
    group = None if pk is None else get_object_or_404(rows, pk=pk)
    form = GroupForm(request.POST or None, remit=remit, group=group)
    if request.method == "POST" and form.is_valid():
        at, by = timezone.now(), officer(request)
        try:
            if group is None:
                stored = groups.open_group(
                    station=form.cleaned_data["station"], facts=form.facts, at=at, by=by
                )
            else:
                stored = groups.edit_group(group_id=group.pk, facts=form.facts, at=at, by=by)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("antifraud:group_detail", stored.pk)
    title = _("New group") if group is None else group.name
    crumb = (reverse("antifraud:group_list"), _("Groups of residents"))
    note = _("Who is in the group is not written down here: only how many.")
    return render_form(request, form, title=title, submit=_("Store"), crumb=crumb, note=note)


def group_count(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """On the phone: a number for today."""
    group = get_object_or_404(ChatGroup.objects.within(remit_of(request)).open(), pk=pk)
    form = CountForm(request.POST or None, initial={"on": timezone.localdate(), "members": group.members})
    if request.method == "POST" and form.is_valid():
        try:
            groups.count_members(group_id=pk, **form.cleaned_data, at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return onward(request, reverse("antifraud:group_detail", args=[pk]))
    return field_form(request, form, title=_("Count the members"), note=group.name, submit=_("Store"))


def group_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    group = get_object_or_404(ChatGroup.objects.within(remit_of(request)).open(), pk=pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        groups.close_group(
            group_id=pk, because=form.cleaned_data["because"], at=timezone.now(), by=officer(request)
        )
        messages.success(request, _("Closed. Its history stays."))
        return redirect("antifraud:group_detail", pk)
    return render_form(
        request,
        form,
        title=_("Close %(name)s") % {"name": group.name},
        submit=_("Close the group"),
        crumb=(reverse("antifraud:group_detail", args=[pk]), group.name),
        note=_("It is not deleted: what was posted there stays true. What still waits for it is left out."),
    )
