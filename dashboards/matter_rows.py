"""The rows behind each number of the disputes' and hazards' pages: the very condition that counted them, as a list."""

import functools
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dashboards import dispute_figures, hazard_figures
from dashboards.access import READERS
from dashboards.spans import DaysForm, days_in
from disputes.choices import DisputeKind
from hazards.choices import HazardKind
from jurisdiction.choices import RiskLevel
from jurisdiction.models import Village
from jurisdiction.remit import Remit
from jurisdiction.scoped import remit_of

PAGE = 50


class RowsForm(DaysForm):
    """As what the rows were counted, and what narrows them further."""

    of = forms.ChoiceField(label=_("rows"))
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("village"), required=False, empty_label=_("all")
    )
    kind = forms.ChoiceField(label=_("kind"), required=False)
    level = forms.ChoiceField(
        label=pgettext_lazy("risk", "level"), required=False, choices=[("", _("all")), *RiskLevel.choices]
    )
    field_order = ("of", "since", "until", "village", "kind", "level")

    def __init__(
        self, data: Any = None, *, initial: Any, remit: Remit, words: Any, kinds: Any, **kwargs: Any
    ) -> None:
        # Nothing asked for: what is open, as if it had been asked for.
        super().__init__({"of": "open", **initial, **(data or {})}, initial=initial, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["of"].choices = list(words.items())
        choices["kind"].choices = [("", _("all")), *kinds]
        choices["village"].queryset = Village.objects.within(remit).order_by("code")

    @property
    def narrowing(self) -> dict[str, Any]:
        """Columns and their values."""
        return {
            name: self.cleaned_data[name] for name in ("village", "kind", "level") if self.cleaned_data[name]
        }


def disputes(request: HttpRequest) -> HttpResponse:
    remit, at = remit_of(request), timezone.now()
    make = functools.partial(RowsForm, remit=remit, words=dispute_figures.WORDS, kinds=DisputeKind.choices)
    form, span = days_in(request, make)
    rows = dispute_figures.disputes(span, remit, at=at)
    if form.is_valid():
        rows = rows.filter(dispute_figures.conditions(span, at=at)[form.cleaned_data["of"]], **form.narrowing)
    return _listed(request, form, rows.order_by("-reported_at", "number"), "dashboards/dispute_rows.html")


def hazards(request: HttpRequest) -> HttpResponse:
    remit, at = remit_of(request), timezone.now()
    make = functools.partial(RowsForm, remit=remit, words=hazard_figures.WORDS, kinds=HazardKind.choices)
    form, span = days_in(request, make)
    rows = hazard_figures.hazards(span, remit).select_related("place")
    if form.is_valid():
        rows = rows.filter(hazard_figures.conditions(span, at=at)[form.cleaned_data["of"]], **form.narrowing)
    return _listed(request, form, rows.order_by("-found_at", "number"), "dashboards/hazard_rows.html")


def _listed(request: HttpRequest, form: RowsForm, rows: Any, template: str) -> HttpResponse:
    """A page of them; none while something asked for is wrong."""
    wrong = not form.is_valid()
    rows = rows.none() if wrong else rows.select_related("village")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "at": timezone.now(),
        "shows_figures": bool(READERS & request.standing.roles),  # type: ignore[attr-defined]  # set by the middleware
    }
    return render(request, template, context, status=422 if wrong else 200)
