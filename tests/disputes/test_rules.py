"""Golden tables: what may follow what and who may do it, levels, sessions by law. No database."""

import csv
from pathlib import Path

import pytest

from disputes import rules
from disputes.choices import ENDED, OPEN, Level, Signal, Status
from disputes.rules import Action, Person, Refusal

Row = dict[str, str]
PEOPLE = {
    "desk_police": Person("police", desk=True),
    "desk_auxiliary": Person("auxiliary", desk=True),
    "mediating_police": Person("police", desk=True, mediates=True),
    "mediating_auxiliary": Person("auxiliary", desk=True, mediates=True),
    "mediating_cadre": Person("cadre", mediates=True),
    "mediating_justice": Person("justice", justice=True, mediates=True),
    "justice": Person("justice", justice=True),
    "reporting_cadre": Person("cadre", reported=True),
    "other_cadre": Person("cadre"),
}


def rows(name: str) -> list[Row]:
    with (Path(__file__).parent / "golden" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(row: Row) -> str:
    return "-".join(list(row.values())[:3])


TRANSITIONS = rows("transitions")


@pytest.mark.parametrize("row", TRANSITIONS, ids=named)
def test_what_follows_for_each_person_is_what_was_agreed(row: Row) -> None:
    got = {
        name: str(
            rules.decide(
                Action(row["action"]),
                status=row["status"],
                person=person,
                route=row["route"],
                level="low",
                village_step=True,
            )
        )
        for name, person in PEOPLE.items()
    }
    assert got == {name: row[name] for name in PEOPLE}


def test_the_table_asks_about_every_status_action_and_way() -> None:
    asked = {(row["route"], row["status"], row["action"]) for row in TRANSITIONS}
    assert asked == {
        (route, status, action)
        for route in ("peoples", "police")
        for status in Status.values
        for action in Action
    }


def test_no_status_is_left_without_a_way_out_but_the_joined_one() -> None:
    left = {old for old, _new in rules.legal_transitions()}
    assert set(Status.values) - left == {Status.MERGED}
    assert OPEN | ENDED | {Status.MERGED} == set(Status.values)


def test_cadres_never_lead_public_security_mediation() -> None:
    for row in TRANSITIONS:
        if row["route"] == "police" and row["action"] in ("meet", "settle", "fail"):
            assert row["mediating_cadre"] in {Refusal.POLICE_ONLY, Refusal.NOT_NOW}


@pytest.mark.parametrize("row", rows("escalation"), ids=lambda row: row["why"])
def test_the_village_tries_first_but_for_red_and_orange(row: Row) -> None:
    outcome = rules.decide(
        Action.ESCALATE,
        status=row["status"],
        person=PEOPLE["desk_police"],
        level=row["level"],
        village_step=row["village_step"] == "yes",
        upward=row["upward"] == "yes",
    )
    assert outcome == row["result"]


@pytest.mark.parametrize("row", rows("levels"), ids=named)
def test_what_was_seen_raises_the_level(row: Row) -> None:
    signals = row["signals"].split()
    level = rules.level_with(row["level"], signals)
    assert level == row["result"]
    assert rules.alarms(level, signals) is (row["alarms"] == "yes")


def test_levels_and_signals_of_the_rules_are_those_of_the_choices() -> None:
    assert set(rules.LEVELS) == set(Level.values)
    assert set(rules.SIGNAL_LEVEL) == set(Signal.values)


@pytest.mark.parametrize("row", rows("sessions"), ids=lambda row: row["why"])
def test_what_the_law_asks_of_a_session(row: Row) -> None:
    fault = rules.session_fault(
        row["route"],
        consent=row["consent"] == "yes",
        minor=row["minor"] == "yes",
        guardian_present=row["guardian"] == "yes",
        second_police=row["second"] == "yes",
        recorded=row["recorded"] == "yes",
    )
    assert (fault or "") == row["fault"]


@pytest.mark.parametrize(
    ("now", "wanted", "two"),
    [
        ("critical", "high", True),
        ("critical", "low", True),
        ("critical", "critical", False),
        ("high", "low", False),
        ("low", "critical", False),
    ],
)
def test_only_lowering_from_red_needs_four_eyes(now: str, wanted: str, *, two: bool) -> None:
    assert rules.needs_four_eyes(now=now, wanted=wanted) is two
