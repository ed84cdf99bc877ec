"""The officer's app in a real Chromium that is killed again and again: while it stores, while it sends, while it takes a
new version; with no room left, in two tabs, and with every wrong answer a station or a guest network can give."""

import random
import shutil
import time
from collections import Counter
from typing import Any

from django.db import connection as database
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

from drills.chromium import Phone, make_ready, unlock
from drills.frame import Options, Result
from drills.middle import CUT, PASS, PORTAL_PAGE, Middle
from drills.night import settle, squads_on_duty
from drills.webserver import WebServer
from intake.choices import State
from intake.models import Submission
from jurisdiction.models import Officer
from patrols.models import Photo, Round, VehicleCheck

PHASES = ("storing", "sending", "updating")
WRONG_ANSWERS: tuple[int | str, ...] = (401, 403, 413, 422, 500, 503, PORTAL_PAGE)
#: Entries one life of the browser writes at most, and how many of them have a photo.
ENTRIES, WITH_PHOTO = 12, 3
#: Writes entries through the app's own module, as the screens do; tells of each once the app calls it stored.
SCRIPT = """async ({round, count, every, first}) => {
    const { openPhone } = await import("/static/js/night/phone.js");
    const phone = await openPhone();
    await phone.unlockWithPin(window.officer, window.pin);
    for (let number = 0; number < count; number += 1) {
        if (first && number === 0) {
            window.stored("round.start", (await phone.add("round.start", {round})).id);
            continue;
        }
        if (every && number % every === every - 1) {
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 128;
            const paint = canvas.getContext("2d");
            for (let dot = 0; dot < 400; dot += 1) {
                paint.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
                paint.fillRect(Math.random() * 128, Math.random() * 128, 12, 12);
            }
            const file = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
            const seen = await phone.add("observation", {shift: window.shift, round, kind: "note", text: "drill"});
            window.stored("observation", seen.id);
            window.stored("photo", (await phone.addPhoto({observation: seen.id}, file, {after: [seen.id]})).id);
        } else {
            window.stored("check.secure", (await phone.add("check.secure", {round, place: null}, {after: []})).id);
        }
    }
    return "done";
}"""
#: What lies in the phone's database, read past the app.
ROWS = """() => new Promise((done, fail) => {
    const opening = indexedDB.open("night");
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
        const base = opening.result;
        const tx = base.transaction(["records", "blobs"]);
        const records = tx.objectStore("records").getAll();
        const blobs = tx.objectStore("blobs").getAll();
        tx.oncomplete = () => {
            base.close();
            done({
                records: records.result.map(({id, kind, state, blocked}) => ({id, kind, state, blocked})),
                unsent: blobs.result.filter((blob) => !blob.done).length,
            });
        };
        tx.onerror = () => fail(tx.error);
    };
})"""
RETRY = """async () => {
    const { openPhone } = await import("/static/js/night/phone.js");
    const phone = await openPhone();
    await phone.unlockWithPin(window.officer, window.pin);
    for (const record of await phone.records()) if (record.blocked) await phone.retry(record.id);
}"""
UPDATE = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration.update();
    for (;;) {
        if (registration.waiting) registration.waiting.postMessage("take over");
        await new Promise((done) => setTimeout(done, 20));
    }
}"""


class Story:
    """What the phone was told to be stored, over all lives of its browser, and what was found to be wrong."""

    def __init__(self, options: Options, officer: Officer, found: Round, middle: Middle) -> None:
        self.var = options.var
        self.rng = random.Random(options.seed)  # noqa: S311  # a drill, not a secret
        self.officer, self.round, self.middle = officer, found, middle
        self.stored: dict[str, str] = {}
        self.lost: list[str] = []
        self.wrong: list[str] = []
        self.kills: Counter[str] = Counter()
        self.lives = 0

    def open(self, phone: Phone, *, offline: bool = False, room: int = 0) -> Page:
        """A life of the browser begins; `offline`: as after a cold start in flight mode; `room`: bytes it may store."""
        self.lives += 1
        page = phone.start()
        phone.sign_in(self.officer)
        page.expose_function("stored", lambda kind, key: self.stored.__setitem__(key, kind))
        prepare = f"window.officer = {self.officer.pk}; window.pin = '482913'; window.shift = {self.round.shift_id};"
        page.add_init_script(prepare)
        self.middle.mode = CUT if offline else PASS
        if room and phone.context is not None:
            values = {"origin": self.middle.address, "quotaSize": room}
            phone.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", values)
        page.goto("/patrol/")
        heading = page.get_by_role("heading", name="Squad 0")
        try:
            if offline:
                self._unlock(page)
            heading.wait_for()
        except Error:
            self.wrong.append(
                f"life {self.lives} (offline: {offline}) shows: {page.locator('body').inner_text()[:200]}"
            )
            page.screenshot(path=self.var / f"life-{self.lives}.png")
        self.compare(page, "after a kill")
        self.middle.mode = PASS
        return page

    def _unlock(self, page: Page) -> None:
        """A new version that takes over just then draws the page anew: the PIN is typed once more, as a person would."""
        pin = page.locator("input[type=password]")
        for _try in range(20):
            if pin.is_visible() and pin.input_value() == "":
                unlock(page)
            page.wait_for_timeout(250)
            if page.get_by_role("heading", name="Squad 0").is_visible():
                return

    def compare(self, page: Page, when: str) -> dict[str, Any]:
        """Everything that was ever called stored lies on the phone."""
        rows: dict[str, Any] = page.evaluate(ROWS)
        there = {row["id"] for row in rows["records"]}
        self.lost += [f"{when}: {kind} {key}" for key, kind in self.stored.items() if key not in there]
        return rows

    def log(self, page: Page, count: int, *, every: int = 0, first: bool = False) -> Any:
        return page.evaluate(SCRIPT, {"round": self.round.pk, "count": count, "every": every, "first": first})

    def until_sent(self, page: Page, patience: float = 90) -> None:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            rows = page.evaluate(ROWS)
            if not rows["unsent"] and not any(row["state"] == "waiting" for row in rows["records"]):
                return
            if any(row["blocked"] for row in rows["records"]):
                page.evaluate(RETRY)
            page.evaluate("window.dispatchEvent(new Event('online'))")
            page.wait_for_timeout(300)
        self.wrong.append("not everything was sent in time")


def _killed(story: Story, phone: Phone, phase: str) -> None:
    """One life that ends by kill -9 in the middle of `phase`."""
    page = story.open(phone, offline=story.rng.random() < 0.3)
    every = ENTRIES // WITH_PHOTO
    if phase == "sending":
        story.middle.mode = CUT
        story.log(page, ENTRIES, every=every)
        story.middle.mode, story.middle.pause = PASS, 0.05
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_timeout(story.rng.uniform(20, 700))
    else:
        if phase == "updating":
            story.middle.worker += 1
            page.evaluate(f"{{ ({UPDATE})(); 0 }}")
        values = {"round": story.round.pk, "count": ENTRIES, "every": every, "first": False}
        page.evaluate(f"(values) => {{ ({SCRIPT})(values); }}", values)
        page.wait_for_timeout(story.rng.uniform(20, 600))
    phone.kill()
    story.middle.pause = 0.0
    story.kills[f"kills while {phase}"] += 1


def _wrong_answers(story: Story, page: Page) -> Counter[str]:
    """Each wrong answer while entries wait: nothing leaves the queue, and afterwards everything is sent."""
    injected: Counter[str] = Counter()
    for answer in WRONG_ANSWERS:
        story.until_sent(page)
        story.middle.mode = CUT
        story.log(page, 3)
        story.middle.mode = answer
        before = story.middle.answered[answer]
        until = time.monotonic() + 20
        while story.middle.answered[answer] < before + 2 and time.monotonic() < until:
            page.evaluate("window.dispatchEvent(new Event('online'))")
            page.wait_for_timeout(100)
        waiting = [
            row for row in story.compare(page, f"answer {answer}")["records"] if row["state"] == "waiting"
        ]
        if len(waiting) < 3:
            story.wrong.append(f"answer {answer}: {len(waiting)} of 3 wait")
        injected[f"answers {answer}"] += story.middle.answered[answer] - before
        story.middle.mode = PASS
        story.until_sent(page)
    return injected


def _no_room(story: Story, page: Page) -> int:
    """The quota is used up: the app says so, nothing stored is lost, nothing is called stored that is not."""
    refused = 0
    for _try in range(5):
        try:
            story.log(page, 4, every=2)
        except Error as error:
            if "Quota" not in str(error):
                story.wrong.append(f"no room: {error}")
            refused += 1
    story.compare(page, "no room")
    page.goto(f"/patrol/#round/{story.round.pk}")
    before = len(page.evaluate(ROWS)["records"])
    page.get_by_role("button", name="Secure +1").click()
    page.get_by_text("storage is full").wait_for()
    if len(page.evaluate(ROWS)["records"]) != before:
        story.wrong.append("no room: stored and yet called not stored")
    return refused + 1


def _two_tabs(story: Story, context: BrowserContext, page: Page) -> int:
    """Two tabs of the same app store and send at the same time."""
    other = context.new_page()
    other.expose_function("stored", lambda kind, key: story.stored.__setitem__(key, kind))
    other.add_init_script(
        f"window.officer = {story.officer.pk}; window.pin = '482913'; window.shift = {story.round.shift_id};"
    )
    other.goto("/patrol/")
    other.get_by_role("heading", name="Squad 0").wait_for()
    for tab in (page, other, page, other):
        values = {"round": story.round.pk, "count": ENTRIES, "every": 4, "first": False}
        tab.evaluate(f"(values) => {{ ({SCRIPT})(values); }}", values)
        tab.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(2000)
    story.until_sent(page)
    other.close()
    return 2


def run(options: Options) -> Result:
    """100 kills (6 quickly) and every other evil once; nothing that was called stored may be missing, here or there."""
    officers, rounds = squads_on_duty(timezone.now(), 1)
    found = rounds[0].shift.rounds.filter(planned_at__lte=timezone.now()).latest("planned_at")
    database.close()
    profile = options.var / "phone-profile"
    shutil.rmtree(profile, ignore_errors=True)
    server = WebServer(options.var / "phone-web.log")
    middle = Middle(server.port)
    story = Story(options, officers[0], found, middle)
    injected: Counter[str] = Counter()
    with sync_playwright() as playwright:
        phone = Phone(playwright, profile, middle.address)
        try:
            page = phone.start()
            phone.sign_in(officers[0])
            make_ready(page, "Squad 0")
            phone.close()
            page = story.open(phone)
            story.log(page, ENTRIES, first=True)
            story.until_sent(page)
            phone.close()
            for number in range(6 if options.quick else 100):
                _killed(story, phone, PHASES[number % len(PHASES)])
            page = story.open(phone, room=1)
            injected["writes without room"] = _no_room(story, page)
            phone.close()
            page = story.open(phone)
            assert phone.context is not None  # noqa: S101  # just opened
            story.log(page, 2)
            injected["tabs at once"] = _two_tabs(story, phone.context, page)
            injected.update(_wrong_answers(story, page))
            story.until_sent(page)
            rows = story.compare(page, "at the end")["records"]
        finally:
            phone.close()
            middle.stop()
            server.stop()
    settle()
    return _result(story, rows, {**story.kills, **injected})


def _result(story: Story, rows: list[dict[str, Any]], injected: dict[str, int]) -> Result:
    stored = {str(key): state for key, state in Submission.objects.values_list("pk", "state")}
    kinds = Counter(row["kind"] for row in rows)
    missing = [row["id"] for row in rows if row["id"] not in stored]
    never = [key for key in story.stored if key not in stored]
    wrong = [
        *story.wrong,
        *(f"{state}: {key}" for key, state in stored.items() if state != State.APPLIED),
        *_not_equal("cars in the books", VehicleCheck.objects.live().count(), kinds["check.secure"]),
        *_not_equal("photos", Photo.objects.count(), kinds["photo"]),
    ]
    lost = story.lost + [f"not at the station: {key}" for key in {*missing, *never}]
    return Result(
        injected=injected,
        lost=len(lost),
        doubled=max(0, len(stored) - len(rows)),
        wrong=len(wrong),
        examples=lost + wrong,
        figures={
            "lives_of_the_browser": story.lives,
            "called_stored": len(story.stored),
            "on_the_phone": len(rows),
            "at_the_station": len(stored),
            "photos": kinds["photo"],
        },
    )


def _not_equal(what: str, found: int, wanted: int) -> list[str]:
    return [] if found == wanted else [f"{what}: {found}, wanted {wanted}"]
