"""The pages: the bell, the list, who may see whose notice, preferences, groups, what was received."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jurisdiction.models import Officer
from ledger.models import Entry
from notices.choices import Channel, DeliveryState
from notices.models import Contact, Delivery, Notice, Preference, PushSubscription, Webhook
from notices.operations.contacts import phone_of
from notices.operations.escalation import escalate_due
from notices.operations.outbox import tell
from notices.operations.sending import deliver_due
from notices.operations.webhooks import opened
from notices.receiver.box import Box
from notices.receiver.push import browser_at
from tests.cast import Cast, at
from tests.notices.reached import ENDPOINT, ROBOTS, reachable, with_browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thing")]
SignIn = Callable[[Officer], Client]
EVENING = at("2026-09-03 21:00")
LIST, BELL, PREFERENCES = "/notices/", "/notices/bell/", "/notices/preferences/"


def told(
    cast: Cast, *people: Officer, kind: str = "test.thing", number: int = 7, by: Officer | None = None
) -> Notice:
    return tell(
        kind=kind,
        event=str(number),
        to=people,
        station=cast.station_a,
        at=EVENING,
        params={"number": number},
        by=by,
    )


def english(answer: Any) -> str:
    return str(answer.content.decode())


# ---- the bell


def test_the_bell_counts_and_answers_304_while_nothing_changes(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    assert "badge" not in english(client.get(BELL))
    notice = told(cast, cast.officer_a, kind="test.urgent")
    answer = client.get(BELL)
    assert ">1<span" in english(answer)
    assert "badge bad" in english(answer)
    assert "private" in answer["Cache-Control"]
    assert client.get(BELL, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    client.post(reverse("notices:read", args=[notice.pk]))
    changed = client.get(BELL, headers={"If-None-Match": answer["ETag"]})
    assert (changed.status_code, "badge" in english(changed)) == (200, False)


def test_the_tag_of_one_person_is_no_other_persons(cast: Cast, signed_in: SignIn) -> None:
    tags = {signed_in(who).get(BELL)["ETag"] for who in (cast.officer_a, cast.leader_a)}
    assert len(tags) == 2


def test_every_page_of_desk_and_phone_carries_the_bell(cast: Cast, signed_in: SignIn) -> None:
    for who, page in ((cast.chief_a, "dashboards:today"), (cast.officer_a, "patrols:tonight")):
        html = english(signed_in(who).get(reverse(page)))
        assert f'href="{LIST}" hx-get="{BELL}"' in html


def test_what_waits_for_an_answer_stays_at_the_bell_when_read(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.officer_a, kind="test.answer")
    client = signed_in(cast.officer_a)
    client.post(reverse("notices:read", args=[notice.pk]))
    assert "badge warn" in english(client.get(BELL))
    client.post(reverse("notices:acknowledge", args=[notice.pk]))
    assert "badge" not in english(client.get(BELL))


# ---- the list


def test_urgent_ones_come_first_then_what_waits_then_the_latest(cast: Cast, signed_in: SignIn) -> None:
    for number, kind in enumerate(("test.alarm", "test.answer", "test.thing", "test.thing")):
        told(cast, cast.officer_a, kind=kind, number=number)
    page = signed_in(cast.officer_a).get(LIST)
    order = [found.notice.params["number"] for found in page.context["object_list"]]
    assert order == [0, 1, 3, 2]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("show=unread", {2}),
        ("show=waiting", {1}),
        ("kind=test.thing", {2, 3}),
        ("", {1, 2, 3}),
        ("show=x&kind=y&page=99", None),
    ],
)
def test_the_address_is_the_filter(
    cast: Cast, signed_in: SignIn, query: str, numbers: set[int] | None
) -> None:
    client = signed_in(cast.officer_a)
    for number, kind in ((1, "test.answer"), (2, "test.thing"), (3, "test.thing")):
        notice = told(cast, cast.officer_a, kind=kind, number=number)
        if number != 2:
            client.post(reverse("notices:read", args=[notice.pk]))
    page = client.get(f"{LIST}?{query}")
    if numbers is None:
        assert page.status_code in (200, 404)
    else:
        assert {found.notice.params["number"] for found in page.context["object_list"]} == numbers


def test_opening_marks_as_read_and_leads_to_the_matter(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.officer_a)
    answer = signed_in(cast.officer_a).get(reverse("notices:open", args=[notice.pk]))
    assert answer["Location"] == "/things/7/"
    assert notice.recipients.get().read_at is not None


def test_what_must_be_acknowledged_opens_where_it_can_be(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.officer_a, kind="test.answer")
    page = signed_in(cast.officer_a).get(reverse("notices:open", args=[notice.pk]), follow=True)
    assert reverse("notices:acknowledge", args=[notice.pk]) in english(page)


def test_a_forged_way_back_leads_to_the_list(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.officer_a).post(reverse("notices:read_all"), {"next": "//evil.example/"})
    assert answer["Location"] == LIST


# ---- whose notice


@pytest.mark.parametrize("who", ["chief_b", "officer_b", "outsider", "cadre_a", "auxiliary_a"])
def test_nobody_else_sees_a_notice_by_any_page(cast: Cast, signed_in: SignIn, who: str) -> None:
    notice = told(cast, cast.officer_a, kind="test.answer")
    client = signed_in(getattr(cast, who))
    for name in ("open", "detail"):
        assert client.get(reverse(f"notices:{name}", args=[notice.pk])).status_code == 404, name
    for name in ("read", "acknowledge"):
        assert client.post(reverse(f"notices:{name}", args=[notice.pk])).status_code == 404, name
    for page in (LIST, reverse("notices:sent")):
        assert "Thing 7" not in english(client.get(page))
    assert "badge" not in english(client.get(BELL))
    notice.refresh_from_db()
    assert notice.acknowledged_at is None


def test_another_stations_upkeep_does_not_see_its_messages(cast: Cast, signed_in: SignIn) -> None:
    reachable(cast.officer_a, channels=(Channel.SMS,))
    told(cast, cast.officer_a)
    delivery = Delivery.objects.get(channel=Channel.SMS)
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.GIVEN_UP)
    page, again = reverse("notices:delivery_list"), reverse("notices:delivery_again", args=[delivery.pk])
    for who in (cast.chief_b, cast.outsider):
        assert list(signed_in(who).get(page).context["object_list"]) == []
        assert signed_in(who).post(again).status_code == 404
    own = signed_in(cast.chief_a)
    assert own.get(page).context["given_up"] == 1
    assert own.post(again).status_code == 302
    assert Delivery.objects.get(pk=delivery.pk).state == DeliveryState.WAITING
    assert Entry.objects.filter(verb="notice.sent_again", by=cast.chief_a).exists()
    assert own.post(again).status_code == 302, "again is refused with a message, not with an error page"


def test_who_moved_to_another_station_leaves_the_notices_there(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.officer_a)
    cast.officer_a.postings.update(station=cast.station_b)
    client = signed_in(cast.officer_a)
    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert "Thing 7" not in english(client.get(LIST))


def test_who_holds_no_posting_any_more_is_shown_nothing(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.unposted)
    for page in (LIST, BELL, PREFERENCES):
        assert client.get(page).status_code == 403


def test_a_cadre_sees_the_own_notices(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.cadre_a)
    client = signed_in(cast.cadre_a)
    assert "Thing 7" in english(client.get(LIST))
    assert client.get(reverse("notices:detail", args=[notice.pk])).status_code == 200


def test_who_sent_it_sees_who_has_it(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.officer_a, cast.auxiliary_a, kind="test.answer", by=cast.leader_a)
    signed_in(cast.officer_a).post(reverse("notices:acknowledge", args=[notice.pk]))
    client = signed_in(cast.leader_a)
    (row,) = client.get(reverse("notices:sent")).context["object_list"]
    assert (row.told, row.have_read, row.have_it, row.acknowledged_by) == (2, 1, 1, cast.officer_a)
    page = client.get(reverse("notices:detail", args=[notice.pk]))
    assert [told.acknowledged_at is not None for told in page.context["recipients"]] == [True, False]
    assert len(page.context["deliveries"]) == 4


def test_a_climb_is_shown_with_its_moment(cast: Cast, signed_in: SignIn) -> None:
    notice = told(cast, cast.officer_a, kind="test.answer")
    escalate_due(at=at("2026-09-03 21:31"))
    page = signed_in(cast.room_a).get(reverse("notices:detail", args=[notice.pk]))
    assert [step.level for step in page.context["escalations"]] == [1]
    assert notice.recipients.get(officer=cast.room_a).read_at is not None


# ---- preferences


def wishes(**changed: str) -> dict[str, str]:
    return {
        "email": "",
        "phone": "",
        "quiet_from": "",
        "quiet_until": "",
        "language": "zh-hans",
        "line_0_web_push": "on",
        **changed,
    }


def test_preferences_are_stored_and_shown_again(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    sent = wishes(phone="138 0000 1234", line_0_sms="on", quiet_from="22:00", quiet_until="07:00")
    assert client.post(PREFERENCES, sent).status_code == 302
    assert phone_of(cast.officer_a.pk) == "13800001234"
    lines = {(line.kind, line.channel): line.on for line in Preference.objects.filter(officer=cast.officer_a)}
    assert lines["", "sms"] is True
    assert lines["test.thing", "sms"] is False, "its own box was empty"
    form = client.get(PREFERENCES).context["form"]
    assert form["phone"].value() == "13800001234"
    assert form["line_0_sms"].value() is True


def test_a_kind_that_follows_the_general_line_has_none_of_its_own(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    form = client.get(PREFERENCES).context["form"]
    every_push = {name: "on" for name in form.fields if name.endswith("_web_push")}
    client.post(PREFERENCES, wishes(**every_push))
    assert set(Preference.objects.values_list("kind", flat=True)) == {""}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"phone": "12345"}, "phone"),
        ({"phone": "0598-3600110"}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"line_0_sms": "on"}, "phone"),
        ({"line_1_email": "on"}, "email"),
        ({"quiet_from": "22:00"}, "quiet_until"),
        ({"quiet_until": "25:00"}, "quiet_until"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, signed_in: SignIn, changed: dict[str, str], field: str
) -> None:
    answer = signed_in(cast.officer_a).post(PREFERENCES, wishes(**changed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    for name, value in changed.items():
        assert str(answer.context["form"][name].value()) in (value, "True")
    assert not Contact.objects.exists()


def test_a_test_message_arrives_whatever_the_preferences_say(cast: Cast, signed_in: SignIn, box: Box) -> None:
    reachable(cast.officer_a, channels=(), quiet=("00:00", "23:59"))
    client = signed_in(cast.officer_a)
    answer = client.post(reverse("notices:test"), {"channel": "sms"})
    notice = Notice.objects.get(kind="notices.test")
    assert answer["Location"] == reverse("notices:detail", args=[notice.pk])
    deliver_due(at=timezone.now())
    assert [found.channel for found in box.messages] == ["sms"]
    assert "badge good" in english(client.get(answer["Location"]))
    again = client.post(reverse("notices:test"), {"channel": "sms"})
    assert again.status_code == 422
    assert again.context["test_form"].errors["channel"]
    assert client.post(reverse("notices:test"), {"channel": "pigeon"}).status_code == 422


# ---- push


def subscription(endpoint: str = ENDPOINT, **keys: str) -> str:
    browser = browser_at(endpoint)
    return json.dumps(
        {
            "endpoint": endpoint,
            "keys": {"p256dh": browser.p256dh, "auth": browser.auth_text, **keys},
            "device": "Android Chrome",
        }
    )


def post_json(client: Client, body: str) -> Any:
    return client.post(reverse("notices:push_subscribe"), body, content_type="application/json")


def test_a_browser_is_added_and_removed(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    assert post_json(client, subscription()).status_code == 201
    assert post_json(client, subscription()).status_code == 201
    row = PushSubscription.objects.get()
    assert (row.officer, row.device) == (cast.officer_a, "Android Chrome")
    remove = reverse("notices:push_remove", args=[row.pk])
    signed_in(cast.leader_a).post(remove)
    assert PushSubscription.objects.exists(), "another person's browser stays"
    client.post(remove)
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"endpoint": 1, "keys": 2}',
        "\x00",
        '{"endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "é", "auth": "a"}}',
        subscription("https://127.0.0.1/push"),
        subscription("http://fcm.googleapis.com/x"),
        subscription(p256dh="AAAA"),
    ],
)
def test_nonsense_from_a_browser_is_told_so(cast: Cast, signed_in: SignIn, body: str) -> None:
    answer = post_json(signed_in(cast.officer_a), body)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not PushSubscription.objects.exists()


# ---- chat groups


def group_form(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "station": cast.station_a.pk,
        "channel": "wecom",
        "name": "Command",
        "url": ROBOTS["wecom"],
        "secret": "",
        "kinds": ["test.urgent"],
        "active": "on",
        **changed,
    }


def test_a_group_is_made_changed_and_its_address_never_shown(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.system_admin)
    assert client.post(reverse("notices:group_create"), group_form(cast)).status_code == 302
    row = Webhook.objects.get()
    page = reverse("notices:group_edit", args=[row.pk])
    html = english(client.get(page))
    assert "played" not in html
    assert "qyapi" not in html
    client.post(page, group_form(cast, url="", name="Command room"))
    row.refresh_from_db()
    assert (row.name, opened(row)[0]) == ("Command room", ROBOTS["wecom"])
    saved = Entry.objects.filter(verb="chat_group.saved").order_by("id")
    assert [entry.detail["address_changed"] for entry in saved] == [True, False]
    assert "played" not in json.dumps([entry.detail for entry in saved])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"url": "https://evil.example/"}, "url"),
        ({"url": ""}, "url"),
        ({"name": ""}, "name"),
        ({"name": "Taken"}, "name"),
        ({"channel": "sms"}, "channel"),
        ({"kinds": ["nothing"]}, "kinds"),
        ({"station": "999999"}, "station"),
    ],
)
def test_a_group_that_cannot_be_is_refused_beside_its_field(
    cast: Cast, signed_in: SignIn, changed: dict[str, Any], field: str
) -> None:
    client = signed_in(cast.system_admin)
    client.post(reverse("notices:group_create"), group_form(cast, name="Taken"))
    answer = client.post(reverse("notices:group_create"), group_form(cast, **changed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Webhook.objects.count() == 1


def test_a_group_gets_a_test_message(cast: Cast, signed_in: SignIn, box: Box) -> None:
    client = signed_in(cast.system_admin)
    client.post(reverse("notices:group_create"), group_form(cast))
    row = Webhook.objects.get()
    assert client.post(reverse("notices:group_test", args=[row.pk])).status_code == 302
    deliver_due(at=timezone.now())
    assert [found.channel for found in box.messages] == ["wecom"]
    assert client.post(reverse("notices:group_test", args=[row.pk])).status_code == 302
    assert Notice.objects.filter(kind="notices.test").count() == 1, "not twice a minute"


# ---- what was received


def test_there_is_no_page_of_received_messages_outside_a_demo(
    cast: Cast, signed_in: SignIn, settings: Any, tmp_path: Any
) -> None:
    page = reverse("notices:received")
    client = signed_in(cast.chief_a)
    assert client.get(page).status_code == 404
    assert page not in english(client.get(LIST))
    settings.IS_DEMO, settings.NOTICE_RECEIVED = True, tmp_path / "received.jsonl"
    assert client.get(page).context["received"] == []
    settings.NOTICE_RECEIVED.write_text("not json\n")
    assert client.get(page).status_code == 200


def test_the_page_shows_what_the_receiver_kept(
    cast: Cast, signed_in: SignIn, settings: Any, box: Box, tmp_path: Any
) -> None:
    settings.IS_DEMO = True
    box.path = settings.NOTICE_RECEIVED = tmp_path / "received.jsonl"
    reachable(cast.officer_a, channels=(Channel.SMS, Channel.WEB_PUSH))
    with_browser(cast.officer_a)
    told(cast, cast.officer_a)
    deliver_due(at=EVENING)
    client = signed_in(cast.system_admin)
    found = client.get(reverse("notices:received")).context["received"]
    assert sorted(row["message"].channel for row in found) == ["sms", "web_push"]
    only = client.get(reverse("notices:received"), {"channel": "sms"}).context["received"]
    assert [row["message"].to for row in only] == ["138****1234"]
