"""Lines that rooms above hand down to the chief's page: this room may not know them, so they register themselves once,
when the app starts."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from jurisdiction.remit import Remit


@dataclass(frozen=True, slots=True)
class Line:
    """`count` rows in `words`, which do not repeat the number; `url` opens these rows."""

    count: int
    words: str
    url: str
    tone: str = "warn"


Source = Callable[[Remit, datetime.datetime], list[Line]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(remit, at)` gives the lines that are worth reading then, none if all is well."""
    if source not in _sources:
        _sources.append(source)


def lines(remit: Remit, *, at: datetime.datetime) -> list[Line]:
    """Every room's lines, in the order the rooms registered."""
    return [line for source in _sources for line in source(remit, at)]
