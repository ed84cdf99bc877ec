"""Every deadline from its golden table, and alerts of what is overdue: each rung once, with the stored moment."""

import csv
import datetime
from pathlib import Path

import pytest

from disputes.choices import Confirmation, Rung, Step
from disputes.models import Agreement, Deadline, Dispute, Event, OverdueAlert
from disputes.operations.steps import build
from disputes.operations.sweep import sweep
from disputes.operations.triage import refuse
from jurisdiction.models import TimeLimit
from ledger.models import Entry
from notices.models import Notice, Recipient
from tests.cast import Cast, at
from tests.disputes.helpers import NOON, accepted, assigned, later, reported, settled

pytestmark = pytest.mark.django_db
Row = dict[str, str]


def rows() -> list[Row]:
    with (Path(__file__).parent / "golden" / "deadlines.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def moment(text: str) -> datetime.datetime | None:
    return at(text) if text else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['step']} {row['level']} {row['why']}")
def test_each_step_is_due_as_was_agreed(cast: Cast, row: Row) -> None:
    dispute = Dispute(station=cast.station_a, level=row["level"])
    found = build(dispute, Step(row["step"]), since=at(row["since"]), is_complex=row["complex"] == "yes")
    assert (found.due_at, found.chief_at, found.district_at) == (
        at(row["due"]),
        moment(row["chief"]),
        moment(row["district"]),
    )


def test_the_table_asks_about_every_step() -> None:
    assert {row["step"] for row in rows()} == set(Step.values)


def test_a_new_figure_never_moves_what_has_begun(cast: Cast) -> None:
    made = reported(cast)
    TimeLimit.objects.filter(key="dispute.triage").update(amount=9)
    assert Deadline.objects.get(step=Step.TRIAGE).due_at == later(hours=2)
    assert build(made, Step.TRIAGE, since=NOON).due_at == later(hours=9)


def rungs() -> list[tuple[str, str, datetime.datetime]]:
    found = OverdueAlert.objects.order_by("due_at").select_related("deadline")
    return [(alert.deadline.step, alert.rung, alert.due_at) for alert in found]


def heard(rung: str) -> set[str]:
    return set(
        Recipient.objects.filter(notice__params__rung=rung).values_list("officer__username", flat=True)
    )


def test_an_overdue_step_climbs_rung_by_rung_each_once(cast: Cast) -> None:
    reported(cast)
    Deadline.objects.filter(step=Step.FEEDBACK).delete()
    assert sweep(at=later(hours=1, minutes=59)).alerts == 0
    assert sweep(at=later(hours=2)).alerts == 1
    assert sweep(at=later(hours=2)).alerts == 0
    assert heard(Rung.RESPONSIBLE) == {"room_a"}
    assert sweep(at=later(hours=6)).alerts == 1
    assert heard(Rung.CHIEF) == {"chief_a"}
    assert sweep(at=later(hours=26, minutes=5)).alerts == 1
    assert heard(Rung.DISTRICT) == {"commander"}
    assert rungs() == [
        (Step.TRIAGE, Rung.RESPONSIBLE, later(hours=2)),
        (Step.TRIAGE, Rung.CHIEF, later(hours=6)),
        (Step.TRIAGE, Rung.DISTRICT, later(hours=26)),
    ]


def test_a_late_look_finds_the_same_with_the_same_moments(cast: Cast) -> None:
    reported(cast)
    Deadline.objects.filter(step=Step.FEEDBACK).delete()
    assert sweep(at=later(days=9)).alerts == 3
    assert [found[2] for found in rungs()] == [later(hours=2), later(hours=6), later(hours=26)]
    assert Event.objects.filter(verb="overdue").count() == 3
    assert Entry.objects.filter(verb="dispute.overdue").count() == 3
    assert sorted(Notice.objects.filter(kind="dispute.overdue").values_list("at", flat=True)) == [
        later(hours=2),
        later(hours=6),
        later(hours=26),
    ]


def test_what_was_done_in_time_or_is_no_longer_needed_alarms_nobody(cast: Cast) -> None:
    accepted(cast)
    ended = reported(cast)
    refuse(dispute_id=ended.pk, reason="x", at=later(hours=1), by=cast.room_a)
    assert sweep(at=later(hours=3)).alerts == 0


def test_the_mediator_hears_first_of_the_own_overdue_session(cast: Cast) -> None:
    assigned(cast)
    Deadline.objects.exclude(step=Step.FIRST_SESSION).delete()
    sweep(at=at("2026-09-09 00:00"))
    notice = Notice.objects.get(kind="dispute.mediation_overdue")
    assert [row.officer for row in notice.recipients.all()] == [cast.cadre_a]
    sweep(at=at("2026-09-09 04:00"))
    assert heard(Rung.CHIEF) == {"chief_a"}


def test_the_court_is_remembered_once_and_lapses_by_itself(cast: Cast) -> None:
    settled(cast)
    Deadline.objects.exclude(step=Step.CONFIRMATION).delete()
    assert sweep(at=at("2026-09-25 23:59")).reminders == 0
    assert sweep(at=at("2026-09-26 08:00")).reminders == 1
    assert sweep(at=at("2026-09-26 08:01")).reminders == 0
    notice = Notice.objects.get(kind="dispute.confirmation")
    assert {row.officer for row in notice.recipients.all()} == {cast.cadre_a, cast.justice_a}
    assert notice.params["until"] == "2026-10-05"
    assert sweep(at=at("2026-10-05 23:59")).lapsed == 0
    assert sweep(at=at("2026-10-07 09:00")).lapsed == 1
    assert Agreement.objects.get().confirmation == Confirmation.LAPSED
    assert Deadline.objects.get().dropped_at == at("2026-10-06 00:00")
    assert not OverdueAlert.objects.exists()


def test_a_sweep_asks_the_same_few_questions_however_many_are_overdue(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for _number in range(12):
        reported(cast)
    with django_assert_max_num_queries(30):  # type: ignore[operator]  # pytest-django's own
        assert sweep(at=later(days=9)).alerts == 72
