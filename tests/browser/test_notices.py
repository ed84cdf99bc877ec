"""In Chromium: a notice appears at the bell without a reload and is acknowledged; the way to push; nothing but links
without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from notices import kinds
from notices.models import Notice
from notices.operations.outbox import tell
from tests.cast import Cast

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]


@pytest.fixture
def alarm() -> Iterator[str]:
    """A kind that must be acknowledged."""
    kinds.register(
        kinds.Kind(
            code="test.browser",
            label="Alarm",
            words=lambda params: f"Something at the {params['where']}",
            url=lambda _params: "",
            urgent=True,
            acknowledge=True,
        )
    )
    yield "test.browser"
    kinds.unregister("test.browser")


def told(cast: Cast, kind: str, *people: Any) -> Notice:
    return tell(
        kind=kind,
        event="1",
        to=people,
        station=cast.station_a,
        at=timezone.now(),
        params={"where": "bridge"},
        by=cast.room_a,
    )


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_notice_appears_without_a_reload_and_is_acknowledged(
    cast: Cast, open_as: OpenPage, alarm: str, phone: bool
) -> None:
    who = cast.officer_a if phone else cast.chief_a
    page = open_as(who, phone=phone)
    # a page that takes no look at the rounds: it would tell of missed ones too
    page.goto(reverse("patrols:my_nights" if phone else "dashboards:trends"))
    bell = page.locator("[data-bell]")
    expect(bell).to_have_text("Notices")
    page.evaluate("window.stillHere = true")
    notice = told(cast, alarm, who)
    expect(bell.locator(".badge.bad")).to_contain_text("1", timeout=30_000)
    assert page.evaluate("window.stillHere"), "without a reload"

    bell.click()
    expect(page.get_by_text("Something at the bridge")).to_be_visible()
    page.get_by_role("button", name="I have it").click()
    expect(page.locator(".messages")).to_contain_text("Acknowledged")
    notice.refresh_from_db()
    assert notice.acknowledged_by == who
    expect(page.locator("[data-bell] .badge")).to_have_count(0)

    room = open_as(cast.room_a)
    room.goto(f"/notices/{notice.pk}/")
    expect(room.locator("dl.facts")).to_contain_text(who.name)


def test_a_bell_that_was_signed_out_does_not_show_the_sign_in_page(cast: Cast, open_as: OpenPage) -> None:
    page = open_as(cast.chief_a)
    page.goto("/notices/preferences/")
    expect(page.locator("[data-bell]")).to_have_text("Notices")
    page.context.clear_cookies()
    with page.expect_response(lambda answer: "/notices/bell/" in answer.url or "/sign-in/" in answer.url):
        page.evaluate("document.body.dispatchEvent(new Event('notices'))")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-bell]")).to_have_text("Notices")
    assert page.locator("[data-bell] input").count() == 0


def test_without_javascript_the_bell_is_a_link_and_the_list_works(
    cast: Cast, open_as: OpenPage, alarm: str
) -> None:
    notice = told(cast, alarm, cast.chief_a)
    page = open_as(cast.chief_a, script=False)
    page.goto("/today/")
    page.locator("[data-bell]").click()
    page.get_by_role("button", name="I have it").click()
    notice.refresh_from_db()
    assert notice.acknowledged_by == cast.chief_a


def test_the_button_for_push_says_why_it_cannot(cast: Cast, open_as: OpenPage) -> None:
    page = open_as(cast.officer_a, phone=True)
    page.goto("/notices/preferences/")
    button = page.locator("[data-push]")
    expect(button).to_be_visible()
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    button.click()
    expect(page.locator("[data-push-said]")).to_contain_text("blocked")
