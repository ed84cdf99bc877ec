"""Chromium, a live server, and a night that is on right now."""

import datetime
import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route

from jurisdiction.models import Officer
from patrols import rules
from patrols.models import Shift
from patrols.operations import shifts
from tests.cast import Cast, assemble

# Playwright's synchronous calls run an event loop in this thread; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; quiet towards the outside."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, committed, so that the live server sees it."""
    return assemble()


@pytest.fixture
def shift_now(cast: Cast) -> Shift:
    """A shift of squad A that began five minutes ago: its first round can be started on time."""
    cast.roster_a.active = False
    cast.roster_a.save()
    now = timezone.localtime().replace(second=0, microsecond=0)
    begins, ends = now - datetime.timedelta(minutes=5), now + datetime.timedelta(hours=4)
    return shifts.create_shift(
        station=cast.station_a,
        squad=cast.squad_a,
        duty_date=begins.date(),
        starts=begins.time(),
        ends=ends.time(),
        places=[cast.place_a],
        policy=rules.Policy(),
        at=timezone.now(),
        by=cast.chief_a,
    )


OpenPage = Callable[..., Page]


def answer_the_last() -> None:
    """Waits for requests that a closed browser left behind: the database is emptied next, and would wait for them."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not any("process_request_thread" in thread.name for thread in threading.enumerate()):
            return
        time.sleep(0.02)


@pytest.fixture
def sign_in_on(live_server: Any) -> Callable[[Page, Officer], None]:
    """`sign_in_on(page, officer)`: on a phone that others have signed in on before."""

    def sign_in(page: Page, officer: Officer) -> None:
        client = Client()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def open_as(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """`open_as(officer, phone=True)` gives a page of a browser in which the officer is signed in.

    Requests to anywhere but the site are stopped and fail the test, and so does an error on the page's console.
    """
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    problems: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def open_page(
        officer: Officer | None,
        *,
        phone: bool = False,
        dark: bool = False,
        language: str = "en",
        script: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # the two keys it wants
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            java_script_enabled=script,
            timezone_id="Asia/Shanghai",
            base_url=live_server.url,
        )
        contexts.append(context)
        context.route("**/*", guard)
        cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        if officer is not None:
            client = Client()
            client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url})
        context.add_cookies(cookies)  # type: ignore[arg-type]  # plain dicts of the same shape
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console",
            lambda message: (
                problems.append(message.text)
                if message.type == "error" and "Failed to load resource" not in message.text
                else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    answer_the_last()
    assert outside == [], "requests to the outside"
    assert problems == [], "errors on the page"
