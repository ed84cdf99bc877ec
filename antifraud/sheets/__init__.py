"""Kinds of lists that come from Excel. A kind says what its columns are, reads a line, knows what is there already, and
enters, changes and takes back; the import itself (operations/imports.py) knows none of them."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jurisdiction.choices import Role
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
    """`roles`: who may bring such a list. `reader(target)` looks up once what lines are compared with, and answers with
    what reads one. `known(target, keys)`: key -> id of what the database has. `create(target, {id: value})` enters
    them all, under these ids where the model's keys are UUIDs, and answers {id given: id stored}.
    `update(target, id, value)` answers with what it overwrote. `grown(ids, since)`: those on which something was built
    after that moment. `remove(target, ids)`, `restore(target, id, before)` take both back."""

    name: str
    title: "str | Promise"
    columns: tuple[Column, ...]
    needs_village: bool
    roles: frozenset[Role]
    reader: Callable[[Target], Callable[[Cells], Read]]
    known: Callable[[Target, Sequence[Any]], dict[Any, str]]
    create: Callable[[Target, Mapping[uuid.UUID, Any]], dict[uuid.UUID, str]]
    update: Callable[[Target, str, Any], dict[str, Any]]
    grown: Callable[[Sequence[str], datetime.datetime], Sequence[str]]
    remove: Callable[[Target, Sequence[str]], None]
    restore: Callable[[Target, str, Mapping[str, Any]], None]
    #: What can be wrong with a cell of this list alone; the rest is in WRONG.
    wrong: Mapping[str, "str | Promise"] = field(default_factory=dict)

    def words(self, code: str) -> "str | Promise":
        return self.wrong.get(code) or WRONG.get(code, code)

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


def brought_by(roles: Iterable[Role]) -> list[tuple[str, "str | Promise"]]:
    """The kinds of lists that somebody of these roles may bring."""
    return [(name, title) for name, title in names() if _sheets[name].roles & set(roles)]


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
}
