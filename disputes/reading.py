"""What a reporter may read of a dispute: a plain time line, without names, notes and what the desk alone sees."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from disputes.choices import INTERNAL, EventVerb, Status, Step
from disputes.models import Deadline, Dispute, Event, Report
from jurisdiction.models import Officer
from jurisdiction.remit import Remit


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime.datetime
    verb: str
    words: str
    told: str


@dataclass(slots=True)
class Told:
    """A report as its reporter follows it; `dispute` is the one it belongs to now."""

    report: Report
    dispute: Dispute
    lines: list[Line] = field(default_factory=list)
    next_step: str = ""
    next_due: datetime.datetime | None = None
    status: str = ""

    @property
    def is_open(self) -> bool:
        return self.dispute.closed_at is None


def told_reports(
    officer: Officer, remit: Remit, *, only: uuid.UUID | None = None, most: int = 200
) -> list[Told]:
    """The officer's own reports within the remit, the latest first, in five queries at most."""
    found = Report.objects.within(remit).by(officer.pk)
    if only is not None:
        found = found.filter(pk=only)
    rows = list(
        found.select_related("dispute__village", "dispute__merged_into__village").order_by("-received_at")[
            :most
        ]
    )
    told = [Told(report=row, dispute=row.dispute.merged_into or row.dispute) for row in rows]
    lines, due = _lines(told), _due({item.dispute.pk for item in told})
    for item in told:
        item.lines = lines[item.report.pk]
        following = due.get(item.dispute.pk)
        if following is not None:
            item.next_step, item.next_due = step_in_words(following.step), following.due_at
    return told


def step_in_words(step: str) -> str:
    return str(Step(step).label)


def _lines(told: Sequence[Told]) -> dict[uuid.UUID, list[Line]]:
    """Of each report: what everybody may read of its dispute, and what it alone added. A report joined with another
    dispute reads on there from then."""
    keys = {item.report.dispute_id for item in told} | {item.dispute.pk for item in told}
    events = (
        Event.objects.filter(dispute__in=keys)
        .exclude(verb__in=INTERNAL)
        .order_by("at", "received_at")
        .select_related(None)
    )
    by_dispute: dict[uuid.UUID, list[Event]] = {}
    for event in events:
        by_dispute.setdefault(event.dispute_id, []).append(event)
    return {item.report.pk: _of_report(item, by_dispute) for item in told}


def _of_report(item: Told, by_dispute: dict[uuid.UUID, list[Event]]) -> list[Line]:
    own, other = item.report.dispute_id, item.dispute.pk
    events: Iterable[Event] = by_dispute.get(own, [])
    if own != other:
        since = item.report.dispute.closed_at or item.report.received_at
        later = [event for event in by_dispute.get(other, []) if event.received_at > since]
        events = [*events, *later]
    return [
        Line(at=event.at, verb=event.verb, words=str(event.get_verb_display()), told=event.told)
        for event in events
        if event.report_id in (None, item.report.pk) and not _before(event, item.report)
    ]


def _before(event: Event, report: Report) -> bool:
    """Somebody who reported later does not read what was before, but where it stands."""
    return event.received_at < report.received_at and event.report_id != report.pk


def _due(keys: set[uuid.UUID]) -> dict[uuid.UUID, Deadline]:
    found: dict[uuid.UUID, Deadline] = {}
    for row in (
        Deadline.objects.open().filter(dispute__in=keys).exclude(step=Step.CONFIRMATION).order_by("due_at")
    ):
        found.setdefault(row.dispute_id, row)
    return found


def status_in_words(dispute: Dispute) -> str:
    """What the reporter reads as the state; a dispute handed upward by the station is simply still in work."""
    if dispute.status == Status.REPORTED and dispute.relapses:
        return _("broken out again, being looked at")
    return str(dispute.get_status_display())


__all__ = ["EventVerb", "Line", "Told", "status_in_words", "step_in_words", "told_reports"]
