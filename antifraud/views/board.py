"""The golden-hour board: what is open, what is next, who has it. A page asks every few seconds whether there is news and
gets nothing (204) while there is none."""

import hashlib
from typing import Any

from django.db.models import Count, Max, Prefetch, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from antifraud.choices import LineState
from antifraud.models import Correction, Dissuasion, FraudReport, Line
from jurisdiction.remit import Remit
from jurisdiction.scoped import remit_of

MOST = 40


def _tag(remit: Remit) -> str:
    """Changes whenever anything on the board does: reports count their own changes, of the few open warnings and
    undecided corrections the rows themselves are looked at."""
    reports = FraudReport.objects.within(remit).open()
    now = reports.aggregate(many=Count("pk"), revisions=Sum("revision"), latest=Max("received_at"))
    warnings = Dissuasion.objects.within(remit).open().order_by("pk")
    corrections = Correction.objects.within(remit).undecided().order_by("pk")
    shown = (
        sorted(now.items()),
        list(warnings.values_list("pk", "status", "due_at", "handler_id")),
        list(corrections.values_list("pk", flat=True)),
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def _context(request: HttpRequest, tag: str) -> dict[str, Any]:
    """`tag` is taken before the rows are read: what changes in between is news at the next question, never missed."""
    remit, now = remit_of(request), timezone.now()
    lines = Line.objects.within(remit).select_related("taken_by", "contact").order_by("position")
    reports = list(
        FraudReport.objects.within(remit)
        .open()
        .select_related("village", "handler", "station")
        .prefetch_related(Prefetch("lines", lines))
        .order_by("-received_at")[:MOST]
    )
    every = [(report, line) for report in reports for line in report.lines.all()]
    running = [(report, line) for report, line in every if line.state != LineState.DONE]
    due = [pair for pair in running if pair[1].next_at]
    return {
        "reports": reports,
        "due": sorted(due, key=lambda pair: pair[1].next_at or now)[:12],
        "unassigned": [pair for pair in running if pair[1].taken_by_id is None],
        "corrections": Correction.objects.within(remit).undecided().select_related("report", "asked_by")[:5],
        "warnings": Dissuasion.objects.within(remit).open().order_by("due_at")[:8],
        "open_fen": sum(report.open_fen for report in reports),
        "now": now,
        "tag": tag,
    }


def board(request: HttpRequest) -> HttpResponse:
    return render(request, "antifraud/board.html", _context(request, _tag(remit_of(request))))


def board_live(request: HttpRequest) -> HttpResponse:
    """`?seen=`: what the page shows; nothing while it is still so."""
    tag = _tag(remit_of(request))
    if request.GET.get("seen", "") == tag:
        return HttpResponse(status=204)
    return render(request, "antifraud/_board.html", {**_context(request, tag), "oob": True})
