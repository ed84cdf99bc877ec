"""The report without the app: one form, then what may be the same, then sent."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from disputes.choices import DisputeKind, Level, Signal
from disputes.duplicates import Likeness, near_duplicates
from disputes.forms.report import ReportForm
from disputes.models import Dispute
from disputes.operations.reporting import report_dispute
from disputes.views.doors import posted, stored
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of


def report(request: HttpRequest) -> HttpResponse:
    """Sent with `answered` when the reporter has said whether it is one of those shown (`same_as`) or another."""
    form = ReportForm(posted(request), remit=remit_of(request))
    likely: list[Likeness] = []
    if request.method == "POST" and form.is_valid():
        likely = [] if "answered" in request.POST else _likely(form)
        if not likely and _send(request, form) is not None:
            return redirect("disputes:my_report", form.cleaned_data["record_id"])
    context = {"form": form, "likely": likely}
    return render(request, "disputes/report.html", context, status=422 if form.errors else 200)


def _likely(form: ReportForm) -> list[Likeness]:
    data = form.cleaned_data
    names = [party.name for party in form.parties]
    return near_duplicates(
        village=data["village"], kind=data["kind"], names=names, point=form.point, at=timezone.now()
    )


def _same_as(raw: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(raw)
    except ValueError:
        return None


def _send(request: HttpRequest, form: ReportForm) -> Dispute | None:
    now, data = timezone.now(), form.cleaned_data
    given: dict[str, Any] = {key: data[key] for key in ("record_id", "village", "words", "place_words")}
    try:
        made = report_dispute(
            **given,
            kind=DisputeKind(data["kind"]),
            level=Level(data["level"]),
            signals=frozenset(Signal(signal) for signal in data["signals"]),
            point=form.point,
            parties=form.parties,
            same_as=_same_as(request.POST.get("same_as", "")),
            at=now,
            received_at=now,
            by=officer(request),
        )
    except DomainError as error:
        add_domain_error(form, error)
        return None
    stored(request, _("Received. Number %(number)s.") % {"number": made.number})
    return made
