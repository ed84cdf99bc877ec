"""What may follow what, and what a message is made of: without a database."""

import csv
from pathlib import Path

import pytest

from antifraud import library
from antifraud import outreach_rules as rules
from antifraud.choices import FraudKind, PostingState

GOLDEN = Path(__file__).parent / "golden" / "posting_moves.csv"


@pytest.mark.parametrize(
    "row", list(csv.DictReader(GOLDEN.read_text().splitlines())), ids=lambda row: "-".join(row.values())
)
def test_a_posting_moves_as_the_table_says(row: dict[str, str]) -> None:
    assert rules.move(row["state"], row["done"]) == (row["after"] or None)


def test_every_state_can_be_left_or_was_meant_to_stay() -> None:
    assert {state for state, _done in rules.MOVES} == {state.value for state in PostingState}


def test_a_message_is_title_text_line_and_signature() -> None:
    text = rules.compose(title="T", short_text=" body ", added_line="", signed="S")
    assert text == "【T】\nbody\n——S"
    assert rules.compose(title="T", short_text="body", added_line="now") == "【T】\nbody\nnow"


def test_the_narrowest_platform_sets_the_length() -> None:
    text = "汉" * 683  # 2,049 bytes
    assert rules.too_long_by(text, ["dingtalk"]) == 0
    assert rules.too_long_by(text, ["dingtalk", "wecom"]) == 1
    assert rules.too_long_by(text, []) == 1


def test_points_lose_their_bullets_and_keep_their_numbers() -> None:
    assert rules.points("- 打110\n\n2. 挂断\n110报警\n 1、核实 ") == ["打110", "挂断", "110报警", "核实"]


def test_the_library_that_comes_along_fits_every_group_and_every_column() -> None:
    rows = library.rows()
    assert len(rows) >= 12
    assert {row["kind"] for row in rows} == set(FraudKind.values)
    for row in rows:
        text = rules.compose(
            title=row["title"], short_text=row["short_text"], added_line="汉" * 120, signed="汉" * 20
        )
        assert rules.too_long_by(text, ["wecom"]) == 0, row["title"]
        assert len(row["title"]) <= 40
        assert len(row["short_text"]) <= 300
        assert len(row["text"]) <= 2000
        assert all(len(point) <= 80 for point in (*row["dos"], *row["donts"]))
        assert row["dos"]
        assert row["donts"]
