"""What was sent, to whom, and who has it: for who sent it and for the command room."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from jurisdiction.access import COMMAND
from jurisdiction.choices import Role
from jurisdiction.scoped import FilteredListView, remit_of
from notices.filters import NoticeFilter
from notices.models import Notice
from notices.operations import reading
from notices.views.pages import me, shell_of

OVERSEERS = COMMAND | {Role.SYSTEM_ADMIN}


def _oversees(request: HttpRequest) -> bool:
    return bool(OVERSEERS & request.standing.roles)  # type: ignore[attr-defined]  # set by the remit middleware


class SentListView(FilteredListView):
    """The command room sees what went out in its remit, everybody else what they sent themselves."""

    model = Notice
    filterset_class = NoticeFilter
    template_name = "notices/sent.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset()
        if not _oversees(self.request):
            found = found.filter(by=me(self.request))
        return (
            found.select_related("station", "by", "acknowledged_by")
            .annotate(
                told=Count("recipients"),
                have_read=Count("recipients", filter=Q(recipients__read_at__isnull=False)),
                have_it=Count("recipients", filter=Q(recipients__acknowledged_at__isnull=False)),
            )
            .order_by("-at", "-pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(shell=shell_of(self.request), **kwargs)
        return {**context, "oversees": _oversees(self.request)}


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: what it says, who was told and when, by which ways it went (for who oversees it)."""
    rows = Notice.objects.within(remit_of(request))
    if not _oversees(request):
        rows = Notice.objects.concerning(me(request), remit_of(request))
    found = get_object_or_404(rows.select_related("station", "by", "acknowledged_by"), pk=pk)
    mine = found.recipients.filter(officer=me(request)).first()
    if mine is not None and mine.read_at is None:
        reading.mark_read(notice_id=pk, at=timezone.now(), by=me(request))
    oversees = _oversees(request) or found.by_id == me(request).pk
    context = {
        "notice": found,
        "mine": mine,
        "oversees": oversees,
        "recipients": found.recipients.select_related("officer").order_by("told_at", "pk"),
        "escalations": found.escalations.all(),
        "deliveries": found.deliveries.select_related("officer", "webhook").order_by("channel", "pk")
        if oversees
        else (),
        "shell": shell_of(request),
    }
    return render(request, "notices/detail.html", context)
