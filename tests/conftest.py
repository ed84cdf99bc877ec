"""Fixtures of all tests."""

from collections.abc import Callable, Iterable

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import timezone

from jurisdiction.models import Officer
from tests.cast import Cast, assemble, at

_flush = BaseDatabaseOperations.execute_sql_flush


def _flush_past_the_ledger(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
    """Tests that commit are cleaned by TRUNCATE, which the ledger refuses: the test superuser goes round its triggers."""
    _flush(self, ["SET LOCAL session_replication_role = replica", *sql_list])


BaseDatabaseOperations.execute_sql_flush = _flush_past_the_ledger  # type: ignore[method-assign]


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def signed_in() -> Callable[[Officer], Client]:
    """A client in whose session the officer is signed in."""

    def sign_in(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets what `timezone.now()` says to views; operations take their time as an argument anyway."""

    def set_clock(text: str) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at(text))

    return set_clock
