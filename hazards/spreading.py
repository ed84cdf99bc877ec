"""A month's inspections over its days: no day overfull, near places on the same day, the same answer whoever asks.
Pure."""

import datetime
import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

#: Cells of the curve along which neighbours lie beside each other: 2**12 a side of half a degree, some 13 metres each.
CURVE_ORDER = 12
HALF_DEGREE = 0.5
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """The `count`-th of a place's `times` in the month. `key` tells places apart, the position is in degrees."""

    key: int
    count: int = 1
    times: int = 1
    longitude: float = 0.0
    latitude: float = 0.0


def month_days(month: datetime.date, *, since: datetime.date | None = None) -> list[datetime.date]:
    """The days of that month, from `since` on."""
    first = month.replace(day=1)
    following = (first + 32 * DAY).replace(day=1)
    every = [first + number * DAY for number in range((following - first).days)]
    return [day for day in every if since is None or day >= since]


def is_due(key: int, month: datetime.date, every_months: int) -> bool:
    """Whether a place that is visited once in so many months has its turn: the places take turns by their keys."""
    return (month.year * 12 + month.month + key) % every_months == 0


def spread(
    visits: Iterable[Visit],
    days: Sequence[datetime.date],
    *,
    works: Callable[[datetime.date], bool],
    taken: Mapping[datetime.date, int] | None = None,
    capacity: int = 8,
) -> dict[tuple[int, int], datetime.date]:
    """(key, count) -> day. `taken` is what stands on the days already.

    Working days alone, as long as none would hold more than `capacity`; then every day; then evenly more. Of several
    visits to a place in a month each has its own part of it. Within that the days are filled as evenly as they can be,
    and dealt along a curve through the map, so that a day's places lie near each other.
    """
    wanted = sorted(set(visits), key=lambda visit: (visit.key, visit.count))
    if not wanted:
        return {}
    if not days:
        raise ValueError("no days to spread over")
    loads = {day: (taken or {}).get(day, 0) for day in days}
    working = [day for day in days if works(day)]
    room = sum(max(0, capacity - loads[day]) for day in working)
    usable = working if working and len(wanted) <= room else list(days)
    placed: dict[tuple[int, int], datetime.date] = {}
    # The narrowest parts first: what may stand anywhere fills up what they leave low.
    for (count, times), group in sorted(_groups(wanted).items(), key=lambda item: (-item[0][1], item[0][0])):
        part = _part(usable, count, times)
        quotas = _fill(part, len(group), loads)
        along = sorted(group, key=lambda visit: (_along_curve(visit, part[0]), visit.key))
        dealt = (day for day in part for _number in range(quotas[day]))
        for visit, day in zip(along, dealt, strict=True):
            placed[visit.key, visit.count] = day
            loads[day] += 1
    return placed


def _groups(visits: Iterable[Visit]) -> dict[tuple[int, int], list[Visit]]:
    groups: dict[tuple[int, int], list[Visit]] = {}
    for visit in visits:
        groups.setdefault((visit.count, visit.times), []).append(visit)
    return groups


def _part(days: Sequence[datetime.date], count: int, times: int) -> Sequence[datetime.date]:
    """The count-th of `times` parts of the days; all of them when there are too few."""
    first, last = (count - 1) * len(days) // times, count * len(days) // times
    return days[first:last] or days


def _fill(
    days: Sequence[datetime.date], many: int, loads: Mapping[datetime.date, int]
) -> dict[datetime.date, int]:
    """How many each day takes so that the fullest is as low as can be: water poured onto uneven ground."""
    level = _level([loads[day] for day in days], many)
    quotas = {day: max(0, level - 1 - loads[day]) for day in days}
    left = many - sum(quotas.values())
    lowest = [day for day in days if loads[day] + quotas[day] < level]
    # What is left over goes to days that lie evenly in the month, not to its beginning.
    for number in range(left):
        quotas[lowest[number * len(lowest) // left]] += 1
    return quotas


def _level(heights: Sequence[int], many: int) -> int:
    """The lowest height to which `many` can be filled up."""
    level = max(min(heights), math.ceil((sum(heights) + many) / len(heights)), 1)
    while level > 1 and sum(max(0, level - 1 - height) for height in heights) >= many:
        level -= 1
    while sum(max(0, level - height) for height in heights) < many:
        level += 1
    return level


def _along_curve(visit: Visit, month: datetime.date) -> tuple[int, int]:
    """Where the place lies on a Hilbert curve; each month begins at another point of it."""
    side = 1 << CURVE_ORDER
    x = int(visit.longitude / HALF_DEGREE * side) % side
    y = int(visit.latitude / HALF_DEGREE * side) % side
    seed = hashlib.sha256(f"{month:%Y-%m}".encode()).digest()
    begins = int.from_bytes(seed[:4], "big") % (side * side)
    return ((_hilbert(x, y, side) - begins) % (side * side), visit.count)


def _hilbert(x: int, y: int, side: int) -> int:
    along = 0
    half = side // 2
    while half:
        right, upper = int(bool(x & half)), int(bool(y & half))
        along += half * half * ((3 * right) ^ upper)
        if not upper:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half //= 2
    return along
