import pytest

from jurisdiction import organisations
from tests.jurisdiction.golden import Row, label, rows


@pytest.mark.parametrize("row", rows("credit_codes"), ids=label)
def test_a_credit_code_is_read_as_the_table_says(row: Row) -> None:
    read = organisations.parse(row["raw"])
    assert read.code == row["code"]
    assert (read.warning or "") == row["warning"]


def test_the_alphabet_leaves_out_the_five_letters_that_are_mistaken() -> None:
    assert len(organisations.ALPHABET) == 31
    assert not set("IOSVZ") & set(organisations.ALPHABET)
