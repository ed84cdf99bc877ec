"""What a phone's clock is worth."""

import datetime

import pytest

from intake.rules import judge_time
from tests.cast import at

RECEIVED = at("2026-09-04 06:00")
MEASURED = at("2026-09-03 20:00")


@pytest.mark.parametrize(
    ("happened", "off_ms", "steady", "judged", "doubtful"),
    [
        ("2026-09-03 22:05", 0, True, "2026-09-03 22:05", False),
        ("2026-09-03 22:05", -3_600_000, True, "2026-09-03 22:05", False),
        ("2026-09-03 22:05", 0, False, "2026-09-03 22:05", True),
        ("2026-09-03 22:05", None, True, "2026-09-03 22:05", True),
        ("2026-09-04 06:01", 0, True, "2026-09-04 06:00", False),
        ("2026-09-04 09:00", 0, True, "2026-09-04 06:00", True),
        ("2026-09-05 09:00", 0, True, "2026-09-04 06:00", True),
    ],
)
def test_the_corrected_time_counts_but_never_the_future(
    happened: str, off_ms: int | None, judged: str, *, steady: bool, doubtful: bool
) -> None:
    found = judge_time(
        happened_at=at(happened), received_at=RECEIVED, off_ms=off_ms, measured_at=MEASURED, steady=steady
    )
    assert (found.at, found.doubtful, found.too_old) == (at(judged), doubtful, False)


def test_an_offset_measured_more_than_a_day_before_is_in_doubt() -> None:
    measured = at("2026-09-01 20:00")
    found = judge_time(
        happened_at=at("2026-09-03 22:00"), received_at=RECEIVED, off_ms=0, measured_at=measured, steady=True
    )
    assert found.doubtful


@pytest.mark.parametrize(
    ("days", "doubtful", "too_old"),
    [(14, False, False), (14.01, True, False), (399, True, False), (400.01, True, True)],
)
def test_what_lay_in_a_drawer_is_taken_with_a_mark_and_refused_beyond_a_year(
    days: float, *, doubtful: bool, too_old: bool
) -> None:
    old = RECEIVED - datetime.timedelta(days=days)
    found = judge_time(happened_at=old, received_at=RECEIVED, off_ms=0, measured_at=old, steady=True)
    assert (found.at, found.doubtful, found.too_old) == (old, doubtful, too_old)
