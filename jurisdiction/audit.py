"""How the ground floor's writes reach the ledger, which stands a floor above: the shell hands its `record` in at start,
so that no import runs upward."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

Recorder = Callable[..., None]
_recorders: dict[str, Recorder] = {}


def use(*, change: Recorder, look: Recorder) -> None:
    """Called once by the ledger's AppConfig."""
    _recorders.update(change=change, look=look)


def change(
    *,
    at: datetime.datetime,
    by: Any,
    station: Any,
    verb: str,
    obj: models.Model,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes a change. KeyError when no ledger is installed: then nothing may be written."""
    _recorders["change"](at=at, by=by, station=station, verb=verb, obj=obj, detail=detail)


def look(
    *,
    at: datetime.datetime,
    by: Any,
    station: Any,
    obj: models.Model,
    fields: list[str],
    reason: str = "",
    verb: str = "record.seen",
) -> None:
    """Writes that somebody is about to be shown personal data; call it before rendering."""
    _recorders["look"](at=at, by=by, station=station, obj=obj, fields=fields, reason=reason, verb=verb)
