import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction import plates
from jurisdiction.plates import PlateKind
from tests.jurisdiction.golden import Row, label, rows


@pytest.mark.parametrize("row", rows("plates"), ids=label)
def test_a_plate_is_read_as_the_table_says(row: Row) -> None:
    plate = plates.parse(row["raw"])
    assert plate.text == row["text"]
    assert plate.kind == row["kind"]
    assert plate.warnings == tuple(row["warnings"].split())
    assert plate.suggestion == row["suggestion"]


def test_the_table_has_a_row_for_every_kind_of_plate() -> None:
    assert {row["kind"] for row in rows("plates")} == set(PlateKind)


@pytest.mark.parametrize("row", [row for row in rows("plates") if row["suggestion"]], ids=label)
def test_a_suggested_plate_is_itself_without_warning(row: Row) -> None:
    assert plates.parse(row["suggestion"]).warnings == ()


def test_there_are_31_provinces_and_24_letters_on_the_plate_keyboard() -> None:
    assert len(plates.PROVINCES) == len(set(plates.PROVINCES)) == 31
    assert len(plates.LETTERS) == 24
    assert not set("IO") & set(plates.LETTERS)


@pytest.mark.parametrize("province", plates.PROVINCES)
def test_every_province_letter_begins_an_ordinary_plate(province: str) -> None:
    assert plates.parse(f"{province}A12345").kind is PlateKind.ORDINARY


@given(st.text(max_size=40))
def test_no_text_is_refused_and_reading_twice_changes_nothing(raw: str) -> None:
    plate = plates.parse(raw)
    assert len(plate.text) <= plates.LONGEST
    assert plates.normalise(plate.text) == plate.text
    assert plate.kind is PlateKind.FREE_TEXT or not plate.warnings
