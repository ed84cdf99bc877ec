"""Pages in Chromium under Lighthouse: points for performance, accessibility and best practices, beside what is asked."""

import json
import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from bench.data import LAST_NIGHT, Data
from bench.frame import Row
from bench.site import site
from drills.chromium import ARGUMENTS
from drills.night import session_of, squads_on_duty
from jurisdiction.models import Officer

#: Points out of 100 that a page must reach.
ASKED = {"performance": 95, "accessibility": 100, "best-practices": 100}
PATIENCE = 180
#: A busy machine may lose the trace of a page, and Lighthouse asks to be run again; it then has no points, not bad ones.
TRIES = 3
CHROMIUM = "/usr/bin/chromium"
SCRIPT = Path(__file__).parent / "lighthouse" / "measure.mjs"
Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page as one officer opens it; `desktop`: on a desk's screen and line, else on a slow phone's."""

    path: str
    officer: Officer | None = None
    desktop: bool = False

    @property
    def name(self) -> str:
        """The path as a person names it: without the day asked for, without keys."""
        return re.sub(r"/\d+/", "/…/", self.path.partition("?")[0])


def _home() -> Path:
    """Where `./run` installed Lighthouse, by the hashes of its lock file."""
    found = Path(settings.VAR_DIR) / "lighthouse"
    if not (found / "node_modules" / "lighthouse").exists():
        raise FileNotFoundError("Lighthouse is not installed: start this with ./run bench lighthouse")
    return found


def _report(page: Asked, address: str) -> Report:
    cookies = {settings.LANGUAGE_COOKIE_NAME: settings.LANGUAGE_CODE}
    if page.officer is not None:
        name, _equals, value = session_of(page.officer).partition("=")
        cookies[name] = value
    asked = {
        "url": address + page.path,
        "cookies": cookies,
        "desktop": page.desktop,
        "categories": list(ASKED),
        "chromium": CHROMIUM,
        "arguments": ARGUMENTS,
    }
    for _try in range(TRIES):
        found = _measured(asked)
        if not found.get("runtimeError"):
            break
    else:
        raise RuntimeError(f"{page.path}: {found['runtimeError']['message']}")
    if not found["finalDisplayedUrl"].startswith(asked["url"]):
        raise RuntimeError(f"{page.path} led to {found['finalDisplayedUrl']}")
    return found


def _measured(asked: dict[str, Any]) -> Report:
    done = subprocess.run(
        ["node", str(SCRIPT), str(_home())],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    found: Report = json.loads(done.stdout)
    return found


def lost(report: Report, category: str) -> list[str]:
    """The audits with a weight that did not get every point, the heaviest first."""
    parts = sorted(report["categories"][category]["auditRefs"], key=lambda part: -part["weight"])
    audits = report["audits"]
    missed = [part["id"] for part in parts if part["weight"] and (audits[part["id"]]["score"] or 0) < 1]
    return [name for name in missed if audits[name]["scoreDisplayMode"] not in ("notApplicable", "manual")]


def rows_of(page: Asked, reports: list[Report]) -> list[Row]:
    """Medians of the runs; the note names what cost points in the run nearest to the median."""
    rows = []
    for category, asked in ASKED.items():
        points = [100 * (report["categories"][category]["score"] or 0) for report in reports]
        median = statistics.median(points)
        nearest = min(zip(points, reports, strict=True), key=lambda pair: abs(pair[0] - median))[1]
        screen = "desk" if page.desktop else "slow phone"
        note = f"{screen}; " + (", ".join(lost(nearest, category)[:4]) or "nothing lost")
        if category == "performance":
            painted = nearest["audits"]["largest-contentful-paint"]["numericValue"]
            note += f"; largest paint {painted:.0f} ms"
        rows.append(Row(f"{category}, {page.name}", median, asked, "points", 1.0, note))
    return rows


def lighthouse(data: Data, runs: int) -> list[Row]:
    """The field pages on a slow phone, the chief's on a desk."""
    officers, rounds = squads_on_duty(timezone.now(), 1)
    found = rounds[0].shift.rounds.filter(planned_at__lte=timezone.now()).latest("planned_at")
    pages = [
        Asked("/sign-in/"),
        Asked("/patrol/", officers[0]),
        Asked("/tonight/", officers[0]),
        Asked(f"/tonight/rounds/{found.pk}/", officers[0]),
        Asked(f"/today/?night={LAST_NIGHT}", data.chief, desktop=True),
    ]
    with tempfile.TemporaryDirectory() as name, site(Path(name)) as server:
        address = f"http://127.0.0.1:{server.port}"
        return [
            row for page in pages for row in rows_of(page, [_report(page, address) for _run in range(runs)])
        ]
