import pytest

from jurisdiction import masks
from tests.jurisdiction.golden import Row, rows

MASKS = {
    "name": masks.mask_name,
    "identity": masks.mask_identity,
    "phone": masks.mask_phone,
    "plate": masks.mask_plate,
    "code": masks.mask_credit_code,
}


@pytest.mark.parametrize("row", rows("masks"), ids=lambda row: f"{row['what']} {row['plain']}")
def test_a_mask_hides_what_the_table_says(row: Row) -> None:
    assert MASKS[row["what"]](row["plain"]) == row["masked"]


def test_every_mask_has_rows() -> None:
    assert {row["what"] for row in rows("masks")} == set(MASKS)
