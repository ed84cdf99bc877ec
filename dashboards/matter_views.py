"""Pages of disputes and hazards in figures. They read, nothing more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboards import charts, dispute_figures, hazard_figures
from dashboards.matter_points import hazard_points
from dashboards.matters import SMALL, readings, rows_url, with_share
from dashboards.periods import months_back
from dashboards.spans import days_of
from jurisdiction.scoped import remit_of

MONTHS = 20


def disputes(request: HttpRequest) -> HttpResponse:
    """Settlement, time, relapse; open by age and level; by month, kind and village."""
    form, span = days_of(request)
    remit, at = remit_of(request), timezone.now()
    now, before, year = (
        dispute_figures.counts(found, remit, at=at) for found in (span, span.before(), span.year_before())
    )
    months = with_share(
        dispute_figures.by_month(months_back(timezone.localdate(at), MONTHS), remit, at=at),
        "resolved",
        "accepted",
    )
    context = {
        "form": form,
        "span": span,
        "at": at,
        "small": SMALL,
        "counts": now,
        "readings": readings(dispute_figures.FIGURES, now=now, before=before, year=year, span=span),
        "base": rows_url(dispute_figures.ROWS, span),
        "settled_by": [
            {"condition": name, "kind": kind, "count": now[name], "share": _share(now[name], now["resolved"])}
            for name, kind in dispute_figures.SETTLED_BY.items()
        ],
        "levels": dispute_figures.open_by_level(span, remit, at=at),
        "kinds": with_share(dispute_figures.by_kind(span, remit, at=at), "resolved", "accepted"),
        "villages": with_share(dispute_figures.by_village(span, remit, at=at), "resolved", "accepted"),
        "months": months[::-1],
        "chart": _by_month(months, "reported"),
    }
    return render(request, "dashboards/disputes.html", context, status=422 if form.errors else 200)


def hazards(request: HttpRequest) -> HttpResponse:
    """Rectification, time, recurrence; what is open, where, and who is visited next."""
    form, span = days_of(request)
    remit, at = remit_of(request), timezone.now()
    now, before, year = (
        hazard_figures.counts(found, remit, at=at) for found in (span, span.before(), span.year_before())
    )
    months = with_share(
        hazard_figures.by_month(months_back(timezone.localdate(at), MONTHS), remit, at=at),
        "closed_of_due",
        "due",
    )
    visits = hazard_figures.next_inspections(remit, today=timezone.localdate(at))
    context = {
        "form": form,
        "span": span,
        "at": at,
        "today": timezone.localdate(at),
        "small": SMALL,
        "counts": now,
        "readings": readings(hazard_figures.FIGURES, now=now, before=before, year=year, span=span),
        "base": rows_url(hazard_figures.ROWS, span),
        "levels": hazard_figures.by_level(span, remit, at=at),
        "places": hazard_figures.by_place(span, remit, at=at),
        "kinds": with_share(hazard_figures.by_kind(span, remit, at=at), "closed_of_due", "due"),
        "villages": with_share(hazard_figures.by_village(span, remit, at=at), "closed_of_due", "due"),
        "visits": visits[: hazard_figures.INSPECTIONS],
        "visits_total": visits.count(),
        "months": months[::-1],
        "chart": _by_month(months, "found"),
        "points": {"type": "FeatureCollection", "features": hazard_points(remit)},
    }
    return render(request, "dashboards/hazards.html", context, status=422 if form.errors else 200)


def _share(part: int, whole: int) -> float | None:
    return part / whole * 100 if whole else None


def _by_month(rows: list[dict[str, Any]], name: str) -> charts.Chart:
    return charts.bars(
        [
            (f"{row['span'].first:%y-%m}", row[name], f"{row['span'].first:%Y-%m}: {row[name]}")
            for row in rows
        ],
        every=3,
        width=480,
    )
