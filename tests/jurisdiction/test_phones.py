import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction import phones
from jurisdiction.masks import mask_phone
from jurisdiction.phones import PhoneKind
from tests.jurisdiction.golden import Row, label, rows


@pytest.mark.parametrize("row", rows("phones"), ids=label)
def test_a_telephone_number_is_read_as_the_table_says(row: Row) -> None:
    text = phones.normalise(row["raw"])
    assert text == row["text"]
    assert (phones.kind_of(row["raw"]) or "") == row["kind"]
    assert mask_phone(text) == row["mask"]


def test_the_table_has_a_row_for_every_kind_of_number() -> None:
    assert {row["kind"] for row in rows("phones")} == {"", *PhoneKind}


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "+86", "0086", "86", "+86 "]))
def test_a_mobile_number_is_the_same_with_and_without_country_code(number: str, prefix: str) -> None:
    assert phones.normalise(prefix + number) == number
    assert phones.kind_of(prefix + number) is PhoneKind.MOBILE
