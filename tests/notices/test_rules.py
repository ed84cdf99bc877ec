"""Back-off and quiet hours, without a database."""

import datetime

import pytest

from notices import rules
from tests.cast import at


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [(0, 30), (1, 30), (2, 60), (3, 120), (4, 240), (5, 480), (6, 960), (7, 1920), (8, 3600), (40, 3600)],
)
def test_each_try_waits_twice_as_long_up_to_an_hour(tries: int, seconds: int) -> None:
    assert rules.pause(tries) == datetime.timedelta(seconds=seconds)


def test_it_is_given_up_after_eight_tries() -> None:
    assert [rules.gives_up(tries) for tries in (1, 7, 8, 9)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("moment", "begins", "ends", "quiet"),
    [
        ("22:00", "22:00", "07:00", True),
        ("06:59", "22:00", "07:00", True),
        ("07:00", "22:00", "07:00", False),
        ("21:59", "22:00", "07:00", False),
        ("13:00", "12:30", "14:00", True),
        ("14:00", "12:30", "14:00", False),
        ("12:00", "12:30", "14:00", False),
        ("03:00", "08:00", "08:00", False),
    ],
)
def test_quiet_hours_may_run_over_midnight(moment: str, begins: str, ends: str, quiet: bool) -> None:
    times = [datetime.time.fromisoformat(text) for text in (moment, begins, ends)]
    assert rules.is_quiet(*times) is quiet


@pytest.mark.parametrize(
    ("moment", "urgent", "sent"),
    [
        ("2026-09-03 23:10", False, "2026-09-04 07:00"),
        ("2026-09-04 02:10", False, "2026-09-04 07:00"),
        ("2026-09-04 02:10", True, "2026-09-04 02:10"),
        ("2026-09-04 07:00", False, "2026-09-04 07:00"),
        ("2026-09-04 15:00", False, "2026-09-04 15:00"),
    ],
)
def test_a_message_of_the_quiet_hours_waits_for_their_end_unless_it_is_urgent(
    moment: str, urgent: bool, sent: str
) -> None:
    quiet = datetime.time(22), datetime.time(7)
    assert rules.may_disturb_at(at(moment), *quiet, urgent=urgent) == at(sent)


def test_nobody_waits_who_set_no_quiet_hours() -> None:
    assert rules.may_disturb_at(at("2026-09-04 02:10"), None, None, urgent=False) == at("2026-09-04 02:10")
