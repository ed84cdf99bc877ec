"""The URL is the filter."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jurisdiction import plates
from jurisdiction.filters import RemitFilterSet, villages
from jurisdiction.inputs import DateInput
from patrols.choices import (
    SECURED_OUTCOMES,
    ObservationKind,
    RoundStatus,
    ShiftStatus,
    StartKind,
    VehicleOutcome,
    VehicleState,
)
from patrols.models import Roster, Round, Shift, Squad, UnsecuredVehicle
from patrols.operations.checks import plate_hash

#: Choices that stand for several states.
WALKED, SECURED = "walked", "secured"
#: Whether it is known what came of an observation.
OPEN, SETTLED = "open", "settled"


def _squads(request: Any) -> Any:
    return Squad.objects.within(request.remit)


class NightFilterSet(RemitFilterSet):
    since = django_filters.DateFilter(
        field_name="duty_date", lookup_expr="gte", label=_("nights from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="duty_date", lookup_expr="lte", label=_("to"), widget=DateInput()
    )


class RoundFilter(NightFilterSet):
    status = django_filters.ChoiceFilter(
        choices=[(WALKED, _("walked, in time or made up")), *RoundStatus.choices],
        label=_("status"),
        method="by_status",
    )
    start = django_filters.ChoiceFilter(
        field_name="start_kind", choices=StartKind.choices, label=_("started")
    )
    squad = django_filters.ModelChoiceFilter(queryset=_squads, label=_("squad"))

    class Meta:
        model = Round
        fields: list[str] = []

    def by_status(self, rounds: Any, name: str, value: str) -> Any:
        return rounds.walked() if value == WALKED else rounds.filter(status=value)


class VehicleFilter(NightFilterSet):
    state = django_filters.ChoiceFilter(choices=VehicleState.choices, label=_("state"))
    outcome = django_filters.ChoiceFilter(
        choices=[(SECURED, _("secured, by owner or on behalf")), *VehicleOutcome.choices],
        label=_("outcome"),
        method="by_outcome",
    )
    reached = django_filters.ChoiceFilter(
        choices=[("true", _("yes")), ("false", _("no"))], label=_("owner reached"), method="by_reached"
    )
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"))
    plate = django_filters.CharFilter(method="by_plate", label=_("whole plate"))

    class Meta:
        model = UnsecuredVehicle
        fields: list[str] = []

    def by_reached(self, vehicles: Any, name: str, value: str) -> Any:
        return vehicles.filter(reached_at__isnull=value == "false")

    def by_outcome(self, vehicles: Any, name: str, value: str) -> Any:
        return vehicles.filter(outcome__in=SECURED_OUTCOMES if value == SECURED else [value])

    def by_plate(self, vehicles: Any, name: str, value: str) -> Any:
        """Found by keyed hash: only a whole plate finds anything."""
        return vehicles.filter(plate_hash=plate_hash(plates.normalise(value)))


class ShiftFilter(NightFilterSet):
    status = django_filters.ChoiceFilter(choices=ShiftStatus.choices, label=_("status"))
    squad = django_filters.ModelChoiceFilter(queryset=_squads, label=_("squad"))

    class Meta:
        model = Shift
        fields: list[str] = []


class SquadFilter(RemitFilterSet):
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("name"))
    active = django_filters.ChoiceFilter(choices=[("True", _("yes")), ("False", _("no"))], label=_("in use"))

    class Meta:
        model = Squad
        fields: list[str] = []


class RosterFilter(RemitFilterSet):
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("name"))
    active = django_filters.ChoiceFilter(choices=[("True", _("yes")), ("False", _("no"))], label=_("in use"))

    class Meta:
        model = Roster
        fields: list[str] = []


class ObservationFilter(RemitFilterSet):
    kind = django_filters.ChoiceFilter(choices=ObservationKind.choices, label=_("kind"))
    state = django_filters.ChoiceFilter(
        choices=[
            (OPEN, pgettext_lazy("observation", "still open")),
            (SETTLED, pgettext_lazy("observation", "settled")),
        ],
        empty_label=_("all"),
        label=_("state"),
        method="by_state",
    )
    since = django_filters.DateFilter(
        field_name="seen_at", lookup_expr="date__gte", label=_("seen from"), widget=DateInput()
    )
    until = django_filters.DateFilter(
        field_name="seen_at", lookup_expr="date__lte", label=_("to"), widget=DateInput()
    )

    def by_state(self, observations: Any, name: str, value: str) -> Any:
        return observations.filter(done_at__isnull=value == OPEN)
