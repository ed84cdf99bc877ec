"""How long something may take: counted as procedure law counts, by figures that stand in a table."""

import csv
import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from jurisdiction import deadlines, time_limits
from jurisdiction.models import CalendarDay, TimeLimit
from tests.cast import at

GOLDEN = Path(__file__).parent / "golden" / "deadlines.csv"
CALENDAR = {
    datetime.date.fromisoformat(row["day"]): row["works"] == "yes" for row in time_limits.rows("calendar.csv")
}


def works(day: datetime.date) -> bool:
    return CALENDAR.get(day, deadlines.weekday_works(day))


@pytest.mark.parametrize(
    "row", list(csv.DictReader(GOLDEN.read_text().splitlines())), ids=lambda row: row["why"]
)
def test_limits_end_when_the_table_says(row: dict[str, str]) -> None:
    found = deadlines.ends_at(
        at(row["since"]),
        int(row["amount"]),
        deadlines.Unit(row["unit"]),
        works=works,
        rolls=row["rolls"] == "yes",
    )
    assert found == at(row["ends"])


@pytest.fixture
def _limits(db: None) -> None:
    """As a migrated database has them; tests that commit empty the tables afterwards."""
    time_limits.install()


@pytest.mark.usefixtures("_limits")
def test_a_new_figure_counts_from_its_day_and_the_old_one_until_then() -> None:
    old = TimeLimit.objects.get(key="hazard.recheck")
    old.valid_until = datetime.date(2026, 10, 8)
    old.save()
    TimeLimit.objects.create(
        key=old.key, name=old.name, amount=5, unit=old.unit, source="a new rule", valid_from=old.valid_until
    )
    assert time_limits.deadline(old.key, since=at("2026-09-24 10:00")) == at("2026-10-01 00:00")
    assert time_limits.deadline(old.key, since=at("2026-10-08 10:00")) == at("2026-10-15 00:00")
    assert time_limits.limit(old.key, on=datetime.date(2020, 1, 1)) == old


@pytest.mark.usefixtures("_limits")
def test_two_figures_at_a_time_are_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeLimit.objects.create(
            key="hazard.recheck",
            name="x",
            amount=1,
            unit="days",
            source="x",
            valid_from=at("2026-05-01 00:00").date(),
        )


@pytest.mark.usefixtures("_limits")
def test_what_somebody_changed_is_not_put_back() -> None:
    TimeLimit.objects.filter(key="hazard.recheck").update(amount=9)
    CalendarDay.objects.filter(day="2026-10-10").update(works=False)
    time_limits.install()
    assert TimeLimit.objects.get(key="hazard.recheck").amount == 9
    assert not CalendarDay.objects.get(day="2026-10-10").works


@pytest.mark.usefixtures("_limits")
def test_a_key_that_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(time_limits.NoSuchLimit):
        time_limits.deadline("no.such", since=at("2026-09-24 10:00"))
