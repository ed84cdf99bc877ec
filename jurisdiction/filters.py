"""The URL is the filter."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jurisdiction.choices import OfficerKind, PlaceKind, RiskLevel, Role, VillageKind
from jurisdiction.models import Officer, Place, Township, Village


class RemitFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Choices of rows are cut down to the remit."""

    @property
    def form(self) -> Any:
        form = super().form
        for field in form.fields.values():
            choices = getattr(field, "queryset", None)
            if choices is not None and hasattr(choices, "within"):
                field.queryset = choices.within(self.request.remit)
        return form


def villages(request: Any) -> Any:
    """What a filter by village offers, in every room."""
    return Village.objects.within(request.remit)


def _townships(request: Any) -> Any:
    return Township.objects.within(request.remit)


class PlaceFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("name"))
    kind = django_filters.ChoiceFilter(choices=PlaceKind.choices, label=_("kind"))
    risk = django_filters.ChoiceFilter(choices=RiskLevel.choices, label=_("risk level"))
    village = django_filters.ModelChoiceFilter(queryset=villages, label=_("village"))

    class Meta:
        model = Place
        fields: list[str] = []


class VillageFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("name"))
    kind = django_filters.ChoiceFilter(choices=VillageKind.choices, label=_("kind"))
    township = django_filters.ModelChoiceFilter(queryset=_townships, label=_("township"))

    class Meta:
        model = Village
        fields: list[str] = []


class OfficerFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    name = django_filters.CharFilter(method="by_name", label=_("name or badge"))
    kind = django_filters.ChoiceFilter(choices=OfficerKind.choices, label=_("kind"))
    role = django_filters.ChoiceFilter(field_name="postings__role", choices=Role.choices, label=_("role"))

    class Meta:
        model = Officer
        fields: list[str] = []

    def by_name(self, officers: Any, name: str, value: str) -> Any:
        return officers.filter(Q(name__icontains=value) | Q(badge_number=value) | Q(username=value))
