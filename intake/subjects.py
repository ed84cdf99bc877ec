"""What a record from a phone is about, in words for the desk: which car, where, on which round. Rooms say how."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from intake.models import Submission
from jurisdiction.remit import Remit


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` tells it from others (a plate masked), `url` opens its page, where looks are written down."""

    name: str
    place: str
    round: str
    at: datetime.datetime
    url: str


Find = Callable[[Iterable[str], Remit], dict[str, Subject]]
_finders: dict[str, Find] = {}


def shows(object_type: str, find: Find) -> None:
    """`find(keys, remit)` gives the subjects of these rows that lie within remit, by key, in one query."""
    _finders[object_type] = find


def subjects(found: Iterable[Submission], remit: Remit) -> dict[str, Subject]:
    """By the record's key; a record about nothing that is shown has none. A query for each type of row."""
    keys: dict[str, set[str]] = {}
    rows = [row for row in found if row.object_id]
    for row in rows:
        keys.setdefault(row.object_type, set()).add(row.object_id)
    by_type = {name: _finders[name](wanted, remit) for name, wanted in keys.items() if name in _finders}
    return {
        str(row.pk): subject
        for row in rows
        if (subject := by_type.get(row.object_type, {}).get(row.object_id)) is not None
    }
