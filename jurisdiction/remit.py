"""What an officer may see, resolved once a request from dated postings, and handed on as a value."""

from dataclasses import dataclass
from enum import StrEnum


class Breadth(StrEnum):
    NOTHING = "nothing"
    VILLAGES = "villages"
    STATIONS = "stations"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Remit:
    """A frozen area of sight. `stations` and `villages` hold primary keys; an empty remit sees nothing."""

    breadth: Breadth = Breadth.NOTHING
    stations: frozenset[int] = frozenset()
    villages: frozenset[int] = frozenset()

    @classmethod
    def everywhere(cls) -> "Remit":
        """For commands and tasks that act for the whole installation, never for a request."""
        return cls(breadth=Breadth.EVERYWHERE)

    @classmethod
    def of_stations(cls, stations: frozenset[int]) -> "Remit":
        return cls(breadth=Breadth.STATIONS, stations=stations) if stations else cls()

    @classmethod
    def of_villages(cls, villages: frozenset[int]) -> "Remit":
        return cls(breadth=Breadth.VILLAGES, villages=villages) if villages else cls()

    @property
    def cache_key(self) -> str:
        """Stable text that tells two remits apart; part of every cache key."""
        keys = self.stations if self.breadth is Breadth.STATIONS else self.villages
        return f"{self.breadth}:{','.join(str(key) for key in sorted(keys))}"
