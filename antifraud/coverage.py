"""What counts as covered: each definition once, for pages, campaigns, the map and the dashboards' figures."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antifraud import door_rules
from antifraud.choices import DoorOutcome, DoorState, Measure
from antifraud.models import AppCount, Campaign, DoorVisit, Household
from jurisdiction.models import Village


def numbers(today: datetime.date) -> dict[str, Any]:
    """Aggregates over households in use. Adults nobody asked about count as not registered."""
    quarter = door_rules.quarter_of(today)
    return {
        "households": Count("pk"),
        "all_adults": Coalesce(Sum("adults"), 0),
        "all_registered": Coalesce(Sum("registered"), 0),
        "complete": Count("pk", filter=Q(registered__gte=F("adults"))),
        "visited": Count("pk", filter=Q(last_visit_at__date__gte=quarter)),
        "never": Count("pk", filter=Q(last_visit_at__isnull=True)),
        "help": Count("pk", filter=Q(needs_help=True)),
    }


@dataclass(frozen=True, slots=True)
class Covered:
    """A village, or all of them together (`village` None): numerators and denominators; shares are none under ten."""

    village: Village | None
    households: int = 0
    adults: int = 0
    registered: int = 0
    complete: int = 0
    visited: int = 0
    never: int = 0
    help: int = 0

    @property
    def share(self) -> float | None:
        """Adults registered, in percent."""
        return door_rules.share(self.registered, self.adults)

    @property
    def complete_share(self) -> float | None:
        """Households all of whose adults are registered, in percent."""
        return None if self.few else door_rules.share(self.complete, self.households)

    @property
    def visited_share(self) -> float | None:
        return None if self.few else door_rules.share(self.visited, self.households)

    @property
    def few(self) -> bool:
        return self.adults < door_rules.FEWEST

    @property
    def open(self) -> int:
        """Households that are not complete."""
        return self.households - self.complete

    @property
    def shade(self) -> int:
        """1 to 4 for the map, by quarters of the share; 0 where no share is told."""
        return 0 if self.share is None else min(4, 1 + int(self.share // 25))


NAMES = ("households", "adults", "registered", "complete", "visited", "never", "help")


def by_village(
    households: QuerySet[Household], villages: Sequence[Village], today: datetime.date
) -> list[Covered]:
    """A row for each village, in the order given; one query."""
    rows = households.filter(left_on__isnull=True).order_by().values("village_id").annotate(**numbers(today))
    found: dict[int, dict[str, Any]] = {row["village_id"]: dict(row) for row in rows}
    return [_covered(village, found.get(village.pk)) for village in villages]


def _covered(village: Village, row: dict[str, Any] | None) -> Covered:
    if row is None:
        return Covered(village)
    said = {**row, "adults": row["all_adults"], "registered": row["all_registered"]}
    return Covered(village, **{name: said[name] for name in NAMES})


def together(rows: Sequence[Covered]) -> Covered:
    return Covered(None, **{name: sum(getattr(row, name) for row in rows) for name in NAMES})


def states(households: QuerySet[Household], today: datetime.date) -> dict[str, int]:
    """How many households stand in which state (DoorState)."""
    queryset: Any = households
    rows = queryset.in_use().with_state(today).order_by().values_list("state").annotate(many=Count("pk"))
    found = dict(rows)
    return {str(state): found.get(state, 0) for state in DoorState if state != DoorState.LEFT}


# ---- visits

#: What counts as what among the visits of a span.
VISITS: dict[str, Q] = {
    "tries": Q(),
    "talked": Q(outcome=DoorOutcome.TALKED),
    "told": Q(outcome=DoorOutcome.TALKED, told_to_call=True),
    "counted": Q(count__isnull=False),
    "gained": Q(count__registered_change__gt=0),
}
OF_VISITS: "dict[str, str | Promise]" = {
    "tries": _("tries"),
    "talked": pgettext_lazy("visits", "talked to"),
    "told": _("told to call the police at once"),
    "counted": _("app counted"),
    "gained": _("more registered than before"),
}


# ---- campaigns


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is. `value`, `start` in the unit of the goal; `few`: no share is told of so few people."""

    part: int
    whole: int
    value: float
    start: float
    pace: str
    points: list[door_rules.Point]
    few: bool = False


def progress(campaign: Campaign, today: datetime.date) -> Progress:
    """Read from the rows, or as it was written down when it ended. Three queries at most."""
    if campaign.result is not None:
        return _frozen(campaign.result)
    return _counted(campaign, today)


def households_of(campaign: Campaign) -> QuerySet[Household]:
    """Those that live there, in the campaign's villages or the whole station."""
    found: QuerySet[Household] = Household.objects.in_use().filter(station_id=campaign.station_id)
    villages = [village.pk for village in campaign.villages.all()]
    return found.filter(village__in=villages) if villages else found


def _counted(campaign: Campaign, today: datetime.date) -> Progress:
    households = households_of(campaign)
    last = min(today, campaign.ends_on)
    span = (campaign.starts_on, last)
    if campaign.measure in (Measure.VISITED, Measure.VISITED_SHARE):
        whole = households.count()
        steps = _first_talks(households, span)
        before = 0
    else:
        sums = households.aggregate(
            adults=Coalesce(Sum("adults"), 0), registered=Coalesce(Sum("registered"), 0)
        )
        whole = sums["adults"]
        steps = _registered(households, span)
        since = _registered(households, (campaign.starts_on, today))
        before = sums["registered"] - sum(step for _on, step in since)
    added = sum(step for _on, step in steps)
    share = campaign.in_percent
    scale = 100 / whole if share and whole else 1.0
    start = before * scale if share else 0.0
    value = start + added * scale
    line = {
        "start": start,
        "goal": float(campaign.goal),
        "first": campaign.starts_on,
        "last": campaign.ends_on,
    }
    return Progress(
        part=int(before + added) if share else int(added),
        whole=whole,
        value=round(value, 1),
        start=round(start, 1),
        pace=door_rules.pace(actual=value, today=today, **line),  # type: ignore[arg-type]  # as named above
        points=door_rules.burn_up(today=today, steps=[(day, step * scale) for day, step in steps], **line),  # type: ignore[arg-type]  # as named above
        few=share and whole < door_rules.FEWEST,
    )


def _during(span: tuple[datetime.date, datetime.date]) -> Q:
    """The station's days from the first to the last, as moments: an index can find them."""
    first, last = span
    begins, ends = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
        for day in (first, last + door_rules.DAY)
    )
    return Q(at__gte=begins, at__lt=ends)


def _first_talks(
    households: QuerySet[Household], span: tuple[datetime.date, datetime.date]
) -> list[tuple[datetime.date, int]]:
    """A household counts on the day on which it was first talked to in the span."""
    firsts = (
        DoorVisit.objects.filter(_during(span), household__in=households, outcome=DoorOutcome.TALKED)
        .order_by()
        .values("household_id")
        .annotate(day=TruncDate(Min("at")))
        .values_list("day", flat=True)
    )
    return [(day, 1) for day in firsts]


def _registered(
    households: QuerySet[Household], span: tuple[datetime.date, datetime.date]
) -> list[tuple[datetime.date, int]]:
    rows = (
        AppCount.objects.filter(_during(span), household__in=households)
        .order_by()
        .annotate(day=TruncDate("at"))
        .values_list("day")
        .annotate(step=Sum("registered_change"))
    )
    return [(day, int(step)) for day, step in rows]


def freeze(found: Progress, campaign: Campaign) -> dict[str, Any]:
    """As it is written down when the campaign ends."""
    reached = found.value >= campaign.goal
    return {
        "part": found.part,
        "whole": found.whole,
        "value": found.value,
        "start": found.start,
        "few": found.few,
        "pace": "met" if reached else "missed",
        "points": [[point.day.isoformat(), point.needed, point.actual] for point in found.points],
    }


def _frozen(result: dict[str, Any]) -> Progress:
    points = [
        door_rules.Point(datetime.date.fromisoformat(day), even, actual)
        for day, even, actual in result["points"]
    ]
    return Progress(
        part=result["part"],
        whole=result["whole"],
        value=result["value"],
        start=result["start"],
        pace=result["pace"],
        points=points,
        few=result["few"],
    )
