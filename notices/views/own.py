"""One's own notices: read, acknowledged, opened where they lead."""

from typing import Any

from django.contrib import messages
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jurisdiction.scoped import FilteredListView
from notices.filters import RecipientFilter
from notices.models import Recipient
from notices.operations import reading
from notices.views.pages import back, me, shell_of, told


class OwnListView(FilteredListView):
    """Urgent ones that nobody has read first, then what waits for an answer, then the latest."""

    model = Recipient
    filterset_class = RecipientFilter
    template_name = "notices/list.html"

    def get_queryset(self) -> Any:
        unread = Q(read_at__isnull=True)
        waiting = Q(notice__needs_acknowledgement=True, acknowledged_at__isnull=True)
        pressing = Case(
            When((unread | waiting) & Q(notice__urgent=True), then=Value(0)),
            When(waiting, then=Value(1)),
            default=Value(2),
        )
        found = super().get_queryset().told_to(me(self.request)).annotate(pressing=pressing)
        return found.select_related("notice__station", "notice__by", "notice__acknowledged_by").order_by(
            "pressing", "-told_at", "-pk"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shell=shell_of(self.request), **kwargs)


def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a tap on a message leads: read from now on, and shown where its matter is."""
    found = get_object_or_404(told(request).select_related("notice"), notice_id=pk)
    reading.mark_read(notice_id=pk, at=timezone.now(), by=me(request))
    waits = found.notice.needs_acknowledgement and found.acknowledged_at is None
    if waits or not found.notice.url:
        return redirect("notices:detail", pk)
    return redirect(found.notice.url)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(told(request), notice_id=pk)
    reading.mark_read(notice_id=pk, at=timezone.now(), by=me(request))
    return back(request, "notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = reading.mark_all_read(at=timezone.now(), by=me(request))
    words = ngettext("%(count)d notice is marked as read.", "%(count)d notices are marked as read.", count)
    messages.success(request, words % {"count": count})
    return back(request, "notices:list")


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(told(request), notice_id=pk)
    reading.acknowledge(notice_id=pk, at=timezone.now(), by=me(request))
    messages.success(request, _("Acknowledged. Whoever sent it can see that you have it."))
    return back(request, "notices:list")
