"""Once an event, person and channel: with racing senders, with senders killed between sending and storing, with tries
that fail and come back."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from notices import rules
from notices.channels import base
from notices.choices import Channel, DeliveryState, Outcome
from notices.models import Delivery, Notice, Preference, Recipient
from notices.operations import sending
from notices.operations.outbox import tell
from notices.operations.sending import LEASE, claim, deliver_due, store
from notices.operations.upkeep import send_again
from notices.receiver.box import Box
from tests.cast import Cast, assemble, at
from tests.notices.reached import group, reachable

pytestmark = pytest.mark.usefixtures("thing")
SECOND = datetime.timedelta(seconds=1)
EVENING = at("2026-09-03 21:05")


def told(
    cast: Cast, number: int = 7, *, kind: str = "test.thing", when: datetime.datetime = EVENING
) -> Notice:
    return tell(
        kind=kind,
        event=str(number),
        to=[cast.officer_a],
        station=cast.station_a,
        at=when,
        params={"number": number},
    )


def sms() -> Delivery:
    return Delivery.objects.get(channel=Channel.SMS)


class Died(BaseException):
    """Kill -9, as seen from inside: nothing after it runs."""


# ---- racing and dying


@pytest.mark.django_db(transaction=True)
def test_racing_senders_send_each_message_once(box: Box) -> None:
    cast = assemble()
    reachable(cast.officer_a, channels=(Channel.SMS, Channel.EMAIL))
    now = timezone.now()
    for number in range(25):
        told(cast, number, when=now)
    faults: list[BaseException] = []

    def send() -> None:
        try:
            deliver_due(at=now)
        except BaseException as error:  # noqa: BLE001  # shown by the test
            faults.append(error)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _index in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert faults == []
    assert box.requests == 50
    assert len({message.key for message in box.messages}) == 50
    assert {message.times for message in box.messages} == {1}
    assert set(Delivery.objects.values_list("state", "tries")) == {("sent", 0), ("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_at_once_tell_once(box: Box) -> None:
    cast = assemble()
    reachable(cast.officer_a, channels=(Channel.SMS,))
    barrier = threading.Barrier(4)

    def go() -> None:
        barrier.wait()
        told(cast)
        connection.close()

    threads = [threading.Thread(target=go) for _index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Notice.objects.count(), Delivery.objects.filter(channel=Channel.SMS).count()) == (1, 1)


@pytest.mark.django_db
def test_a_sender_killed_between_sending_and_storing_leaves_a_lease_and_the_same_key(
    cast: Cast, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)

    def die(*_args: Any, **_kwargs: Any) -> None:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(sending, "store", die)
        with pytest.raises(Died):
            deliver_due(at=EVENING)
    assert (sms().state, len(box.messages)) == (DeliveryState.SENDING, 1)
    deliver_due(at=EVENING + LEASE - SECOND * 12)
    assert box.messages[0].times == 1, "somebody may still be sending it"
    deliver_due(at=EVENING + LEASE + SECOND)
    (message,) = box.messages
    assert message.times == 2, "sent again, and known there as the same by its key"
    assert (sms().state, sms().tries) == (DeliveryState.SENT, 2)


@pytest.mark.django_db
def test_a_sender_that_comes_back_late_does_not_undo_what_its_successor_stored(cast: Cast) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)
    slow = claim(at=EVENING)
    assert slow is not None
    quick = claim(at=EVENING + LEASE)
    assert quick is not None
    store(quick, Outcome.ACCEPTED, at=EVENING + LEASE + SECOND)
    store(slow, Outcome.TIMED_OUT, at=EVENING + LEASE + SECOND * 2)
    assert (sms().state, sms().outcome, sms().tries) == (DeliveryState.SENT, Outcome.ACCEPTED, 2)


@pytest.mark.django_db
def test_a_message_whose_senders_die_again_and_again_is_given_up(cast: Cast) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)
    moment = EVENING
    for _try in range(rules.MOST_TRIES):
        assert claim(at=moment) is not None
        moment += LEASE
    deliver_due(at=moment)
    assert (sms().state, sms().outcome) == (DeliveryState.GIVEN_UP, Outcome.TIMED_OUT)


@pytest.mark.django_db(transaction=True)
def test_what_another_transaction_holds_is_left_to_it(box: Box) -> None:
    cast = assemble()
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)
    with transaction.atomic():
        Delivery.objects.select_for_update().get(channel=Channel.SMS)
        found: list[Delivery | None] = []

        def look() -> None:
            found.append(claim(at=EVENING))
            connection.close()

        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [None]


# ---- trying again


@pytest.mark.django_db
def test_a_failure_comes_back_later_each_time_and_is_given_up_in_the_end(cast: Cast, box: Box) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)
    box.script["sms"] = [(500, {})] * 8
    moment, waits = EVENING, []
    for _try in range(8):
        deliver_due(at=moment)
        row = sms()
        if row.state == DeliveryState.FAILED:
            waits.append(round((row.next_try_at - moment).total_seconds()))
            deliver_due(at=row.next_try_at - SECOND * 11, budget=datetime.timedelta(0))
            assert sms().tries == row.tries, "not before its time"
        moment = row.next_try_at
    assert waits == [30, 60, 120, 240, 480, 960, 1920]
    assert (sms().state, sms().tries, sms().outcome) == (DeliveryState.GIVEN_UP, 8, Outcome.BROKEN)
    deliver_due(at=moment + datetime.timedelta(hours=2))
    assert box.requests == 8

    send_again(delivery=sms(), at=moment, by=cast.system_admin)
    deliver_due(at=moment)
    assert (sms().state, sms().tries, len(box.messages)) == (DeliveryState.SENT, 1, 1)


@pytest.mark.django_db
def test_a_channel_that_does_not_answer_does_not_hold_up_the_others(
    cast: Cast, box: Box, settings: Any
) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS, Channel.EMAIL))
    settings.NOTICE_SINK = "http://127.0.0.1:9"
    for number in range(6):
        told(cast, number)
    deliver_due(at=EVENING)
    counts = {
        channel: Delivery.objects.filter(channel=channel, state=state).count()
        for channel, state in (("email", "sent"), ("sms", "failed"), ("sms", "waiting"))
    }
    assert counts == {"email": 6, "sms": 3}


@pytest.mark.django_db
def test_a_channel_with_a_fault_of_its_own_is_tried_again_and_others_go_on(
    cast: Cast, box: Box, settings: Any
) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS, Channel.EMAIL))
    told(cast)
    settings.NOTICE_SMS = {}
    deliver_due(at=EVENING)
    states = dict(Delivery.objects.values_list("channel", "state"))
    assert (states["sms"], states["email"]) == (DeliveryState.FAILED, DeliveryState.SENT)


@pytest.mark.django_db
def test_a_group_takes_twenty_a_minute_and_the_rest_waits(cast: Cast, box: Box) -> None:
    group(cast, cast.station_a, "wecom")
    for number in range(23):
        told(cast, number)
    deliver_due(at=EVENING)
    assert len(box.messages) == 20
    later = EVENING + datetime.timedelta(seconds=75)
    deliver_due(at=later)
    assert len(box.messages) == 23
    assert set(Delivery.objects.filter(channel="wecom").values_list("tries", flat=True)) == {1}


# ---- reasons not to send


def _nothing(_cast: Cast) -> None: ...


def _read(cast: Cast) -> None:
    Recipient.objects.filter(officer=cast.officer_a).update(read_at=EVENING)


def _switched_off(cast: Cast) -> None:
    Preference.objects.filter(officer=cast.officer_a).update(on=False)


def _left(cast: Cast) -> None:
    type(cast.officer_a).objects.filter(pk=cast.officer_a.pk).update(is_active=False)


def _aged(_cast: Cast) -> None:
    earlier = EVENING - datetime.timedelta(hours=25)
    Notice.objects.update(at=earlier)
    for notice in Notice.objects.all():
        notice.recipients.update(told_at=earlier)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("meanwhile", "outcome"),
    [
        (_nothing, Outcome.ACCEPTED),
        (_read, Outcome.ALREADY_READ),
        (_switched_off, Outcome.SWITCHED_OFF),
        (_left, Outcome.NO_ADDRESS),
        (_aged, Outcome.TOO_OLD),
    ],
)
def test_nobody_is_alarmed_of_what_is_settled(
    cast: Cast, box: Box, meanwhile: Callable[[Cast], None], outcome: Outcome
) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)
    meanwhile(cast)
    deliver_due(at=EVENING)
    assert sms().outcome == outcome
    assert len(box.messages) == (outcome == Outcome.ACCEPTED)


@pytest.mark.django_db
def test_a_channel_taken_out_of_the_settings_sends_nothing(cast: Cast, box: Box, settings: Any) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast)
    settings.NOTICE_CHANNELS = {"in_app": settings.NOTICE_CHANNELS["in_app"]}
    assert base.is_set_up("in_app")
    assert not base.is_set_up("sms")
    deliver_due(at=EVENING)
    assert (sms().state, sms().outcome) == (DeliveryState.SKIPPED, Outcome.CHANNEL_OFF)
    told(cast, 8)
    assert list(Delivery.objects.filter(notice__event="8").values_list("channel", flat=True)) == ["in_app"]


# ---- quiet hours


@pytest.mark.django_db
def test_quiet_hours_hold_back_what_is_not_urgent_until_they_end(cast: Cast, box: Box) -> None:
    reachable(cast.officer_a, quiet=("22:00", "07:00"), channels=(Channel.SMS,))
    told(cast, 1, when=at("2026-09-03 23:30"))
    told(cast, 2, kind="test.urgent", when=at("2026-09-03 23:30"))
    deliver_due(at=at("2026-09-03 23:31"))
    assert [message.text[-7:] for message in box.messages] == ["Thing 2"]
    deliver_due(at=at("2026-09-04 06:59"), budget=datetime.timedelta(0))
    assert len(box.messages) == 1
    deliver_due(at=at("2026-09-04 07:00"))
    assert len(box.messages) == 2


@pytest.mark.django_db
def test_the_bell_knows_no_quiet_hours(cast: Cast) -> None:
    reachable(cast.officer_a, quiet=("22:00", "07:00"))
    notice = told(cast, when=at("2026-09-03 23:30"))
    assert notice.deliveries.get(channel=Channel.IN_APP).state == DeliveryState.SENT
