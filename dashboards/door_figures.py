"""Visits at the door and the app's coverage in figures; what counts as what stands in antifraud.coverage, for the numbers
and for the lists behind them."""

import datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext_lazy as _

from antifraud.coverage import VISITS, Covered
from antifraud.coverage import by_village as coverage_by_village
from antifraud.models import AppCount, DoorVisit, Household
from dashboards.figures import Counts, Figure
from dashboards.matters import during, percent
from dashboards.periods import Span
from jurisdiction.models import Village
from jurisdiction.remit import Remit

ROWS = "antifraud:visit_list"
FIGURES: tuple[Figure, ...] = (
    Figure(
        "tries",
        _("visits at the door"),
        _("every time somebody stood at a door, met or not"),
        lambda counts: counts["tries"],
        (ROWS, {"of": "tries"}),
        population=_("visits of the period"),
    ),
    Figure(
        "met_share",
        _("met at home"),
        _("talked to / visits x 100"),
        percent("talked", "tries"),
        (ROWS, {"of": "talked"}),
        decimals=1,
        population=_("visits of the period"),
        parts=("talked", "tries"),
        unit="%",
    ),
    Figure(
        "households",
        _("households talked to"),
        _("different households with at least one talk"),
        lambda counts: counts["households"],
        (ROWS, {"of": "talked"}),
        population=_("visits of the period that led to a talk"),
    ),
    Figure(
        "told_share",
        _("told to call at once"),
        _("told to call the police at once in an emergency / talked to x 100"),
        percent("told", "talked"),
        (ROWS, {"of": "told"}),
        decimals=1,
        population=_("visits of the period that led to a talk"),
        parts=("told", "talked"),
        unit="%",
    ),
    Figure(
        "gained",
        _("adults newly registered"),
        _("sum of what each count was above or below the one before it"),
        lambda counts: counts["gained"],
        (ROWS, {"of": "gained"}),
        population=_("counts of the period, at the door and elsewhere"),
    ),
)


def visits(remit: Remit) -> QuerySet[DoorVisit]:
    return DoorVisit.objects.within(remit)


def counts(span: Span, remit: Remit) -> Counts:
    """Every number of the span: two queries."""
    found = (
        visits(remit)
        .filter(during("at", span))
        .aggregate(
            **{name: Count("pk", filter=VISITS[name]) for name in ("tries", "talked", "told", "counted")},
            households=Count("household", filter=VISITS["talked"], distinct=True),
        )
    )
    gained = AppCount.objects.within(remit).filter(during("at", span))
    return {**found, "gained": gained.aggregate(sum=Coalesce(Sum("registered_change"), 0))["sum"]}


def by_month(spans: list[Span], remit: Remit) -> list[dict[str, Any]]:
    """Tries and talks of each month."""
    whole = Span(spans[0].first, spans[-1].last)
    rows = (
        visits(remit)
        .filter(during("at", whole))
        .annotate(month=TruncMonth("at"))
        .values("month")
        .annotate(tries=Count("pk"), talked=Count("pk", filter=VISITS["talked"]))
        .order_by("month")
    )
    found = {row["month"].date(): row for row in rows}
    empty = {"tries": 0, "talked": 0}
    return [{"span": span, **empty, **found.get(span.first, {})} for span in spans]


def by_village(span: Span, remit: Remit, *, today: datetime.date) -> list[dict[str, Any]]:
    """A row for every village in the order of division codes: visits of the span, coverage of today."""
    rows = (
        visits(remit)
        .filter(during("at", span))
        .order_by()
        .values("village_id")
        .annotate(tries=Count("pk"), talked=Count("pk", filter=VISITS["talked"]))
    )
    found = {row["village_id"]: row for row in rows}
    villages = list(Village.objects.within(remit).order_by("code"))
    covered: list[Covered] = coverage_by_village(Household.objects.within(remit), villages, today)
    empty = {"tries": 0, "talked": 0}
    return [
        {**empty, **found.get(row.village.pk if row.village else 0, {}), "covered": row} for row in covered
    ]
