"""The library of warnings."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antifraud.choices import FraudKind
from antifraud.forms.groups import NewWarningForm, RewriteForm
from antifraud.models import FraudWarning, WarningVersion
from antifraud.operations import warnings
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of


def _library(request: HttpRequest) -> Any:
    remit = remit_of(request)
    versions = WarningVersion.objects.within(remit).select_related("made_by")
    rows: Any = FraudWarning.objects.within(remit).select_related("station")
    return rows.prefetch_related(Prefetch("versions", versions))


def warning_list(request: HttpRequest) -> HttpResponse:
    """By kind of fraud, those in use; `?retired=1` shows the others too."""
    found = _library(request)
    retired = bool(request.GET.get("retired"))
    if not retired:
        found = found.in_use()
    kinds = list(FraudKind)
    ordered = sorted(found, key=lambda row: (kinds.index(FraudKind(row.kind)), row.title))
    return render(request, "antifraud/warning_list.html", {"warnings": ordered, "retired": retired})


def warning_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_library(request), pk=pk)
    versions = list(found.versions.all())
    context = {"warning": found, "latest": versions[0] if versions else None, "versions": versions}
    return render(request, "antifraud/warning_detail.html", context)


def warning_create(request: HttpRequest) -> HttpResponse:
    form = NewWarningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = warnings.draw_up(
                station=request.station,  # type: ignore[attr-defined]  # set by the remit middleware
                kind=data["kind"],
                title=data["title"],
                words=form.words,
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored."))
            return redirect("antifraud:warning_detail", made.warning_id)
    crumb = (reverse("antifraud:warning_list"), _("Library of warnings"))
    return render_form(request, form, title=_("New warning"), submit=_("Store"), crumb=crumb)


def warning_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version; what was sent stays as it was."""
    remit = remit_of(request)
    found = get_object_or_404(_library(request).changeable(remit).in_use(), pk=pk)
    latest = found.versions.all()[0]
    initial = {name: getattr(latest, name) for name in ("text", "short_text", "dos", "donts")}
    form = RewriteForm(request.POST or None, initial={**initial, "based_on": latest.number})
    if request.method == "POST" and form.is_valid():
        try:
            warnings.rewrite(
                warning_id=pk,
                remit=remit,
                based_on=form.cleaned_data["based_on"],
                words=form.words,
                at=timezone.now(),
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Stored as a new version: what was sent stays as it was."))
            return redirect("antifraud:warning_detail", pk)
    crumb = (reverse("antifraud:warning_detail", args=[pk]), found.title)
    return render_form(request, form, title=found.title, submit=_("Store as a new version"), crumb=crumb)


@require_POST
def warning_retire(request: HttpRequest, pk: int) -> HttpResponse:
    remit = remit_of(request)
    found = get_object_or_404(_library(request).changeable(remit).in_use(), pk=pk)
    warnings.retire(warning_id=found.pk, remit=remit, at=timezone.now(), by=officer(request))
    messages.success(request, _("Out of use: nothing new is sent with it."))
    return redirect("antifraud:warning_detail", pk)


@require_POST
def warning_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's words as the own station's warning, which it may change."""
    shared = get_object_or_404(_library(request).in_use(), pk=pk, station=None)
    station = request.standing.station  # type: ignore[attr-defined]  # set by the remit middleware
    made = warnings.copy_for(station=station, warning_id=shared.pk, at=timezone.now(), by=officer(request))
    messages.success(request, _("Copied: this one is your station's and may be changed."))
    return redirect("antifraud:warning_detail", made.warning_id)
