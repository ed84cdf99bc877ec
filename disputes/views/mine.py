"""My reports: what became of them, in plain words; something more to say, a photo."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from disputes.forms.report import PhotoForm, WordsForm
from disputes.models import DisputePhoto
from disputes.operations.photos import attach_photo
from disputes.operations.reporting import add_words
from disputes.reading import Told, status_in_words, told_reports
from disputes.views.doors import posted, stored
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of


def my_reports(request: HttpRequest) -> HttpResponse:
    told = told_reports(officer(request), remit_of(request))
    for item in told:
        item.status = status_in_words(item.dispute)
    context = {
        "open": [item for item in told if item.is_open],
        "ended": [item for item in told if not item.is_open],
    }
    return render(request, "disputes/my_reports.html", context)


def _mine(request: HttpRequest, pk: uuid.UUID) -> Told:
    found = told_reports(officer(request), remit_of(request), only=pk)
    if not found:
        raise Http404
    found[0].status = status_in_words(found[0].dispute)
    return found[0]


@never_cache
def my_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report with its time line; posting adds words."""
    item = _mine(request, pk)
    form = WordsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            add_words(
                record_id=form.cleaned_data["record_id"],
                dispute_id=pk,
                words=form.cleaned_data["words"],
                at=now,
                received_at=now,
                by=officer(request),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            stored(request, _("Added."))
            return redirect("disputes:my_report", pk)
    return _page(request, item, words_form=form)


def my_photo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Adds a photo to the own report."""
    item = _mine(request, pk)
    form = PhotoForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            attach_photo(
                record_id=form.cleaned_data["record_id"],
                content=form.cleaned_data["photo"].read(),
                taken_at=now,
                received_at=now,
                by=officer(request),
                dispute=item.report.dispute,
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            stored(request, _("Photo added."))
            return redirect("disputes:my_report", pk)
    return _page(request, item, photo_form=form)


def _page(request: HttpRequest, item: Told, **forms: Any) -> HttpResponse:
    photos = DisputePhoto.objects.within(remit_of(request)).filter(
        dispute=item.report.dispute_id, by=officer(request)
    )
    context = {"item": item, "photos": photos, "words_form": WordsForm(), "photo_form": PhotoForm(), **forms}
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "disputes/my_report.html", context, status=status)
