"""Spans that are asked for in the address, of nights or of days."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dashboards.periods import DAY, Span, last_night
from jurisdiction.inputs import DayField

F = TypeVar("F", bound="SpanForm")
#: Days that pages of disputes and hazards look back over when nothing else is asked for.
USUAL_DAYS = 90


class SpanForm(forms.Form):
    since = DayField(label=_("nights from"))
    until = DayField(label=_("to"))
    wrong_order = _("The last night must not lie before the first.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", self.wrong_order)
        return data


class DaysForm(SpanForm):
    since = DayField(label=_("from day"))
    until = DayField(label=_("to day"))
    wrong_order = _("The last day must not lie before the first.")


def span_of(request: HttpRequest, default_nights: int) -> tuple[SpanForm, Span]:
    """The nights asked for, or the last `default_nights`; a wrong span is named beside its field and not used."""
    return _asked(request, SpanForm, last_night(timezone.localtime()), default_nights)


def days_of(request: HttpRequest) -> tuple[DaysForm, Span]:
    """The days asked for, or the last ninety up to today; a wrong span is named beside its field and not used."""
    return days_in(request, DaysForm)


def days_in(request: HttpRequest, make: Callable[..., F]) -> tuple[F, Span]:
    """As `days_of`, in a form that asks for more than days."""
    return _asked(request, make, timezone.localdate(), USUAL_DAYS)


def _asked(request: HttpRequest, make: Callable[..., F], end: datetime.date, length: int) -> tuple[F, Span]:
    """What the address leaves out is as usual."""
    usual = Span(end - DAY * (length - 1), end)
    initial = {"since": usual.first, "until": usual.last}
    asked = {**{name: day.isoformat() for name, day in initial.items()}, **request.GET.dict()}
    form = make(asked if request.GET else None, initial=initial)
    if form.is_bound and form.is_valid():
        return form, Span(form.cleaned_data["since"], form.cleaned_data["until"])
    return form, usual
