"""Unpredictable rounds that a reviewer can draw again: order of places, start and stays from a seed kept with the round.

Pure, with a generator of its own (SHA-256 of seed and counter): the same seed gives the same round on every machine and
with every version of the language, for as long as the record is kept.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: A place that nobody passed for so many nights comes first.
LONG_NIGHTS = 3
#: Minutes to stay at a hot place, both included. Koper, "Just enough police presence: reducing crime and disorderly
#: behavior by optimizing patrol time in crime hot spots", Justice Quarterly 12 (1995): the longer a patrol stays, the
#: longer the place stays quiet afterwards, from 10 minutes on, until about 15; beyond that a longer stay adds less.
STAY_MINUTES = (10, 16)
#: With fewer open cars than this no place is hot, however quiet the others are.
HOT_FROM = 2


class Stop(NamedTuple):
    """A place and what was known of it when the round was drawn. `nights`: since it was last passed, None: never."""

    place: int
    hot: bool
    nights: int | None


@dataclass(frozen=True, slots=True)
class Draw:
    """Places in the order to pass them, minutes from the planned start (negative: before), minutes to stay where hot."""

    order: tuple[int, ...]
    start_offset_minutes: int
    stay_minutes: dict[int, int]


def _numbers(seed: str) -> Iterator[int]:
    """64-bit numbers, four from each SHA-256 of `seed|counter`."""
    counter = 0
    while True:
        block = hashlib.sha256(f"{seed}|{counter}".encode()).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(block[start : start + 8], "big")
        counter += 1


def _below(numbers: Iterator[int], limit: int) -> int:
    """0 … limit - 1, each equally likely: numbers of the uneven rest are thrown away."""
    fair = (1 << 64) - (1 << 64) % limit
    return next(number for number in numbers if number < fair) % limit


def _between(numbers: Iterator[int], low: int, high: int) -> int:
    return low + _below(numbers, high - low + 1)


def _shuffled(numbers: Iterator[int], places: Sequence[int]) -> list[int]:
    """Fisher-Yates."""
    found = list(places)
    for last in range(len(found) - 1, 0, -1):
        other = _below(numbers, last + 1)
        found[last], found[other] = found[other], found[last]
    return found


def waits_long(stop: Stop) -> bool:
    """Never passed, or not for `LONG_NIGHTS`."""
    return stop.nights is None or stop.nights >= LONG_NIGHTS


def draw(seed: str, stops: Sequence[Stop], *, early_minutes: int, on_time_minutes: int) -> Draw:
    """Draws a round. The order of `stops` does not matter, only which they are.

    Places not passed for long come first, among themselves in drawn order; then the rest. The start lies anywhere from
    `early_minutes` before to `on_time_minutes` after the planned time; hot places get 10 to 16 minutes (STAY_MINUTES,
    after Koper's curve). Raises ValueError for negative minutes or a place named twice.
    """
    if early_minutes < 0 or on_time_minutes < 0:
        raise ValueError("minutes must not be negative")
    known = sorted(stops, key=lambda stop: stop.place)
    if len({stop.place for stop in known}) != len(known):
        raise ValueError("a place stands in a round once")
    numbers = _numbers(seed)
    first = _shuffled(numbers, [stop.place for stop in known if waits_long(stop)])
    rest = _shuffled(numbers, [stop.place for stop in known if not waits_long(stop)])
    offset = _between(numbers, -early_minutes, on_time_minutes)
    stays = {stop.place: _between(numbers, *STAY_MINUTES) for stop in known if stop.hot}
    return Draw(order=(*first, *rest), start_offset_minutes=offset, stay_minutes=stays)


def hot_places(open_cars: Mapping[int, int]) -> frozenset[int]:
    """The upper quarter of a station's places by open cars found there (place -> cars), with at least HOT_FROM of them;
    places level with the last of the quarter are hot too."""
    counts = sorted((cars for cars in open_cars.values() if cars > 0), reverse=True)
    if not counts:
        return frozenset()
    least = max(HOT_FROM, counts[-(-len(counts) // 4) - 1])
    return frozenset(place for place, cars in open_cars.items() if cars >= least)
