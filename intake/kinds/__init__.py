"""The register of kinds of records. A room's kinds stand in a module of their own here and are registered once, when the
app starts; nothing else in this room knows any of them."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from rest_framework import serializers

from jurisdiction.models import Officer


@dataclass(frozen=True, slots=True)
class Context:
    """What an operation is told beside the data. `happened_at` is the corrected time the record is judged by."""

    record_id: uuid.UUID
    author: Officer
    happened_at: datetime.datetime
    received_at: datetime.datetime
    clock_doubtful: bool = False
    by_file: bool = False


class NotYet(Exception):
    """Something this record needs has not arrived: `waits_for` is `record:…`, `blob:…` or `round:…`, or `person:…` when
    somebody must decide; `words` then tell the author why."""

    def __init__(self, waits_for: str, words: str = "") -> None:
        super().__init__(waits_for)
        self.waits_for = waits_for
        self.words = words


class FieldClash(Exception):
    """Another phone said something else about the same field before. A person decides. `about` is the row in
    question; `uncontested` holds the values of the record's data that are applied all the same."""

    def __init__(
        self,
        *,
        field: str,
        field_name: "str | Promise",
        stored: str,
        proposed: str,
        stored_by: Officer | None = None,
        stored_at: datetime.datetime | None = None,
        about: models.Model | None = None,
        uncontested: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(field)
        self.field = field
        self.field_name = str(field_name)
        self.stored = stored
        self.proposed = proposed
        self.stored_by = stored_by
        self.stored_at = stored_at
        self.about = about
        self.uncontested = uncontested


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's word that the later entry holds: who said so, when, and about which fields. Nothing else of the entry
    is touched: it was applied when it came, or somebody has set it right since."""

    by: Officer
    at: datetime.datetime
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Since:
    """What stands there now, where somebody changed the contested fields after the question arose. `mark`: the ledger's
    entry of that change."""

    words: str
    by: Officer | None
    at: datetime.datetime
    mark: int


Apply = Callable[[Mapping[str, Any], Context], models.Model | None]
Take = Callable[[Mapping[str, Any], Context, "Choice"], models.Model | None]
#: By the row's key, the contested fields and the ledger's entry that told of the question.
Changed = Callable[[str, Sequence[str], int], Since | None]
Frees = Callable[[Mapping[str, Any]], list[str]]
#: By the keys of what records of a kind made: what their phones are told of it (`{"number": …}`).
Tells = Callable[[Sequence[str]], Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. `take` applies the contested fields of a clashing entry after a person chose it; `changed`
    tells what somebody made of them in the meantime; `frees` names what records that wait may go on after this one,
    beside `record:<its id>`; `tells` what the phone hears of what the record made once it is applied."""

    name: str
    label: "str | Promise"
    fields: type[serializers.Serializer[Any]]
    apply: Apply
    take: Take | None = None
    frees: Frees = lambda data: []
    tells: Tells = lambda keys: {}
    changed: Changed = lambda key, fields, after: None


_kinds: dict[str, Kind] = {}
_waits: dict[str, Callable[[str], bool]] = {}
_listeners: list[Callable[[Officer, datetime.datetime, datetime.datetime], None]] = []


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def find(name: str) -> Kind | None:
    return _kinds.get(name)


def labels() -> dict[str, "str | Promise"]:
    return {kind.name: kind.label for kind in _kinds.values()}


def knows(prefix: str, is_there: Callable[[str], bool]) -> None:
    """How to tell that what records wait for under this prefix (`round`) is there."""
    _waits[prefix] = is_there


def is_there(waits_for: str) -> bool:
    prefix, _colon, key = waits_for.partition(":")
    return prefix in _waits and _waits[prefix](key)


def on_synced(listener: Callable[[Officer, datetime.datetime, datetime.datetime], None]) -> None:
    """`listener(officer, until, at)` hears that a phone holds nothing of the officer back that happened until then."""
    _listeners.append(listener)


def synced(officer: Officer, until: datetime.datetime, at: datetime.datetime) -> None:
    for listener in _listeners:
        listener(officer, until, at)
