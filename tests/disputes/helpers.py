"""A dispute of village A at any stage, through the room's own operations."""

import datetime
import uuid
from typing import Any

from disputes.choices import DisputeKind, Level, PartyRole
from disputes.models import Dispute
from disputes.operations.parties import PartyInput
from disputes.operations.reporting import report_dispute
from jurisdiction.models import Officer
from tests.cast import Cast, at

NOON = at("2026-09-03 12:00")
WANG, ZHAO = "王建国", "赵大山"
BOTH = (
    PartyInput(name=WANG, phone="13800001234", role=PartyRole.APPLICANT),
    PartyInput(name=ZHAO, phone="", role=PartyRole.RESPONDENT),
)


def later(*, minutes: float = 0, hours: float = 0, days: float = 0) -> datetime.datetime:
    return NOON + datetime.timedelta(minutes=minutes, hours=hours, days=days)


def reported(cast: Cast, *, by: Officer | None = None, **given: Any) -> Dispute:
    """A cadre of village A reports at noon."""
    values: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "village": cast.village_a,
        "kind": DisputeKind.LAND,
        "level": Level.MEDIUM,
        "signals": frozenset(),
        "words": "两家为田埂吵了起来",
        "place_words": "桥头",
        "point": None,
        "parties": BOTH,
        "same_as": None,
        "at": NOON,
        "received_at": NOON,
        "by": by or cast.cadre_a,
        **given,
    }
    return report_dispute(**values)
