"""The chief's pages: last night, trends, villages. They read, nothing more."""

import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dashboards import charts, figures, lines, matter_lines, night, outreach_figures
from dashboards.periods import DAY, Span, change_percent, last_night, months_back
from dashboards.spans import span_of
from jurisdiction.access import COMMAND
from jurisdiction.inputs import DayField
from jurisdiction.scoped import remit_of
from jurisdiction.templatetags.local_time import short_day
from patrols.choices import AlertStep
from patrols.models import ReconcileRun
from patrols.operations.reconcile import reconcile_if_stale

USUAL = 28
MONTHS = 20


class NightForm(forms.Form):
    night = DayField(label=_("night of"), required=False)


def _tiles(span: Span, now: figures.Counts, usual: dict[str, float | None]) -> list[dict[str, Any]]:
    tiles = []
    for figure in figures.FIGURES:
        value = figure.value(now)
        tiles.append(
            {
                "figure": figure,
                "value": value,
                "url": figure.link(span),
                "usual": usual.get(figure.name),
                "tone": "bad" if figure.name == "rounds_missed" and value else "",
            }
        )
    return tiles


def _step_of(request: HttpRequest) -> AlertStep:
    """Which step of the ladder waits for the reader: the chief's, or for a squad leader the leader's."""
    leads_only = not COMMAND & request.standing.roles  # type: ignore[attr-defined]  # set by the remit middleware
    return AlertStep.LEADER if leads_only else AlertStep.CHIEF


def today(request: HttpRequest) -> HttpResponse:
    """One sentence, then what needs a decision, then how the night went."""
    now = timezone.now()
    reconcile_if_stale(at=now)
    remit = remit_of(request)
    form = NightForm(request.GET if request.GET else None)
    chosen = form.cleaned_data.get("night") if form.is_bound and form.is_valid() else None
    duty_date = chosen or last_night(timezone.localtime(now))
    span, before = Span(duty_date, duty_date), Span(duty_date - DAY * USUAL, duty_date - DAY)
    this, earlier = figures.counts(span, remit), figures.counts(before, remit)
    usual = {
        figure.name: (value if figure.name == "unsecured_rate" or value is None else value / USUAL)
        for figure in figures.FIGURES
        for value in [figure.value(earlier)]
    }
    nights = figures.by_night(Span(duty_date - DAY * 29, duty_date), remit)
    last_run = ReconcileRun.objects.order_by("-finished_at").first()
    items = night.exceptions(remit, now=now, step=_step_of(request))
    handed = [
        *matter_lines.lines(remit, now),
        *outreach_figures.lines(remit, now),
        *lines.lines(remit, at=now),
    ]
    context = {
        "night": duty_date,
        "running": night.is_running(remit, duty_date, now=now),
        "latest": duty_date == last_night(timezone.localtime(now)),
        "previous": duty_date - DAY,
        "next": duty_date + DAY if duty_date < last_night(timezone.localtime(now)) else None,
        "form": form,
        "counts": this,
        "tiles": _tiles(span, this, usual),
        "items": items,
        "lines": handed,
        "matters": len(items) + sum(line.count for line in handed),
        "rows": night.rounds_by_squad(remit, duty_date),
        "points": {
            "type": "FeatureCollection",
            "features": night.vehicle_points(remit, duty_date, duty_date),
        },
        "villages": figures.by_village(span, remit),
        "chart": charts.bars(
            [
                (
                    short_day(row["duty_date"]),
                    row["unsecured"],
                    f"{short_day(row['duty_date'])}: {row['unsecured']}",
                )
                for row in nights
            ],
            every=5,
            width=480,
        ),
        "looked_at": last_run.finished_at if last_run else None,
        "looks_again": (last_run.finished_at if last_run else now) + datetime.timedelta(seconds=60),
    }
    return render(request, "dashboards/today.html", context)


def trends(request: HttpRequest) -> HttpResponse:
    """Calls per night over the months, with the month a year before."""
    remit = remit_of(request)
    today_date = timezone.localdate()
    spans = months_back(today_date, MONTHS)
    nights = figures.by_night(Span(spans[0].first, spans[-1].last), remit)
    rows = []
    by_month: dict[tuple[int, int], dict[str, Any]] = {}
    for span in spans:
        own = [row for row in nights if span.first <= row["duty_date"] <= span.last]
        tried, unsecured = sum(row["tried"] for row in own), sum(row["unsecured"] for row in own)
        row = {
            "span": span,
            "label": f"{span.first:%Y-%m}",
            "tried": tried,
            "unsecured": unsecured,
            "per_night": unsecured / span.nights,
            "rate": unsecured / tried * 100 if tried else None,
            "small": tried < 100,
        }
        last_year = by_month.get((span.first.year - 1, span.first.month))
        row["change"] = change_percent(row["per_night"], last_year["per_night"]) if last_year else None
        by_month[span.first.year, span.first.month] = row
        rows.append(row)
    context = {
        "rows": rows[::-1],
        "per_night": charts.bars(
            [(row["label"][2:], row["per_night"], f"{row['label']}: {row['per_night']:.1f}") for row in rows],
            every=2,
        ),
        "rate": charts.bars(
            [(row["label"][2:], row["rate"] or 0, f"{row['label']}: {row['rate'] or 0:.1f}") for row in rows],
            every=2,
        ),
    }
    return render(request, "dashboards/trends.html", context)


def villages(request: HttpRequest) -> HttpResponse:
    form, span = span_of(request, USUAL)
    context = {"form": form, "span": span, "rows": figures.by_village(span, remit_of(request))}
    return render(request, "dashboards/villages.html", context, status=422 if form.errors else 200)
