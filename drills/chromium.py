"""A real Chromium with a profile of its own that survives kill -9: an officer's phone for drills and tests."""

import contextlib
import datetime
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from jurisdiction.models import Officer

SCREEN: Any = {"width": 390, "height": 844}
PIN = "482913"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: Until the worker answers for the page: then the app is stored.
CONTROLLED = """() => new Promise((done) => {
    if (navigator.serviceWorker.controller) done();
    else navigator.serviceWorker.addEventListener("controllerchange", () => done());
})"""


class Phone:
    """`address`: of the station. `clock`: what the phone's clock says; the real time without it. `program`: Chromium, or
    what starts it elsewhere."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        address: str,
        *,
        clock: Callable[[], datetime.datetime] | None = None,
        program: str = "/usr/bin/chromium",
        arguments: tuple[str, ...] = (),
    ) -> None:
        self.playwright, self.profile, self.address, self.clock = playwright, profile, address, clock
        self.program, self.arguments = program, arguments
        self.context: BrowserContext | None = None

    def start(self, *, offline: bool = False) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=self.program,
            args=[*ARGUMENTS, *self.arguments],
            viewport=SCREEN,
            has_touch=True,
            timezone_id="Asia/Shanghai",
            base_url=self.address,
            offline=offline,
        )
        self.context.set_default_timeout(20_000)
        if self.clock is not None:
            self.context.clock.install(time=self.clock())
        return self.context.pages[0]

    def kill(self) -> None:
        """As when the battery dies: no process of the profile hears of it."""
        for process in Path("/proc").iterdir():
            try:
                words = (process / "cmdline").read_bytes()
            except (OSError, NotADirectoryError):
                continue
            if str(self.profile).encode() in words and int(process.name) != os.getpid():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(process.name), signal.SIGKILL)
        self.context = None

    def close(self) -> None:
        if self.context is not None:
            self.context.close()

    def sign_in(self, officer: Officer) -> None:
        """A session as the station gives it: it outlives the browser."""
        assert self.context is not None  # noqa: S101  # started before
        client = Client()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        expires = time.time() + settings.SESSION_COOKIE_AGE
        cookies = {settings.LANGUAGE_COOKIE_NAME: "en", settings.SESSION_COOKIE_NAME: session}
        self.context.add_cookies(
            [
                {"name": name, "value": value, "url": self.address, "expires": expires}
                for name, value in cookies.items()
            ]
        )


def make_ready(page: Page, heading: str) -> None:
    """The app is stored, the night of the squad `heading` taken along, a PIN set: what an officer does at the station."""
    page.goto("/patrol/")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.evaluate(CONTROLLED)
    page.goto("/patrol/#entries")
    page.get_by_label("Choose a PIN of six digits").fill(PIN)
    page.locator(".card", has=page.get_by_label("Choose a PIN of six digits")).get_by_role("button").click()
    expect(page.get_by_text("The PIN is set.")).to_be_visible()
    page.goto("/patrol/#")


def unlock(page: Page) -> None:
    page.get_by_label("PIN").last.fill(PIN)
