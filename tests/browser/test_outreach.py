"""In Chromium: a keeper copies the warning on the phone and says where it is posted; the desk sees the bar move."""

import uuid
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from antifraud.operations.broadcasts import begin_broadcast, draw_up_broadcast
from tests.antifraud.outreach import group_of, warning_of
from tests.cast import Cast

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]


def test_a_keeper_posts_by_hand_while_the_desk_sees_the_bar_move(cast: Cast, open_as: OpenPage) -> None:
    now = timezone.now()
    made = draw_up_broadcast(
        record_id=uuid.uuid4(),
        station=cast.station_a,
        version=warning_of(cast),
        groups=[group_of(cast, "River group"), group_of(cast, "Hill group", keeper=cast.leader_a)],
        at=now,
        by=cast.leader_a,
    )
    begin_broadcast(broadcast_id=made.pk, at=now, by=cast.leader_a)
    desk = open_as(cast.chief_a)
    desk.goto(reverse("antifraud:broadcast_detail", args=[made.pk]))
    expect(desk.locator(".progress-line")).to_contain_text("0 of 2")
    desk.evaluate("window.stillHere = true")

    phone = open_as(cast.officer_a, phone=True, dark=True)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(reverse("antifraud:my_postings"))
    expect(phone.get_by_text("Hill group")).to_have_count(0)
    phone.get_by_role("button", name="Copy the message").click()
    expect(phone.get_by_role("button", name="Copied: paste it into the group")).to_be_visible()
    assert phone.evaluate("navigator.clipboard.readText()") == made.text
    phone.get_by_role("button", name="Posted: River group").click()
    expect(phone.locator(".badge.good").first).to_have_text("posted")

    expect(desk.locator(".progress-line")).to_contain_text("1 of 2", timeout=15_000)
    assert desk.evaluate("window.stillHere"), "without a reload"
    expect(
        desk.locator("section", has_text="Groups that are still missing").locator("tbody tr")
    ).to_have_count(1)


def test_where_the_clipboard_is_closed_the_text_is_selected(cast: Cast, open_as: OpenPage) -> None:
    now = timezone.now()
    made = draw_up_broadcast(
        record_id=uuid.uuid4(),
        station=cast.station_a,
        version=warning_of(cast),
        groups=[group_of(cast, "River group")],
        at=now,
        by=cast.officer_a,
    )
    begin_broadcast(broadcast_id=made.pk, at=now, by=cast.officer_a)
    phone = open_as(cast.officer_a, phone=True)
    phone.goto(reverse("antifraud:my_postings"))
    phone.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')); }")
    phone.get_by_role("button", name="Copy the message").click()
    expect(phone.get_by_role("button", name="Copied: paste it into the group")).to_be_visible()
    assert phone.evaluate("window.getSelection().toString()") == made.text
