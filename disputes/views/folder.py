"""The mediation folder as one Word or PDF file."""

import uuid
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from disputes.models import Dispute
from disputes.operations.parties import open_party
from disputes.papers import mediation_folder
from disputes.views.doors import desk_disputes, my_mediations
from jurisdiction.pages import officer
from ledger.operations import record_look
from papers.paper import Paper
from papers.pdf import to_pdf
from papers.word import to_docx

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _paper(request: HttpRequest, pk: uuid.UUID) -> tuple[Dispute, Paper]:
    """The folder holds names: who is about to have it stands in the ledger first."""
    mine = my_mediations(request).values("pk")
    found = desk_disputes(request) | Dispute.objects.within(request.remit).filter(pk__in=mine)  # type: ignore[attr-defined]
    dispute = get_object_or_404(found.select_related("station", "village__township", "reported_by"), pk=pk)
    record_look(
        at=timezone.now(),
        by=officer(request),
        station=dispute.station_id,
        obj=dispute,
        fields=["words", "party.name", "party.phone", "agreement", "photo"],
        verb="dispute.folder_made",
    )
    people = [open_party(party) for party in dispute.parties.all()]
    return dispute, mediation_folder(dispute, people=people, made_on=timezone.localdate())


def _file(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
def folder_docx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    dispute, paper = _paper(request, pk)
    return _file(to_docx(paper), name=f"{dispute.number}-{paper.title}.docx", content_type=WORD_TYPE)


@never_cache
def folder_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    dispute, paper = _paper(request, pk)
    return _file(to_pdf(paper), name=f"{dispute.number}-{paper.title}.pdf", content_type="application/pdf")
