"""The URL is the filter."""

from pathlib import Path

import django_filters
from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger.choices import Kind
from ledger.models import Entry
from ledger.verbs import VERBS


def _object_types() -> list[tuple[str, str | Promise]]:
    """What an entry can be about: the models of this house, as `patrols.round`, with their names."""
    ours = [
        config for config in apps.get_app_configs() if Path(config.path).parent == Path(settings.BASE_DIR)
    ]
    models = [model for config in ours for model in config.get_models() if config.label != "ledger"]
    return sorted(
        ((model._meta.label_lower, model._meta.verbose_name or "") for model in models),
        key=lambda choice: str(choice[1]),
    )


def _day() -> forms.DateInput:
    """The browser's own picker, which wants the day as 2026-09-03 in every language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EntryFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("from"), widget=_day()
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("until"), widget=_day()
    )
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("kind"))
    verb = django_filters.ChoiceFilter(choices=sorted(VERBS.items()), label=_("action"))
    officer = django_filters.CharFilter(method="by_officer", label=_("officer"))
    object_type = django_filters.ChoiceFilter(choices=_object_types, label=_("kind of object"))
    object_id = django_filters.CharFilter(label=_("number of the object"))

    def by_officer(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        return entries.filter(Q(by__name__icontains=value) | Q(by__username=value))
