"""The statement of a report as a Word or PDF file."""

import datetime
import uuid
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from antifraud import official
from antifraud.forms.intercept import ReasonForm
from antifraud.models import FraudReport
from antifraud.operations.persons import open_person
from antifraud.operations.showing import make_statement
from antifraud.views.fraud_reports import above, whole
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer, render_form
from jurisdiction.scoped import remit_of
from papers.pdf import to_pdf
from papers.word import to_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS = {"docx": (to_docx, WORD), "pdf": (to_pdf, "application/pdf")}


@never_cache
@require_POST
def statement_file(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """It holds name and number: who is about to have it, and what for, stands in the ledger first."""
    if form not in MAKERS:
        raise Http404
    remit, now = remit_of(request), timezone.now()
    report = get_object_or_404(FraudReport.objects.within(remit), pk=pk)
    asked = ReasonForm(request.POST)
    if asked.is_valid():
        try:
            make_statement(report_id=pk, reason=asked.cleaned_data["reason"], at=now, by=officer(request))
        except DomainError as error:
            add_domain_error(asked, error)
        else:
            return _file(get_object_or_404(whole(remit), pk=pk), form, at=now)
    return render_form(request, asked, title=_("Statement"), submit=_("Make the file"), **above(report))


def _file(report: FraudReport, form: str, *, at: datetime.datetime) -> HttpResponse:
    with translation.override("zh-hans"):
        paper = official.statement(report, list(report.lines.all()), person=open_person(report), at=at)
        make, content_type = MAKERS[form]
        answer = HttpResponse(make(paper), content_type=content_type)
    name = quote(f"{paper.title} {paper.number}.{form}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
