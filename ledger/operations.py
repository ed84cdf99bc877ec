"""Writing to the ledger. Each call adds one row (or many in one statement) inside the caller's transaction."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from jurisdiction.models import Officer, Station
from ledger.choices import Kind
from ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation did. `verb` is a dotted lower-case code such as "round.started"; `detail` holds JSON values
    and never personal data in plain."""

    at: datetime.datetime
    by: Officer | None
    station: Station | int | None
    verb: str
    obj: models.Model | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def _entry(change: Change, *, kind: Kind, fields: Sequence[str] = ()) -> Entry:
    station = change.station.pk if isinstance(change.station, Station) else change.station
    return Entry(
        chain=station or 0,
        at=change.at,
        station_id=station,
        by=change.by,
        kind=kind,
        verb=change.verb,
        object_type=change.obj._meta.label_lower if change.obj is not None else "",
        object_id=str(change.obj.pk) if change.obj is not None else "",
        fields=list(fields),
        reason=change.reason[:300],
        address=change.by.origin if change.by is not None else "",
        detail=dict(change.detail),
    )


def record(
    *,
    at: datetime.datetime,
    by: Officer | None,
    station: Station | int | None,
    verb: str,
    obj: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Writes one change."""
    _entry(Change(at, by, station, verb, obj, detail or {}, reason), kind=Kind.CHANGE).save(force_insert=True)


def record_many(changes: Iterable[Change]) -> int:
    """Writes many changes, ordered by chain so that two writers never wait for each other. Returns how many."""
    entries = sorted((_entry(change, kind=Kind.CHANGE) for change in changes), key=lambda entry: entry.chain)
    Entry.objects.bulk_create(entries, batch_size=500)
    return len(entries)


def record_look(
    *,
    at: datetime.datetime,
    by: Officer,
    station: Station | int | None,
    obj: models.Model,
    fields: Sequence[str],
    reason: str = "",
    verb: str = "record.seen",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes that `by` is about to be shown `fields` of a person's or vehicle's record. Call it before rendering: what
    cannot be written is not shown."""
    _entry(Change(at, by, station, verb, obj, detail or {}, reason), kind=Kind.LOOK, fields=fields).save(
        force_insert=True
    )


def record_sign_in(
    *, at: datetime.datetime, by: Officer | None, outcome: str, address: str, station: Station | None = None
) -> None:
    """Writes a sign-in or sign-out; `outcome` is in, out or failed. A name that failed is not kept: people type
    passwords there."""
    entry = _entry(Change(at, by, station, f"session.{outcome}"), kind=Kind.SIGN_IN)
    entry.address = address
    entry.save(force_insert=True)
