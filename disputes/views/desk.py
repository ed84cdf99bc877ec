"""The duty desk: what waits, the list, one dispute in full."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from disputes import rules
from disputes.choices import Status
from disputes.duplicates import duplicates_of
from disputes.filters import DisputeFilter
from disputes.models import Dispute, DisputePhoto, LevelChange
from disputes.operations.levels import decide_level
from disputes.operations.moves import person_for
from disputes.operations.parties import reveal_parties
from disputes.papers import missing_pieces
from disputes.views.doors import desk_dispute, desk_disputes, roles_of, stored
from disputes.views.steps import STEPS
from jurisdiction.access import POLICE_WORK
from jurisdiction.pages import officer
from jurisdiction.reason import RevealForm
from jurisdiction.scoped import FilteredListView, remit_of
from ledger.operations import record_look

#: What the desk itself has to move on; the rest lies with a mediator.
DESKS_TURN = (
    Status.REPORTED,
    Status.ACCEPTED,
    Status.NOT_SETTLED,
    Status.ESCALATED,
    Status.PASSED_ON,
)
INBOX_MOST = 100


def inbox(request: HttpRequest) -> HttpResponse:
    """Ordered by level, then by age; what lies with mediators only when it is overdue."""
    now = timezone.now()
    found = (
        desk_disputes(request)
        .open()
        .with_rank()
        .with_due()
        .select_related("village", "mediator")
        .order_by("rank", "received_at")
    )
    rows = [row for row in found if row.status in DESKS_TURN or (row.due_at and row.due_at <= now)]
    changes = (
        LevelChange.objects.within(remit_of(request)).waiting().select_related("dispute__village", "asked_by")
    )
    context = {
        "rows": rows[:INBOX_MOST],
        "more": len(rows) > INBOX_MOST,
        "overdue": sum(1 for row in rows if row.due_at and row.due_at <= now),
        "changes": changes if roles_of(request) & POLICE_WORK else [],
        "now": now,
    }
    return render(request, "disputes/inbox.html", context)


class DisputeListView(FilteredListView):
    model = Dispute
    filterset_class = DisputeFilter
    template_name = "disputes/dispute_list.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().filter(pk__in=desk_disputes(self.request).values("pk"))
        return found.with_due().select_related("village", "mediator").order_by("-received_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(now=timezone.now(), **kwargs)


@never_cache
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _page(request, desk_dispute(request, pk))


def _page(request: HttpRequest, dispute: Dispute, **more: Any) -> HttpResponse:
    now, by = timezone.now(), officer(request)
    record_look(at=now, by=by, station=dispute.station_id, obj=dispute, fields=["words"])
    context = {
        "dispute": dispute,
        "steps": _steps(dispute, by=by, at=now),
        "police": bool(roles_of(request) & POLICE_WORK),
        "reports": dispute.reports.select_related("by"),
        "joined": dispute.merged.prefetch_related("reports__by"),
        "parties": dispute.parties.all(),
        "events": dispute.events.select_related("by"),
        "deadlines": dispute.deadlines.open(),
        "mediations": dispute.mediations.select_related("mediator").prefetch_related(
            "sessions__came", "sessions__by", "sessions__second"
        ),
        "agreements": dispute.agreements.select_related("by"),
        "followups": dispute.followups.filter(dropped_at__isnull=True).select_related("by"),
        "photos": DisputePhoto.objects.within(remit_of(request)).of(dispute),
        "changes": dispute.level_changes.waiting().select_related("asked_by"),
        "likely": duplicates_of(dispute) if dispute.status in DESKS_TURN else [],
        "missing": missing_pieces(dispute),
        "reveal_form": RevealForm(),
        "now": now,
        **more,
    }
    status = 422 if "reveal_form" in more and more["reveal_form"].errors else 200
    return render(request, "disputes/detail.html", context, status=status)


def _steps(dispute: Dispute, *, by: Any, at: datetime.datetime) -> list[tuple[str, Any]]:
    """What this person may do with it now."""
    person = person_for(dispute, by, at)
    return [
        (slug, step.title)
        for slug, step in STEPS.items()
        if not isinstance(
            rules.decide(
                step.action,
                status=dispute.status,
                person=person,
                route=dispute.route,
                level=dispute.level,
                upward=False,  # where to is asked on the form, and refused there
            ),
            rules.Refusal,
        )
    ]


@require_POST
@never_cache
def parties(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Names and numbers in plain, with a reason; the look is in the ledger before they are shown."""
    dispute = desk_dispute(request, pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, dispute, reveal_form=form)
    shown = reveal_parties(
        dispute=dispute, reason=form.cleaned_data["reason"], at=timezone.now(), by=officer(request)
    )
    return _page(request, dispute, shown=shown)


@require_POST
def level_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The second pair of eyes: yes or no."""
    change = get_object_or_404(LevelChange.objects.within(remit_of(request)), pk=pk)
    decide_level(
        change_id=pk,
        granted=request.POST.get("granted") == "yes",
        at=timezone.now(),
        by=officer(request),
    )
    stored(request, _("Stored."))
    return redirect("disputes:detail", change.dispute_id)
