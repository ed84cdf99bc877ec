"""Every channel against the fake receiver, over real sockets: what arrives, and what each answer means."""

import socket
import time
from typing import Any

import pytest
from django.utils import timezone

from jurisdiction.models import Officer
from notices.channels.chat import cut
from notices.channels.dingtalk import signature
from notices.channels.http import may_go_to
from notices.choices import Channel, DeliveryState, Outcome
from notices.errors import GroupNotStorable, NotAPushAddress
from notices.models import Contact, Delivery, Notice, PushSubscription, Webhook
from notices.operations.outbox import tell
from notices.operations.sending import deliver_due
from notices.operations.subscriptions import subscribe
from notices.operations.webhooks import save_webhook
from notices.receiver.box import Box
from notices.receiver.push import browser_at
from tests.cast import Cast
from tests.notices.reached import ENDPOINT, group, reachable, with_browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thing")]


def told(cast: Cast, officer: Officer | None = None, kind: str = "test.thing") -> Notice:
    people = [officer] if officer else []
    return tell(
        kind=kind, event="7", to=people, station=cast.station_a, at=timezone.now(), params={"number": 7}
    )


def result(channel: str) -> tuple[str, str]:
    found = Delivery.objects.get(channel=channel)
    return found.state, found.outcome


def send(cast: Cast, channel: str, *, kind: str = "test.thing") -> tuple[str, str]:
    reachable(cast.officer_a, channels=(channel,))
    told(cast, cast.officer_a, kind)
    deliver_due(at=timezone.now())
    return result(channel)


def test_a_mail_arrives_with_its_key_as_message_id(cast: Cast, box: Box) -> None:
    assert send(cast, Channel.EMAIL, kind="test.urgent") == (DeliveryState.SENT, Outcome.ACCEPTED)
    (mail,) = box.messages
    delivery = Delivery.objects.get(channel=Channel.EMAIL)
    assert mail.key == f"<{delivery.key}@notices.invalid>"
    assert mail.title == "Urgent: label of test.urgent"
    assert mail.to == "o***@station.example"
    assert "Thing 7" in mail.text
    assert f"https://station.example/notices/{delivery.notice_id}/open/" in mail.text


@pytest.mark.parametrize(
    ("code", "outcome", "state"),
    [
        (451, Outcome.BUSY, DeliveryState.FAILED),
        (550, Outcome.GONE, DeliveryState.GIVEN_UP),
    ],
)
def test_a_mailbox_says_later_or_never(
    cast: Cast, box: Box, code: int, outcome: Outcome, state: DeliveryState
) -> None:
    box.script["email"] = [(code, {})]
    assert send(cast, Channel.EMAIL) == (state, outcome)


def test_a_text_message_reaches_the_gateway_once_whatever_is_repeated(cast: Cast, box: Box) -> None:
    assert send(cast, Channel.SMS) == (DeliveryState.SENT, Outcome.ACCEPTED)
    Delivery.objects.filter(channel=Channel.SMS).update(
        state=DeliveryState.SENDING, next_try_at=timezone.now()
    )
    deliver_due(at=timezone.now())
    (message,) = box.messages
    assert (message.to, message.times) == ("138****1234", 2)
    assert message.text == "【Station A】label of test.thing：Thing 7"


@pytest.mark.parametrize(
    ("status", "outcome", "state"),
    [
        (200, Outcome.ACCEPTED, DeliveryState.SENT),
        (302, Outcome.REFUSED, DeliveryState.GIVEN_UP),
        (400, Outcome.REFUSED, DeliveryState.GIVEN_UP),
        (404, Outcome.GONE, DeliveryState.GIVEN_UP),
        (429, Outcome.BUSY, DeliveryState.FAILED),
        (500, Outcome.BROKEN, DeliveryState.FAILED),
        (503, Outcome.BUSY, DeliveryState.FAILED),
    ],
)
def test_what_a_gateway_answers_decides_whether_it_is_tried_again(
    cast: Cast, box: Box, status: int, outcome: Outcome, state: DeliveryState
) -> None:
    box.script["sms"] = [(status, {})]
    assert send(cast, Channel.SMS) == (state, outcome)


def test_nobody_listening_is_a_failure_of_the_line(cast: Cast, box: Box, settings: Any) -> None:
    settings.NOTICE_SINK = "http://127.0.0.1:9"
    assert send(cast, Channel.SMS) == (DeliveryState.FAILED, Outcome.UNREACHABLE)


def test_a_receiver_that_never_answers_is_not_waited_for(cast: Cast, box: Box, settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.NOTICE_SINK = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.NOTICE_TIMEOUT = 0.3
        begun = time.monotonic()
        assert send(cast, Channel.SMS) == (DeliveryState.FAILED, Outcome.TIMED_OUT)
        assert time.monotonic() - begun < 3


def test_a_push_message_is_opened_by_the_browser_and_signed_by_the_station(cast: Cast, box: Box) -> None:
    with_browser(cast.officer_a)
    assert send(cast, Channel.WEB_PUSH) == (DeliveryState.SENT, Outcome.ACCEPTED)
    (message,) = box.messages
    assert (message.title, message.text, message.fault) == ("label of test.thing", "Thing 7", "")
    assert message.key == Delivery.objects.get(channel=Channel.WEB_PUSH).key.hex
    assert PushSubscription.objects.get().used_at is not None


def test_a_browser_that_is_gone_is_forgotten_and_the_others_still_get_it(cast: Cast, box: Box) -> None:
    with_browser(cast.officer_a, f"{ENDPOINT}-old")
    with_browser(cast.officer_a)
    box.script["web_push"] = [(410, {})]
    assert send(cast, Channel.WEB_PUSH) == (DeliveryState.SENT, Outcome.ACCEPTED)
    assert PushSubscription.objects.count() == 1


def test_nothing_is_sent_where_no_address_is_known(cast: Cast, box: Box) -> None:
    assert send(cast, Channel.WEB_PUSH) == (DeliveryState.SKIPPED, Outcome.NO_ADDRESS)
    Contact.objects.update(phone_sealed="", email_sealed="moved:from-another-row")
    Delivery.objects.all().delete()
    Notice.objects.all().delete()
    cast.officer_a.notice_preferences.update(on=True)
    told(cast, cast.officer_a)
    deliver_due(at=timezone.now())
    assert result(Channel.SMS) == (DeliveryState.SKIPPED, Outcome.NO_ADDRESS)
    assert result(Channel.EMAIL) == (DeliveryState.GIVEN_UP, Outcome.UNREADABLE)


def test_addresses_and_secrets_lie_sealed(cast: Cast, box: Box) -> None:
    reachable(cast.officer_a)
    with_browser(cast.officer_a)
    row = group(cast, cast.station_a, "dingtalk", secret="SEC-played")
    stored = [
        *Contact.objects.values_list("email_sealed", "phone_sealed")[0],
        *PushSubscription.objects.values_list("endpoint_sealed", "auth_sealed")[0],
        row.url_sealed,
        row.secret_sealed,
    ]
    for text in stored:
        assert text.startswith("t1:")
    assert not any(word in "".join(stored) for word in ("1380000", "station.example", "played", "googleapis"))


def test_both_kinds_of_groups_hear_once_and_dingtalk_is_signed(cast: Cast, box: Box) -> None:
    box.secrets["played"] = "SEC-played"
    group(cast, cast.station_a, "wecom")
    group(cast, cast.station_a, "dingtalk", secret="SEC-played")
    told(cast)
    told(cast)
    deliver_due(at=timezone.now())
    assert sorted(found.channel for found in box.messages) == ["dingtalk", "wecom"]
    assert {found.times for found in box.messages} == {1}
    assert all(found.text.startswith("Thing 7\nhttps://station.example/notices/") for found in box.messages)


def test_a_group_with_the_wrong_secret_is_refused_and_given_up_for_somebody_to_see(
    cast: Cast, box: Box
) -> None:
    box.secrets["played"] = "SEC-played"
    group(cast, cast.station_a, "dingtalk", secret="SEC-mistyped")
    told(cast)
    deliver_due(at=timezone.now())
    assert result(Channel.DINGTALK) == (DeliveryState.GIVEN_UP, Outcome.REFUSED)


def test_the_signature_is_dingtalks_own() -> None:
    assert signature("this is secret", 1577262236757) == "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM="


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((200, {"errcode": 45009}), Outcome.BUSY),
        ((200, {"errcode": 93000}), Outcome.GONE),
        ((200, {"errcode": 1}), Outcome.REFUSED),
        ((200, {}), Outcome.BROKEN),
        ((502, {"errcode": 0}), Outcome.BROKEN),
    ],
)
def test_a_groups_error_code_is_read(
    cast: Cast, box: Box, answer: tuple[int, dict[str, Any]], outcome: Outcome
) -> None:
    box.script["wecom"] = [answer]
    group(cast, cast.station_a, "wecom")
    told(cast)
    deliver_due(at=timezone.now())
    assert result(Channel.WECOM)[1] == outcome


def test_a_group_hears_only_its_kinds_and_only_of_its_station(cast: Cast, box: Box) -> None:
    group(cast, cast.station_a, "wecom", "test.urgent")
    group(cast, cast.station_b, "dingtalk")
    told(cast)
    told(cast, kind="test.urgent")
    deliver_due(at=timezone.now())
    (message,) = box.messages
    assert message.channel == "wecom"
    assert "test.urgent" in message.title


def test_a_long_text_is_cut_to_what_wecom_takes_between_characters() -> None:
    text = cut("巡" * 1000, 2048)
    assert len(text.encode()) <= 2048 - 160
    assert text.endswith("巡…")
    assert cut("short", 2048) == "short"


@pytest.mark.parametrize(
    "url",
    [
        "http://qyapi.weixin.qq.com/x",
        "https://127.0.0.1/x",
        "https://qyapi.weixin.qq.com.evil.example/x",
        "https://evil.example/qyapi.weixin.qq.com",
        "https://user@qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:8080/x",
        "https://qyapi.weixin.qq.com:x/",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_address_of_a_form_leads_into_the_stations_own_network(cast: Cast, url: str) -> None:
    assert not may_go_to(url, ["qyapi.weixin.qq.com", ".notify.windows.com"])
    with pytest.raises(GroupNotStorable) as refused:
        save_webhook(
            station=cast.station_a,
            channel="wecom",
            name="g",
            url=url,
            secret="",
            kinds=[],
            active=True,
            at=timezone.now(),
            by=cast.system_admin,
        )
    assert refused.value.field == "url"
    with pytest.raises(NotAPushAddress):
        browser = browser_at(url)
        subscribe(
            officer=cast.officer_a,
            endpoint=url,
            p256dh=browser.p256dh,
            auth=browser.auth_text,
            device="",
            at=timezone.now(),
        )
    assert not Webhook.objects.exists()


def test_names_below_a_dotted_host_are_its_own() -> None:
    assert may_go_to("https://db5p.notify.windows.com/w/?token=x", [".notify.windows.com"])
    assert not may_go_to("https://evilnotify.windows.com/", [".notify.windows.com"])


def test_the_same_browser_belongs_to_whoever_asked_last(cast: Cast) -> None:
    with_browser(cast.officer_a)
    with_browser(cast.leader_a)
    assert PushSubscription.objects.get().officer == cast.leader_a


def test_keys_that_are_none_are_refused(cast: Cast) -> None:
    for p256dh, auth in (("AAAA", browser_at(ENDPOINT).auth_text), (browser_at(ENDPOINT).p256dh, "AAAA")):
        with pytest.raises(NotAPushAddress):
            subscribe(
                officer=cast.officer_a,
                endpoint=ENDPOINT,
                p256dh=p256dh,
                auth=auth,
                device="",
                at=timezone.now(),
            )
