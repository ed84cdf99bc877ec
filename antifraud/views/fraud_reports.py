"""Reports of fraud: taken, listed, one with its lines side by side, its plain steps."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from antifraud import rules
from antifraud.choices import Answer, Reach
from antifraud.filters.intercept import FraudReportFilter
from antifraud.forms.intercept import (
    CloseForm,
    CorrectionForm,
    HandOverForm,
    ReasonForm,
    ReportForm,
    WordsForm,
)
from antifraud.forms.lines import AttemptForm
from antifraud.models import Asked, Attempt, Correction, FraudReport, Line, Milestone, Movement, ReportStep
from antifraud.operations import outcomes, reports, showing
from antifraud.operations.persons import Person
from jurisdiction.errors import DomainError
from jurisdiction.models import Station, Village
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.remit import Remit
from jurisdiction.scoped import FilteredListView, remit_of


def station_of(request: HttpRequest, village: Village | None) -> Station:
    """The village's station; without a village the own one."""
    if village is not None:
        return village.township.station
    station: Station = request.standing.station  # type: ignore[attr-defined]  # set by the remit middleware
    return station


def villages_of(request: HttpRequest) -> Any:
    return Village.objects.within(remit_of(request)).select_related("township__station").order_by("code")


class ReportListView(FilteredListView):
    """All reports, the latest on top; the filter is the address."""

    model = FraudReport
    filterset_class = FraudReportFilter
    template_name = "antifraud/report_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("village", "handler").order_by("-received_at")


def report_create(request: HttpRequest) -> HttpResponse:
    """Taken while somebody is on the telephone: amount, when, kind, channel, number; the rest may stay empty."""
    form = ReportForm(request.POST or None, villages=villages_of(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            report = reports.open_report(
                record_id=data["record_id"],
                station=station_of(request, data["village"]),
                village=data["village"],
                person=Person(name=data["name"], phone=data["phone"]),
                at=form.asked_at,
                by=officer(request),
                **form.given,
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Reported: %(number)s.") % {"number": report.number})
            return redirect(report)
    status = 422 if form.errors else 200
    return render(request, "antifraud/report_form.html", {"form": form}, status=status)


def whole(remit: Remit) -> Any:
    """Reports within the remit with all that hangs on them, each in one query."""
    by = "by"
    lines: Any = Line.objects.within(remit).select_related("taken_by", "contact", "edited_by")
    lines = lines.order_by("position")
    lines = lines.prefetch_related(
        Prefetch("attempts", Attempt.objects.within(remit).select_related(by)),
        Prefetch("movements", Movement.objects.within(remit).select_related(by)),
        Prefetch("milestones", Milestone.objects.within(remit)),
    )
    corrections = Correction.objects.within(remit).select_related("asked_by", "decided_by", "line")
    related = ("station", "village", "handler", "household", "playbook", "opened_by")
    found: Any = FraudReport.objects.within(remit).select_related(*related)
    return found.prefetch_related(
        Prefetch("lines", lines),
        Prefetch("steps", ReportStep.objects.within(remit).select_related(by)),
        Prefetch("asked", Asked.objects.within(remit).select_related(by)),
        Prefetch("corrections", corrections),
    )


def context_of(request: HttpRequest, report: FraudReport) -> dict[str, Any]:
    """What the page and its live parts are drawn from."""
    said = {row.code: row for row in report.asked.all()}
    questions = report.playbook.questions if report.playbook else []
    kind = officer(request).kind
    offered = [
        {"label": act.label, "url": reverse("antifraud:report_act", args=[report.pk, slug])}
        for slug, act in ACTS.items()
        if rules.judge_report(report.status, act.action, kind=kind, unsettled_fen=0)
        in ("open", "handed_over", "closed")
    ]
    return {
        "report": report,
        "lines": list(report.lines.all()),
        "questions": [{**row, "said": said.get(row["code"])} for row in questions],
        "answers": Answer.choices,
        "attempt_form": AttemptForm(),
        "key": uuid.uuid4,
        "acts": offered,
        "reached": ", ".join(str(Reach(one).label) for one in report.reached_by),
        "running": report.status != "closed",
        "to_report": report.received_at - report.transferred_at,
        "to_end": report.closed_at - report.received_at if report.closed_at else None,
        "me": officer(request),
    }


@never_cache
def report_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    report = get_object_or_404(whole(remit_of(request)), pk=pk)
    return render(request, "antifraud/report_detail.html", context_of(request, report))


@never_cache
def report_live(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """`?seen=` is the revision that the page shows, `lines` how many lines: nothing (204) while there is no news. What is
    being typed stands outside the parts that are sent."""
    mine = FraudReport.objects.within(remit_of(request)).filter(pk=pk)
    revision = mine.values_list("revision", flat=True).first()
    if revision is None:
        raise Http404
    if request.GET.get("seen") == str(revision):
        return HttpResponse(status=204)
    return live_parts(request, pk)


def live_parts(request: HttpRequest, pk: uuid.UUID, **more: Any) -> HttpResponse:
    """The parts that are drawn from data. `lines` in the request: how many lines the page shows; it never gets more
    without being loaded again."""
    report = get_object_or_404(whole(remit_of(request)), pk=pk)
    context = {**context_of(request, report), "oob": True, **more}
    shown = request.POST.get("lines") or request.GET.get("lines") or ""
    context["more_lines"] = shown.isdecimal() and len(shown) < 4 and int(shown) < len(context["lines"])
    return render(request, "antifraud/_report_live.html", context)


Run = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One plain step: its form, and the operation behind it."""

    action: str
    label: Promise
    form: type[Any]
    run: Run


#: In the order of the buttons. The slug is part of the address.
ACTS: dict[str, Act] = {
    "close": Act("close", pgettext_lazy("button", "Close the report"), CloseForm, reports.close),
    "hand-over": Act("hand_over", gettext_lazy("Hand over to a case"), HandOverForm, reports.hand_over),
    "follow-up": Act("follow_up", gettext_lazy("Ask the victim again"), WordsForm, reports.follow_up),
    "reopen": Act("reopen", pgettext_lazy("button", "Open the report again"), WordsForm, reports.reopen),
}


def report_act(request: HttpRequest, pk: uuid.UUID, action: str) -> HttpResponse:
    act = ACTS.get(action)
    if act is None:
        raise Http404
    report = get_object_or_404(FraudReport.objects.within(remit_of(request)), pk=pk)
    form = act.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act.run(report_id=pk, at=timezone.now(), by=officer(request), **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect(report)
    return render_form(request, form, title=act.label, submit=act.label, **above(report))


def above(report: FraudReport) -> dict[str, Any]:
    amount = _("%(amount)s yuan") % {"amount": rules.yuan(report.amount_fen)}
    note = f"{amount} · {report.get_kind_display()} · {report.get_status_display()}"
    return {"note": note, "crumb": (report.get_absolute_url(), report.number)}


@require_POST
def report_reveal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name and number of who rang, once a reason is given; never stored in the browser."""
    report = get_object_or_404(FraudReport.objects.within(remit_of(request)), pk=pk)
    return reveal_page(request, report)


@never_cache
def reveal_page(request: HttpRequest, row: Any) -> HttpResponse:
    form = ReasonForm(request.POST)
    person = None
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            person = showing.reveal(row=row, reason=reason, at=timezone.now(), by=officer(request))
        except DomainError as error:
            add_domain_error(form, error)
    context = {"form": form, "row": row, "person": person}
    return render(request, "antifraud/person.html", context, status=422 if form.errors else 200)


def correction_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    report = get_object_or_404(FraudReport.objects.within(remit_of(request)), pk=pk)
    lines = Line.objects.within(remit_of(request)).filter(report=report)
    form = CorrectionForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            outcomes.ask_correction(
                report_id=pk,
                total_fen=data["total"],
                line_id=uuid.UUID(data["line"]) if data["line"] else None,
                was=data["was"],
                became=data["became"],
                fen=data["amount"],
                reason=data["reason"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Asked for: another person decides."))
            return redirect(report)
    title = _("Correct an amount")
    return render_form(request, form, title=title, submit=_("Ask"), **above(report))


@require_POST
def correction_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`allowed` is yes or no; refusals come back as a message."""
    asked = get_object_or_404(Correction.objects.within(remit_of(request)).select_related("report"), pk=pk)
    outcomes.decide_correction(
        correction_id=pk, allowed=request.POST.get("allowed") == "yes", at=timezone.now(), by=officer(request)
    )
    messages.success(request, _("Stored."))
    return redirect(asked.report)
