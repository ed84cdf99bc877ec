"""What is late is marked and told by its stored moment, level by level, however often somebody looks."""

import pytest

from hazards.choices import Status
from hazards.models import Hazard, Step
from hazards.operations import steps
from hazards.operations.sweep import sweep
from ledger.models import Entry
from notices.models import Notice, Recipient
from tests.cast import Cast, at
from tests.hazards.helpers import NOON, a_recheck, a_report, ordered

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, list[str]]]:
    """(moment, who) of every notice about a delay."""
    notices = Notice.objects.filter(kind="hazard.late").order_by("at")
    return [
        (
            f"{notice.at.astimezone(NOON.tzinfo):%m-%d %H:%M}",
            sorted(Recipient.objects.filter(notice=notice).values_list("officer__username", flat=True)),
        )
        for notice in notices
    ]


def test_an_order_is_overdue_from_its_stored_moment_not_from_the_look(cast: Cast) -> None:
    found = ordered(cast)
    assert sweep(at=at("2026-09-10 23:59")).overdue == 0
    assert sweep(at=at("2026-09-20 08:00")).overdue == 1
    found.refresh_from_db()
    assert (found.status, found.overdue_at) == (Status.OVERDUE, at("2026-09-11 00:00"))
    assert Step.objects.get(hazard=found, action="expire").at == at("2026-09-11 00:00")
    assert Entry.objects.get(verb="hazard.overdue").at == at("2026-09-11 00:00")


def test_a_delay_climbs_from_who_is_in_charge_to_the_leaders_to_the_chief(cast: Cast) -> None:
    ordered(cast)
    sweep(at=at("2026-09-11 00:00"))
    assert told() == [("09-11 00:00", ["leader_a"])]
    sweep(at=at("2026-09-13 00:00"))
    assert told()[1:] == [("09-13 00:00", ["leader_a", "room_a"])]
    sweep(at=at("2026-09-15 00:00"))
    assert told()[2:] == [("09-15 00:00", ["chief_a"])]


def test_how_often_and_how_late_somebody_looks_changes_nothing(cast: Cast) -> None:
    ordered(cast)
    for _again in range(3):
        sweep(at=at("2026-10-01 00:00"))
    assert [moment for moment, _who in told()] == ["09-11 00:00", "09-13 00:00", "09-15 00:00"]
    assert Step.objects.filter(action="expire").count() == 1


def test_a_report_that_nobody_assesses_is_told_to_the_command_room_first(cast: Cast) -> None:
    a_report(cast)
    sweep(at=at("2026-09-05 00:00"))
    assert told() == [("09-05 00:00", ["room_a"])]


def test_what_was_settled_in_time_is_nobodys_delay(cast: Cast) -> None:
    a_report(cast)
    Hazard.objects.update(status=Status.DISMISSED, closed_at=NOON, closed_by=cast.leader_a, due_at=None)
    assert sweep(at=at("2026-10-01 00:00")).told == 0


def test_a_critical_report_is_told_at_once(cast: Cast) -> None:
    a_report(cast, level="critical")
    notice = Notice.objects.get(kind="hazard.critical")
    who = set(Recipient.objects.filter(notice=notice).values_list("officer__username", flat=True))
    assert who == {"leader_a", "room_a", "chief_a"}
    assert "SA-YH-20260903-0001" in notice.params["number"]
    assert "chain" not in str(notice.params), "what was seen stays in the house"


def test_no_notice_of_a_hazard_reaches_another_villages_cadre_or_another_station(cast: Cast) -> None:
    a_report(cast, level="critical", by=cast.cadre_a)
    sweep(at=at("2026-10-01 00:00"))
    everybody = set(Recipient.objects.values_list("officer__username", flat=True))
    assert everybody <= {"leader_a", "room_a", "chief_a", "cadre_a"}


def test_looks_ask_a_fixed_number_of_questions(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(12):
        ordered(cast, words=f"chain {number}")
    with django_assert_max_num_queries(45):
        sweep(at=at("2026-10-01 00:00"))


def test_a_level_raised_at_the_desk_is_told_at_once_and_one_reported_so_not_twice(cast: Cast) -> None:
    low, high = a_report(cast, level="low"), a_report(cast, level="high", kind="lighting")
    assert Notice.objects.filter(kind="hazard.reported").count() == 1
    for found in (low, high):
        steps.assess(hazard_id=found.pk, kind=found.kind, level="high", at=NOON, by=cast.leader_a)
    assert Notice.objects.filter(kind="hazard.reported").count() == 2


def test_a_failed_re_inspection_after_the_limit_is_told_anew(cast: Cast) -> None:
    found = ordered(cast)
    sweep(at=at("2026-09-12 08:00"))
    assert [moment for moment, _who in told()] == ["09-11 00:00"]
    steps.put_right(hazard_id=found.pk, at=at("2026-09-12 09:00"), by=cast.officer_a)
    a_recheck(found, cast.auxiliary_a, at("2026-09-12 10:00"), passed=False)
    found.refresh_from_db()
    assert found.status == Status.OVERDUE
    sweep(at=at("2026-09-12 11:00"))
    assert [moment for moment, _who in told()] == ["09-11 00:00", "09-11 00:00"]
