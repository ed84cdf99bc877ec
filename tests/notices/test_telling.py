"""Telling is rows in the caller's transaction: once an event, once a person."""

import pytest
from django.db import IntegrityError, connection, transaction

from jurisdiction.choices import Role
from notices import kinds
from notices.audience import cadres_of, holders, holders_by_station
from notices.choices import Channel, DeliveryState
from notices.models import Delivery, Notice, Preference, Recipient
from notices.operations.outbox import Telling, tell, tell_many
from tests.cast import Cast, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thing")]
EVENING = at("2026-09-03 21:05")


def told(notice: Notice) -> set[str]:
    return set(notice.recipients.values_list("officer__username", flat=True))


def test_an_event_is_told_once_and_later_calls_add_only_people(cast: Cast) -> None:
    first = tell(
        kind="test.thing",
        event="7",
        to=[cast.officer_a],
        station=cast.station_a,
        at=EVENING,
        params={"number": 7},
    )
    again = tell(
        kind="test.thing",
        event="7",
        to=[cast.officer_a, cast.leader_a],
        station=cast.station_b.pk,
        at=at("2026-09-04 08:00"),
        params={"number": 8},
    )
    assert again == first
    again.refresh_from_db()
    assert (again.params, again.at, again.station) == ({"number": 7}, EVENING, cast.station_a)
    assert told(again) == {"officer_a", "leader_a"}
    assert Notice.objects.count() == 1


def test_what_was_rolled_back_was_never_told(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(kind="test.thing", event="7", to=[cast.officer_a], station=cast.station_a, at=EVENING)
        raise RuntimeError
    assert (Notice.objects.count(), Recipient.objects.count(), Delivery.objects.count()) == (0, 0, 0)


def test_a_kind_that_nobody_registered_is_a_mistake(cast: Cast) -> None:
    with pytest.raises(kinds.UnknownKind):
        tell(kind="test.nothing", event="7", to=[], station=cast.station_a, at=EVENING)


def test_many_events_are_told_in_a_fixed_number_of_statements(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    tellings = [
        Telling("test.thing", str(number), [cast.officer_a, cast.chief_a], cast.station_a, EVENING)
        for number in range(40)
    ]
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        notices = tell_many([*tellings, tellings[0]])
    assert [notice.event for notice in notices] == [*(str(number) for number in range(40)), "0"]
    assert Recipient.objects.count() == 80


def test_who_left_the_force_is_not_told(cast: Cast) -> None:
    cast.officer_a.is_active = False
    cast.officer_a.save()
    assert (
        told(tell(kind="test.thing", event="7", to=[cast.officer_a], station=cast.station_a, at=EVENING))
        == set()
    )


def test_the_database_refuses_a_second_delivery_to_the_same_person_by_the_same_channel(cast: Cast) -> None:
    Preference.objects.create(officer=cast.officer_a, kind="", channel=Channel.SMS, on=True)
    notice = tell(kind="test.thing", event="7", to=[cast.officer_a], station=cast.station_a, at=EVENING)
    states = dict(notice.deliveries.values_list("channel", "state"))
    assert states == {
        Channel.IN_APP: DeliveryState.SENT,
        Channel.WEB_PUSH: DeliveryState.WAITING,
        Channel.SMS: DeliveryState.WAITING,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            notice=notice, officer=cast.officer_a, channel=Channel.SMS, next_try_at=EVENING
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Recipient.objects.create(notice=notice, officer=cast.officer_a, told_at=EVENING)
    assert not connection.needs_rollback


def test_a_notice_says_its_words_and_survives_their_failing(cast: Cast) -> None:
    notice = Notice(kind="test.thing", params={"number": 7})
    assert (notice.words, notice.url, notice.label) == ("Thing 7", "/things/7/", "label of test.thing")
    notice.params = {}
    assert (notice.words, notice.url) == ("label of test.thing", "")
    notice.kind = "gone.room"
    assert (notice.words, notice.url, notice.label) == ("gone.room", "", "gone.room")


def test_holders_are_those_of_that_station_on_that_day(cast: Cast) -> None:
    day = EVENING.date()
    assert holders(station=cast.station_a, roles=[Role.CHIEF], on=day) == [cast.chief_a]
    assert holders(station=cast.station_b.pk, roles=[Role.CHIEF, Role.OFFICER], on=day) == [
        cast.chief_b,
        cast.officer_b,
    ]
    cast.chief_a.postings.update(ends_on=day)
    assert holders(station=cast.station_a, roles=[Role.CHIEF], on=day) == []
    by_station = holders_by_station(
        stations=[cast.station_a.pk, cast.station_b.pk], roles=[Role.CHIEF, Role.COMMAND_ROOM], on=day
    )
    assert by_station == {
        (cast.station_a.pk, Role.COMMAND_ROOM): [cast.room_a],
        (cast.station_b.pk, Role.CHIEF): [cast.chief_b],
    }


def test_cadres_are_those_of_the_village(cast: Cast) -> None:
    assert cadres_of(village=cast.village_a, on=EVENING.date()) == [cast.cadre_a]
    assert cadres_of(village=cast.village_b.pk, on=EVENING.date()) == []
