"""Broadcasts at the desk: drawn up, sent off, followed while they go out."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud.choices import MISSING, BroadcastStatus, PostingState
from antifraud.filters.outreach import BroadcastFilter, ChatGroupFilter
from antifraud.forms.broadcasts import BroadcastForm
from antifraud.models import Broadcast, ChatGroup, GroupPosting, Reply
from antifraud.operations import broadcasts, postings
from jurisdiction.errors import DomainError
from jurisdiction.models import Station
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import FilteredListView, remit_of


class BroadcastListView(FilteredListView):
    """The latest first, with how many groups have each."""

    model = Broadcast
    filterset_class = BroadcastFilter
    template_name = "antifraud/broadcast_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().counted().select_related("version__warning", "created_by", "station")
        return found.order_by("-created_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(now=timezone.now(), **kwargs)


def broadcast_create(request: HttpRequest) -> HttpResponse:
    """The filter in the address finds groups of one station; they are ticked, and each can be left out by hand."""
    remit = remit_of(request)
    rows = ChatGroup.objects.within(remit).open().select_related("village", "keeper")
    filterset = ChatGroupFilter(
        request.GET or None, queryset=rows.order_by("audience", "name"), request=request
    )
    station = _station(request, filterset)
    groups = filterset.qs.filter(station=station)
    form = BroadcastForm(
        request.POST or None,
        remit=remit,
        groups=groups,
        initial={"groups": list(groups), "warning": _number(request.GET.get("warning", ""))},
    )
    if request.method == "POST" and form.is_valid():
        made = _draw_up(request, form, station)
        if made is not None:
            return redirect("antifraud:broadcast_detail", made.pk)
    chosen = form.chosen
    context = {
        "form": form,
        "filter": filterset,
        "station": station,
        "groups": [(group, str(group.pk) in chosen) for group in groups],
    }
    status = 422 if form.errors else 200
    return render(request, "antifraud/broadcast_create.html", context, status=status)


def _station(request: HttpRequest, filterset: ChatGroupFilter) -> Station:
    """The one that the filter names, otherwise the own."""
    named = filterset.form.cleaned_data.get("station") if filterset.form.is_valid() else None
    return named or request.station  # type: ignore[attr-defined,no-any-return]  # set by the remit middleware


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _draw_up(request: HttpRequest, form: BroadcastForm, station: Station) -> Broadcast | None:
    data = form.cleaned_data
    latest = data["warning"].versions.select_related("warning").first()
    try:
        return broadcasts.draw_up_broadcast(
            record_id=data["record_id"],
            station=station,
            version=latest,
            groups=list(data["groups"]),
            added_line=data["added_line"],
            at=timezone.now(),
            by=officer(request),
        )
    except DomainError as error:
        add_domain_error(form, error)
        return None


def broadcast_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The message, the bar that moves, which groups are missing and whose they are, what came back."""
    remit, now = remit_of(request), timezone.now()
    related = ("station", "version__warning", "created_by", "begun_by", "cancelled_by")
    found = get_object_or_404(Broadcast.objects.within(remit).select_related(*related), pk=pk)
    rows = list(
        GroupPosting.objects.within(remit)
        .filter(broadcast=found)
        .select_related("group__village", "group__keeper", "posted_by")
        .order_by("group__name")
    )
    replies = (
        Reply.objects.within(remit)
        .filter(posting__broadcast=found)
        .select_related("posting__group", "owner", "by", "answered_by")
    )
    context = {
        "broadcast": found,
        "now": now,
        "progress": postings.progress(found),
        "missing": [row for row in rows if row.state in MISSING],
        "posted": sorted(
            (row for row in rows if row.state == PostingState.POSTED),
            key=lambda row: (row.posted_at or now, row.pk),
            reverse=True,
        ),
        "left_out": [row for row in rows if row.state == PostingState.SKIPPED],
        "robots": sum(row.by_robot for row in rows),
        "replies": replies,
        "may_cancel": found.status in (BroadcastStatus.DRAFT, BroadcastStatus.RUNNING)
        and all(
            row.state in (PostingState.TO_POST, PostingState.SKIPPED, PostingState.FAILED) for row in rows
        ),
    }
    return render(request, "antifraud/broadcast_detail.html", context)


@require_POST
def broadcast_begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Broadcast.objects.within(remit_of(request)), pk=pk)
    broadcasts.begin_broadcast(broadcast_id=found.pk, at=timezone.now(), by=officer(request))
    messages.success(request, _("It goes out: robots post by themselves, keepers are told."))
    return redirect("antifraud:broadcast_detail", pk)


@require_POST
def broadcast_cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Broadcast.objects.within(remit_of(request)), pk=pk)
    broadcasts.cancel_broadcast(broadcast_id=found.pk, at=timezone.now(), by=officer(request))
    messages.success(request, _("Called off: no group got it."))
    return redirect("antifraud:broadcast_detail", pk)
