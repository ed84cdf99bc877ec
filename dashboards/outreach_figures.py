"""Outreach in figures: whom messages and talks reached, where nobody is reached yet, what came back. Counts of groups and
of people in a room: a person may be in several groups, so no sum here is a number of persons. What fraud does among
those reached and not reached stands beside this once reports of fraud are counted."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import npgettext

from antifraud.choices import Audience, PostingState, ReplyKind, TalkStatus
from antifraud.models import Broadcast, ChatGroup, GroupPosting, Reply, Talk
from dashboards.lines import Line
from dashboards.matters import during
from dashboards.periods import Span
from jurisdiction.models import Village
from jurisdiction.remit import Remit

Row = dict[str, Any]


def totals(span: Span, remit: Remit) -> dict[str, int]:
    """What the tiles show."""
    groups = ChatGroup.objects.within(remit).open().aggregate(groups=Count("pk"), members=Sum("members"))
    sent = _postings(span, remit).aggregate(
        broadcasts=Count("broadcast", distinct=True),
        postings=Count("pk"),
        reached=Count("group", distinct=True),
    )
    back = _replies(span, remit).aggregate(
        replies=Count("pk"),
        met_it=Count("pk", filter=Q(kind=ReplyKind.MET_IT)),
        open=Count("pk", filter=Q(owner__isnull=False, answered_at__isnull=True)),
    )
    held = _talks(span, remit).aggregate(talks=Count("pk"), heard=Sum("attendance"))
    return {name: value or 0 for name, value in {**groups, **sent, **back, **held}.items()}


def lines(remit: Remit, at: datetime.datetime) -> list[Line]:
    """The chief's line: broadcasts that groups are missing in after the limit. One query."""
    late = Broadcast.objects.within(remit).late(at).count()
    words = npgettext(
        "line",
        "broadcast past its limit with groups missing",
        "broadcasts past their limit with groups missing",
        late,
    )
    return [Line(late, words, f"{reverse('antifraud:broadcast_list')}?status=late")] if late else []


def _postings(span: Span, remit: Remit) -> Any:
    """Messages that reached a group in the period."""
    return GroupPosting.objects.within(remit).filter(during("posted_at", span), state=PostingState.POSTED)


def _replies(span: Span, remit: Remit) -> Any:
    return Reply.objects.within(remit).filter(during("at", span))


def _talks(span: Span, remit: Remit) -> Any:
    return Talk.objects.within(remit).filter(during("planned_at", span), status=TalkStatus.HELD)


def by_audience(span: Span, remit: Remit) -> list[Row]:
    """A row for every audience: its groups, what reached them, what came back, its talks."""
    groups = _by(
        ChatGroup.objects.within(remit).open(), "audience", groups=Count("pk"), members=Sum("members")
    )
    sent = _by(
        _postings(span, remit),
        "group__audience",
        postings=Count("pk"),
        reached=Count("group", distinct=True),
    )
    back = _by(_replies(span, remit), "posting__group__audience", replies=Count("pk"))
    held = _by(_talks(span, remit), "audience", talks=Count("pk"), heard=Sum("attendance"))
    return [{"audience": found, **_joined(found.value, groups, sent, back, held)} for found in Audience]


def by_village(span: Span, remit: Remit) -> list[Row]:
    """A row for every village in the order of division codes: never a ranking. `silent`: it has groups, none of which
    got anything; without a group nobody there is reached by messages at all."""
    groups = _by(
        ChatGroup.objects.within(remit).open(), "village_id", groups=Count("pk"), members=Sum("members")
    )
    sent = _by(
        _postings(span, remit),
        "group__village_id",
        postings=Count("pk"),
        reached=Count("group", distinct=True),
    )
    held = _by(_talks(span, remit), "village_id", talks=Count("pk"), heard=Sum("attendance"))
    rows = []
    for village in Village.objects.within(remit).order_by("code"):
        row = _joined(village.pk, groups, sent, held)
        share = 100 * row["members"] / village.population if village.population else None
        rows.append({"village": village, "share": share, "silent": not row["postings"], **row})
    return rows


def by_month(spans: list[Span], remit: Remit) -> list[Row]:
    """Postings, groups reached, talks and people who came, for each of the months."""
    whole = Span(spans[0].first, spans[-1].last)

    def months(rows: Any, field: str, **numbers: Any) -> Mapping[Any, Row]:
        found = rows.annotate(month=TruncMonth(field)).order_by().values("month").annotate(**numbers)
        return {row["month"].date(): row for row in found}

    sent = months(
        _postings(whole, remit), "posted_at", postings=Count("pk"), reached=Count("group", distinct=True)
    )
    held = months(_talks(whole, remit), "planned_at", talks=Count("pk"), heard=Sum("attendance"))
    return [{"span": span, **_joined(span.first, sent, held)} for span in spans]


def _by(rows: Any, field: str, **numbers: Any) -> Mapping[Any, Row]:
    return {row[field]: row for row in rows.order_by().values(field).annotate(**numbers)}


NUMBERS = ("groups", "members", "postings", "reached", "replies", "talks", "heard")


def _joined(key: int | str | datetime.date, *tables: Mapping[Any, Row]) -> dict[str, int]:
    """Every number of one row; nought where nothing was counted."""
    found: dict[str, int] = dict.fromkeys(NUMBERS, 0)
    for table in tables:
        row = table.get(key, {})
        found.update({name: row[name] or 0 for name in NUMBERS if name in row})
    return found
