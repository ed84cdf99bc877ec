"""No plate and no name reaches a log through an address."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client

from jurisdiction.models import Officer
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_what_was_searched_for_is_in_no_log_line(
    cast: Cast, signed_in: Callable[[Officer], Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for name in ("django_structlog", "django.request", "django.server"):
        logging.getLogger(name).setLevel(logging.INFO)
    answer = signed_in(cast.chief_a).get("/vehicles/", {"plate": "闽G12345", "page": "99"})
    assert answer.status_code == 404
    lines = [record.getMessage() for record in caplog.records]
    assert any("/vehicles/" in line for line in lines)
    assert not any("12345" in line or "%E9%97%BD" in line or "plate" in line for line in lines)
