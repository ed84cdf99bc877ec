"""Times as the station writes them."""

import pytest
from django.utils.translation import override

from jurisdiction.templatetags.local_time import until
from tests.cast import at


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-09-12 00:00", "11 Sep 24:00"),
        ("2026-09-01 00:00", "31 Aug 24:00"),
        ("2026-09-11 21:05", "11 Sep 21:05"),
        ("2026-09-11 00:01", "11 Sep 00:01"),
    ],
)
def test_a_deadline_that_ends_with_a_day_is_that_days_end(moment: str, shown: str) -> None:
    with override("en"):
        assert until(at(moment)) == shown


def test_no_deadline_is_no_text() -> None:
    assert until(None) == ""
