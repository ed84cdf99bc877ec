"""A piece of hill country that does not exist: its outline, where its villages lie, how its borders wind.

Repeatable: the same random source gives the same country. Spots are metres (east, north) of the middle.
"""

import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Spot = tuple[float, float]

#: Half axes of the ellipse the outline wanders about, in metres, and its turn (counter-clockwise from east).
HALF_AXES = (16_200.0, 9_600.0)
TILT = math.radians(14)
OUTLINE_CORNERS = 40
#: Share of the radius by which the outline swings, for two to eleven swings a turn.
SWINGS = {2: 0.05, 3: 0.09, 4: 0.06, 5: 0.07, 7: 0.05, 9: 0.04, 11: 0.03}
#: People live closer together in a town: so many times, within so many metres.
TOWN_PULL = 22.0
TOWN_REACH = 1_300.0
SAMPLE_STEP = 520.0
RELAXATIONS = 24
#: No border is drawn finer than this.
SHORTEST_STEP = 170.0


@dataclass(frozen=True, slots=True)
class Outline:
    """`radius` tells how far the country reaches in a direction (radians); `ring` is its closed border."""

    radius: Callable[[float], float]
    ring: tuple[Spot, ...]

    def holds(self, spot: Spot, *, margin: float) -> bool:
        """Whether the spot lies at least `margin` metres inside, measured from the middle."""
        return math.hypot(*spot) < self.radius(math.atan2(spot[1], spot[0])) - margin


def wind(start: Spot, end: Spot, *, rng: random.Random, sway: float) -> list[Spot]:
    """A border from `start` to `end`: midpoints pushed aside, again and again, by up to `sway`
    of the length."""
    length = math.dist(start, end)
    if length < 2 * SHORTEST_STEP:
        return [start, end]
    push = rng.uniform(-sway, sway)
    along = rng.uniform(0.42, 0.58)
    east, north = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + along * east - push * north, start[1] + along * north + push * east)
    return wind(start, middle, rng=rng, sway=sway)[:-1] + wind(middle, end, rng=rng, sway=sway)


def draw_outline(rng: random.Random) -> Outline:
    phases = {swings: rng.uniform(0, math.tau) for swings in SWINGS}

    def radius(direction: float) -> float:
        turned = direction - TILT
        ellipse = math.prod(HALF_AXES) / math.hypot(
            HALF_AXES[1] * math.cos(turned), HALF_AXES[0] * math.sin(turned)
        )
        return ellipse * (1 + sum(by * math.cos(n * turned + phases[n]) for n, by in SWINGS.items()))

    directions = (math.tau * corner / OUTLINE_CORNERS for corner in range(OUTLINE_CORNERS))
    corners = [(radius(a) * math.cos(a), radius(a) * math.sin(a)) for a in directions]
    ring: list[Spot] = []
    for start, end in itertools.pairwise([*corners, corners[0]]):
        ring += wind(start, end, rng=rng, sway=0.22)[:-1]
    return Outline(radius, (*ring, ring[0]))


def settle(rng: random.Random, *, outline: Outline, towns: Sequence[Spot], count: int) -> list[Spot]:
    """`count` village centres, evenly apart, closer about the towns.

    Lloyd's relaxation of a weighted grid."""
    reach = int(max(HALF_AXES) * 1.4 / SAMPLE_STEP)
    grid = [
        (east * SAMPLE_STEP, north * SAMPLE_STEP)
        for east in range(-reach, reach + 1)
        for north in range(-reach, reach + 1)
    ]
    grid = [spot for spot in grid if outline.holds(spot, margin=0)]
    weights = [
        1 + sum(TOWN_PULL * math.exp(-((math.dist(spot, town) / TOWN_REACH) ** 2)) for town in towns)
        for spot in grid
    ]
    centres = [
        (east + rng.uniform(-200, 200), north + rng.uniform(-200, 200))
        for east, north in rng.choices(grid, weights=weights, k=count)
    ]
    for _round in range(RELAXATIONS):
        sums = [[0.0, 0.0, 0.0] for _centre in centres]
        for (east, north), weight in zip(grid, weights, strict=True):
            near = min(
                range(count),
                key=lambda i: (centres[i][0] - east) ** 2 + (centres[i][1] - north) ** 2,
            )
            total = sums[near]
            total[0] += weight * east
            total[1] += weight * north
            total[2] += weight
        centres = [
            (total[0] / total[2], total[1] / total[2]) if total[2] else centre
            for centre, total in zip(centres, sums, strict=True)
        ]
    return centres


def share_out(centres: Sequence[Spot], sizes: Sequence[int]) -> list[list[Spot]]:
    """Cuts the country across its length into neighbours of the given sizes, from west to east."""
    along = sorted(centres, key=lambda spot: spot[0] * math.cos(TILT) + spot[1] * math.sin(TILT))
    ends = list(itertools.accumulate(sizes))
    return [along[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def walk(town: Spot, centres: Sequence[Spot], *, in_town: int) -> list[Spot]:
    """The `in_town` centres nearest the town, then the others, each next to the one before.

    Division codes run from neighbour to neighbour, so villages of one name with a number lie together.
    """
    left = sorted(centres, key=lambda spot: math.dist(spot, town))
    order = left[:in_town]
    left = left[in_town:]
    while left:
        here = order[-1] if order else town
        near = min(left, key=lambda spot: math.dist(spot, here))
        left.remove(near)
        order.append(near)
    return order
