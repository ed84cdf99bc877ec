"""The URL is the filter."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from intake import kinds
from intake.choices import State
from intake.querysets import STUCK
from jurisdiction.inputs import DateInput

#: Stands for every state in which somebody or something is still needed.
WAITS = "stuck"
#: Applied or not, a person should look whether it happened then.
DOUBTFUL = "doubtful"


def _kinds() -> list[tuple[str, Any]]:
    return list(kinds.labels().items())


class SubmissionFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    state = django_filters.ChoiceFilter(
        choices=[(WAITS, _("not settled")), (DOUBTFUL, _("time in doubt")), *State.choices],
        label=_("state"),
        method="by_state",
    )
    kind = django_filters.ChoiceFilter(choices=_kinds, label=_("kind of record"))
    since = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__gte", label=_("received from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="received_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )

    def by_state(self, found: Any, name: str, value: str) -> Any:
        if value == DOUBTFUL:
            return found.filter(clock_doubtful=True)
        return found.filter(state__in=STUCK) if value == WAITS else found.filter(state=value)
