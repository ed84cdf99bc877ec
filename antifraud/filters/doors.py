"""The URL is the filter: households, visits, campaigns, imports."""

from typing import Any

import django_filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antifraud.choices import DoorOutcome, DoorState, NoAppReason
from antifraud.coverage import OF_VISITS, VISITS
from antifraud.models import AppHelp, DoorVisit, Household
from antifraud.operations.households import door_text
from jurisdiction.filters import villages
from jurisdiction.inputs import DateInput


class RemitFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"), empty_label=_("all"))


class HouseholdFilter(RemitFilter):
    """Those who moved away are shown only when they are asked for."""

    group_no = django_filters.NumberFilter(label=_("village group"), min_value=0, max_value=99)
    state = django_filters.ChoiceFilter(
        choices=DoorState.choices, label=_("state"), empty_label=_("all"), method="by_state"
    )
    app = django_filters.ChoiceFilter(
        choices=[("open", _("not all adults registered")), ("complete", _("all adults registered"))],
        label=_("anti-fraud app"),
        empty_label=_("all"),
        method="by_app",
    )
    no_app_reason = django_filters.ChoiceFilter(
        choices=NoAppReason.choices, label=_("why not all"), empty_label=_("all")
    )
    door = django_filters.CharFilter(method="by_door", label=_("door"))

    class Meta:
        model = Household
        fields: list[str] = []

    @property
    def qs(self) -> Any:
        asked = self.form.cleaned_data.get("state") if self.is_bound and self.form.is_valid() else ""
        return super().qs if asked == DoorState.LEFT else super().qs.in_use()

    def by_state(self, households: Any, name: str, value: str) -> Any:
        return households.filter(state=value)

    def by_app(self, households: Any, name: str, value: str) -> Any:
        if value == "open":
            return households.filter(registered__lt=F("adults"))
        return households.filter(registered__gte=F("adults"))

    def by_door(self, households: Any, name: str, value: str) -> Any:
        return households.filter(door__icontains=door_text(value))


class DoorVisitFilter(RemitFilter):
    """`of`: what a figure counted."""

    of = django_filters.ChoiceFilter(
        choices=list(OF_VISITS.items()), label=_("what"), empty_label=_("all"), method="by_what"
    )
    outcome = django_filters.ChoiceFilter(
        choices=DoorOutcome.choices, label=_("result"), empty_label=_("all")
    )
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )

    class Meta:
        model = DoorVisit
        fields: list[str] = []

    def by_what(self, visits: Any, name: str, value: str) -> Any:
        return visits.filter(VISITS[value])


class HelpFilter(RemitFilter):
    state = django_filters.ChoiceFilter(
        choices=[
            ("unarranged", _("nobody goes yet")),
            ("arranged", _("somebody goes")),
            ("closed", _("settled")),
        ],
        label=_("state"),
        empty_label=_("all open"),
        method="by_state",
    )

    class Meta:
        model = AppHelp
        fields: list[str] = []

    @property
    def qs(self) -> Any:
        asked = self.form.cleaned_data.get("state") if self.is_bound and self.form.is_valid() else ""
        return super().qs if asked == "closed" else super().qs.open()

    def by_state(self, helps: Any, name: str, value: str) -> Any:
        if value == "closed":
            return helps.filter(closed_at__isnull=False)
        return helps.filter(helper__isnull=value == "unarranged")
