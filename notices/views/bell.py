"""How many notices are unread; asked every twenty seconds, answered with 304 while nothing changed."""

from typing import Any

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from notices.views.pages import told


def _counts(request: HttpRequest) -> dict[str, Any]:
    """Counted once a request: for the tag and for the answer."""
    if not hasattr(request, "_bell"):
        unread = Q(read_at__isnull=True)
        waiting = Q(notice__needs_acknowledgement=True, acknowledged_at__isnull=True)
        open_ones = told(request).filter(unread | waiting)
        request._bell = open_ones.aggregate(  # type: ignore[attr-defined]
            unread=Count("pk", filter=unread),
            urgent=Count("pk", filter=unread & Q(notice__urgent=True)),
            waiting=Count("pk", filter=waiting),
            latest=Max("pk", filter=unread),
        )
    counts: dict[str, Any] = request._bell  # type: ignore[attr-defined]
    return counts


def _tag(request: HttpRequest) -> str:
    counts = _counts(request)
    words = [request.user.pk, get_language(), *(counts[key] for key in sorted(counts))]
    return '"' + "-".join(str(word) for word in words) + '"'


@cache_control(private=True, no_cache=True)
@condition(etag_func=_tag)
def bell(request: HttpRequest) -> HttpResponse:
    return render(request, "notices/bell.html", _counts(request))
