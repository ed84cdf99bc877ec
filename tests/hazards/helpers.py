"""Shortcuts of the hazard tests."""

import datetime
import uuid
from typing import Any

from hazards.choices import HazardKind, Level, Source
from hazards.models import Hazard
from hazards.operations.reporting import report_hazard
from tests.cast import Cast, at

NOON = at("2026-09-03 12:00")


def a_report(cast: Cast, when: datetime.datetime = NOON, **values: Any) -> Hazard:
    """A blocked exit at the bridge, found by officer_a."""
    options: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "station": cast.station_a,
        "place": cast.place_a,
        "point": None,
        "kind": HazardKind.FIRE_EXIT,
        "level": Level.MEDIUM,
        "words": "exit locked with a chain",
        "source": Source.DESK,
        "at": when,
        "received_at": when,
        "by": cast.officer_a,
        **values,
    }
    return report_hazard(**options)
