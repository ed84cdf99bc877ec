"""The URL is the filter: groups, broadcasts, talks."""

import datetime
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from antifraud.choices import Audience, BroadcastStatus, FraudKind, Platform, TalkStatus
from antifraud.models import Broadcast, ChatGroup, Talk
from jurisdiction.filters import RemitFilterSet, villages
from jurisdiction.inputs import DateInput
from jurisdiction.models import Station

#: Days without a post after which a list can ask for a group.
SILENT_DAYS = (7, 14, 30, 60)
#: Stands for broadcasts that are still out after their limit.
LATE = "late"


def _stations(request: Any) -> Any:
    return Station.objects.within(request.remit)


class ChatGroupFilter(RemitFilterSet):
    station = django_filters.ModelChoiceFilter(queryset=_stations, label=_("station"), empty_label=_("all"))
    audience = django_filters.ChoiceFilter(
        choices=Audience.choices, label=_("audience"), empty_label=_("all")
    )
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"), empty_label=_("all"))
    platform = django_filters.ChoiceFilter(
        choices=Platform.choices, label=_("platform"), empty_label=_("all")
    )
    silent = django_filters.ChoiceFilter(
        choices=[(str(days), str(days)) for days in SILENT_DAYS],
        label=_("silent for days"),
        empty_label=_("any"),
        method="by_silence",
    )
    closed = django_filters.ChoiceFilter(
        choices=[("yes", _("closed ones"))], label=_("state"), empty_label=_("open ones"), method="by_closed"
    )

    class Meta:
        model = ChatGroup
        fields: list[str] = []

    @property
    def qs(self) -> Any:
        """Open groups, unless the closed ones are asked for."""
        wanted = self.is_bound and self.form.cleaned_data.get("closed") if self.form.is_valid() else ""
        return super().qs if wanted else super().qs.filter(closed_at__isnull=True)

    def by_silence(self, groups: Any, name: str, value: str) -> Any:
        return groups.silent(timezone.now() - datetime.timedelta(days=int(value)))

    def by_closed(self, groups: Any, name: str, value: str) -> Any:
        return groups.filter(closed_at__isnull=False)


class BroadcastFilter(RemitFilterSet):
    status = django_filters.ChoiceFilter(
        choices=[(LATE, _("past the limit")), *BroadcastStatus.choices],
        label=_("status"),
        empty_label=_("all"),
        method="by_status",
    )
    kind = django_filters.ChoiceFilter(
        field_name="version__warning__kind",
        choices=FraudKind.choices,
        label=_("kind of fraud"),
        empty_label=_("all"),
    )
    since = django_filters.DateFilter(
        field_name="created_at", lookup_expr="date__gte", label=_("drawn up from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="created_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )

    class Meta:
        model = Broadcast
        fields: list[str] = []

    def by_status(self, broadcasts: Any, name: str, value: str) -> Any:
        return broadcasts.late(timezone.now()) if value == LATE else broadcasts.filter(status=value)


class TalkFilter(RemitFilterSet):
    status = django_filters.ChoiceFilter(choices=TalkStatus.choices, label=_("status"), empty_label=_("all"))
    audience = django_filters.ChoiceFilter(
        choices=Audience.choices, label=_("audience"), empty_label=_("all")
    )
    topic = django_filters.ChoiceFilter(choices=FraudKind.choices, label=_("topic"), empty_label=_("all"))
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"), empty_label=_("all"))
    since = django_filters.DateFilter(
        field_name="planned_at", lookup_expr="date__gte", label=_("held from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="planned_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )

    class Meta:
        model = Talk
        fields: list[str] = []
