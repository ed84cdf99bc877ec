"""Money and transitions, without a database; the golden tables were read line by line against domain.md."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud import rules
from antifraud.migrations import __path__ as migrations

GOLDEN = Path(__file__).parent / "golden"


def table(name: str) -> list[dict[str, str]]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", table("amounts"), ids=lambda row: row["typed"] or "nothing")
def test_an_amount_is_read_to_the_fen_or_not_at_all(row: dict[str, str]) -> None:
    assert rules.fen_of(row["typed"]) == (int(row["fen"]) if row["fen"] else None)


@given(st.integers(1, rules.MOST_FEN))
def test_an_amount_on_paper_reads_back_the_same(fen: int) -> None:
    assert rules.fen_of(rules.yuan(fen)) == fen


def shown(found: str) -> str:
    return f":{found}" if isinstance(found, rules.Refusal) else found


def test_a_report_goes_the_ways_of_the_golden_table() -> None:
    for row in table("report_transitions"):
        unsettled = 100 if row["unsettled"] == "yes" else 0
        found = rules.judge_report(row["status"], row["action"], kind=row["kind"], unsettled_fen=unsettled)
        assert shown(found) == row["becomes"], row


def test_a_warning_goes_the_ways_of_the_golden_table() -> None:
    for row in table("dissuasion_transitions"):
        done = [row["done"]] if row["done"] else []
        found = rules.judge_dissuasion(
            row["status"], row["action"], kind=row["kind"], level=row["level"], done=done
        )
        assert shown(found) == row["becomes"], row


@pytest.mark.parametrize("legal", [rules.REPORT_NEXT, rules.DISSUASION_NEXT])
def test_the_database_lets_the_same_transitions_through(legal: dict[str, dict[str, str]]) -> None:
    trigger = (Path(migrations[0]) / "0003_intercept_limits.py").read_text(encoding="utf-8")
    assert f"'{rules.pairs(legal)}'" in trigger


PURSES = st.sampled_from(["open", "stopped", "returned", "lost"])


@given(st.integers(1, 10**6), st.lists(st.tuples(st.integers(-5, 10**6), PURSES, PURSES), max_size=30))
def test_no_movement_makes_or_loses_a_fen(total: int, moves: list[tuple[int, str, str]]) -> None:
    held = rules.Purses(open=total)
    for fen, was, became in moves:
        try:
            held = held.moved(fen, was, became)
        except ValueError:
            assert fen <= 0 or was == became or getattr(held, was) < fen
        assert held.total == total
        assert min(held.open, held.stopped, held.returned, held.lost) >= 0


@given(
    st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(["returned", "lost"])
)
def test_money_is_drawn_from_what_is_there_or_not_at_all(
    opened: int, stopped: int, fen: int, outcome: str
) -> None:
    taken = rules.draw(rules.Purses(stopped=stopped), opened, outcome, fen)
    if fen > opened + stopped:
        assert taken is None
    else:
        assert taken is not None
        assert sum(part for _purse, part in taken) == fen
        assert all((purse, rules.PURSE_OF[outcome]) in rules.BOOKABLE for purse, _part in taken)
