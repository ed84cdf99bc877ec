"""Cars and their owners, as the demo invents them."""

import datetime
import random
import uuid
from dataclasses import dataclass, field

from jurisdiction.masks import mask_phone
from jurisdiction.models import Station
from jurisdiction.sealed import keyed_hash, seal
from patrols import rules
from patrols.choices import NumberSource
from patrols.models import OwnerContact
from patrols.operations.checks import plate_hash
from patrols.operations.owners import COLUMN, TABLE

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
COLOURS = ("白色", "黑色", "银灰", "红色", "蓝色")
MAKES = ("轿车", "面包车", "越野车", "皮卡", "小货车")
CARELESS = 14


def draw_plate(rng: random.Random) -> str:
    """Mostly local ones; now and then new energy, another city's, or an e-bike's own number."""
    kind = rng.random()
    if kind < 0.72:
        return f"闽G{rng.choice(LETTERS)}{rng.randrange(10_000):04d}"
    if kind < 0.84:
        return f"闽GD{rng.randrange(100_000):05d}"
    if kind < 0.94:
        return f"闽{rng.choice('ABCDEF')}{rng.choice(LETTERS)}{rng.randrange(10_000):04d}"
    return f"永安电{rng.randrange(100_000):05d}"


def describe(rng: random.Random) -> str:
    return f"{rng.choice(COLOURS)}{rng.choice(MAKES)}，靠路边停放"


def weigh(night: datetime.date, since: datetime.date, *, first: float, now: float) -> float:
    """How many open cars to expect: falling from `first` towards `now`, more at weekends and around Spring Festival."""
    days = (night - since).days
    mean: float = now + (first - now) * 2.718281828 ** (-days / 190)
    if night.weekday() in (4, 5):
        mean *= 1.2
    if (night.month, night.day) >= (2, 8) and (night.month, night.day) <= (2, 24):
        mean *= 1.45
    return mean


def poisson(rng: random.Random, mean: float) -> int:
    """Knuth's way; means here are small."""
    limit, count, product = 2.718281828 ** (-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


@dataclass(slots=True)
class Owners:
    """Careless owners who come back, and the numbers under which owners were reached."""

    station: Station
    seed: int
    careless: list[str] = field(default_factory=list)
    known: dict[str, OwnerContact] = field(default_factory=dict)
    fresh: list[OwnerContact] = field(default_factory=list)

    def __post_init__(self) -> None:
        rng = random.Random(f"{self.seed}|owners|{self.station.unit_code}")  # noqa: S311  # a demo, not a secret
        self.careless = [draw_plate(rng) for _ in range(CARELESS)]

    def plate(self, rng: random.Random) -> str:
        """The first of the careless ones come back most often."""
        if rng.random() < 0.06:
            weights = [1 / (index + 3) for index in range(CARELESS)]
            return rng.choices(self.careless, weights=weights)[0]
        return draw_plate(rng) if rng.random() > 0.02 else ""

    def contact(
        self, plate: str, *, at: datetime.datetime, now: datetime.datetime, rng: random.Random
    ) -> OwnerContact | None:
        """A number for the plate, kept as long as its keyed hash is."""
        if not plate or at <= now - rules.PLATE_HASH_KEPT:
            return None
        contact = self.known.get(plate)
        if contact is None:
            key, number = (
                uuid.UUID(int=rng.getrandbits(128), version=4),
                f"1380000{rng.randrange(10_000):04d}",
            )
            contact = OwnerContact(
                id=key,
                station=self.station,
                plate_hash=plate_hash(plate),
                number_sealed=seal(number, table=TABLE, column=COLUMN, row=str(key)),
                number_hash=keyed_hash(number, column="owner_contact.number"),
                number_mask=mask_phone(number),
                source=rng.choices(
                    [NumberSource.ON_CAR, NumberSource.NEIGHBOUR, NumberSource.LOOK_UP], weights=[7, 2, 1]
                )[0],
                learned_at=at,
            )
            self.known[plate] = contact
            self.fresh.append(contact)
        contact.last_reached_at = at
        return contact
