"""The page of outreach in figures. It reads, nothing more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboards import charts, outreach_figures
from dashboards.periods import months_back
from dashboards.spans import days_of
from jurisdiction.scoped import remit_of

MONTHS = 20


def page(request: HttpRequest) -> HttpResponse:
    """Whom messages and talks reached: by audience, village and month."""
    form, span = days_of(request)
    remit = remit_of(request)
    months = outreach_figures.by_month(months_back(timezone.localdate(), MONTHS), remit)
    bars = [
        (f"{row['span'].first:%Y-%m}"[2:], row["heard"], f"{row['span'].first:%Y-%m}: {row['heard']}")
        for row in months
    ]
    context = {
        "form": form,
        "span": span,
        "totals": outreach_figures.totals(span, remit),
        "audiences": outreach_figures.by_audience(span, remit),
        "villages": outreach_figures.by_village(span, remit),
        "months": months[::-1],
        "chart": charts.bars(bars, every=3),
    }
    return render(request, "dashboards/outreach.html", context, status=422 if form.errors else 200)
