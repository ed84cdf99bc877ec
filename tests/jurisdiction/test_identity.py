import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction import identity
from jurisdiction.identity import IdentityInvalid
from tests.jurisdiction.golden import Row, label, rows

TODAY = datetime.date(2026, 9, 3)


@pytest.mark.parametrize("row", [row for row in rows("identities") if not row["fault"]], ids=label)
def test_a_sound_identity_number_tells_region_birthday_and_sex(row: Row) -> None:
    person = identity.parse(row["raw"], today=TODAY)
    assert person.number == row["number"]
    assert person.region == row["region"]
    assert person.born == datetime.date.fromisoformat(row["born"])
    assert person.male is (row["male"] == "yes")


@pytest.mark.parametrize("row", [row for row in rows("identities") if row["fault"]], ids=label)
def test_an_unsound_identity_number_is_refused_with_its_fault(row: Row) -> None:
    with pytest.raises(IdentityInvalid) as caught:
        identity.parse(row["raw"], today=TODAY)
    assert caught.value.fault == row["fault"]


def test_without_a_day_to_compare_a_birthday_to_come_is_let_through() -> None:
    number = "35048121000101001"
    assert identity.parse(number + identity.check_digit(number)).born == datetime.date(2100, 1, 1)


def test_a_person_may_be_born_today() -> None:
    first_17 = f"350481{TODAY:%Y%m%d}001"
    assert identity.parse(first_17 + identity.check_digit(first_17), today=TODAY).born == TODAY


@given(
    position=st.integers(0, 16),
    change=st.integers(1, 9),
    day=st.dates(datetime.date(1900, 1, 1), datetime.date(1901, 12, 31)),
)
def test_any_single_wrong_digit_is_noticed(position: int, change: int, day: datetime.date) -> None:
    first_17 = f"350481{day:%Y%m%d}001"
    number = first_17 + identity.check_digit(first_17)
    wrong = (int(number[position]) + change) % 10
    with pytest.raises(IdentityInvalid):
        identity.parse(f"{number[:position]}{wrong}{number[position + 1 :]}")
