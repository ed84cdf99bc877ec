"""Lines of action: taken in one tap, attempts in one tap, edited under a version that loses nothing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud import rules
from antifraud.errors import StaleLine
from antifraud.forms.lines import (
    AddLineForm,
    AttemptForm,
    LineForm,
    MilestoneForm,
    OutcomeForm,
    ReleaseForm,
)
from antifraud.models import Contact, FraudReport, Line
from antifraud.operations import lines, outcomes, reports
from antifraud.operations.attempts import record_attempt
from antifraud.views.fraud_reports import above, live_parts
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of


def _line(request: HttpRequest, pk: uuid.UUID) -> Line:
    found: Line = get_object_or_404(
        Line.objects.within(remit_of(request)).select_related("report", "contact", "edited_by"), pk=pk
    )
    return found


def _done(request: HttpRequest, line: Line) -> HttpResponse:
    messages.success(request, _("Stored."))
    return redirect(line.get_absolute_url())


def _above(line: Line) -> dict[str, Any]:
    note = f"{line.get_kind_display()} · {line.aim}"
    return {**above(line.report), "note": note, "crumb": (line.get_absolute_url(), line.report.number)}


@require_POST
def line_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """`shown`: who had the line on the page that this tap comes from. A refusal comes back as a message."""
    line, shown = _line(request, pk), request.POST.get("shown", "")
    who = int(shown) if shown.isdecimal() and len(shown) < 10 else None
    lines.take_line(line_id=pk, shown=who, at=timezone.now(), by=officer(request))
    if request.headers.get("HX-Request"):
        return live_parts(request, line.report_id)
    return _done(request, line)


@require_POST
def attempt_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap: the button is the answer; words and the next step may stand beside it. With htmx the form comes back empty
    and the live parts renewed; what others type in theirs is not touched."""
    line, form = _line(request, pk), AttemptForm(request.POST)
    stored = False
    if form.is_valid():
        data, now, ahead = form.cleaned_data, timezone.now(), form.next_minutes
        try:
            record_attempt(
                record_id=data["record_id"],
                line_id=pk,
                answer=data["answer"],
                way=data["way"] or "phone",
                spoke_to=data["spoke_to"],
                words=data["words"],
                next_step=data["next_step"],
                next_at=now + ahead if ahead else None,
                at=now,
                by=officer(request),
            )
            stored = True
        except DomainError as error:
            add_domain_error(form, error)
    if request.headers.get("HX-Request"):
        shown = AttemptForm() if stored else form
        return live_parts(request, line.report_id, line=line, answered=shown, stored=stored)
    if stored:
        return _done(request, line)
    return render_form(request, form, title=_("Attempt"), submit=_("Store"), **_above(line))


def line_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """If somebody stored another version meanwhile, both stand on the page: fields that this person did not touch take
    the other's value, those that both changed keep what was typed, beside what is stored."""
    line, contacts = _line(request, pk), Contact.objects.within(remit_of(request)).order_by("kind", "name")
    contacts = contacts.in_use() | Contact.objects.within(remit_of(request)).filter(lines=line)
    form = LineForm(request.POST or None, contacts=contacts.distinct(), initial=_stored(line))
    theirs: list[dict[str, Any]] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            lines.edit_line(
                line_id=pk,
                version=data["version"],
                contact=data["contact"],
                reference=data["reference"],
                note=data["note"],
                at_stake_fen=data["at_stake"],
                at=timezone.now(),
                by=officer(request),
            )
        except StaleLine as error:
            line.refresh_from_db()
            form, theirs = _merged(request, form, line, contacts.distinct())
            form.add_error(None, str(error.message))
            status = 409
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, line)
    if form.errors and status == 200:
        status = 422
    context = {"form": form, "line": line, "theirs": theirs, **_above(line)}
    return render(request, "antifraud/line_edit.html", context, status=status)


def _stored(line: Line) -> dict[str, Any]:
    return {
        "version": line.version,
        "contact": line.contact_id,
        "reference": line.reference,
        "note": line.note,
        "at_stake": line.at_stake_fen,
    }


def _merged(
    request: HttpRequest, form: LineForm, line: Line, contacts: Any
) -> tuple[LineForm, list[dict[str, Any]]]:
    """The form again, on top of the version that is stored by now; and, field by field, where both changed something."""
    stored = {**_stored(line), "at_stake": rules.yuan(line.at_stake_fen)}
    stored = {name: "" if value is None else str(value) for name, value in stored.items()}
    data, clashes = request.POST.copy(), []
    for name, bound in ((name, form[name]) for name in ("contact", "reference", "note", "at_stake")):
        typed = str(data.get(name, ""))
        if name not in form.changed_data:
            data[name] = stored[name]
        elif typed != stored[name] != str(data.get(f"initial-{name}", "")):
            words = line.contact.name if name == "contact" and line.contact else stored[name]
            clashes.append({"label": bound.label, "stored": words or "—"})
        data[f"initial-{name}"] = stored[name]
    data["version"] = stored["version"]
    return LineForm(data, contacts=contacts, initial=_stored(line)), clashes


def line_outcome(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = _line(request, pk)
    initial = {"amount": line.stopped_fen or line.report.open_fen or None}
    form = OutcomeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            outcomes.record_outcome(
                record_id=data["record_id"],
                line_id=pk,
                outcome=data["outcome"],
                fen=data["amount"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, line)
    return _tiled(request, form, line, title=_("What came of the line"))


def line_release(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = _line(request, pk)
    form = ReleaseForm(request.POST or None, initial={"amount": line.stopped_fen or None})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            outcomes.release(
                record_id=data["record_id"],
                line_id=pk,
                fen=data["amount"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, line)
    return _tiled(request, form, line, title=_("A stop has lapsed"))


def line_milestone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a bank or the centre did, as they told; nothing is issued from here."""
    line = _line(request, pk)
    form = MilestoneForm(request.POST or None, initial={"since": timezone.localtime()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            lines.note_milestone(
                record_id=data["record_id"],
                line_id=pk,
                kind=data["kind"],
                since=data["since"],
                reference=data["reference"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, line)
    return _tiled(request, form, line, title=_("Stop, freeze or return noted"))


def line_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    report = get_object_or_404(FraudReport.objects.within(remit_of(request)), pk=pk)
    form = AddLineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            line = lines.add_line(
                record_id=data["record_id"],
                report_id=pk,
                kind=data["kind"],
                aim=data["aim"],
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, line)
    context = {"form": form, "title": _("One more line"), "submit": _("Add"), **above(report)}
    return render(request, "antifraud/tiled_form.html", context, status=422 if form.errors else 200)


def _tiled(request: HttpRequest, form: Any, line: Line, *, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "submit": _("Store"), **_above(line)}
    return render(request, "antifraud/tiled_form.html", context, status=422 if form.errors else 200)


@require_POST
def question_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A question was asked; the answer may stay empty. A refusal comes back as a message."""
    report = get_object_or_404(FraudReport.objects.within(remit_of(request)), pk=pk)
    answer, code = request.POST.get("answer", "").replace("\x00", ""), request.POST.get("code", "")
    reports.ask(report_id=pk, code=code, answer=answer, at=timezone.now(), by=officer(request))
    if request.headers.get("HX-Request"):
        return live_parts(request, pk)
    return redirect(f"{report.get_absolute_url()}#questions")
