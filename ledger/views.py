"""The ledger's page: what happened within the reader's remit, and whether the chains hold."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jurisdiction.scoped import FilteredListView
from ledger.chain import first_breaks
from ledger.choices import Kind
from ledger.models import Entry
from ledger.verbs import VERBS


class EntryFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    since = django_filters.DateFilter(field_name="at", lookup_expr="date__gte", label=_("from"))
    until = django_filters.DateFilter(field_name="at", lookup_expr="date__lte", label=_("until"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("kind"))
    verb = django_filters.ChoiceFilter(choices=sorted(VERBS.items()), label=_("action"))
    officer = django_filters.CharFilter(method="by_officer", label=_("officer"))

    def by_officer(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        return entries.filter(Q(by__name__icontains=value) | Q(by__username=value))


class EntryListView(FilteredListView):
    model = Entry
    filterset_class = EntryFilter
    template_name = "ledger/entry_list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("station", "by").order_by("-id")


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recomputes the chains within remit and says what it found."""
    remit: Any = request.remit  # type: ignore[attr-defined]
    faults = first_breaks(sorted({0, *remit.stations}))
    return render(request, "ledger/_verified.html", {"faults": faults})
