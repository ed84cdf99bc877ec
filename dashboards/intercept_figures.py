"""Fraud in figures: what counts as what stands here once, for the figures, their tables and the rows behind them."""

import datetime
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractHour, TruncMonth
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antifraud.choices import FraudKind, LineKind, Purse
from antifraud.filters.intercept import COUNTED
from antifraud.models import Dissuasion, FraudReport, Line, Movement
from dashboards.figures import Counts, Figure
from dashboards.matters import Percentile, during, percent
from dashboards.periods import Span
from jurisdiction.remit import Remit

ROWS, WARNED_ROWS = "dashboards:intercept_rows", "antifraud:dissuasion_list"
#: Parts of the day in which money leaves, by the hour: from, to (not including), words.
HOURS: tuple[tuple[int, int, Promise], ...] = (
    (0, 6, _("0–6 h")),
    (6, 12, _("6–12 h")),
    (12, 18, _("12–18 h")),
    (18, 24, _("18–24 h")),
)
WORDS: Mapping[str, Promise] = {
    "reported": _("reported in the period"),
    "recovered": _("reported in the period, money returned"),
    "whole": _("reported in the period, all money returned"),
    "lost": _("reported in the period, money lost"),
    "open": _("open now"),
}
_WARNED = {
    "warned_received": Q(),
    "warned_kept": COUNTED["warned_completed"][1] & ~Q(status="defrauded"),
    **{name: condition for name, (_words, condition) in COUNTED.items()},
}


def money(name: str) -> Callable[[Counts], float | None]:
    """Fen of the counts as yuan."""
    return lambda counts: (counts[name] or 0) / 100


FIGURES: tuple[Figure, ...] = (
    Figure(
        "reported",
        _("reports of fraud"),
        _("reports received in the period"),
        lambda counts: counts["reported"],
        (ROWS, {"of": "reported"}),
        population=_("all reports"),
    ),
    Figure(
        "reported_fen",
        _("amount reported (yuan)"),
        _("sum of the amounts reported in the period"),
        money("reported_fen"),
        (ROWS, {"of": "reported"}),
        population=_("all reports"),
        unit="yuan",
    ),
    Figure(
        "returned_fen",
        _("amount recovered (yuan)"),
        _("what came back of the amounts reported in the period"),
        money("returned_fen"),
        (ROWS, {"of": "recovered"}),
        population=_("all reports"),
        unit="yuan",
    ),
    Figure(
        "recovery_rate",
        _("recovery rate"),
        _("recovered yuan / reported yuan x 100"),
        percent("returned_fen", "reported_fen"),
        (ROWS, {"of": "recovered"}),
        decimals=1,
        population=_("amounts reported in the period"),
        unit="%",
    ),
    Figure(
        "recovered",
        _("reports with money returned"),
        _("reports of the period with something returned / reports x 100"),
        percent("recovered", "reported"),
        (ROWS, {"of": "recovered"}),
        decimals=1,
        population=_("reports received in the period"),
        parts=("recovered", "reported"),
        unit="%",
    ),
    Figure(
        "warned_in_time",
        _("warnings: person reached in time"),
        _(
            "ended warnings whose person was reached within the limit of the level (met at the levels critical and high, "
            "telephoned or met at the others) / ended warnings x 100"
        ),
        percent("warned_in_time", "warned_completed"),
        (WARNED_ROWS, {"of": "warned_in_time"}),
        decimals=1,
        direction=1,
        population=_("warnings received in the period that have ended"),
        parts=("warned_in_time", "warned_completed"),
        unit="%",
    ),
)


def reports(span: Span, remit: Remit) -> QuerySet[Any]:
    return FraudReport.objects.within(remit)


def conditions(span: Span) -> dict[str, Q]:
    """What counts as what, by name."""
    reported = during("received_at", span)
    return {
        "reported": reported,
        "recovered": reported & Q(returned_fen__gt=0),
        "whole": reported & Q(returned_fen=F("amount_fen")),
        "lost": reported & Q(lost_fen__gt=0),
        "open": Q(status="open"),
    }


def counts(span: Span, remit: Remit) -> Counts:
    """Every number of the span: two queries."""
    wanted = conditions(span)
    sums = {
        f"{name}_fen": Coalesce(Sum(column, filter=wanted["reported"]), 0)
        for name, column in (
            ("reported", "amount_fen"),
            ("returned", "returned_fen"),
            ("stopped", "stopped_fen"),
            ("lost", "lost_fen"),
            ("still_open", "open_fen"),
        )
    }
    found = reports(span, remit).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()}, **sums
    )
    return {**found, **warnings(span, remit)}


def warnings(span: Span, remit: Remit) -> Counts:
    """劝阻率 = completed / received, 成功率 = not defrauded / completed, 限时率 = reached in time / completed."""
    in_span = during("received_at", span)
    return Dissuasion.objects.within(remit).aggregate(
        **{name: Count("pk", filter=in_span & condition) for name, condition in _WARNED.items()}
    )


def returns(span: Span, remit: Remit) -> QuerySet[Any]:
    """Movements that brought money back of reports received in the span; what was put right later is no return, nor what
    was booked on a line where nothing is left of it."""
    return Movement.objects.within(remit).filter(
        during("line__report__received_at", span),
        became=Purse.RETURNED,
        correction__isnull=True,
        line__returned_fen__gt=0,
    )


def by_line(span: Span, remit: Remit) -> list[dict[str, Any]]:
    """Which line brought back how much, and how fast after the report: the middle of the lines that did."""
    tried = (
        Line.objects.within(remit)
        .filter(during("report__received_at", span), first_try_at__isnull=False)
        .order_by()
        .values("kind")
        .annotate(
            tried=Count("pk"),
            worked=Count("pk", filter=Q(returned_fen__gt=0)),  # before the sum of the same name
            returned_fen=Sum("returned_fen"),
            answer=Percentile(F("first_answer_at") - F("first_try_at"), share=0.5),
        )
    )
    found = {row["kind"]: row for row in tried}
    speed = _speed(span, remit)
    return [
        {**found[kind.value], "kind": kind, "speed": speed.get(kind.value)}
        for kind in LineKind
        if kind.value in found
    ]


def _speed(span: Span, remit: Remit) -> dict[str, Any]:
    """Line kind -> middle time from the report to the first return of a line."""
    firsts = (
        returns(span, remit)
        .order_by()
        .values("line_id", "line__kind")
        .annotate(took=Min(ExpressionWrapper(F("at") - F("line__report__received_at"), DurationField())))
    )
    took: dict[str, list[Any]] = {}
    for row in firsts:
        took.setdefault(row["line__kind"], []).append(row["took"])
    return {kind: sorted(lengths)[len(lengths) // 2] for kind, lengths in took.items()}


def first_returns(span: Span, remit: Remit) -> list[dict[str, Any]]:
    """Of every report that got money back: its kind, when it came, and how long the first return took."""
    report = "line__report__"
    took = Min(ExpressionWrapper(F("at") - F(f"{report}received_at"), DurationField()))
    return list(
        returns(span, remit)
        .order_by()
        .values(kind=F(f"{report}kind"), received_at=F(f"{report}received_at"), report=F("line__report_id"))
        .annotate(took=took)
    )


def _hour(row: dict[str, Any]) -> int:
    """The hour in which a report came, at the station."""
    return int(timezone.localtime(row["received_at"], timezone.get_default_timezone()).hour)


def _middle(rows: list[dict[str, Any]]) -> datetime.timedelta | None:
    """The middle of the lengths of time; nothing of nothing."""
    return statistics.median(row["took"] for row in rows) if rows else None


def _sums() -> dict[str, Any]:
    return {
        # the count first: after the sum of the same name it would be a condition on that
        "recovered": Count("pk", filter=Q(returned_fen__gt=0)),
        "reports": Count("pk"),
        "amount_fen": Sum("amount_fen"),
        "returned_fen": Sum("returned_fen"),
    }


def by_kind(span: Span, remit: Remit, firsts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for every kind that was reported, in the order of the list of kinds. `firsts`: the span's first returns."""
    rows = (
        reports(span, remit).filter(during("received_at", span)).order_by().values("kind").annotate(**_sums())
    )
    found = {row["kind"]: row for row in rows}
    return [
        {
            **found[kind.value],
            "kind": kind,
            "speed": _middle([row for row in firsts if row["kind"] == kind.value]),
        }
        for kind in FraudKind
        if kind.value in found
    ]


def by_hour(span: Span, remit: Remit, firsts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the part of the day in which the report came: what was reported, what came back."""
    zone = timezone.get_default_timezone()
    rows = (
        reports(span, remit)
        .filter(during("received_at", span))
        .annotate(hour=ExtractHour("received_at", tzinfo=zone))
        .order_by()
        .values("hour")
        .annotate(**_sums())
    )
    names = ("reports", "amount_fen", "returned_fen", "recovered")
    parts = [
        (first, words, [row for row in rows if first <= row["hour"] < after]) for first, after, words in HOURS
    ]
    speed = {first: [row for row in firsts if first <= _hour(row) < after] for first, after, _words in HOURS}
    return [
        {
            "part": words,
            **{name: sum(row[name] for row in found) for name in names},
            "speed": _middle(speed[first]),
        }
        for first, words, found in parts
    ]


def by_month(spans: list[Span], remit: Remit) -> list[dict[str, Any]]:
    whole = Span(spans[0].first, spans[-1].last)
    rows = (
        reports(whole, remit)
        .filter(during("received_at", whole))
        .annotate(month=TruncMonth("received_at"))
        .order_by()
        .values("month")
        .annotate(**_sums())
    )
    found = {row["month"].date(): row for row in rows}
    empty = {"reports": 0, "amount_fen": 0, "returned_fen": 0, "recovered": 0}
    return [{"span": span, **empty, **found.get(span.first, {})} for span in spans]
