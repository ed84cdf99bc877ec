"""The officer's app in Chromium beside the budgets of a field page: paint, a tap stored, a full queue sent."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, Playwright, sync_playwright

from bench.frame import Row
from bench.site import site
from drills.chromium import Phone, make_ready
from drills.middle import CUT, PASS, Middle
from drills.night import squads_on_duty

#: Milliseconds: the budgets that the figures are measured against.
WARM_PAINT, COLD_PAINT, STORED_P95, DRAINED = 300.0, 2000.0, 100.0, 60_000.0
#: How far what stands there may move, as Chromium counts it; bytes of one ordinary record, sealed.
SHIFTED, RECORD = 0.02, 2000.0
QUEUE, SAVES = 500, 200
#: 400 kbit/s each way, 400 ms there and back: a slow 3G line.
SLOW: dict[str, Any] = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
FIRST_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0].startTime"""
#: Milliseconds until the night's first screen stands there, and how far it moved meanwhile.
PAINTED = """() => new Promise((done) => {
    const look = () => {
        if (!document.querySelector("main h1")) { setTimeout(look, 5); return; }
        requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    };
    look();
})"""
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 1500);
})"""
SAVE = """async ({officer, round, count}) => {
    const { openPhone } = await import("/static/js/night/phone.js");
    const phone = await openPhone();
    await phone.unlockWithPin(officer, "482913");
    const took = [];
    for (let number = 0; number < count; number += 1) {
        const begun = performance.now();
        // Every twentieth car is open, with as many words as fit: the largest of the ordinary records.
        const open = {
            round, place: null, latitude: 26.012345, longitude: 117.291234, accuracy: 12, plate: "闽G12345D",
            open_parts: ["door", "window", "boot"], description: "白".repeat(200),
        };
        if (!number) await phone.add("round.start", { round });
        else if (number % 20) await phone.add("check.secure", { round, place: null });
        else await phone.add("vehicle.found", open);
        took.push(performance.now() - begun);
    }
    return took;
}"""
LEFT = """() => new Promise((done) => {
    const opening = indexedDB.open("night");
    opening.onsuccess = () => {
        const tx = opening.result.transaction("records");
        const rows = tx.objectStore("records").getAll();
        tx.oncomplete = () => {
            opening.result.close();
            const sizes = rows.result.map((row) => row.body.length);
            done([rows.result.filter((row) => row.state === "waiting").length, Math.max(...sizes)]);
        };
    };
})"""


@contextmanager
def _phone(playwright: Playwright, folder: Path) -> Iterator[tuple[Phone, Middle, Page, Any, Any]]:
    officers, rounds = squads_on_duty(timezone.now(), 1)
    found = rounds[0].shift.rounds.filter(planned_at__lte=timezone.now()).latest("planned_at")
    with site(folder) as server:
        middle = Middle(server.port)
        phone = Phone(playwright, folder / "profile", middle.address)
        try:
            page = phone.start()
            phone.sign_in(officers[0])
            yield phone, middle, page, officers[0], found
        finally:
            phone.close()
            middle.stop()


def _opened(page: Page) -> float:
    page.goto("/patrol/", wait_until="commit")
    return float(page.evaluate(PAINTED))


def _first_visit(playwright: Playwright, profile: Path, middle: Middle, officer: Any) -> tuple[float, float]:
    """Milliseconds on a slow line until a new phone's browser painted anything, and until the night stood there."""
    phone = Phone(playwright, profile, middle.address)
    page = phone.start()
    try:
        phone.sign_in(officer)
        assert phone.context is not None  # noqa: S101  # just started
        console = phone.context.new_cdp_session(page)
        console.send("Network.enable")
        console.send("Network.emulateNetworkConditions", SLOW)
        page.goto("/patrol/", wait_until="commit")
        stood = float(page.evaluate(PAINTED))
        return float(page.evaluate(FIRST_PAINT)), stood
    finally:
        phone.close()


def app(runs: int) -> list[Row]:
    """Each figure beside its budget: at most 1.0 times as long."""
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        _phone(playwright, Path(name)) as (phone, middle, page, officer, found),
    ):
        assert phone.context is not None  # noqa: S101  # just started
        console = phone.context.new_cdp_session(page)
        console.send("Network.enable")
        visits = [_first_visit(playwright, Path(name) / f"new{run}", middle, officer) for run in range(runs)]
        make_ready(page, "Squad 0")
        middle.mode = CUT
        took = page.evaluate(SAVE, {"officer": officer.pk, "round": found.pk, "count": SAVES})
        warm, moved = [], []
        for _run in range(max(5, runs)):
            warm.append(_opened(page))
            moved.append(float(page.evaluate(SHIFTS)))
        took += page.evaluate(SAVE, {"officer": officer.pk, "round": found.pk, "count": QUEUE - SAVES})
        drained, largest = _drain(page, console, middle)
    p95 = statistics.quantiles(took, n=20)[18]
    first, stood = (statistics.median(figures) for figures in zip(*visits, strict=True))
    stands = f"{len(visits)} new phones, 400 kbit/s, 400 ms; the night stands there after {stood:.0f} ms"
    openings = f"the most of {len(moved)} openings, 1.5 s each"
    full = "a car found open, every part, 200 characters; sealed, as it travels"
    return [
        Row(
            "app painted, warm, no network",
            statistics.median(warm),
            WARM_PAINT,
            "ms",
            1.0,
            f"{len(warm)} openings",
        ),
        Row("layout shift", max(moved), SHIFTED, "shift", 1.0, openings),
        Row("app painted, cold, slow 3G", first, COLD_PAINT, "ms", 1.0, stands),
        Row("tap stored, p95", p95, STORED_P95, "ms", 1.0, f"{len(took)} taps, each on the disk"),
        Row("queue of 500 sent at 400 kbit/s", drained, DRAINED, "ms", 1.0, f"{QUEUE} records"),
        Row("largest ordinary record", largest, RECORD, "bytes", 1.0, full),
    ]


def _drain(page: Page, console: Any, middle: Middle) -> tuple[float, int]:
    """Milliseconds until nothing waits, from the moment the line is there."""
    console.send("Network.emulateNetworkConditions", SLOW)
    middle.mode = PASS
    page.goto("/patrol/", wait_until="commit")
    while True:
        waiting, largest = page.evaluate(LEFT)
        if not waiting:
            return float(page.evaluate("performance.now()")), int(largest)
        page.wait_for_timeout(200)
