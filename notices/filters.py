"""The URL is the filter."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jurisdiction.inputs import DateInput
from notices import kinds
from notices.choices import Channel, DeliveryState
from notices.models import Delivery, Notice, Recipient

UNREAD, WAITING = "unread", "waiting"
OPEN, ANSWERED = "open", "answered"


def _kinds() -> list[tuple[str, str]]:
    return [(kind.code, str(kind.label)) for kind in kinds.all_kinds()]


class RecipientFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    show = django_filters.ChoiceFilter(
        method="by_show",
        label=_("show"),
        empty_label=pgettext_lazy("notices", "all"),
        choices=[(UNREAD, _("unread only")), (WAITING, _("waiting for my acknowledgement"))],
    )
    kind = django_filters.ChoiceFilter(
        field_name="notice__kind",
        label=_("kind"),
        choices=_kinds,
        empty_label=pgettext_lazy("notices", "all"),
    )

    class Meta:
        model = Recipient
        fields: list[str] = []

    def by_show(self, found: QuerySet[Recipient], _name: str, value: str) -> Any:
        return found.unread() if value == UNREAD else found.to_acknowledge()  # type: ignore[attr-defined]


class NoticeFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )
    show = django_filters.ChoiceFilter(
        method="by_show",
        label=_("acknowledgement"),
        empty_label=pgettext_lazy("notices", "all"),
        choices=[(OPEN, _("nobody has acknowledged")), (ANSWERED, _("acknowledged"))],
    )
    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=_kinds, empty_label=pgettext_lazy("notices", "all")
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def by_show(self, found: QuerySet[Notice], _name: str, value: str) -> Any:
        return found.filter(needs_acknowledgement=True, acknowledged_at__isnull=value == OPEN)


class DeliveryFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=DeliveryState.choices, empty_label=pgettext_lazy("notices", "all")
    )
    channel = django_filters.ChoiceFilter(
        label=_("channel"), choices=Channel.choices, empty_label=pgettext_lazy("notices", "all")
    )
    since = django_filters.DateFilter(
        field_name="notice__at", lookup_expr="date__gte", label=_("from"), widget=DateInput()
    )

    class Meta:
        model = Delivery
        fields: list[str] = []
