"""Every fen of a report is open, stopped, returned or lost: whatever is booked, corrected or forced past operations."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antifraud.choices import Outcome, Purse
from antifraud.errors import AntifraudRefused, NotNow, PoliceOnly, SecondPerson
from antifraud.models import Attempt, FraudReport, Line, Movement
from antifraud.operations import outcomes, reports
from antifraud.operations.attempts import record_attempt
from jurisdiction.errors import DomainError
from ledger.models import Entry
from tests.antifraud.intercept_steps import HOUR, NIGHT, a_report, booked, line_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TOTAL = 890_000


def held(report: FraudReport) -> tuple[int, int, int, int]:
    """Open, stopped, returned, lost as stored; the database looks at its own sums first."""
    connection.check_constraints()
    report.refresh_from_db()
    return report.open_fen, report.stopped_fen, report.returned_fen, report.lost_fen


def test_what_one_line_brings_back_is_the_reports(cast: Cast) -> None:
    report = a_report(cast)
    line = booked(line_of(report, "courier"), Outcome.RETURNED, TOTAL, cast.officer_a)
    assert held(report) == (0, 0, TOTAL, 0)
    line.refresh_from_db()
    assert (line.returned_fen, line.state, line.done_at) == (TOTAL, "done", NIGHT + HOUR)


def test_what_was_stopped_is_returned_from_there_first(cast: Cast) -> None:
    report = a_report(cast)
    line = line_of(report, "bank")
    booked(line, Outcome.STOPPED, 500_000, cast.officer_a)
    assert held(report) == (390_000, 500_000, 0, 0)
    booked(line, Outcome.RETURNED, 600_000, cast.officer_a)
    assert held(report) == (290_000, 0, 600_000, 0)
    ways = line.movements.order_by("became", "fen").values_list("was", "became", "fen")
    assert set(ways) == {
        ("open", "stopped", 500_000),
        ("stopped", "returned", 500_000),
        ("open", "returned", 100_000),
    }


def test_no_line_moves_more_than_there_is(cast: Cast) -> None:
    report = a_report(cast)
    booked(line_of(report, "bank"), Outcome.STOPPED, 500_000, cast.officer_a)
    with pytest.raises(AntifraudRefused) as refused:
        booked(line_of(report, "courier"), Outcome.RETURNED, 390_001, cast.officer_a)
    assert refused.value.field == "amount"
    assert held(report) == (390_000, 500_000, 0, 0)


def test_delivered_and_refused_move_nothing_and_end_the_line(cast: Cast) -> None:
    report = a_report(cast)
    for kind, outcome in (("courier", Outcome.DELIVERED), ("merchant", Outcome.REFUSED)):
        assert booked(line_of(report, kind), outcome, None, cast.officer_a).state == "done"
    assert held(report) == (TOTAL, 0, 0, 0)


def test_the_same_outcome_sent_twice_is_booked_once(cast: Cast) -> None:
    report, key = a_report(cast), uuid.uuid4()
    for _twice in range(2):
        booked(line_of(report, "courier"), Outcome.RETURNED, 100, cast.officer_a, record_id=key)
    assert held(report) == (TOTAL - 100, 0, 100, 0)


def test_a_stop_that_lapsed_opens_the_money_again(cast: Cast) -> None:
    report = a_report(cast)
    line = booked(line_of(report, "bank"), Outcome.STOPPED, TOTAL, cast.officer_a)
    values: dict[str, Any] = {"line_id": line.pk, "at": NIGHT, "by": cast.officer_a}
    with pytest.raises(AntifraudRefused):
        outcomes.release(record_id=uuid.uuid4(), fen=TOTAL + 1, **values)
    outcomes.release(record_id=uuid.uuid4(), fen=TOTAL - 5, **values)
    line.refresh_from_db()
    assert line.outcome == "stopped"
    outcomes.release(record_id=uuid.uuid4(), fen=5, **values)
    assert held(report) == (TOTAL, 0, 0, 0)
    line.refresh_from_db()
    assert line.outcome == ""


@pytest.mark.parametrize("column", ["open_fen", "stopped_fen", "returned_fen", "lost_fen", "amount_fen"])
def test_a_report_that_does_not_add_up_is_refused_by_the_database(cast: Cast, column: str) -> None:
    report = a_report(cast)
    with pytest.raises(IntegrityError, match="fraud_report_reconciles"), transaction.atomic():
        FraudReport.objects.filter(pk=report.pk).update(**{column: 7})


def test_sums_that_no_line_made_are_refused_by_the_database(cast: Cast) -> None:
    report = a_report(cast)
    with pytest.raises(IntegrityError, match="do not make its sums"), transaction.atomic():
        FraudReport.objects.filter(pk=report.pk).update(open_fen=TOTAL - 5, returned_fen=5)
        connection.check_constraints()
    with pytest.raises(IntegrityError, match="do not make its sums"), transaction.atomic():
        Line.objects.filter(report=report, kind="bank").update(stopped_fen=5)
        FraudReport.objects.filter(pk=report.pk).update(open_fen=TOTAL - 5, stopped_fen=5)
        connection.check_constraints()
    assert held(report) == (TOTAL, 0, 0, 0)


def test_movements_and_attempts_are_written_once(cast: Cast) -> None:
    report = a_report(cast)
    line = booked(line_of(report, "courier"), Outcome.RETURNED, 5, cast.officer_a)
    for change in (
        lambda: Movement.objects.update(fen=6),
        lambda: Movement.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()
    made = record_attempt(
        record_id=uuid.uuid4(), line_id=line.pk, answer="agreed", words="yes", at=NIGHT, by=cast.officer_a
    )
    for values in ({"words": "no"}, {"answer": "refused"}):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            Attempt.objects.filter(pk=made.pk).update(**values)
    assert Attempt.objects.filter(pk=made.pk).update(words="") == 1


def test_a_report_closes_only_when_no_fen_is_open(cast: Cast) -> None:
    report = a_report(cast)
    booked(line_of(report, "bank"), Outcome.STOPPED, 100_000, cast.officer_a)
    values: dict[str, Any] = {
        "report_id": report.pk,
        "words": "done",
        "at": NIGHT + HOUR,
        "by": cast.officer_a,
    }
    with pytest.raises(AntifraudRefused) as refused:
        reports.close(rest_lost=False, **values)
    assert refused.value.field == "rest_lost"
    reports.close(rest_lost=True, **values)
    assert held(report) == (0, 0, 0, TOTAL)
    assert (report.status, report.keep_until is not None) == ("closed", True)
    assert set(report.lines.filter(lost_fen__gt=0).values_list("kind", "outcome")) == {
        ("merchant", "lost"),
        ("bank", "lost"),
    }
    assert Entry.objects.get(verb="fraud.close").detail["lost_fen"] == TOTAL
    with pytest.raises(NotNow):
        booked(line_of(report, "bank"), Outcome.RETURNED, 1, cast.officer_a)


# ---- four eyes


def test_a_total_is_corrected_by_two(cast: Cast) -> None:
    report = a_report(cast)
    booked(line_of(report, "bank"), Outcome.STOPPED, 100_000, cast.officer_a)
    values: dict[str, Any] = {"report_id": report.pk, "reason": "misheard", "at": NIGHT}
    with pytest.raises(AntifraudRefused):
        outcomes.ask_correction(total_fen=99_999, by=cast.leader_a, **values)
    with pytest.raises(PoliceOnly):
        outcomes.ask_correction(total_fen=200_000, by=cast.auxiliary_a, **values)
    asked = outcomes.ask_correction(total_fen=200_000, by=cast.leader_a, **values)
    assert held(report) == (790_000, 100_000, 0, 0)
    before = line_of(report, "bank").version
    with pytest.raises(NotNow):
        outcomes.ask_correction(total_fen=1, by=cast.chief_a, **values)
    decide: dict[str, Any] = {"correction_id": asked.pk, "allowed": True, "at": NIGHT}
    with pytest.raises(SecondPerson):
        outcomes.decide_correction(by=cast.leader_a, **decide)
    outcomes.decide_correction(by=cast.chief_a, **decide)
    assert held(report) == (100_000, 100_000, 0, 0)
    assert report.amount_fen == 200_000
    assert set(report.lines.values_list("at_stake_fen", flat=True)) == {200_000}
    assert line_of(report, "bank").version > before, "a form that was open shows the amount of before"
    with pytest.raises(NotNow):
        outcomes.decide_correction(by=cast.room_a, **decide)


def test_what_was_booked_wrongly_goes_back_by_two_and_leaves_its_trail(cast: Cast) -> None:
    report = a_report(cast)
    line = booked(line_of(report, "courier"), Outcome.RETURNED, TOTAL, cast.officer_a)
    asked = outcomes.ask_correction(
        report_id=report.pk,
        line_id=line.pk,
        was=Purse.RETURNED,
        became=Purse.OPEN,
        fen=TOTAL,
        reason="another report's money",
        at=NIGHT,
        by=cast.officer_a,
    )
    outcomes.decide_correction(correction_id=asked.pk, allowed=True, at=NIGHT, by=cast.leader_a)
    assert held(report) == (TOTAL, 0, 0, 0)
    assert line.movements.count() == 2
    assert report.steps.filter(action="correct").count() == 1
    line.refresh_from_db()
    assert (line.outcome, line.state) == ("", "working"), "nothing of what was returned is left"


def test_a_correction_that_is_refused_changes_nothing(cast: Cast) -> None:
    report = a_report(cast)
    asked = outcomes.ask_correction(report_id=report.pk, total_fen=1, reason="x", at=NIGHT, by=cast.officer_a)
    outcomes.decide_correction(correction_id=asked.pk, allowed=False, at=NIGHT, by=cast.leader_a)
    assert held(report) == (TOTAL, 0, 0, 0)


# ---- whatever comes in whatever order

FEN = st.integers(1, TOTAL + 10)
KINDS = st.sampled_from(["merchant", "platform", "courier", "bank"])
STEPS = st.one_of(
    st.tuples(st.just("outcome"), KINDS, st.sampled_from(["stopped", "returned", "lost"]), FEN),
    st.tuples(st.just("release"), KINDS, st.just(""), FEN),
    st.tuples(st.just("total"), KINDS, st.sampled_from(["allow", "refuse"]), FEN),
    st.tuples(st.just("back"), KINDS, st.sampled_from(["returned", "lost", "stopped"]), FEN),
)


def run_step(cast: Cast, report: FraudReport, step: tuple[str, str, str, int], at: datetime.datetime) -> None:
    what, kind, how, fen = step
    line, key = line_of(report, kind), uuid.uuid4()
    if what == "outcome":
        outcomes.record_outcome(
            record_id=key, line_id=line.pk, outcome=how, fen=fen, at=at, by=cast.officer_a
        )
    elif what == "release":
        outcomes.release(record_id=key, line_id=line.pk, fen=fen, at=at, by=cast.officer_a)
    else:
        wanted: dict[str, Any] = {"total_fen": fen}
        if what == "back":
            wanted = {"line_id": line.pk, "was": how, "became": "open", "fen": fen}
        asked = outcomes.ask_correction(report_id=report.pk, reason="x", at=at, by=cast.officer_a, **wanted)
        allowed = how != "refuse"
        outcomes.decide_correction(correction_id=asked.pk, allowed=allowed, at=at, by=cast.leader_a)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
def test_whatever_is_booked_or_corrected_the_report_reconciles_to_the_fen(
    cast: Cast, steps: list[tuple[str, str, str, int]]
) -> None:
    report = a_report(cast)
    for number, step in enumerate(steps):
        before = held(report)
        try:
            with transaction.atomic():
                run_step(cast, report, step, NIGHT + number * HOUR)
        except DomainError:
            assert held(report) == before, "what is refused moves nothing"
        opened, stopped, returned, lost = held(report)
        assert min(opened, stopped, returned, lost) >= 0
        assert opened + stopped + returned + lost == report.amount_fen
        sums = [
            sum(getattr(line, f"{purse}_fen") for line in report.lines.all())
            for purse in ("stopped", "returned", "lost")
        ]
        assert sums == [stopped, returned, lost]
