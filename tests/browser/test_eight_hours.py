"""The whole night in hills without signal: eight hours, four rounds, 130 cars, five of them open, six photos, the browser
killed three times, once in the middle of a round; then the signal comes back, and the server is killed twice while
everything is sent. The station's clock and the phone's are moved, the network is really cut, the processes are really
killed."""

import datetime
import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from drills.chromium import Phone, make_ready, unlock
from drills.middle import Middle
from drills.webserver import WebServer
from intake.choices import State
from intake.models import Submission
from intake.operations.applying import sweep
from patrols import rules
from patrols.choices import Finding, RoundStatus, StartKind
from patrols.models import ContactAttempt, Photo, Round, Shift, UnsecuredVehicle, VehicleCheck
from patrols.operations import shifts
from patrols.operations.reconcile import reconcile
from tests.browser.conftest import answer_the_last
from tests.browser.test_zero_signal import log_open_car
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
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


@pytest.fixture
def middle(live_server: Any) -> Iterator[Middle]:
    """The address the phone knows; behind it one server after another."""
    made = Middle(urlsplit(live_server.url).port or 0)
    yield made
    made.stop()


@pytest.fixture
def phone_of(playwright: Playwright, tmp_path: Path, middle: Middle) -> Iterator[Callable[[Night], Phone]]:
    made: list[Phone] = []

    def make(night: Night) -> Phone:
        made.append(Phone(playwright, tmp_path / "profile", middle.address, clock=lambda: night.now))
        return made[-1]

    yield make
    for phone in made:
        phone.close()
    answer_the_last()


@pytest.fixture
def server(tmp_path: Path, transactional_db: None) -> Iterator[WebServer]:
    """The real web server on the test's database, with the real clock: by its time the night is over."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    made = WebServer(
        tmp_path / "web.log",
        DATABASE_URL=url,
        DJANGO_SETTINGS_MODULE="prevention.settings.drill",
        VAR_DIR=str(tmp_path),
    )
    yield made
    made.stop()


def killed_while_receiving(server: WebServer, page: Page) -> None:
    """kill -9 once more has arrived than before, then another server of the same station."""
    before = Submission.objects.count()
    for _ in range(400):
        if Submission.objects.count() > before:
            break
        page.clock.fast_forward(1000)
        page.wait_for_timeout(50)
    server.kill()
    assert before < Submission.objects.count()
    server.start()


def picture(number: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 240), (number * 30, 60, 90)).save(buffer, "JPEG")
    return buffer.getvalue()


@dataclass
class Walked:
    """What the squad did and when, by the night's clock."""

    started: datetime.datetime
    finished: datetime.datetime | None = None
    secure: list[datetime.datetime] = field(default_factory=list)
    opened: list[datetime.datetime] = field(default_factory=list)
    photos: list[datetime.datetime] = field(default_factory=list)


def walk_round(
    page: Page,
    night: Night,
    secure: int,
    opened: int,
    photos: list[bytes],
    interrupt: Callable[[], Page] | None = None,
) -> tuple[Page, Walked]:
    """`interrupt`: what befalls the phone in the middle of the round; the round goes on in another life of the app."""
    walked = Walked(night.now)
    page.get_by_role("button", name="Start the round").click()
    for number in range(1, secure + 1):
        page.locator("#plus").click()
        walked.secure.append(night.now)
        expect(page.locator("#tally")).to_have_text(str(number))
        if interrupt and number == secure // 2:
            page = interrupt()
            page.get_by_role("link", name="Go on with the round").click()
            expect(page.locator("#tally")).to_have_text(str(number))
    for number in range(opened):
        page.clock.fast_forward(5 * 60 * 1000)
        night.shift += 5 * MINUTE
        walked.opened.append(night.now)
        log_open_car(page, f"A12{secure % 10}{number}")
        expect(page.locator("#tally")).to_have_text(str(secure + number + 1))
        if photos:
            page.locator("ul.list a.button").first.click()
            for _ in range(2 if len(photos) > 4 else 1):
                content = photos.pop()
                walked.photos.append(night.now)
                page.locator("input[type=file]").set_input_files(
                    {"name": "car.jpg", "mimeType": "image/jpeg", "buffer": content}
                )
                expect(page.get_by_text("photos: ")).not_to_have_text("photos: 0")
            page.get_by_role("link", name="Back to the round").click()
    page.clock.fast_forward(35 * 60 * 1000)
    night.shift += 35 * MINUTE
    walked.finished = night.now
    page.get_by_role("button", name="Finish the round").click()
    expect(page.get_by_text("Stored on this phone.")).to_be_visible()
    return page, walked


def assert_near(
    moments: Iterable[datetime.datetime | None], wanted: Iterable[datetime.datetime | None]
) -> None:
    """Each moment is the one that was noted, to half a minute; in the same order."""
    for moment, noted in zip(moments, wanted, strict=True):
        assert moment is not None
        assert noted is not None
        assert abs(moment - noted) < datetime.timedelta(seconds=30)


def test_eight_hours_without_a_signal_lose_nothing(
    cast: Cast,
    phone_of: Callable[[Night], Phone],
    middle: Middle,
    server: WebServer,
    monkeypatch: pytest.MonkeyPatch,
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
    phone.sign_in(cast.officer_a)
    make_ready(page, "Squad A")
    assert phone.context is not None
    phone.context.set_offline(True)

    photos = [picture(number) for number in range(6)]
    taken = {hashlib.sha256(content).hexdigest() for content in photos}
    rounds: list[Walked] = []

    def killed() -> Page:
        phone.kill()
        again = phone.start(offline=True)
        again.goto("/patrol/")
        unlock(again)
        return again

    for number in range(4):
        step = begin + number * 2 * HOUR + 3 * MINUTE - night.now
        page.clock.fast_forward(int(step.total_seconds() * 1000))
        night.shift += step
        reconcile(at=night.now)
        page.reload()
        unlock(page)
        interrupt = killed if number == 1 else None  # the battery dies in the middle of the second round
        page, walked = walk_round(page, night, SECURE[number], OPEN[number], photos, interrupt)
        rounds.append(walked)
        if number in (0, 2):
            page = killed()
    assert not Submission.objects.exists()
    reconcile(at=night.now)
    assert set(Round.objects.filter(shift=shift).values_list("status", flat=True)) == {RoundStatus.MISSED}

    step = begin + 9 * HOUR - night.now
    page.clock.fast_forward(int(step.total_seconds() * 1000))
    night.shift += step
    # Chromium writes cookies half a minute late, so the killed one forgot them: the officer signs in again.
    phone.sign_in(cast.officer_a)
    assert phone.context is not None
    middle.station_port, middle.pause = server.port, 0.3
    phone.context.set_offline(False)
    killed_while_receiving(server, page)
    assert not page.get_by_text("on this phone 0").is_visible()
    killed_while_receiving(server, page)
    middle.pause = 0.0
    for _ in range(100):
        if page.locator("#waiting").inner_text() == "on this phone 0":
            break
        page.clock.fast_forward(16_000)
        page.wait_for_timeout(250)
    expect(page.locator("#waiting")).to_have_text("on this phone 0")
    assert server.kills == 2
    # A server killed between storing a photo's last piece and applying its record leaves that to the worker's sweep.
    sweep(at=night.now)
    left = Submission.objects.exclude(state=State.APPLIED).values_list("kind", "state", "waits_for", "errors")
    assert list(left) == []
    assert VehicleCheck.objects.live().count() == 130
    assert UnsecuredVehicle.objects.filter(outcome="owner_secured").count() == 5
    found = list(Round.objects.filter(shift=shift).order_by("number"))
    assert [one.status for one in found] == [RoundStatus.DONE] * 4
    assert [one.start_kind for one in found] == [StartKind.ON_TIME] * 4
    assert all(one.received_late and one.unmissed_at for one in found)
    assert_near([one.started_at for one in found], [one.started for one in rounds])
    assert_near([one.finished_at for one in found], [one.finished for one in rounds])
    for one, walked in zip(found, rounds, strict=True):
        checks = VehicleCheck.objects.filter(round=one, finding=Finding.SECURE).order_by("checked_at")
        assert_near(checks.values_list("checked_at", flat=True), walked.secure)
        cars = UnsecuredVehicle.objects.filter(vehicle_check__round=one).order_by("found_at")
        assert_near(cars.values_list("found_at", flat=True), walked.opened)
        assert_near(cars.values_list("secured_at", flat=True), walked.opened)
        calls = ContactAttempt.objects.filter(vehicle__in=cars).order_by("at")
        assert_near(calls.values_list("at", flat=True), walked.opened)
    pictures = list(Photo.objects.order_by("taken_at"))
    assert_near([one.taken_at for one in pictures], [moment for walked in rounds for moment in walked.photos])
    assert {one.sha256 for one in pictures} == taken
    assert len(pictures) == 6
    assert all(one.vehicle is not None for one in pictures)
