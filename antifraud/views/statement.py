"""The statement of a report as a Word or PDF file."""

import uuid
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from antifraud import official
from antifraud.models import FraudReport
from antifraud.operations.persons import open_person
from antifraud.operations.showing import make_statement
from antifraud.views.fraud_reports import whole
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of
from papers.pdf import to_pdf
from papers.word import to_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS = {"docx": (to_docx, WORD), "pdf": (to_pdf, "application/pdf")}


@never_cache
def statement_file(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """It holds name and number: who is about to have it stands in the ledger first."""
    if form not in MAKERS:
        raise Http404
    remit, now = remit_of(request), timezone.now()
    get_object_or_404(FraudReport.objects.within(remit), pk=pk)
    make_statement(report_id=pk, at=now, by=officer(request))
    report = get_object_or_404(whole(remit), pk=pk)
    with translation.override("zh-hans"):
        paper = official.statement(report, list(report.lines.all()), person=open_person(report), at=now)
        make, content_type = MAKERS[form]
        answer = HttpResponse(make(paper), content_type=content_type)
    name = quote(f"{paper.title} {paper.number}.{form}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
