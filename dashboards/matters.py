"""What the figures of disputes and of hazards share: spans of days, shares of small numbers, comparisons in words."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, DurationField, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dashboards.figures import Counts, Figure
from dashboards.periods import DAY, Span, change_percent

#: A share of fewer than these is marked: one more or less would change it much.
SMALL = 10


def ends(span: Span) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of the span's first day and the first after its last, at the station."""
    zone = timezone.get_default_timezone()
    midnight = datetime.time()
    return (
        datetime.datetime.combine(span.first, midnight, tzinfo=zone),
        datetime.datetime.combine(span.last + DAY, midnight, tzinfo=zone),
    )


def during(field: str, span: Span) -> Q:
    """The moment in `field` lies in the span."""
    first, after = ends(span)
    return Q(**{f"{field}__gte": first, f"{field}__lt": after})


class Percentile(Aggregate):
    """The length of time that `share` of the rows do not exceed, between two rows in proportion (PostgreSQL)."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, *, share: float, **extra: Any) -> None:
        super().__init__(expression, share=share, **extra)


def in_days(length: datetime.timedelta | None) -> float | None:
    return None if length is None else length / DAY


def percent(part: str, whole: str) -> Callable[[Counts], float | None]:
    """`part` of `whole` in percent; nothing of nothing."""
    return lambda counts: counts[part] / counts[whole] * 100 if counts[whole] else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it is read: `value` as text, the numbers of a share with their rows, what changed against the span
    before (环比) and the year before (同比). `small`: too few for its share to say much."""

    figure: Figure
    value: str
    url: str
    part: tuple[int, str] | None
    whole: tuple[int, str] | None
    small: bool
    on_before: str
    on_year: str


def readings(
    figures: Sequence[Figure], *, now: Counts, before: Counts, year: Counts, span: Span
) -> list[Reading]:
    """Each figure of the span, read against the span before and the same days of the year before."""
    found = []
    for figure in figures:
        part = whole = None
        if figure.parts:
            part, whole = ((now[name], rows_url(figure.rows[0], span, of=name)) for name in figure.parts)
        value = figure.value(now)
        found.append(
            Reading(
                figure=figure,
                value=shown(figure, value),
                url=figure.link(span),
                part=part,
                whole=whole,
                small=whole is not None and 0 < whole[0] < SMALL,
                on_before=changed(figure, value, figure.value(before)),
                on_year=changed(figure, value, figure.value(year)),
            )
        )
    return found


def rows_url(view: str, span: Span, **more: str) -> str:
    """The page of rows of the span; `of`: those that this condition counted."""
    query = {"since": span.first.isoformat(), "until": span.last.isoformat(), **more}
    return f"{reverse(view)}?{urlencode(query)}"


def shown(figure: Figure, value: float | None) -> str:
    """As the station writes it: 83.3%, 12.5天."""
    if value is None:
        return "—"
    if figure.unit == "days":
        return _("%(days)s days") % {"days": f"{value:.1f}"}
    if figure.unit == "yuan":
        return f"{value:,.2f}"
    return f"{value:.{figure.decimals}f}{figure.unit}"


def changed(figure: Figure, value: float | None, other: float | None) -> str:
    """Counts differ in percent, shares in percentage points, lengths of time in days; — on nothing."""
    if value is None or other is None:
        return "—"
    if figure.unit == "%":
        return _("%(points)s points") % {"points": f"{value - other:+.1f}"}
    if figure.unit == "days":
        return _("%(days)s days") % {"days": f"{value - other:+.1f}"}
    change = change_percent(value, other)
    return "—" if change is None else f"{change:+.1f}%"


def with_share(rows: list[dict[str, Any]], part: str, whole: str) -> list[dict[str, Any]]:
    """The rows with `share` (percent; none of nothing) and `few` (counted over too few to say much)."""
    share = percent(part, whole)
    return [{**row, "share": share(row), "few": 0 < row[whole] < SMALL} for row in rows]
