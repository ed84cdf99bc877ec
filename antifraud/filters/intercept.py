"""The URL is the filter: reports of fraud, contacts, warnings before a loss."""

from typing import Any

import django_filters
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud.choices import DissuasionStatus, FraudKind, LineKind, MoneyChannel, ReportStatus
from antifraud.models import Contact, Dissuasion, FraudReport
from jurisdiction.choices import RiskLevel
from jurisdiction.filters import villages
from jurisdiction.inputs import DateInput

STILL_OPEN, LATE = "open_ones", "late"
_ENDED = Q(done_at__isnull=False)
#: What the figures count of warnings and the list shows: name -> words, condition. Reached is who was spoken to in a way
#: that does at the level.
COUNTED: dict[str, tuple[Promise, Q]] = {
    "warned_completed": (_("ended"), _ENDED),
    "warned_in_time": (_("ended, the person reached in time"), _ENDED & Q(reached_at__lte=F("act_by"))),
}


class FraudReportFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    status = django_filters.ChoiceFilter(
        choices=ReportStatus.choices, label=_("status"), empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(
        choices=FraudKind.choices, label=_("kind of fraud"), empty_label=_("all")
    )
    channel = django_filters.ChoiceFilter(
        choices=MoneyChannel.choices, label=_("how the money left"), empty_label=_("all")
    )
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"), empty_label=_("all"))
    since = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__gte", label=_("reported from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )
    number = django_filters.CharFilter(
        lookup_expr="icontains", label=pgettext_lazy("report of fraud", "number")
    )

    class Meta:
        model = FraudReport
        fields: list[str] = []


class ContactFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    kind = django_filters.ChoiceFilter(choices=LineKind.choices, label=_("kind"), empty_label=_("all"))
    words = django_filters.CharFilter(method="by_words", label=_("name, region or what they need"))

    class Meta:
        model = Contact
        fields: list[str] = []

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Q(name__icontains=value) | Q(region__icontains=value) | Q(needs__icontains=value))


class DissuasionFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    status = django_filters.ChoiceFilter(
        choices=[
            (STILL_OPEN, _("still open")),
            (LATE, _("past a deadline")),
            *DissuasionStatus.choices,
        ],
        label=_("status"),
        empty_label=_("all"),
        method="by_status",
    )
    level = django_filters.ChoiceFilter(
        choices=RiskLevel.choices, label=pgettext_lazy("risk", "level"), empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(
        choices=FraudKind.choices, label=_("kind of fraud"), empty_label=_("all")
    )
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"), empty_label=_("all"))
    since = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__gte", label=_("received from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )
    of = django_filters.ChoiceFilter(
        choices=[(name, words) for name, (words, _condition) in COUNTED.items()],
        label=_("counted as"),
        empty_label=_("all"),
        method="by_count",
    )

    class Meta:
        model = Dissuasion
        fields: list[str] = []

    def by_status(self, rows: Any, name: str, value: str) -> Any:
        if value == STILL_OPEN:
            return rows.open()
        if value == LATE:
            return rows.overdue(timezone.now())
        return rows.filter(status=value)

    def by_count(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(COUNTED[value][1])
