"""One figure, one definition: its name, its formula in words, its population, and the page with the rows behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.periods import Span
from jurisdiction.remit import Remit
from patrols.choices import SECURED_OUTCOMES, Finding, RoundStatus, StartKind
from patrols.filters import SECURED, WALKED
from patrols.models import Round, UnsecuredVehicle, VehicleCheck

#: Numbers of one span by name; lengths of time may be unknown.
Counts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` works on the counts of one span; `rows` is (view name, query) of what lies behind."""

    name: str
    label: Promise
    formula: Promise
    value: Callable[[Counts], float | None]
    rows: tuple[str, Mapping[str, str | list[str]]]
    decimals: int = 0
    #: Whether more is better (1), worse (-1) or neither.
    direction: int = 0
    #: Whom or what it is counted over, in words; the counts that a share is made of (part, whole); "%", "days" or "yuan".
    population: Promise | str = ""
    parts: tuple[str, str] | None = None
    unit: str = ""

    def link(self, span: Span) -> str:
        view, query = self.rows
        pairs: dict[str, str | list[str]] = {
            "since": span.first.isoformat(),
            "until": span.last.isoformat(),
            **query,
        }
        return f"{reverse(view)}?{urlencode(pairs, doseq=True)}"


def _per_100(part: str, whole: str) -> Callable[[Counts], float | None]:
    return lambda counts: counts[part] / counts[whole] * 100 if counts[whole] else None


ROUNDS, VEHICLES = "patrols:round_list", "patrols:vehicle_list"
FIGURES: tuple[Figure, ...] = (
    Figure(
        "rounds_walked",
        _("rounds walked"),
        _("rounds finished in time or made up"),
        lambda counts: counts["walked"],
        (ROUNDS, {"status": WALKED}),
        direction=1,
    ),
    Figure(
        "rounds_late",
        _("started late"),
        _("rounds started after their on-time limit and before they were missed"),
        lambda counts: counts["late"],
        (ROUNDS, {"start": StartKind.LATE.value}),
        direction=-1,
    ),
    Figure(
        "rounds_missed",
        _("rounds missed"),
        _("rounds not started by their limit, neither made up nor excused"),
        lambda counts: counts["missed"],
        (ROUNDS, {"status": RoundStatus.MISSED.value}),
        direction=-1,
    ),
    Figure(
        "cars_tried",
        _("cars tried"),
        _("vehicle checks, without those taken back"),
        lambda counts: counts["tried"],
        (ROUNDS, {}),
        direction=1,
    ),
    Figure(
        "unsecured",
        _("cars found open"),
        _("vehicle checks with an unsecured finding"),
        lambda counts: counts["unsecured"],
        (VEHICLES, {}),
        direction=-1,
    ),
    Figure(
        "unsecured_rate",
        _("open per 100 tried"),
        _("cars found open / cars tried x 100"),
        _per_100("unsecured", "tried"),
        (VEHICLES, {}),
        decimals=1,
        direction=-1,
    ),
    Figure(
        "reached",
        _("owners reached"),
        _("unsecured cars whose owner was reached by telephone"),
        lambda counts: counts["reached"],
        (VEHICLES, {"reached": "true"}),
        direction=1,
    ),
    Figure(
        "secured",
        _("cars secured"),
        _("unsecured cars locked by the owner or on the owner's behalf"),
        lambda counts: counts["secured"],
        (VEHICLES, {"outcome": SECURED}),
        direction=1,
    ),
)
BY_NAME = {figure.name: figure for figure in FIGURES}


def counts(span: Span, remit: Remit) -> dict[str, int]:
    """Every base count of a span within remit: three aggregate queries."""
    nights = {"duty_date__gte": span.first, "duty_date__lte": span.last}
    walked = Q(status__in=[RoundStatus.DONE, RoundStatus.MADE_UP])
    found: dict[str, Any] = (
        Round.objects.within(remit)
        .filter(**nights)
        .aggregate(
            planned=Count("pk"),
            walked=Count("pk", filter=walked),
            late=Count("pk", filter=Q(start_kind=StartKind.LATE)),
            missed=Count("pk", filter=Q(status=RoundStatus.MISSED)),
            made_up=Count("pk", filter=Q(status=RoundStatus.MADE_UP)),
            excused=Count("pk", filter=Q(status=RoundStatus.EXCUSED)),
            squads=Count("squad", distinct=True),
        )
    )
    found |= (
        VehicleCheck.objects.within(remit)
        .live()
        .filter(**nights)
        .aggregate(tried=Count("pk"), unsecured=Count("pk", filter=Q(finding=Finding.UNSECURED)))
    )
    found |= (
        UnsecuredVehicle.objects.within(remit)
        .live()
        .filter(**nights)
        .aggregate(
            reached=Count("pk", filter=Q(reached_at__isnull=False)),
            secured=Count("pk", filter=Q(outcome__in=SECURED_OUTCOMES)),
            talks=Count("pk", filter=Q(talk_given=True)),
        )
    )
    return found


def by_village(span: Span, remit: Remit) -> list[dict[str, Any]]:
    """Cars tried and found open by village, in the order of division codes: never a ranking."""
    rows = (
        VehicleCheck.objects.within(remit)
        .live()
        .filter(duty_date__gte=span.first, duty_date__lte=span.last, village__isnull=False)
        .values(
            "village_id",
            name=F("village__name"),
            code=F("village__code"),
            township=F("village__township__name"),
        )
        .annotate(tried=Count("pk"), found_open=Count("pk", filter=Q(finding=Finding.UNSECURED)))
        .order_by("-village__township__code", "village__code")
    )
    return [
        {**row, "unsecured": row["found_open"], "rate": row["found_open"] / row["tried"] * 100}
        for row in rows
    ]


def by_night(span: Span, remit: Remit) -> list[dict[str, Any]]:
    """Cars tried and found open each night that had a check."""
    rows = (
        VehicleCheck.objects.within(remit)
        .live()
        .filter(duty_date__gte=span.first, duty_date__lte=span.last)
        .values("duty_date")
        .annotate(tried=Count("pk"), found_open=Count("pk", filter=Q(finding=Finding.UNSECURED)))
        .order_by("duty_date")
    )
    return [{**row, "unsecured": row["found_open"]} for row in rows]
