"""The ladder by moved time: each step once, stamped with its stored deadline, until somebody says “I have it”."""

import threading

import pytest
from django.db import connection

from jurisdiction.choices import Role
from jurisdiction.models import Officer, Posting, TimeLimit
from ledger.models import Entry
from notices.errors import NotTold
from notices.models import Delivery, Escalation, Notice
from notices.operations.escalation import escalate_due
from notices.operations.outbox import tell
from notices.operations.reading import acknowledge, mark_all_read, mark_read
from tests.cast import Cast, assemble, at

pytestmark = pytest.mark.usefixtures("thing")
EVENING = at("2026-09-03 21:00")


def told(cast: Cast, *people: Officer, kind: str = "test.answer", event: str = "7") -> Notice:
    return tell(kind=kind, event=event, to=people, station=cast.station_a, at=EVENING, params={"number": 7})


def names(notice: Notice) -> set[str]:
    return set(notice.recipients.values_list("officer__username", flat=True))


def steps(notice: Notice) -> list[tuple[int, str]]:
    return [
        (found.level, found.due_at.astimezone(EVENING.tzinfo).strftime("%H:%M"))
        for found in notice.escalations.order_by("level")
    ]


@pytest.mark.django_db
def test_what_no_officer_acknowledges_climbs_to_leader_and_room_then_to_the_chief(cast: Cast) -> None:
    notice = told(cast, cast.officer_a)
    assert (notice.level, notice.acknowledge_by) == (0, at("2026-09-03 21:30"))
    assert escalate_due(at=at("2026-09-03 21:29")) == 0
    assert escalate_due(at=at("2026-09-03 21:31")) == 1
    assert names(notice) == {"officer_a", "leader_a", "room_a"}
    assert escalate_due(at=at("2026-09-03 22:05")) == 1
    assert names(notice) == {"officer_a", "leader_a", "room_a", "chief_a"}
    assert escalate_due(at=at("2026-09-05 22:05")) == 0
    assert steps(notice) == [(1, "21:30"), (2, "22:00")]
    assert notice.recipients.get(officer=cast.chief_a).told_at == at("2026-09-03 22:00")
    entries = Entry.objects.filter(verb="notice.escalated").order_by("id")
    assert [entry.at for entry in entries] == [at("2026-09-03 21:30"), at("2026-09-03 22:00")]


@pytest.mark.django_db
def test_a_look_that_comes_late_takes_every_step_with_its_own_moment(cast: Cast) -> None:
    notice = told(cast, cast.officer_a, kind="test.alarm")
    assert escalate_due(at=at("2026-09-04 08:00")) == 2
    assert steps(notice) == [(1, "21:05"), (2, "21:10")]
    assert Escalation.objects.earliest("level").raised_at == at("2026-09-04 08:00")


@pytest.mark.django_db
def test_the_limit_is_data_and_what_runs_keeps_its_deadline(cast: Cast) -> None:
    running = told(cast, cast.officer_a)
    TimeLimit.objects.filter(key="notice.acknowledge").update(amount=10)
    running.refresh_from_db()
    assert running.acknowledge_by == at("2026-09-03 21:30")
    assert told(cast, cast.officer_a, event="8").acknowledge_by == at("2026-09-03 21:10")


@pytest.mark.django_db
def test_an_acknowledgement_in_time_ends_it_and_counts_once(cast: Cast) -> None:
    notice = told(cast, cast.officer_a, cast.auxiliary_a)
    for _twice in range(2):
        acknowledge(notice_id=notice.pk, at=at("2026-09-03 21:10"), by=cast.officer_a)
    assert escalate_due(at=at("2026-09-04 08:00")) == 0
    notice.refresh_from_db()
    assert (notice.acknowledged_by, notice.acknowledged_at) == (cast.officer_a, at("2026-09-03 21:10"))
    acknowledge(notice_id=notice.pk, at=at("2026-09-03 21:20"), by=cast.auxiliary_a)
    notice.refresh_from_db()
    assert notice.acknowledged_by == cast.officer_a, "the first"
    assert notice.recipients.get(officer=cast.auxiliary_a).acknowledged_at == at("2026-09-03 21:20")
    assert Entry.objects.filter(verb="notice.acknowledged").count() == 2


@pytest.mark.django_db
def test_reading_is_not_acknowledging(cast: Cast) -> None:
    notice = told(cast, cast.officer_a)
    plain = told(cast, cast.officer_a, kind="test.thing")
    assert mark_all_read(at=EVENING, by=cast.officer_a) == 1
    assert plain.recipients.get().read_at == EVENING
    assert notice.recipients.get().read_at is None, "it still waits for its answer"
    mark_read(notice_id=notice.pk, at=EVENING, by=cast.officer_a)
    assert escalate_due(at=at("2026-09-03 21:31")) == 1


@pytest.mark.django_db
def test_only_those_told_acknowledge(cast: Cast) -> None:
    notice = told(cast, cast.officer_a)
    with pytest.raises(NotTold):
        acknowledge(notice_id=notice.pk, at=EVENING, by=cast.chief_a)


@pytest.mark.django_db
def test_whoever_stands_higher_is_not_climbed_past_downwards(cast: Cast) -> None:
    leader = told(cast, cast.leader_a)
    chief = told(cast, cast.chief_a, event="8")
    commander = told(cast, cast.commander, event="9")
    assert [(found.level, found.acknowledge_by is None) for found in (leader, chief, commander)] == [
        (1, False),
        (2, True),
        (2, True),
    ]
    assert escalate_due(at=at("2026-09-04 08:00")) == 1
    assert names(leader) == {"leader_a", "chief_a"}
    assert names(chief) == {"chief_a"}


@pytest.mark.django_db
def test_a_step_on_which_nobody_stands_is_passed_at_the_same_moment(cast: Cast) -> None:
    Posting.objects.filter(role__in=[Role.SQUAD_LEADER, Role.COMMAND_ROOM]).update(ends_on="2026-01-01")
    notice = told(cast, cast.officer_a)
    assert escalate_due(at=at("2026-09-03 21:31")) == 2
    assert steps(notice) == [(1, "21:30"), (2, "21:30")]
    assert names(notice) == {"officer_a", "chief_a"}


@pytest.mark.django_db
def test_a_station_without_a_chief_climbs_to_the_central_stations_and_no_further_away(cast: Cast) -> None:
    Posting.objects.filter(officer=cast.chief_b).update(ends_on="2026-01-01")
    notice = tell(
        kind="test.answer",
        event="7",
        to=[cast.officer_b],
        station=cast.station_b,
        at=EVENING,
        params={"number": 7},
    )
    escalate_due(at=at("2026-09-04 08:00"))
    assert names(notice) == {"officer_b", "leader_a", "room_a", "chief_a"}
    assert "outsider" not in names(notice)


@pytest.mark.django_db
def test_who_is_told_by_the_ladder_gets_the_channels_of_choice(cast: Cast) -> None:
    notice = told(cast, cast.officer_a)
    escalate_due(at=at("2026-09-03 21:31"))
    mine = Delivery.objects.filter(notice=notice, officer=cast.leader_a)
    assert set(mine.values_list("channel", flat=True)) == {"in_app", "web_push"}


@pytest.mark.django_db(transaction=True)
def test_racing_looks_take_each_step_once() -> None:
    cast = assemble()
    notices = [told(cast, cast.officer_a, event=str(number)) for number in range(12)]
    taken: list[int] = []
    faults: list[BaseException] = []

    def look() -> None:
        try:
            taken.append(escalate_due(at=at("2026-09-04 08:00")))
        except BaseException as error:  # noqa: BLE001  # shown by the test
            faults.append(error)
        finally:
            connection.close()

    looks = [threading.Thread(target=look) for _index in range(5)]
    for found in looks:
        found.start()
    for found in looks:
        found.join()
    assert faults == []
    escalate_due(at=at("2026-09-04 08:00"))
    assert Escalation.objects.count() == 24
    for notice in notices:
        assert steps(notice) == [(1, "21:30"), (2, "22:00")]


@pytest.mark.django_db
def test_a_new_person_told_later_does_not_start_the_ladder_again(cast: Cast) -> None:
    notice = told(cast, cast.officer_a)
    escalate_due(at=at("2026-09-04 08:00"))
    again = told(cast, cast.officer_a, cast.auxiliary_a)
    again.refresh_from_db()
    assert (again.pk, again.acknowledge_by, again.level) == (notice.pk, None, 2)
