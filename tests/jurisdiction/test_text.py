import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction.text import squeeze


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("１２３", "123"),
        ("a·b", "AB"),
        ("\u202a138\u202c", "138"),
        ("\ufeff闽 g\u200b", "闽G"),
        ("−_—", ""),
        ("", ""),
    ],
)
def test_what_people_type_is_evened_out(raw: str, text: str) -> None:
    assert squeeze(raw) == text


@given(st.text())
def test_evening_out_twice_changes_nothing(raw: str) -> None:
    assert squeeze(squeeze(raw)) == squeeze(raw)
