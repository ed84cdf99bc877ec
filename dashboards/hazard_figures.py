"""Hazards in figures: what counts as what stands here once, for the figures, their tables and the rows behind them."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.figures import Counts, Figure
from dashboards.matters import Percentile, during, in_days, percent
from dashboards.periods import DAY, Span
from hazards.choices import OPEN, Action, HazardKind, Level, Status
from hazards.models import Hazard, Inspection, Recheck, Step
from jurisdiction.models import Village
from jurisdiction.remit import Remit

ROWS = "dashboards:hazard_rows"
#: Places and inspections a page names before it points to the whole list.
PLACES, INSPECTIONS = 15, 12
#: Days ahead within which an inspection counts as due next.
AHEAD = 14
WORDS: Mapping[str, Promise] = {
    "found": _("found in the period"),
    "due": _("to be put right in the period"),
    "closed_of_due": _("to be put right in the period and closed"),
    "late": _("to be put right in the period and not in time"),
    "righted": _("found put right at a re-inspection in the period"),
    "closed": _("closed in the period"),
    "recurred": _("closed in the period and found again since"),
    "open": _("open now"),
    "overdue": _("open now, a step overdue"),
    "again": _("open now, found again after it was closed"),
}
FIGURES: tuple[Figure, ...] = (
    Figure(
        "found",
        _("hazards found"),
        _("hazards found in the period, or found again in it"),
        lambda counts: counts["found"],
        (ROWS, {"of": "found"}),
        population=_("all hazards, those that were none included"),
    ),
    Figure(
        "rectification_rate",
        _("rectification rate"),
        _("closed / due x 100"),
        percent("closed_of_due", "due"),
        (ROWS, {"of": "due"}),
        decimals=1,
        population=_("hazards whose deadline for putting right lies in the period"),
        parts=("closed_of_due", "due"),
        unit="%",
    ),
    Figure(
        "late_share",
        _("past their deadline"),
        _("not put right in time / due x 100"),
        percent("late", "due"),
        (ROWS, {"of": "late"}),
        decimals=1,
        population=_("hazards whose deadline for putting right lies in the period"),
        parts=("late", "due"),
        unit="%",
    ),
    Figure(
        "median",
        _("time to put right, median"),
        _("half of them were put right within so many days of being found"),
        lambda counts: counts["median"],
        (ROWS, {"of": "righted"}),
        population=_("hazards that a re-inspection in the period found put right"),
        unit="days",
    ),
    Figure(
        "p90",
        _("time to put right, nine of ten"),
        _("nine of ten were put right within so many days of being found"),
        lambda counts: counts["p90"],
        (ROWS, {"of": "righted"}),
        population=_("hazards that a re-inspection in the period found put right"),
        unit="days",
    ),
    Figure(
        "recurrence_rate",
        _("found again"),
        _("reopened after closing / closed x 100"),
        percent("recurred", "closed"),
        (ROWS, {"of": "recurred"}),
        decimals=1,
        population=_("hazards closed in the period"),
        parts=("recurred", "closed"),
        unit="%",
    ),
)


def hazards(span: Span, remit: Remit) -> QuerySet[Any]:
    """Hazards within remit with what the conditions ask for: `righted_at` (first passed re-inspection since it was
    found), `ended_at` (last closing of the span), `came_back` (found again after that)."""
    passed = (
        Recheck.objects.within(remit)
        .filter(hazard=OuterRef("pk"), passed=True, at__gte=OuterRef("found_at"))
        .order_by("at")
    )
    closings = (
        Step.objects.within(remit)
        .filter(during("at", span), hazard=OuterRef("pk"), action=Action.CLOSE)
        .order_by("-at")
    )
    reopened = Step.objects.within(remit).filter(
        hazard=OuterRef("pk"), action=Action.REOPEN, at__gt=OuterRef("ended_at")
    )
    return (
        Hazard.objects.within(remit)
        .annotate(righted_at=Subquery(passed.values("at")[:1]), ended_at=Subquery(closings.values("at")[:1]))
        .annotate(came_back=Exists(reopened))
    )


def conditions(span: Span, *, at: datetime.datetime) -> dict[str, Q]:
    """What counts as what, by name."""
    due = during("rectify_by", span)
    closed = Q(ended_at__isnull=False)
    still = Q(status__in=OPEN)
    return {
        "found": during("found_at", span),
        "due": due,
        "closed_of_due": due & Q(status=Status.CLOSED),
        "late": due
        & (Q(overdue_at__isnull=False) | (still & Q(rectify_by__lte=at, righted_at__isnull=True))),
        "righted": during("righted_at", span),
        "closed": closed,
        "recurred": closed & Q(came_back=True),
        "open": still,
        "overdue": still & Q(due_at__lte=at),
        "again": still & Q(recurrences__gt=0),
    }


def _counted(span: Span, at: datetime.datetime, *names: str) -> dict[str, Count]:
    wanted = conditions(span, at=at)
    return {name: Count("pk", filter=wanted[name]) for name in names}


def counts(span: Span, remit: Remit, *, at: datetime.datetime) -> Counts:
    """Every number of the span: one query."""
    took = F("righted_at") - F("found_at")
    wanted = conditions(span, at=at)
    found = hazards(span, remit).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()},
        median_length=Percentile(took, share=0.5, filter=wanted["righted"]),
        p90_length=Percentile(took, share=0.9, filter=wanted["righted"]),
    )
    return {**found, "median": in_days(found["median_length"]), "p90": in_days(found["p90_length"])}


def by_level(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """Open hazards, a row for every level from red to blue."""
    names = ("open", "overdue", "again")
    rows = hazards(span, remit).values("level").annotate(**_counted(span, at, *names)).order_by("level")
    found = {row["level"]: row for row in rows}
    empty = dict.fromkeys(names, 0)
    return [
        {"level": level, **{name: found.get(level.value, empty)[name] for name in names}} for level in Level
    ]


def by_kind(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """A row for every kind that was found or is open, in the order of the list of kinds."""
    names = ("found", "due", "closed_of_due", "open", "overdue", "again")
    rows = hazards(span, remit).values("kind").annotate(**_counted(span, at, *names)).order_by("kind")
    found = {row["kind"]: row for row in rows if any(row[name] for name in names)}
    return [{**found[kind.value], "kind": kind} for kind in HazardKind if kind.value in found]


def by_village(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """A row for every village within remit in the order of division codes: never a ranking."""
    names = ("found", "due", "closed_of_due", "open", "overdue", "again")
    rows = hazards(span, remit).values("village_id").annotate(**_counted(span, at, *names))
    found = {row["village_id"]: row for row in rows.order_by("village_id")}
    villages = Village.objects.within(remit).select_related("township").order_by("code")
    return [{"village": village, **found.get(village.pk, dict.fromkeys(names, 0))} for village in villages]


def by_place(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """Places with open hazards, those with something overdue first: work that waits, no verdict."""
    rows = (
        hazards(span, remit)
        .filter(status__in=OPEN, place__isnull=False)
        .values("place_id", name=F("place__name"), village_name=F("place__village__name"))
        .annotate(**_counted(span, at, "open", "overdue", "again"))
        .order_by("-overdue", "-open", "place__name")
    )
    return list(rows[:PLACES])


def by_month(spans: list[Span], remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """Found, due and of these closed, for each of the months."""
    whole = Span(spans[0].first, spans[-1].last)

    def months(field: str, *names: str) -> dict[datetime.date, dict[str, Any]]:
        found = (
            hazards(whole, remit)
            .filter(during(field, whole))
            .annotate(month=TruncMonth(field))
            .values("month")
            .annotate(**_counted(whole, at, *names))
            .order_by("month")
        )
        return {row["month"].date(): row for row in found}

    found, due = months("found_at", "found"), months("rectify_by", "due", "closed_of_due")
    empty = {"found": 0, "due": 0, "closed_of_due": 0}
    return [{"span": span, **empty, **due.get(span.first, {}), **found.get(span.first, {})} for span in spans]


def next_inspections(remit: Remit, *, today: datetime.date) -> QuerySet[Inspection]:
    """Planned visits that are late or due within a fortnight, the oldest first."""
    return (
        Inspection.objects.within(remit)
        .planned()
        .filter(due_on__lte=today + DAY * AHEAD)
        .select_related("place__village", "officer")
        .order_by("due_on", "place__name")
    )
