"""When a time limit ends. Pure: no Django, no clock, no calendar of its own.

Minutes and hours run from the moment itself. Days and working days are counted as Chinese procedure law counts them: the
day of the event is not counted, the limit ends with the last day (24:00, which is the next day's 0:00); a limit in days
whose last day is no working day ends with the next working day, where the caller asks for that.
"""

import datetime
from collections.abc import Callable
from enum import StrEnum

DAY = datetime.timedelta(days=1)
Works = Callable[[datetime.date], bool]


class Unit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


def weekday_works(day: datetime.date) -> bool:
    """Monday to Friday, where nothing else is known."""
    return day.weekday() < 5


def ends_at(
    since: datetime.datetime, amount: int, unit: Unit, *, works: Works = weekday_works, rolls: bool = False
) -> datetime.datetime:
    """The moment a limit of `amount` units ends, in `since`'s own time zone (aware). `rolls`: a limit in days that ends
    on a day off ends with the next working day."""
    if unit is Unit.MINUTES:
        return since + datetime.timedelta(minutes=amount)
    if unit is Unit.HOURS:
        return since + datetime.timedelta(hours=amount)
    day = since.date()
    if unit is Unit.WORKING_DAYS:
        left = amount
        while left:
            day += DAY
            left -= works(day)
    else:
        day += amount * DAY
        while rolls and not works(day):
            day += DAY
    return datetime.datetime.combine(day + DAY, datetime.time(), tzinfo=since.tzinfo)
