"""The URL is the filter."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disputes.choices import OPEN, DisputeKind, Level, Status
from disputes.models import Dispute
from jurisdiction.filters import villages
from jurisdiction.inputs import DateInput

#: Choices that stand for several states.
STILL_OPEN, OVERDUE = "open", "overdue"


class DisputeFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    number = django_filters.CharFilter(label=_("number"), method="by_number")
    status = django_filters.ChoiceFilter(
        choices=[
            (STILL_OPEN, pgettext_lazy("dispute", "still open")),
            (OVERDUE, pgettext_lazy("dispute", "overdue")),
            *Status.choices,
        ],
        label=_("status"),
        method="by_status",
    )
    level = django_filters.ChoiceFilter(choices=Level.choices, label=_("Level"))
    kind = django_filters.ChoiceFilter(choices=DisputeKind.choices, label=_("kind"))
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"))
    since = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__gte", label=_("reported from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )
    relapsed = django_filters.ChoiceFilter(
        choices=[("true", _("yes")), ("false", _("no"))], label=_("broke out again"), method="by_relapse"
    )

    class Meta:
        model = Dispute
        fields: list[str] = []

    def by_number(self, disputes: Any, name: str, value: str) -> Any:
        return disputes.filter(number__icontains=value.strip())

    def by_status(self, disputes: Any, name: str, value: str) -> Any:
        if value == OVERDUE:
            return disputes.filter(due_at__lte=timezone.now(), status__in=OPEN)
        return disputes.filter(status__in=OPEN) if value == STILL_OPEN else disputes.filter(status=value)

    def by_relapse(self, disputes: Any, name: str, value: str) -> Any:
        return disputes.filter(relapses__gt=0) if value == "true" else disputes.filter(relapses=0)
