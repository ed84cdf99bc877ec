"""The page of what prevention of fraud does. It reads, nothing more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from antifraud.choices import Reach
from dashboards import effect_figures
from dashboards.effects import FEWEST
from dashboards.periods import Span, months_back
from jurisdiction.scoped import remit_of

MONTHS = (12, 24)


def effect(request: HttpRequest) -> HttpResponse:
    """Cases among those reached and not reached, by village and audience, with how sure it is."""
    asked = request.GET.get("months", "")
    length = int(asked) if asked in {str(number) for number in MONTHS} else MONTHS[0]
    remit, months = remit_of(request), months_back(timezone.localdate(), length)
    span = Span(months[0].first, months[-1].last)
    context = {
        "length": length,
        "lengths": MONTHS,
        "span": span,
        "fewest": FEWEST,
        "ways": [(way, effect_figures.by_village(way, months, remit)) for way in effect_figures.COMPARED],
        "audiences": effect_figures.by_audience(span, remit),
        "reaches": list(Reach),
    }
    return render(request, "dashboards/effect.html", context)
