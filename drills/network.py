"""A valley with hardly any signal: 3 % of the packets lost, 800 ms there and back, the line cut every five seconds. A
squad comes with 100 records of three photos each; all of it must arrive, and not much more than it must be sent."""

import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connection as database
from django.utils import timezone
from playwright.sync_api import Page, sync_playwright

from drills.chromium import Phone, make_ready
from drills.frame import Options, Result
from drills.link import STATION, Line, Relay, possible
from drills.night import settle, squads_on_duty
from drills.webserver import WebServer
from intake.choices import State
from intake.models import Submission
from patrols.models import Observation, Photo

ONE_WAY, LOSS, CUT_EVERY, CUT_FOR = 0.4, 0.03, 5.0, 1.0
MOST_SENT = 1.5
#: Seconds until it is called incomplete.
PATIENCE = 1500
#: Photos of about forty kilobytes, from a seed: a picture of noise compresses like a dark street does not.
WRITE = """async ({officer, shift, records, photos, side}) => {
    const { openPhone } = await import("/static/js/night/phone.js");
    const phone = await openPhone();
    await phone.unlockWithPin(officer, "482913");
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const paint = canvas.getContext("2d");
    for (let number = 0; number < records; number += 1) {
        const seen = await phone.add("observation", {shift, round: null, kind: "note", text: `lamp ${number} is dark`});
        for (let photo = 0; photo < photos; photo += 1) {
            for (let dot = 0; dot < 3000; dot += 1) {
                paint.fillStyle = `hsl(${Math.random() * 360} 70% ${Math.random() * 100}%)`;
                paint.fillRect(Math.random() * side, Math.random() * side, 8, 8);
            }
            const file = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.75));
            await phone.addPhoto({observation: seen.id}, file, {after: [seen.id]});
        }
    }
}"""
#: What lies on the phone and must be sent, and what of it is not delivered.
WEIGH = """() => new Promise((done, fail) => {
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
                kinds: records.result.map(({kind}) => kind),
                bytes: records.result.reduce((sum, row) => sum + row.body.length, 0)
                    + blobs.result.reduce((sum, row) => sum + row.bytes.length, 0),
                waiting: records.result.filter((row) => row.state === "waiting").length
                    + blobs.result.filter((row) => !row.done).length,
            });
        };
    };
})"""


def _program(folder: Path, namespace: str) -> str:
    """Chromium inside the phone's namespace."""
    path = folder / "chromium-on-the-line"
    path.write_text(f'#!/bin/sh\nexec /usr/sbin/ip netns exec {namespace} /usr/bin/chromium "$@"\n')
    path.chmod(0o755)
    return str(path)


def _deliver(page: Page) -> tuple[dict[str, Any], float]:
    """Waits, touching nothing, until the app itself has sent everything: (what lay there, seconds)."""
    begun = time.monotonic()
    while True:
        weighed: dict[str, Any] = page.evaluate(WEIGH)
        if not weighed["waiting"] or time.monotonic() - begun > PATIENCE:
            return weighed, time.monotonic() - begun
        page.wait_for_timeout(1000)


def run(options: Options) -> Result:
    """100 records with three photos each (5 with two quickly); complete, and at most 1.5 times their bytes sent."""
    why_not = possible()
    if why_not:
        raise SystemExit(f"network: {why_not}")
    records, photos = (5, 2) if options.quick else (100, 3)
    officers, rounds = squads_on_duty(timezone.now(), 1)
    database.close()
    profile = options.var / "network-profile"
    shutil.rmtree(profile, ignore_errors=True)
    server = WebServer(options.var / "network-web.log")
    line = Line(delay=ONE_WAY, loss=LOSS, cut_every=CUT_EVERY, cut_for=CUT_FOR, seed=options.seed)
    with line, sync_playwright() as playwright:
        relay = Relay(line.listen(), server.port)
        address = f"http://{STATION}:{relay.port}"
        phone = Phone(
            playwright,
            profile,
            address,
            program=_program(options.var, line.phone),
            arguments=(f"--unsafely-treat-insecure-origin-as-secure={address}",),
        )
        try:
            page = phone.start()
            phone.sign_in(officers[0])
            make_ready(page, "Squad 0")
            assert phone.context is not None  # noqa: S101  # just started
            phone.context.set_offline(True)
            values = {
                "officer": officers[0].pk,
                "shift": rounds[0].shift_id,
                "records": records,
                "photos": photos,
            }
            page.evaluate(WRITE, {**values, "side": 256})
            sent, cuts, line.bad = line.sent, line.cuts, True
            phone.context.set_offline(False)
            weighed, seconds = _deliver(page)
            sent, cuts = line.sent - sent, line.cuts - cuts
        finally:
            phone.close()
            relay.stop()
            server.stop()
    settle()
    return _result(weighed, line, sent=sent, cuts=cuts, seconds=seconds, wanted=(records, records * photos))


def _result(
    weighed: dict[str, Any], line: Line, *, sent: int, cuts: int, seconds: float, wanted: tuple[int, int]
) -> Result:
    kinds = Counter(weighed["kinds"])
    there = (Observation.objects.count(), Photo.objects.count())
    left = Submission.objects.exclude(state=State.APPLIED).count()
    times = sent / weighed["bytes"]
    wrong = [
        *([f"{weighed['waiting']} still wait on the phone"] if weighed["waiting"] else []),
        *([f"written {dict(kinds)}"] if (kinds["observation"], kinds["photo"]) != wanted else []),
        *([f"{left} records are not applied"] if left else []),
        *([f"{times:.2f} times the bytes were sent"] if times > MOST_SENT else []),
    ]
    return Result(
        injected={"packets lost": line.lost, "cuts of the line while sending": cuts},
        lost=sum(max(0, want - found) for want, found in zip(wanted, there, strict=True)),
        doubled=sum(max(0, found - want) for want, found in zip(wanted, there, strict=True)),
        wrong=len(wrong),
        examples=wrong,
        figures={
            "observations": there[0],
            "photos": there[1],
            "bytes_to_send": weighed["bytes"],
            "bytes_sent_on_the_line": sent,
            "times": round(times, 3),
            "seconds_to_deliver": round(seconds, 1),
        },
    )
