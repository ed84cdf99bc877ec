"""Disputes in figures: what counts as what stands here once, for the figures, their tables and the rows behind them.

Never a ranking of villages and never an aim in numbers: villages stand in the order of their division codes.
"""

import datetime
import itertools
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.figures import Counts, Figure
from dashboards.matters import Percentile, during, in_days, percent
from dashboards.periods import DAY, Span
from disputes.choices import OF_THE_VILLAGE, OPEN, DisputeKind, EventVerb, Level, MediatorKind, Status, Step
from disputes.models import Agreement, Deadline, Dispute, Event
from jurisdiction.models import Village
from jurisdiction.remit import Remit

ROWS = "dashboards:dispute_rows"
#: Still a quarrel: what is settled waits for its visits alone.
UNSETTLED = OPEN - {Status.SETTLED}
#: Ages of open disputes in days, up to and with.
AGES = (7, 30, 90)
#: Whose mediation settled it, by the condition that counts it.
SETTLED_BY: Mapping[str, MediatorKind] = {f"by_{kind}": kind for kind in MediatorKind}
#: What the rows of each condition are, in words.
WORDS: Mapping[str, Promise] = {
    "reported": _("reported in the period"),
    "accepted": _("taken up in the period"),
    "resolved": _("taken up in the period and settled since"),
    "at_village": _("taken up in the period and settled in the village"),
    "by_cadre": _("taken up in the period and settled by the village cadre"),
    "by_committee": _("taken up in the period and settled by the people's mediation committee"),
    "by_officer": _("taken up in the period and settled by a police officer"),
    "by_justice": _("taken up in the period and settled by the justice office"),
    "settled": _("settled in the period"),
    "agreed": _("agreed on in the period"),
    "relapsed": _("agreed on in the period and broken out again since"),
    "open": _("open now, not settled"),
    "followed": _("settled, being followed up now"),
    "overdue": _("a step overdue now, follow-up visits included"),
    "open_0": _("not settled now, reported in the last 7 days"),
    "open_1": _("not settled now, reported 8 to 30 days ago"),
    "open_2": _("not settled now, reported 31 to 90 days ago"),
    "open_3": _("not settled now, reported more than 90 days ago"),
}
TAKEN_UP = _("disputes taken up in the period; one that breaks out again is unsettled again")
FIGURES: tuple[Figure, ...] = (
    Figure(
        "reported",
        _("disputes reported"),
        _("disputes whose first report was written in the period"),
        lambda counts: counts["reported"],
        (ROWS, {"of": "reported"}),
        population=_("all disputes but those joined with another"),
    ),
    Figure(
        "settlement_rate",
        _("settlement rate"),
        _("settled / taken up x 100"),
        percent("resolved", "accepted"),
        (ROWS, {"of": "accepted"}),
        decimals=1,
        population=TAKEN_UP,
        parts=("resolved", "accepted"),
        unit="%",
    ),
    Figure(
        "village_share",
        _("settled in the village"),
        _("settled by cadre or people's mediation committee / settled x 100"),
        percent("at_village", "resolved"),
        (ROWS, {"of": "at_village"}),
        decimals=1,
        population=_("disputes taken up in the period and settled since"),
        parts=("at_village", "resolved"),
        unit="%",
    ),
    Figure(
        "median",
        _("time to settle, median"),
        _("half of them were settled within so many days of the first report"),
        lambda counts: counts["median"],
        (ROWS, {"of": "settled"}),
        population=_("disputes settled in the period"),
        unit="days",
    ),
    Figure(
        "p90",
        _("time to settle, nine of ten"),
        _("nine of ten were settled within so many days of the first report"),
        lambda counts: counts["p90"],
        (ROWS, {"of": "settled"}),
        population=_("disputes settled in the period"),
        unit="days",
    ),
    Figure(
        "relapse_rate",
        _("broke out again"),
        _("reopened after the agreement / agreed on x 100"),
        percent("relapsed", "agreed"),
        (ROWS, {"of": "relapsed"}),
        decimals=1,
        population=_("disputes with an agreement made in the period"),
        parts=("relapsed", "agreed"),
        unit="%",
    ),
)


def disputes(span: Span, remit: Remit, *, at: datetime.datetime) -> QuerySet[Any]:
    """Disputes within remit with what the conditions ask for: `settled_by` (kind of the last agreement's mediator),
    `agreed_at` (last agreement of the span), `broke_out` (reopened after that), `late` (a step overdue at `at`)."""
    agreements = Agreement.objects.within(remit).filter(dispute=OuterRef("pk")).order_by("-recorded_at")
    in_span = agreements.filter(during("recorded_at", span))
    again = Event.objects.within(remit).filter(
        dispute=OuterRef("pk"),
        verb=EventVerb.REOPENED,
        detail__relapse=True,
        at__gt=OuterRef("agreed_at"),
    )
    late = (
        Deadline.objects.within(remit)
        .open()
        .exclude(step=Step.CONFIRMATION)
        .filter(dispute=OuterRef("pk"), due_at__lte=at)
    )
    return (
        Dispute.objects.within(remit)
        .live()
        .annotate(
            settled_by=Subquery(agreements.values("mediation__mediator_kind")[:1]),
            agreed_at=Subquery(in_span.values("recorded_at")[:1]),
        )
        .annotate(broke_out=Exists(again), late=Exists(late))
    )


def conditions(span: Span, *, at: datetime.datetime) -> dict[str, Q]:
    """What counts as what, by name."""
    accepted = during("accepted_at", span)
    resolved = accepted & Q(settled_at__isnull=False)
    agreed = Q(agreed_at__isnull=False)
    still = Q(status__in=UNSETTLED)
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    edges = [midnight - DAY * days for days in AGES]
    found = {
        "reported": during("reported_at", span),
        "accepted": accepted,
        "resolved": resolved,
        "at_village": resolved & Q(settled_by__in=OF_THE_VILLAGE),
        **{name: resolved & Q(settled_by=kind) for name, kind in SETTLED_BY.items()},
        "settled": during("settled_at", span),
        "agreed": agreed,
        "relapsed": agreed & Q(broke_out=True),
        "open": still,
        "followed": Q(status=Status.SETTLED),
        "overdue": Q(status__in=OPEN, late=True),
        "open_0": still & Q(reported_at__gte=edges[0]),
    }
    for place, (younger, older) in enumerate(itertools.pairwise(edges), 1):
        found[f"open_{place}"] = still & Q(reported_at__lt=younger, reported_at__gte=older)
    found[f"open_{len(edges)}"] = still & Q(reported_at__lt=edges[-1])
    return found


def _counted(span: Span, at: datetime.datetime, *names: str) -> dict[str, Count]:
    wanted = conditions(span, at=at)
    return {name: Count("pk", filter=wanted[name]) for name in names}


def counts(span: Span, remit: Remit, *, at: datetime.datetime) -> Counts:
    """Every number of the span: one query."""
    took = F("settled_at") - F("reported_at")
    wanted = conditions(span, at=at)
    found = disputes(span, remit, at=at).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()},
        median_length=Percentile(took, share=0.5, filter=wanted["settled"]),
        p90_length=Percentile(took, share=0.9, filter=wanted["settled"]),
    )
    return {**found, "median": in_days(found["median_length"]), "p90": in_days(found["p90_length"])}


def open_by_level(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """Open disputes, a row for every level from red to blue, in columns by age."""
    ages = [f"open_{place}" for place in range(len(AGES) + 1)]
    found = {
        row["level"]: row
        for row in disputes(span, remit, at=at)
        .filter(status__in=OPEN)
        .values("level")
        .annotate(**_counted(span, at, "open", "followed", "overdue", *ages))
    }
    empty = dict.fromkeys(["open", "followed", "overdue", *ages], 0)
    rows = []
    for level in Level:
        row = found.get(level.value, empty)
        rows.append(
            {
                "level": level,
                "ages": [(name, row[name]) for name in ages],
                "open": row["open"],
                "followed": row["followed"],
                "overdue": row["overdue"],
            }
        )
    return rows


def by_kind(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """A row for every kind, in the order of the list of kinds."""
    names = ("reported", "accepted", "resolved", "at_village", "open")
    rows = disputes(span, remit, at=at).values("kind").annotate(**_counted(span, at, *names)).order_by("kind")
    found = {row["kind"]: row for row in rows}
    empty = dict.fromkeys(names, 0)
    return [{**found.get(kind.value, empty), "kind": kind} for kind in DisputeKind]


def by_village(span: Span, remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """A row for every village within remit in the order of division codes: never a ranking."""
    names = ("reported", "accepted", "resolved", "at_village", "relapsed", "open", "overdue")
    rows = disputes(span, remit, at=at).values("village_id").annotate(**_counted(span, at, *names))
    found = {row["village_id"]: row for row in rows.order_by("village_id")}
    villages = Village.objects.within(remit).select_related("township").order_by("code")
    return [{"village": village, **found.get(village.pk, dict.fromkeys(names, 0))} for village in villages]


def by_month(spans: list[Span], remit: Remit, *, at: datetime.datetime) -> list[dict[str, Any]]:
    """Reported, taken up and of these settled, for each of the months."""
    whole = Span(spans[0].first, spans[-1].last)
    rows = disputes(whole, remit, at=at)

    def months(field: str, *names: str) -> dict[datetime.date, dict[str, Any]]:
        found = (
            rows.filter(during(field, whole))
            .annotate(month=TruncMonth(field))
            .values("month")
            .annotate(**_counted(whole, at, *names))
            .order_by("month")
        )
        return {row["month"].date(): row for row in found}

    reported = months("reported_at", "reported")
    accepted = months("accepted_at", "accepted", "resolved", "at_village")
    empty = {"reported": 0, "accepted": 0, "resolved": 0, "at_village": 0}
    return [
        {"span": span, **empty, **accepted.get(span.first, {}), **reported.get(span.first, {})}
        for span in spans
    ]
