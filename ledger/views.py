"""The ledger's pages: what happened within the reader's remit, and whether the chains hold."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.choices import Role
from jurisdiction.models import Station
from jurisdiction.scoped import FilteredListView, ScopedDetailView, remit_of
from ledger.chain import first_breaks
from ledger.filters import EntryFilter
from ledger.models import Entry


def _reads_unplaced(request: HttpRequest) -> bool:
    """Entries of no station belong to the audit administrator alone."""
    return Role.AUDIT_ADMIN in request.standing.roles  # type: ignore[attr-defined]  # set by the remit middleware


class ReadableMixin:
    """Entries within remit; for the audit administrator those of no station too."""

    request: HttpRequest

    def get_queryset(self) -> Any:
        found = Entry.objects.within(remit_of(self.request), unplaced=_reads_unplaced(self.request))
        return found.select_related("station", "by").order_by("-id")


class EntryListView(ReadableMixin, FilteredListView):
    model = Entry
    filterset_class = EntryFilter
    template_name = "ledger/entry_list.html"


class EntryDetailView(ReadableMixin, ScopedDetailView):
    model = Entry
    template_name = "ledger/entry_detail.html"
    context_object_name = "entry"


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recomputes the chains within remit and says what it found: beside the button, or on the list without htmx."""
    remit = remit_of(request)
    chains = {*remit.stations, *({0} if _reads_unplaced(request) else ())}
    names = {station.pk: station.short_name for station in Station.objects.within(remit)}
    said = [
        _("%(chain)s: broken at entry %(number)s: %(fault)s")
        % {
            "chain": names.get(row.chain, _("entries of no station")),
            "number": row.sequence,
            "fault": row.fault.label,
        }
        for row in first_breaks(sorted(chains))
    ]
    if request.headers.get("HX-Request"):
        return render(request, "ledger/_verified.html", {"faults": said})
    for fault in said:
        messages.error(request, fault)
    if not said:
        messages.success(request, _("Every chain holds: no entry was altered, removed or put in."))
    return redirect("ledger:entry_list")
