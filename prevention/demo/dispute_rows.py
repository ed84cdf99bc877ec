"""Rows of the demo's disputes, gathered and stored together, in the order they need."""

import datetime
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.db import models

from disputes.choices import EventVerb, Rung, Signal
from disputes.models import (
    Agreement,
    Deadline,
    Dispute,
    Event,
    FollowUp,
    LevelChange,
    Mediation,
    OverdueAlert,
    Party,
    Report,
    Session,
)
from disputes.operations import steps
from jurisdiction.models import Village
from ledger.operations import Change, record_many
from prevention.demo.dispute_words import Quarrel

ORDER: tuple[type[models.Model], ...] = (
    Dispute,
    Report,
    Party,
    Mediation,
    Session,
    Agreement,
    FollowUp,
    Deadline,
    Event,
    LevelChange,
)


@dataclass(slots=True)
class Rows:
    """What the stories wrote; keys come from the seed, so that a demo made again is the same."""

    rng: random.Random
    kept: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    came: list[tuple[Session, Party]] = field(default_factory=list)
    alerts: list[OverdueAlert] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def add(self, row: Any) -> Any:
        self.kept.setdefault(type(row), []).append(row)
        return row

    def event(self, dispute: Dispute, verb: EventVerb, at: datetime.datetime, by: Any, **given: Any) -> None:
        self.add(
            Event(
                id=self.key(),
                dispute=dispute,
                station_id=dispute.station_id,
                verb=verb,
                at=at,
                received_at=at,
                by=by,
                **given,
            )
        )
        self.changes.append(
            Change(at, by, dispute.station_id, f"dispute.{verb}", dispute, {"number": dispute.number})
        )

    def step(
        self, dispute: Dispute, step: Any, since: datetime.datetime, *, met: datetime.datetime | None
    ) -> Deadline:
        """The deadline as the room itself would have set it; overdue when it was met too late."""
        row: Deadline = self.add(steps.build(dispute, step, since=since))
        row.met_at = met
        if met is not None and met > row.due_at and row.chief_at is not None:
            for rung, due_at in ((Rung.RESPONSIBLE, row.due_at), (Rung.CHIEF, row.chief_at)):
                if due_at < met:
                    self.alerts.append(
                        OverdueAlert(
                            deadline=row,
                            dispute=dispute,
                            station_id=dispute.station_id,
                            rung=rung,
                            due_at=due_at,
                            raised_at=due_at,
                        )
                    )
                    self.event(dispute, EventVerb.OVERDUE, due_at, None, detail={"step": step, "rung": rung})
        return row

    def store(self) -> None:
        """In the caller's transaction."""
        dispute_rows = self.kept.get(Dispute, [])
        # Those that others were joined with come first.
        self.kept[Dispute] = sorted(dispute_rows, key=lambda row: row.merged_into_id is not None)
        for model in ORDER:
            model._default_manager.bulk_create(self.kept.get(model, []), batch_size=500)
        through = Session.came.through
        through._default_manager.bulk_create(
            [through(session_id=session.pk, party_id=party.pk) for session, party in self.came],
            batch_size=1000,
        )
        OverdueAlert.objects.bulk_create(self.alerts)
        record_many(sorted(self.changes, key=lambda change: change.at))


def signals_of(rng: random.Random, quarrel: Quarrel) -> list[str]:
    found = [Signal.THREATS] if "扬言" in quarrel.words or "带人上门" in quarrel.words else []
    if "推搡" in quarrel.words and rng.random() < 0.3:
        found.append(Signal.INJURY)
    return sorted(found)


def within(village: Village, rng: random.Random) -> Point | None:
    """Somewhere about the middle of the village; half the reports carry a point."""
    if village.boundary is None or rng.random() < 0.5:
        return None
    middle = village.boundary.point_on_surface
    return Point(middle.x + rng.gauss(0, 0.002), middle.y + rng.gauss(0, 0.002), srid=4326)
