"""Sealed values open only in their own cell, with a key that is still known."""

import base64

import pytest
from django.test import override_settings

from jurisdiction.sealed import CannotUnseal, keyed_hash, seal, unseal

CELL = {"table": "t", "column": "c", "row": "1"}


def key(letter: str) -> str:
    return base64.b64encode(letter.encode() * 32).decode()


def test_what_is_sealed_opens_again_and_never_looks_the_same_twice() -> None:
    first, second = seal("13800000000", **CELL), seal("13800000000", **CELL)
    assert first != second
    assert "13800000000" not in first
    assert unseal(first, **CELL) == unseal(second, **CELL) == "13800000000"


@pytest.mark.parametrize("other", [{"table": "x"}, {"column": "x"}, {"row": "2"}])
def test_copied_into_another_cell_it_does_not_open(other: dict[str, str]) -> None:
    with pytest.raises(CannotUnseal):
        unseal(seal("13800000000", **CELL), **{**CELL, **other})


def test_an_altered_value_does_not_open() -> None:
    sealed = seal("13800000000", **CELL)
    with pytest.raises(CannotUnseal):
        unseal(sealed[:-4] + ("AAA=" if not sealed.endswith("AAA=") else "BBB="), **CELL)


def test_after_a_change_of_keys_old_values_still_open_and_new_ones_use_the_new_key() -> None:
    with override_settings(FIELD_KEYS=f"old:{key('a')}"):
        before = seal("13800000000", **CELL)
    with override_settings(FIELD_KEYS=f"new:{key('b')},old:{key('a')}"):
        assert unseal(before, **CELL) == "13800000000"
        assert seal("1", **CELL).startswith("new:")
    with override_settings(FIELD_KEYS=f"new:{key('b')}"), pytest.raises(CannotUnseal):
        unseal(before, **CELL)


def test_a_keyed_hash_is_stable_per_column() -> None:
    assert keyed_hash("a", column="x") == keyed_hash("a", column="x")
    assert keyed_hash("a", column="x") != keyed_hash("a", column="y")
