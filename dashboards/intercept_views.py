"""Fraud in figures, and the rows behind each number. They read, nothing more."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from antifraud.choices import FraudKind
from dashboards import charts, intercept_figures
from dashboards.access import READERS
from dashboards.matters import SMALL, readings, rows_url, with_share
from dashboards.periods import months_back
from dashboards.spans import DaysForm, days_in, days_of
from jurisdiction.scoped import remit_of

MONTHS, PAGE = 20, 50


def intercept(request: HttpRequest) -> HttpResponse:
    """Recovered against reported; by line, kind and hour; warnings before a loss; by month."""
    form, span = days_of(request)
    remit, at = remit_of(request), timezone.now()
    now, before, year = (
        intercept_figures.counts(found, remit) for found in (span, span.before(), span.year_before())
    )
    months = intercept_figures.by_month(months_back(timezone.localdate(at), MONTHS), remit)
    firsts = intercept_figures.first_returns(span, remit)
    context = {
        "form": form,
        "span": span,
        "small": SMALL,
        "counts": now,
        "readings": readings(intercept_figures.FIGURES, now=now, before=before, year=year, span=span),
        "base": rows_url(intercept_figures.ROWS, span),
        "lines": intercept_figures.by_line(span, remit),
        "kinds": _recovered(intercept_figures.by_kind(span, remit, firsts)),
        "hours": _recovered(intercept_figures.by_hour(span, remit, firsts)),
        "warned": _warned(now),
        "months": _recovered(months)[::-1],
        "chart": charts.bars(
            [
                (f"{row['span'].first:%y-%m}", row["reports"], f"{row['span'].first:%Y-%m}: {row['reports']}")
                for row in months
            ],
            every=3,
            width=480,
        ),
    }
    return render(request, "dashboards/intercept.html", context, status=422 if form.errors else 200)


def _recovered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With the share of the money that came back; `few` goes by how many reports that is."""
    shared = with_share(rows, "returned_fen", "amount_fen")
    return [{**row, "few": 0 < row["reports"] < SMALL} for row in shared]


def _warned(counts: Any) -> list[dict[str, Any]]:
    """劝阻率 and 成功率, each with what it is made of."""
    rows = [
        {
            "label": _("dissuasions completed / received"),
            "part": "warned_completed",
            "whole": "warned_received",
        },
        {"label": _("not defrauded / completed"), "part": "warned_kept", "whole": "warned_completed"},
    ]
    numbers = [
        {"label": row["label"], "part": counts[row["part"]], "whole": counts[row["whole"]]} for row in rows
    ]
    return with_share(numbers, "part", "whole")


class RowsForm(DaysForm):
    """As what the rows were counted."""

    of = forms.ChoiceField(label=_("rows"), choices=list(intercept_figures.WORDS.items()))
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("all")), *FraudKind.choices])
    field_order = ("of", "since", "until", "kind")

    def __init__(self, data: Any = None, *, initial: Any, **kwargs: Any) -> None:
        super().__init__({"of": "open", **initial, **(data or {})}, initial=initial, **kwargs)


def rows(request: HttpRequest) -> HttpResponse:
    form, span = days_in(request, RowsForm)
    found = intercept_figures.reports(span, remit_of(request)).select_related("village")
    wrong = not form.is_valid()
    if wrong:
        found = found.none()
    else:
        found = found.filter(intercept_figures.conditions(span)[form.cleaned_data["of"]])
        if form.cleaned_data["kind"]:
            found = found.filter(kind=form.cleaned_data["kind"])
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page_obj": Paginator(found.order_by("-received_at"), PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "shows_figures": bool(READERS & request.standing.roles),  # type: ignore[attr-defined]  # set by the middleware
    }
    return render(request, "dashboards/intercept_rows.html", context, status=422 if wrong else 200)
