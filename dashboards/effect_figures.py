"""Cases of fraud among those reached and not reached. Whoever reports is asked what had reached them before; how many
people lived reached and not reached is known of home visits and of the app, month by month; of groups and talks nobody
knows who was there, so those are counted and not compared."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from antifraud.choices import Audience, DoorOutcome, Reach
from antifraud.models import AppCount, DoorVisit, FraudReport, Household
from dashboards.effects import Effect
from dashboards.matters import during
from dashboards.periods import Span
from jurisdiction.models import Village
from jurisdiction.remit import Remit

#: A visit counts as having reached a household for so long.
REMEMBERED = datetime.timedelta(days=365)
#: Ways of which it is known how many people they reached.
COMPARED = (Reach.VISIT, Reach.APP)
YEAR = 12
NUMBERS = ("reached", "others", "not_asked")
Years = dict[int, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """A village, or all of them (`village` None); reports in which nobody was asked stand apart, and so do those of
    places whose people are not counted."""

    village: Village | None
    effect: Effect
    not_asked: int
    uncounted: int = 0


def reports(span: Span, remit: Remit) -> QuerySet[FraudReport]:
    return FraudReport.objects.within(remit).filter(during("received_at", span))


def by_village(way: Reach, months: list[Span], remit: Remit) -> list[Row]:
    """All villages with a list of households together, then each in the order of division codes: never a ranking."""
    span = Span(months[0].first, months[-1].last)
    cases: dict[int | None, dict[str, Any]] = {
        row["village_id"]: dict(row)
        for row in reports(span, remit).order_by().values("village_id").annotate(**_cases(way))
    }
    years = _years(way, months, remit)
    rows = [
        _row(village, cases.get(village.pk, {}), years.get(village.pk, (0.0, 0.0)))
        for village in Village.objects.within(remit).order_by("code")
    ]
    counted = [row for row in rows if row.effect.reached_years + row.effect.other_years]
    everywhere = sum(sum(found[name] for name in NUMBERS) for found in cases.values())
    return [_sum(counted, everywhere), *counted]


def _cases(way: Reach) -> dict[str, Any]:
    asked = ~Q(reached_by=[])
    return {
        "reached": Count("pk", filter=Q(reached_by__contains=[way])),
        "others": Count("pk", filter=asked & ~Q(reached_by__contains=[way])),
        "not_asked": Count("pk", filter=Q(reached_by=[])),
    }


def _row(village: Village | None, cases: dict[str, Any], years: tuple[float, float]) -> Row:
    effect = Effect(cases.get("reached", 0), cases.get("others", 0), *years)
    return Row(village, effect, cases.get("not_asked", 0))


def _sum(rows: list[Row], everywhere: int) -> Row:
    """`everywhere`: all reports; those without a village, or of one whose households nobody listed, are compared with
    nobody."""
    effect = Effect(
        sum(row.effect.reached for row in rows),
        sum(row.effect.others for row in rows),
        sum(row.effect.reached_years for row in rows),
        sum(row.effect.other_years for row in rows),
    )
    not_asked = sum(row.not_asked for row in rows)
    return Row(None, effect, not_asked, everywhere - effect.reached - effect.others - not_asked)


def _years(way: Reach, months: list[Span], remit: Remit) -> Years:
    """Adult years reached and not reached of every village: a twelfth for each adult and month, as it stood in its
    middle."""
    middles = [_middle(month) for month in months]
    adults = _adults(middles, remit)
    reached = _visited(middles, remit) if way is Reach.VISIT else _registered(middles, remit)
    found: Years = {}
    for village, all_of_them in adults.items():
        some = reached.get(village, [0] * len(middles))
        part = [min(pair) for pair in zip(some, all_of_them, strict=True)]
        found[village] = (sum(part) / YEAR, (sum(all_of_them) - sum(part)) / YEAR)
    return found


def _middle(month: Span) -> datetime.datetime:
    day = month.first + (month.last - month.first) / 2
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=timezone.get_default_timezone())


def _lived_there(at: datetime.datetime) -> Q:
    return Q(left_on__isnull=True) | Q(left_on__gt=at.date())


def _numbers(rows: Any, sums: dict[str, Any]) -> dict[int, list[int]]:
    """One query: a list of the sums for every village."""
    found = rows.order_by().values("village_id").annotate(**sums)
    return {row["village_id"]: [row[name] or 0 for name in sums] for row in found}


def _adults(middles: list[datetime.datetime], remit: Remit) -> dict[int, list[int]]:
    sums = {f"at_{n}": Sum("adults", filter=_lived_there(at)) for n, at in enumerate(middles)}
    return _numbers(Household.objects.within(remit), sums)


def _visited(middles: list[datetime.datetime], remit: Remit) -> dict[int, list[int]]:
    """Adults of households that were talked to in the year before."""
    talks = DoorVisit.objects.within(remit).filter(household=OuterRef("pk"), outcome=DoorOutcome.TALKED)
    sums = {
        f"at_{n}": Sum(
            "adults", filter=_lived_there(at) & Q(Exists(talks.filter(at__lte=at, at__gt=at - REMEMBERED)))
        )
        for n, at in enumerate(middles)
    }
    return _numbers(Household.objects.within(remit), sums)


def _registered(middles: list[datetime.datetime], remit: Remit) -> dict[int, list[int]]:
    """Adults with the app: those of today, less what was gained since."""
    today = _numbers(Household.objects.within(remit).in_use(), {"today": Sum("registered")})
    sums = {f"at_{n}": Sum("registered_change", filter=Q(at__gt=at)) for n, at in enumerate(middles)}
    since = _numbers(AppCount.objects.within(remit).filter(household__left_on__isnull=True), sums)
    nothing = [0] * len(middles)
    return {
        village: [max(0, registered - gained) for gained in since.get(village, nothing)]
        for village, (registered,) in today.items()
    }


def by_audience(span: Span, remit: Remit) -> list[dict[str, Any]]:
    """Who was defrauded and what had reached them; how many people of an audience there are nobody knows."""
    ways = {f"by_{way}": Count("pk", filter=Q(reached_by__contains=[way])) for way in Reach}
    found = {
        row["audience"]: row
        for row in reports(span, remit)
        .order_by()
        .values("audience")
        .annotate(
            reports=Count("pk"),
            not_asked=Count("pk", filter=Q(reached_by=[])),
            amount=Sum("amount_fen"),
            lost=Sum("lost_fen"),
            **ways,
        )
    }
    empty = {"reports": 0, "not_asked": 0, "amount": 0, "lost": 0, **dict.fromkeys(ways, 0)}
    rows = [{"audience": audience, **empty, **found.get(audience.value, {})} for audience in Audience]
    return [
        {**row, "audience": audience, "ways": [(way, row[f"by_{way}"]) for way in Reach]}
        for audience, row in zip(Audience, rows, strict=True)
    ]
