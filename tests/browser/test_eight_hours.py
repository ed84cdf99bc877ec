"""The whole night in hills without signal: eight hours, four rounds, 130 cars, five of them open, six photos, the browser
killed twice; then the signal comes back. The station's clock and the phone's are moved, the network is really cut."""

import datetime
import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from intake.choices import State
from intake.models import Submission
from patrols import rules
from patrols.choices import RoundStatus, StartKind
from patrols.models import ContactAttempt, Photo, Round, Shift, UnsecuredVehicle, VehicleCheck
from patrols.operations import shifts
from patrols.operations.reconcile import reconcile
from tests.browser.conftest import PHONE
from tests.browser.test_zero_signal import CONTROLLED, PIN, log_open_car, unlock
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: Secure cars on each round; with the open ones they are 130.
SECURE = (31, 31, 31, 32)
OPEN = (1, 1, 1, 2)


class Night:
    """A clock that both sides follow: the station's is patched, the phone's is moved by the same step."""

    def __init__(self, begin: datetime.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        real = timezone.now
        self.begun = real()
        self.shift = begin - self.begun
        monkeypatch.setattr(timezone, "now", lambda: real() + self.shift)

    @property
    def now(self) -> datetime.datetime:
        return timezone.now()


class Phone:
    """Chromium with a profile of its own that survives kill -9."""

    def __init__(self, playwright: Playwright, profile: Path, night: Night, address: str) -> None:
        self.playwright, self.profile, self.night, self.address = playwright, profile, night, address
        self.context: BrowserContext | None = None

    def start(self, *, offline: bool) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path="/usr/bin/chromium",
            args=ARGUMENTS,
            viewport=PHONE,  # type: ignore[arg-type]  # the two keys it wants
            has_touch=True,
            timezone_id="Asia/Shanghai",
            base_url=self.address,
            offline=offline,
        )
        self.context.set_default_timeout(20_000)
        self.context.clock.install(time=self.night.now)
        return self.context.pages[0]

    def kill(self) -> None:
        """As when the battery dies: no process of the profile hears of it."""
        for process in Path("/proc").iterdir():
            try:
                words = (process / "cmdline").read_bytes()
            except (OSError, NotADirectoryError):
                continue
            if str(self.profile).encode() in words:
                os.kill(int(process.name), signal.SIGKILL)

    def close(self) -> None:
        if self.context is not None:
            self.context.close()


@pytest.fixture
def phone_of(playwright: Playwright, tmp_path: Path, live_server: Any) -> Iterator[Callable[[Night], Phone]]:
    made: list[Phone] = []

    def make(night: Night) -> Phone:
        made.append(Phone(playwright, tmp_path / "profile", night, live_server.url))
        return made[-1]

    yield make
    for phone in made:
        phone.close()


def sign_in(context: BrowserContext, cast: Cast, address: str) -> None:
    client = Client()
    client.force_login(cast.officer_a, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    expires = time.time() + settings.SESSION_COOKIE_AGE  # as the station sets it: it outlives the browser
    context.add_cookies(
        [
            {"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": address, "expires": expires},
            {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address, "expires": expires},
        ]
    )


def picture(number: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 240), (number * 30, 60, 90)).save(buffer, "JPEG")
    return buffer.getvalue()


def walk_round(page: Page, night: Night, secure: int, opened: int, photos: list[bytes]) -> None:
    page.get_by_role("button", name="Start the round").click()
    for number in range(1, secure + 1):
        page.locator("#plus").click()
        expect(page.locator("#tally")).to_have_text(str(number))
    for number in range(opened):
        log_open_car(page, f"A12{secure % 10}{number}")
        expect(page.locator("#tally")).to_have_text(str(secure + number + 1))
        if photos:
            page.locator("ul.list a.button").first.click()
            for _ in range(2 if len(photos) > 4 else 1):
                content = photos.pop()
                page.locator("input[type=file]").set_input_files(
                    {"name": "car.jpg", "mimeType": "image/jpeg", "buffer": content}
                )
                expect(page.get_by_text("photos: ")).not_to_have_text("photos: 0")
            page.get_by_role("link", name="Back to the round").click()
    page.clock.fast_forward(45 * 60 * 1000)
    night.shift += 45 * MINUTE
    page.get_by_role("button", name="Finish the round").click()
    expect(page.get_by_text("Stored on this phone.")).to_be_visible()


def test_eight_hours_without_a_signal_lose_nothing(
    cast: Cast, phone_of: Callable[[Night], Phone], live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.roster_a.active = False
    cast.roster_a.save()
    begin = timezone.localtime().replace(second=0, microsecond=0) - 9 * HOUR
    night = Night(begin - 2 * MINUTE, monkeypatch)
    shift: Shift = shifts.create_shift(
        station=cast.station_a, squad=cast.squad_a, duty_date=begin.date(), starts=begin.time(),
        ends=(begin + 8 * HOUR).time(), places=[cast.place_a], policy=rules.Policy(), at=night.now, by=cast.chief_a,
    )  # fmt: skip
    phone = phone_of(night)
    page = phone.start(offline=False)
    assert phone.context is not None
    sign_in(phone.context, cast, live_server.url)
    page.goto("/patrol/")
    expect(page.get_by_role("heading", name="Squad A")).to_be_visible()
    page.evaluate(CONTROLLED)
    page.goto("/patrol/#entries")
    page.get_by_label("Choose a PIN of six digits").fill(PIN)
    page.locator(".card", has=page.get_by_label("Choose a PIN of six digits")).get_by_role("button").click()
    expect(page.get_by_text("The PIN is set.")).to_be_visible()
    page.goto("/patrol/#")
    phone.context.set_offline(True)

    photos = [picture(number) for number in range(6)]
    starts: list[datetime.datetime] = []
    for number in range(4):
        step = begin + number * 2 * HOUR + 3 * MINUTE - night.now
        page.clock.fast_forward(int(step.total_seconds() * 1000))
        night.shift += step
        reconcile(at=night.now)
        page.reload()
        unlock(page)
        starts.append(night.now)
        walk_round(page, night, SECURE[number], OPEN[number], photos)
        if number in (0, 2):
            phone.kill()
            page = phone.start(offline=True)
            page.goto("/patrol/")
            unlock(page)
    assert not Submission.objects.exists()
    reconcile(at=night.now)
    assert set(Round.objects.filter(shift=shift).values_list("status", flat=True)) == {RoundStatus.MISSED}

    step = begin + 9 * HOUR - night.now
    page.clock.fast_forward(int(step.total_seconds() * 1000))
    night.shift += step
    assert phone.context is not None
    # Chromium writes cookies half a minute late, so the killed one forgot them: the officer signs in again.
    sign_in(phone.context, cast, live_server.url)
    phone.context.set_offline(False)
    expect(page.locator("#waiting")).to_have_text("on this phone 0", timeout=60_000)
    page.wait_for_timeout(500)
    for _ in range(40):
        if Photo.objects.count() == 6:
            break
        page.clock.fast_forward(16_000)
        page.wait_for_timeout(250)

    assert set(Submission.objects.values_list("state", flat=True)) == {State.APPLIED}
    assert VehicleCheck.objects.live().count() == 130
    assert UnsecuredVehicle.objects.filter(outcome="owner_secured").count() == 5
    assert ContactAttempt.objects.count() == 5
    assert Photo.objects.count() == 6
    walked = list(Round.objects.filter(shift=shift).order_by("number"))
    assert [found.status for found in walked] == [RoundStatus.DONE] * 4
    assert [found.start_kind for found in walked] == [StartKind.ON_TIME] * 4
    assert all(found.received_late and found.unmissed_at for found in walked)
    for found, started in zip(walked, starts, strict=True):
        assert found.started_at is not None
        assert abs(found.started_at - started) < datetime.timedelta(seconds=30)
