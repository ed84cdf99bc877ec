"""When to come back and when, where a household stands, shares, campaigns: without a database."""

import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud import burn_chart, door_rules

GOLDEN = Path(__file__).parent / "golden"
FIRST = datetime.date(2026, 9, 1)


def rows(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("row", rows("revisits.csv"), ids=lambda row: row["tried"])
def test_who_was_not_met_is_tried_at_another_hour_and_gets_a_slip_at_the_third_try(
    row: dict[str, str],
) -> None:
    tried = row["tried"].split(";")
    assert door_rules.another_part(tried) == row["part"]
    assert door_rules.slip_is_due(len(tried)) is (row["slip"] == "yes")


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "evening"),
        (4, "evening"),
        (5, "morning"),
        (11, "morning"),
        (12, "afternoon"),
        (17, "afternoon"),
        (18, "evening"),
    ],
)
def test_the_parts_of_a_day(hour: int, part: str) -> None:
    assert door_rules.part_of(hour) == part


@pytest.mark.parametrize("row", rows("states.csv"), ids=lambda row: f"{row['state']} {row['last_visit_on']}")
def test_where_a_household_stands(row: dict[str, str]) -> None:
    found = door_rules.state(
        left_on=day(row["left_on"]) if row["left_on"] else None,
        needs_help=row["needs_help"] == "yes",
        last_outcome=row["last_outcome"],
        tries=int(row["tries"]),
        last_visit_on=day(row["last_visit_on"]) if row["last_visit_on"] else None,
        today=datetime.date(2026, 9, 3),
    )
    assert found == row["state"]


@pytest.mark.parametrize("row", rows("shares.csv"), ids=lambda row: f"{row['part']}/{row['whole']}")
def test_no_share_is_told_of_fewer_than_ten(row: dict[str, str]) -> None:
    wanted = float(row["share"]) if row["share"] else None
    assert door_rules.share(int(row["part"]), int(row["whole"])) == wanted


@pytest.mark.parametrize("row", rows("pace.csv"), ids=lambda row: f"{row['today']} {row['actual']}")
def test_how_a_campaign_goes(row: dict[str, str]) -> None:
    line = {
        "start": float(row["start"]),
        "goal": float(row["goal"]),
        "first": day(row["first"]),
        "last": day(row["last"]),
    }
    today = day(row["today"])
    assert door_rules.needed(day=today, **line) == pytest.approx(float(row["needed_today"]))  # type: ignore[arg-type]  # as named above
    assert door_rules.pace(actual=float(row["actual"]), today=today, **line) == row["pace"]  # type: ignore[arg-type]  # as named above


def test_the_burn_up_line_adds_what_each_day_brought_and_stops_today() -> None:
    points = door_rules.burn_up(
        start=10,
        goal=40,
        first=FIRST,
        last=FIRST + datetime.timedelta(days=9),
        today=FIRST + datetime.timedelta(days=3),
        steps=[(FIRST, 5), (FIRST + datetime.timedelta(days=2), 2), (FIRST, 1)],
    )
    assert [point.actual for point in points] == [16, 16, 18, 18, *[None] * 6]
    assert [points[0].needed, points[-1].needed] == [13, 40]
    drawn = burn_chart.draw(points, goal=40, in_percent=True)
    assert len(drawn.needed.split()) == 10
    assert len(drawn.actual.split()) == 4


@given(st.integers(1, 400), st.integers(0, 80), st.sets(st.integers(0, 6), min_size=1))
def test_a_plan_gives_each_door_an_evening_of_those_weekdays_evenly_and_in_order(
    doors: int, days: int, weekdays: set[int]
) -> None:
    last = FIRST + datetime.timedelta(days=days)
    keys = [f"{number:03}" for number in range(doors)]
    spread = door_rules.spread(keys, first=FIRST, last=last, days=weekdays)
    evenings = [
        FIRST + datetime.timedelta(days=n)
        for n in range(days + 1)
        if (FIRST + datetime.timedelta(days=n)).weekday() in weekdays
    ]
    assert set(spread) == (set(keys) if evenings else set())
    assert [spread[key] for key in keys if key in spread] == sorted(spread.values())
    if evenings:
        counts = [list(spread.values()).count(evening) for evening in evenings]
        assert max(counts) - min(counts) <= 1
