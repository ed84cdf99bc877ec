"""Which line brings money back, and how fast: of what really came back."""

import datetime
import uuid

import pytest

from antifraud.models import Contact, Line
from antifraud.operations import outcomes
from antifraud.operations.attempts import record_attempt
from dashboards.intercept_figures import by_line
from dashboards.periods import Span
from jurisdiction.remit import Remit
from tests.antifraud.intercept_steps import HOUR, NIGHT, a_contact, a_report, booked, line_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SEPTEMBER = Span(datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))


def corrected(line: Line, was: str, became: str, cast: Cast) -> None:
    """All that the line booked as `was` goes to `became`, asked by one and allowed by another."""
    line.refresh_from_db()
    asked = outcomes.ask_correction(
        report_id=line.report_id,
        line_id=line.pk,
        was=was,
        became=became,
        fen=getattr(line, f"{was}_fen"),
        reason="x",
        at=NIGHT,
        by=cast.officer_a,
    )
    outcomes.decide_correction(correction_id=asked.pk, allowed=True, at=NIGHT, by=cast.leader_a)


@pytest.mark.parametrize("outcome", ["returned", "stopped"])
def test_what_was_booked_by_mistake_is_neither_speed_nor_success(cast: Cast, outcome: str) -> None:
    contact, line = a_contact(), line_of(a_report(cast), "courier")
    Line.objects.filter(pk=line.pk).update(contact=contact)
    record_attempt(record_id=uuid.uuid4(), line_id=line.pk, answer="agreed", at=NIGHT, by=cast.officer_a)
    booked(line, outcome, 500, cast.officer_a)
    row = by_line(SEPTEMBER, Remit.everywhere())[0]
    assert row["speed"] == (HOUR if outcome == "returned" else None)
    assert Contact.objects.with_record().get().last_success == NIGHT + HOUR
    corrected(line, outcome, "open", cast)
    row = by_line(SEPTEMBER, Remit.everywhere())[0]
    assert (row["worked"], row["speed"]) == (0, None)
    assert Contact.objects.with_record().get().last_success is None
