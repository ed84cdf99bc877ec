"""Kinds of lists that come from Excel. A kind says what its columns are, reads a line, knows what is there already, and
enters, changes and takes back; the import itself (operations/imports.py) knows none of them."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jurisdiction.models import Officer, Station, Village

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """`titles`: what the column may be called in a file, the template's own first. `mask`: how a personal cell is shown;
    columns with one are sealed."""

    name: str
    label: "str | Promise"
    titles: tuple[str, ...]
    required: bool = False
    mask: Callable[[str], str] | None = None
    example: str = ""
    options: tuple[str, ...] = ()


@dataclass(slots=True)
class Read:
    """A line as it was understood. `errors`: column -> code (WRONG). `key`: what makes it the same as another."""

    value: Any = None
    errors: dict[str, str] = field(default_factory=dict)
    key: Any = None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a list goes, by whom and when."""

    station: Station
    village: Village | None
    at: datetime.datetime
    by: Officer


@dataclass(frozen=True, slots=True)
class Sheet:
    """`known(target, keys)`: key -> id of what the database has. `create(target, {id: value})` enters them all, under
    these ids where the model's keys are UUIDs, and answers {id given: id stored}. `update(target, id, value)` answers
    with what it overwrote. `grown(ids, since)`: those on which something was built after that moment.
    `remove(target, ids)`, `restore(target, id, before)` take both back."""

    name: str
    title: "str | Promise"
    columns: tuple[Column, ...]
    needs_village: bool
    read: Callable[[Target, Cells], Read]
    known: Callable[[Target, Sequence[Any]], dict[Any, str]]
    create: Callable[[Target, Mapping[uuid.UUID, Any]], dict[uuid.UUID, str]]
    update: Callable[[Target, str, Any], dict[str, Any]]
    grown: Callable[[Sequence[str], datetime.datetime], Sequence[str]]
    remove: Callable[[Target, Sequence[str]], None]
    restore: Callable[[Target, str, Mapping[str, Any]], None]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


_sheets: dict[str, Sheet] = {}


def register(sheet: Sheet) -> None:
    _sheets[sheet.name] = sheet


def find(name: str) -> Sheet:
    """Raises KeyError."""
    return _sheets[name]


def names() -> list[tuple[str, "str | Promise"]]:
    return [(sheet.name, sheet.title) for sheet in _sheets.values()]


#: What can be wrong with a cell, in words.
WRONG: dict[str, "str | Promise"] = {
    "empty": _("This must not be empty."),
    "long": _("This is too long."),
    "number": _("This is no whole number."),
    "group": _("Village groups are numbered 1 to 99; 0 is for none."),
    "adults": _("Between 1 and 60 adults."),
    "more_apps": _("More people with the app than adults in the household."),
    "phone": _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598."),
    "formula": _("A formula without a stored value: type the value itself."),
    "unknown": _("This is none of the values the list knows."),
    "no_officer": _("Nobody of this station signs in by that name."),
    "no_village": _("This station has no village of that name."),
    "refused": _("This cannot be entered so."),
}
