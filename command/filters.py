"""The URL is the filter."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.choices import LeadSource, LeadStatus
from command.models import Lead
from jurisdiction.inputs import DateInput

STILL_OPEN = "open"


class LeadFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    status = django_filters.ChoiceFilter(
        choices=[(STILL_OPEN, pgettext_lazy("lead", "still open")), *LeadStatus.choices],
        label=_("state"),
        method="by_status",
    )
    source = django_filters.ChoiceFilter(choices=LeadSource.choices, label=_("where it came to light"))
    since = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__gte", label=_("received from"), widget=DateInput()
    )

    class Meta:
        model = Lead
        fields: list[str] = []

    def by_status(self, leads: Any, name: str, value: str) -> Any:
        return leads.open() if value == STILL_OPEN else leads.filter(status=value)
