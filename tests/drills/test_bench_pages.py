"""What is made of Lighthouse's reports, without measuring anything."""

import json
import re
from typing import Any

import pytest

from bench.pages import ASKED, SCRIPT, Asked, lost, rows_of

LOCK = SCRIPT.with_name("package-lock.json")


def report(points: float) -> dict[str, Any]:
    """A report with these points in each category, one heavy and one light audit missed, one that is information."""
    audits = {
        name: {"score": score, "scoreDisplayMode": mode, "numericValue": 900.0}
        for name, score, mode in (
            ("light", 0.5, "numeric"),
            ("largest-contentful-paint", 0.9, "numeric"),
            ("whole", 1, "binary"),
            ("absent", None, "notApplicable"),
            ("told", 0, "informative"),
        )
    }
    weights = {"light": 1, "largest-contentful-paint": 25, "whole": 7, "absent": 3, "told": 0}
    refs = [{"id": name, "weight": weight} for name, weight in weights.items()]
    return {"audits": audits, "categories": {name: {"score": points, "auditRefs": refs} for name in ASKED}}


def test_what_cost_points_is_named_the_heaviest_first_and_information_is_left_out() -> None:
    assert lost(report(0.9), "performance") == ["largest-contentful-paint", "light"]


@pytest.mark.parametrize(("points", "met"), [([0.9, 0.95, 1.0], True), ([0.94, 1.0, 0.94], False)])
def test_a_page_has_the_median_of_its_runs_and_must_reach_what_is_asked(
    points: list[float], *, met: bool
) -> None:
    performance, accessibility, _practices = rows_of(Asked("/patrol/"), [report(each) for each in points])
    assert (performance.name, performance.met) == ("performance, /patrol/", met)
    assert accessibility.met is False, "less than every point is not enough there"
    assert "slow phone; largest-contentful-paint, light" in performance.note


def test_a_pages_name_holds_no_key_and_no_day() -> None:
    assert Asked("/tonight/rounds/6082/").name == "/tonight/rounds/…/"
    assert Asked("/today/?night=2026-03-01").name == "/today/"


def test_every_package_that_measures_is_locked_by_its_hash() -> None:
    packages = json.loads(LOCK.read_text())["packages"]
    versions = {name: row for name, row in packages.items() if name}
    assert re.fullmatch(r"12\.8\.\d+", versions["node_modules/lighthouse"]["version"])
    assert all(row["integrity"].startswith("sha512-") for row in versions.values())
