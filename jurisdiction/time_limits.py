"""Reads of the time limits: the figure in force on a day, and the deadline that follows. `install` writes what this
version brings along (data/time_limits.csv, data/calendar.csv) where nothing stands yet."""

import csv
import datetime
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.utils import timezone

from jurisdiction import deadlines
from jurisdiction.models import CalendarDay, TimeLimit

DATA = Path(__file__).parent / "data"


class NoSuchLimit(LookupError):
    """No figure is in force for this key on that day: a mistake of the code or of the administrator."""


def limit(key: str, *, on: datetime.date) -> TimeLimit:
    """The limit in force on a day; before the first figure's time, the first. Raises NoSuchLimit."""
    found = TimeLimit.objects.filter(key=key, valid_from__lte=on).order_by("-valid_from").first()
    found = found or TimeLimit.objects.filter(key=key).order_by("valid_from").first()
    if found is None:
        raise NoSuchLimit(key)
    return found


def deadline(key: str, *, since: datetime.datetime, rolls: bool = False) -> datetime.datetime:
    """When the limit `key` ends that begins at `since` (aware). Two queries at most. Raises NoSuchLimit."""
    local = timezone.localtime(since)
    found = limit(key, on=local.date())
    unit = deadlines.Unit(found.unit)
    works: deadlines.Works = deadlines.weekday_works
    if unit is deadlines.Unit.WORKING_DAYS or rolls:
        works = _calendar(local.date(), found.amount)
    return deadlines.ends_at(local, found.amount, unit, works=works, rolls=rolls)


def _calendar(first: datetime.date, amount: int) -> deadlines.Works:
    """Weekdays, but for the days that the calendar names; far enough ahead for `amount` working days."""
    last = first + datetime.timedelta(days=2 * amount + 30)
    named = dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "works"))
    return lambda day: named.get(day, deadlines.weekday_works(day))


def install(apps: Any = installed) -> None:
    """Adds the limits and calendar days that are not there yet; what somebody changed stays as it is."""
    limits, days = apps.get_model("jurisdiction", "TimeLimit"), apps.get_model("jurisdiction", "CalendarDay")
    there = set(limits._default_manager.values_list("key", flat=True))
    limits._default_manager.bulk_create(
        limits(**{**row, "verified": row["verified"] == "yes"})
        for row in rows("time_limits.csv")
        if row["key"] not in there
    )
    days._default_manager.bulk_create(
        [days(**{**row, "works": row["works"] == "yes"}) for row in rows("calendar.csv")],
        ignore_conflicts=True,
    )


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
