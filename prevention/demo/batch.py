"""Rows of many nights, stored together in the order they need."""

import datetime
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.db import models, transaction

from ledger.operations import Change, record_many
from patrols.models import (
    CallCode,
    ContactAttempt,
    OwnerContact,
    PlacePass,
    RoundAlert,
    ShiftMember,
    ShiftPlace,
    UnsecuredVehicle,
    VehicleCheck,
)


@dataclass(slots=True)
class Batch:
    """Rows of many nights, in the order in which they can be stored."""

    now: datetime.datetime
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def add(self, row: models.Model) -> None:
        self.rows.setdefault(type(row), []).append(row)

    def store(self, contacts: Sequence[OwnerContact]) -> None:
        """Everything in one transaction; `contacts` before the calls that name them."""
        with transaction.atomic():
            OwnerContact.objects.bulk_create(contacts, batch_size=500)
            for model in ORDER:
                model._default_manager.bulk_create(self.rows.get(model, []), batch_size=1000)
            record_many(sorted(self.changes, key=lambda change: change.at))
        self.rows.clear()
        self.changes.clear()


ORDER: tuple[type[models.Model], ...] = (
    ShiftMember,
    ShiftPlace,
    PlacePass,
    RoundAlert,
    VehicleCheck,
    UnsecuredVehicle,
    ContactAttempt,
    CallCode,
)


def near(point: Point, rng: random.Random) -> Point:
    """Some sixty metres around a place: cars stand along the road, not on the pin."""
    return Point(point.x + rng.gauss(0, 0.0006), point.y + rng.gauss(0, 0.0006), srid=4326)


def key(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)
