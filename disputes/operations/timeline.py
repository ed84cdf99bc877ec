"""Entries of the time line and of the ledger, written together. Within the caller's transaction."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from disputes.choices import EventVerb
from disputes.models import Dispute, Event, Report
from jurisdiction.models import Officer
from ledger.operations import record


def add_event(
    dispute: Dispute,
    verb: EventVerb,
    *,
    at: datetime.datetime,
    by: Officer | None,
    received_at: datetime.datetime | None = None,
    record_id: uuid.UUID | None = None,
    report: Report | None = None,
    told: str = "",
    note: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """One entry here and one in the ledger, there without words."""
    event = Event(
        id=record_id or uuid.uuid4(),
        dispute=dispute,
        station_id=dispute.station_id,
        report=report,
        verb=verb,
        at=at,
        received_at=received_at or at,
        by=by,
        told=told.strip()[:500],
        note=note.strip()[:2000],
        detail=dict(detail or {}),
    )
    event.save(force_insert=True)
    record(
        at=at,
        by=by,
        station=dispute.station_id,
        verb=f"dispute.{verb}",
        obj=dispute,
        detail={"number": dispute.number, **event.detail},
    )
    return event


def note_passed_on(dispute: Dispute, *, at: datetime.datetime, by: Officer) -> None:
    """Something of it was passed on to somebody: the time line says so and nothing else."""
    Event.objects.create(
        dispute=dispute,
        station_id=dispute.station_id,
        verb=EventVerb.PASSED_ON,
        at=at,
        received_at=at,
        by=by,
    )
