"""Stops that lapse and warnings nobody takes: somebody hears of each in time."""

import uuid
from typing import Any

import pytest

from antifraud.choices import Outcome
from antifraud.models import Line, Milestone
from antifraud.operations import intercept_sweep, lines, outcomes
from notices.models import Notice
from tests.antifraud.intercept_steps import HOUR, MINUTE, NIGHT, a_report, a_warning, booked, line_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_money_booked_as_stopped_starts_the_48_hours_and_its_holder_is_reminded(cast: Cast) -> None:
    line = line_of(a_report(cast), "bank")
    lines.take_line(line_id=line.pk, shown=None, at=NIGHT, by=cast.officer_a)
    key = uuid.uuid4()
    for _twice in range(2):
        booked(line, Outcome.STOPPED, 500, cast.officer_a, at=NIGHT, record_id=key)
    booked(line, Outcome.STOPPED, 300, cast.officer_a, at=NIGHT + HOUR)
    clock = line.milestones.get()
    assert (clock.kind, clock.until) == ("stop", NIGHT + 48 * HOUR)
    assert intercept_sweep.sweep(at=NIGHT + 42 * HOUR - MINUTE).lapsing == 0
    assert intercept_sweep.sweep(at=NIGHT + 42 * HOUR).lapsing == 1
    told = Notice.objects.get(kind="fraud.lapsing")
    assert cast.officer_a in {r.officer for r in told.recipients.all()}


def test_a_stop_that_was_noted_is_not_counted_again_when_its_money_is_booked(cast: Cast) -> None:
    line = line_of(a_report(cast), "bank")
    lines.note_milestone(
        record_id=uuid.uuid4(),
        line_id=line.pk,
        kind="freeze",
        since=NIGHT,
        reference="D7",
        at=NIGHT,
        by=cast.officer_a,
    )
    booked(line, Outcome.STOPPED, 500, cast.officer_a)
    assert [row.kind for row in line.milestones.all()] == ["freeze"]


def test_a_stop_that_is_noted_after_its_money_was_booked_counts_once(cast: Cast) -> None:
    line = booked(line_of(a_report(cast), "bank"), Outcome.STOPPED, 500, cast.officer_a)
    noted: dict[str, Any] = {"record_id": uuid.uuid4(), "line_id": line.pk, "kind": "stop", "reference": "D7"}
    for _twice in range(2):
        lines.note_milestone(since=NIGHT, at=NIGHT + HOUR + MINUTE, by=cast.officer_a, **noted)
    clock = line.milestones.get()
    assert (clock.count, clock.reference, clock.until) == (1, "D7", NIGHT + 48 * HOUR)


def test_a_third_stop_is_booked_without_a_clock_of_its_own(cast: Cast) -> None:
    line = line_of(a_report(cast), "bank")
    for hours in (0, 49, 98):
        booked(line, Outcome.STOPPED, 100, cast.officer_a, at=NIGHT + hours * HOUR)
    line.refresh_from_db()
    assert (line.stopped_fen, line.milestones.count()) == (300, 2)


def test_the_chief_hears_of_an_unsigned_red_warning_when_somebody_should_have_been_met(cast: Cast) -> None:
    a_warning(cast, level="critical")
    assert intercept_sweep.sweep(at=NIGHT + 59 * MINUTE).late == 1, "the leaders"
    assert intercept_sweep.sweep(at=NIGHT + 60 * MINUTE).late == 1
    told = Notice.objects.filter(kind="dissuasion.late").order_by("at").last()
    assert told is not None
    assert told.at == NIGHT + HOUR
    assert {r.officer for r in told.recipients.all()} == {cast.chief_a}


# ---- nobody is reminded of what is over


def frozen(cast: Cast) -> Line:
    """500 yuan lie frozen on a line."""
    line = line_of(a_report(cast), "bank")
    lines.note_milestone(
        record_id=uuid.uuid4(),
        line_id=line.pk,
        kind="freeze",
        since=NIGHT,
        reference="",
        at=NIGHT,
        by=cast.officer_a,
    )
    return booked(line, Outcome.STOPPED, 500, cast.officer_a)


def reminded() -> int:
    return intercept_sweep.sweep(at=NIGHT + 170 * 24 * HOUR).lapsing


def released(line: Line, fen: int, cast: Cast) -> None:
    outcomes.release(record_id=uuid.uuid4(), line_id=line.pk, fen=fen, at=NIGHT + 2 * HOUR, by=cast.officer_a)


def test_a_freeze_is_over_when_all_of_it_is_released(cast: Cast) -> None:
    line = frozen(cast)
    released(line, 499, cast)
    assert line.milestones.get().ended_at is None
    released(line, 1, cast)
    assert line.milestones.get().ended_at == NIGHT + 2 * HOUR
    assert reminded() == 0


def test_a_freeze_is_over_when_all_came_back(cast: Cast) -> None:
    line = frozen(cast)
    booked(line, Outcome.RETURNED, 300, cast.officer_a)
    assert line.milestones.get().ended_at is None
    booked(line, Outcome.RETURNED, 200, cast.officer_a, at=NIGHT + 2 * HOUR)
    assert line.milestones.get().ended_at == NIGHT + 2 * HOUR, "of what was held, not of the whole report"


def test_an_order_to_return_is_over_when_the_whole_report_came_back(cast: Cast) -> None:
    line = line_of(a_report(cast), "bank")
    noted: dict[str, Any] = {"since": NIGHT, "reference": "", "at": NIGHT, "by": cast.officer_a}
    lines.note_milestone(record_id=uuid.uuid4(), line_id=line.pk, kind="return", **noted)
    booked(line, Outcome.RETURNED, 300, cast.officer_a)
    assert line.milestones.get().ended_at is None
    booked(line, Outcome.RETURNED, 890_000 - 300, cast.officer_a, at=NIGHT + 2 * HOUR)
    assert line.milestones.get().ended_at == NIGHT + 2 * HOUR


@pytest.mark.parametrize(("holds", "told"), [(True, 1), (False, 0)])
def test_a_line_that_is_done_is_reminded_of_only_while_it_holds_money(
    cast: Cast, holds: bool, told: int
) -> None:
    line = frozen(cast)
    if not holds:
        line = line_of(a_report(cast), "bank")
        Milestone.objects.update(line=line)
    booked(line, Outcome.REFUSED, None, cast.officer_a)
    assert reminded() == told
