"""The URL is the filter."""

import datetime
from typing import Any

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hazards.choices import OPEN, HazardKind, Level, Source, Status
from hazards.models import Hazard
from jurisdiction.choices import PlaceKind
from jurisdiction.filters import villages
from jurisdiction.inputs import DateInput
from jurisdiction.models import Place

#: Choices that stand for several states.
STILL_OPEN, LATE, TO_RECHECK, AGAIN = "open", "late", "recheck", "again"


def _places(request: Any) -> Any:
    return Place.objects.within(request.remit).order_by("name")


class HazardFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    status = django_filters.ChoiceFilter(
        choices=[
            (STILL_OPEN, _("still open")),
            (LATE, _("past a deadline")),
            (TO_RECHECK, _("to be re-inspected")),
            (AGAIN, _("found again")),
            *Status.choices,
        ],
        label=_("status"),
        empty_label=_("all"),
        method="by_status",
    )
    kind = django_filters.ChoiceFilter(choices=HazardKind.choices, label=_("kind"), empty_label=_("all"))
    level = django_filters.ChoiceFilter(
        choices=Level.choices, label=pgettext_lazy("hazard", "level"), empty_label=_("all")
    )
    source = django_filters.ChoiceFilter(
        choices=Source.choices, label=_("how it was found"), empty_label=_("all")
    )
    place_kind = django_filters.ChoiceFilter(
        field_name="place__kind", choices=PlaceKind.choices, label=_("kind of place"), empty_label=_("all")
    )
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"), empty_label=_("all"))
    place = django_filters.ModelChoiceFilter(queryset=_places, label=_("place"), empty_label=_("all"))
    since = django_filters.DateFilter(
        field_name="found_at", lookup_expr="date__gte", label=_("found from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="found_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )
    words = django_filters.CharFilter(method="by_words", label=_("number or words"))

    class Meta:
        model = Hazard
        fields: list[str] = []

    @property
    def form(self) -> Any:
        """Choices of rows are cut down to the remit."""
        form = super().form
        for field in form.fields.values():
            rows = getattr(field, "queryset", None)
            if rows is not None and hasattr(rows, "within"):
                field.queryset = rows.within(self.request.remit)
        return form

    def by_status(self, hazards: Any, name: str, value: str) -> Any:
        if value == STILL_OPEN:
            return hazards.filter(status__in=OPEN)
        if value == LATE:
            return hazards.overdue(now())
        if value == TO_RECHECK:
            return hazards.filter(status__in=(Status.ON_SPOT, Status.TO_RECHECK))
        if value == AGAIN:
            return hazards.filter(recurrences__gt=0)
        return hazards.filter(status=value)

    def by_words(self, hazards: Any, name: str, value: str) -> Any:
        return hazards.filter(Q(number__icontains=value) | Q(words__icontains=value))


def now() -> datetime.datetime:
    return timezone.now()
