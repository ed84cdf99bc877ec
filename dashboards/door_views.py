"""The page of visits at the door in figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboards import charts, door_figures
from dashboards.matters import SMALL, readings, rows_url
from dashboards.periods import months_back
from dashboards.spans import days_of
from jurisdiction.scoped import remit_of

MONTHS = 12


def doors(request: HttpRequest) -> HttpResponse:
    form, span = days_of(request)
    remit, today = remit_of(request), timezone.localdate()
    now, before, year = (
        door_figures.counts(found, remit) for found in (span, span.before(), span.year_before())
    )
    months = door_figures.by_month(months_back(today, MONTHS), remit)
    rows = [
        (f"{row['span'].first:%y-%m}", row["talked"], f"{row['span'].first:%Y-%m}: {row['talked']}")
        for row in months
    ]
    context = {
        "form": form,
        "span": span,
        "small": SMALL,
        "readings": readings(door_figures.FIGURES, now=now, before=before, year=year, span=span),
        "base": rows_url(door_figures.ROWS, span),
        "months": months[::-1],
        "chart": charts.bars(rows, every=3, width=480),
        "villages": [
            row
            for row in door_figures.by_village(span, remit, today=today)
            if row["tries"] or row["covered"].households
        ],
    }
    return render(request, "dashboards/doors.html", context, status=422 if form.errors else 200)
