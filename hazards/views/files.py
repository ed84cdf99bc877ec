"""Files: photos within remit, orders and transfers as Word and PDF."""

import uuid
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from hazards import official
from hazards.models import HazardPhoto, RectificationOrder, Transfer
from jurisdiction.pages import officer
from jurisdiction.scoped import remit_of
from ledger.operations import record_look
from papers.paper import Paper
from papers.pdf import to_pdf
from papers.word import to_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
def photo(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The small copy for screens, or with `?original=1` the bytes as they were taken. Each look is written down."""
    found = get_object_or_404(HazardPhoto.objects.within(remit_of(request)).select_related("hazard"), pk=pk)
    record_look(
        at=timezone.now(), by=officer(request), station=found.station_id, obj=found.hazard, fields=["photo"]
    )
    if found.copy and "original" not in request.GET:
        return _file(found.copy, "image/jpeg")
    return _file(found.original, found.content_type)


def _file(stored: Any, content_type: str) -> FileResponse:
    try:
        answer = FileResponse(stored.open(), content_type=content_type)
    except FileNotFoundError as error:
        raise Http404 from error
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _paper(paper: Paper, form: str) -> HttpResponse:
    """The paper as a file named by its number."""
    if form == "docx":
        answer = HttpResponse(to_docx(paper), content_type=WORD)
    elif form == "pdf":
        answer = HttpResponse(to_pdf(paper), content_type="application/pdf")
    else:
        raise Http404
    answer["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{paper.title} {paper.number}.{form}')}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _photos(request: HttpRequest, hazard_id: uuid.UUID) -> list[HazardPhoto]:
    return list(
        HazardPhoto.objects.within(remit_of(request)).filter(hazard_id=hazard_id).order_by("-taken_at")
    )


@never_cache
def order_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    related = ("hazard__station", "hazard__village", "hazard__place")
    order = get_object_or_404(
        RectificationOrder.objects.within(remit_of(request)).select_related(*related), pk=pk
    )
    with translation.override("zh-hans"):
        return _paper(official.order_paper(order, _photos(request, order.hazard_id)), form)


@never_cache
def transfer_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    related = ("hazard__station", "hazard__village", "hazard__place")
    sent = get_object_or_404(Transfer.objects.within(remit_of(request)).select_related(*related), pk=pk)
    with translation.override("zh-hans"):
        to = str(sent.get_to_display())
        return _paper(official.transfer_paper(sent, _photos(request, sent.hazard_id), to=to), form)
