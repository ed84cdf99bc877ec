"""Rules of the visits at home: pure, no Django, no clock. Days are the station's."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
PARTS = (EVENING, MORNING, AFTERNOON)
#: After so many tries a slip is left at the door.
SLIP_AFTER = 3
#: No share is told of fewer people than that.
FEWEST = 10
DAY = datetime.timedelta(days=1)


def part_of(hour: int) -> str:
    """Which part of the day an hour (0-23) lies in: the evening lasts until 5."""
    if 5 <= hour < 12:
        return MORNING
    return AFTERNOON if 12 <= hour < 18 else EVENING


def another_part(tried: Sequence[str]) -> str:
    """The part of the day to come back in: the one tried least, among equals not the last one, evenings first."""
    last = tried[-1] if tried else ""
    return min(PARTS, key=lambda part: (tried.count(part), part == last, PARTS.index(part)))


def slip_is_due(tries: int) -> bool:
    """Whether it is time to leave a slip: at every third try in vain."""
    return tries > 0 and tries % SLIP_AFTER == 0


def quarter_of(day: datetime.date) -> datetime.date:
    """The first day of the quarter."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def state(
    *,
    left_on: datetime.date | None,
    needs_help: bool,
    last_outcome: str,
    tries: int,
    last_visit_on: datetime.date | None,
    today: datetime.date,
) -> str:
    """Where a household stands: what asks for something first. The queryset says the same in SQL."""
    if left_on is not None:
        return "left"
    if needs_help:
        return "help"
    if last_outcome == "refused":
        return "refused"
    if tries:
        return "not_home"
    if last_visit_on is None:
        return "new"
    return "visited" if last_visit_on >= quarter_of(today) else "earlier"


def share(part: int, whole: int) -> float | None:
    """Percent with one decimal; none under ten people."""
    return None if whole < FEWEST else round(100 * part / whole, 1)


# ---- campaigns


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the burn-up line: what was reached by its evening (none ahead of today), what the line asks for."""

    day: datetime.date
    needed: float
    actual: float | None


def needed(
    *, start: float, goal: float, first: datetime.date, last: datetime.date, day: datetime.date
) -> float:
    """What an even pace reaches by the evening of `day`: from `start` before the first day to the goal on the last."""
    if day < first:
        return start
    days = (last - first).days + 1
    return start + (goal - start) * min(days, (day - first).days + 1) / days


def burn_up(
    *,
    start: float,
    goal: float,
    first: datetime.date,
    last: datetime.date,
    today: datetime.date,
    steps: Iterable[tuple[datetime.date, float]],
) -> list[Point]:
    """A point for each day. `steps`: what each day added to `start`."""
    added: dict[datetime.date, float] = {}
    for day, step in steps:
        added[day] = added.get(day, 0) + step
    found, reached, day = [], start, first
    while day <= last:
        reached += added.get(day, 0)
        even = needed(start=start, goal=goal, first=first, last=last, day=day)
        found.append(Point(day, round(even, 2), round(reached, 2) if day <= today else None))
        day += DAY
    return found


def pace(
    *,
    actual: float,
    start: float,
    goal: float,
    first: datetime.date,
    last: datetime.date,
    today: datetime.date,
) -> str:
    """In a word how it goes: measured against the line of yesterday's evening while it runs, since today is not over."""
    if today > last:
        return "met" if actual >= goal else "missed"
    if actual >= goal:
        return "ahead"
    if today < first:
        return "not_begun"
    line = needed(start=start, goal=goal, first=first, last=last, day=today - DAY)
    return "on_track" if actual >= line else "behind"


# ---- plans


def spread(
    doors: Sequence[str], *, first: datetime.date, last: datetime.date, days: Iterable[int]
) -> dict[str, datetime.date]:
    """Doors in their order over the evenings of those weekdays (0 Monday) from first to last: neighbours on the same
    evening, evenings within one door of each other. Empty where no such evening lies between."""
    wanted = set(days)
    evenings = [first + DAY * number for number in range((last - first).days + 1)]
    evenings = [day for day in evenings if day.weekday() in wanted]
    if not evenings:
        return {}
    return {door: evenings[number * len(evenings) // len(doors)] for number, door in enumerate(doors)}
