"""The demo is loaded once for the whole folder; what a module or a test adds to it is rolled back after it. Tests here
take `loaded` or `started` and never the mark `django_db`, which would close the connection under the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from prevention.demo.tonight import refresh
from tests.demo.loading import NOW, load

FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process loads the demo, not each."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), undone():
        load()
        yield


@pytest.fixture(scope="module")
def world_started(world: None) -> Iterator[None]:
    with undone():
        refresh(now=NOW)
        yield


@pytest.fixture
def db(world: None) -> Iterator[None]:
    """Stands in for pytest-django's: what a test writes is taken back to the world. Its name says that a database is
    needed."""
    with undone():
        yield


@pytest.fixture
def loaded(db: None) -> None:
    """People, places and forty nights; nothing of the other rooms."""


@pytest.fixture
def started(world_started: None, db: None) -> None:
    """As somebody finds it who starts the demo at NOW."""
