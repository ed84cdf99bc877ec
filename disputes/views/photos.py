"""Photos of disputes, within the remit and to whom they concern."""

import uuid
from typing import Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from disputes.views.doors import photos_for
from jurisdiction.pages import officer
from ledger.operations import record_look


@never_cache
def photo(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The small copy for screens, or with `?original=1` the bytes as they were taken. Each look is written down."""
    found = get_object_or_404(photos_for(request), pk=pk)
    record_look(
        at=timezone.now(), by=officer(request), station=found.station_id, obj=found.dispute, fields=["photo"]
    )
    if found.copy and "original" not in request.GET:
        return _file(found.copy, "image/jpeg")
    return _file(found.original, found.content_type)


def _file(stored: Any, content_type: str) -> FileResponse:
    answer = FileResponse(stored.open(), content_type=content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
