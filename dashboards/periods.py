"""Nights and spans of nights. Pure: today is an argument."""

import datetime
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
#: From this hour on, “last night” is over as a subject and tonight begins.
NIGHT_BEGINS = 18


@dataclass(frozen=True, slots=True)
class Span:
    """Nights by their duty dates, `first` up to and with `last`."""

    first: datetime.date
    last: datetime.date

    @property
    def nights(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> "Span":
        """The span of the same length right before (环比)."""
        length = datetime.timedelta(days=self.nights)
        return Span(self.first - length, self.last - length)

    def year_before(self) -> "Span":
        """The same dates a year earlier (同比); 29 February becomes the 28th."""
        return Span(_year_before(self.first), _year_before(self.last))


def _year_before(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def last_night(now: datetime.datetime) -> datetime.date:
    """Duty date of the night a chief reads about at the local time `now`: the one that began yesterday, or today once
    the evening has come."""
    return now.date() if now.hour >= NIGHT_BEGINS else now.date() - DAY


def change_percent(this: float, last: float) -> float | None:
    """(this - last) / last in percent; nothing on a zero base."""
    return None if last == 0 else (this - last) / last * 100


def months_back(today: datetime.date, count: int) -> list[Span]:
    """The last `count` months, oldest first; the current one up to yesterday (left out on the first of a month)."""
    spans: list[Span] = []
    first, last = today.replace(day=1), today - DAY
    while len(spans) < count:
        if last >= first:
            spans.append(Span(first, last))
        last = first - DAY
        first = last.replace(day=1)
    return spans[::-1]
