"""A dispute of village A at any stage, through the room's own operations."""

import datetime
import io
import uuid
from typing import Any

from PIL import Image

from disputes.choices import (
    DisputeKind,
    FollowUpResult,
    Level,
    MediatorKind,
    PartyRole,
    Route,
    SessionResult,
    SettlementForm,
)
from disputes.models import Agreement, Dispute, FollowUp, Session
from disputes.operations.agreements import settle
from disputes.operations.followups import record_followup
from disputes.operations.parties import PartyInput
from disputes.operations.reporting import report_dispute
from disputes.operations.sessions import record_session
from disputes.operations.triage import accept, assign
from jurisdiction.models import Officer
from tests.cast import Cast, at

NOON = at("2026-09-03 12:00")
WANG, ZHAO = "王建国", "赵大山"
#: Canaries of the other village's dispute (conftest.py): words, place, name, number.
SECRETS = ("秘密水渠", "秘密地点", "欧阳无名", "13900009999")
BOTH = (
    PartyInput(name=WANG, phone="13800001234", role=PartyRole.APPLICANT),
    PartyInput(name=ZHAO, phone="", role=PartyRole.RESPONDENT),
)


def picture(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


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


def accepted(
    cast: Cast, dispute: Dispute | None = None, *, route: Route = Route.PEOPLES, **given: Any
) -> Dispute:
    """The command room takes it up half an hour later."""
    found = dispute or reported(cast, **given)
    return accept(dispute_id=found.pk, route=route, at=later(minutes=30), by=cast.room_a)


def assigned(
    cast: Cast, mediator: Officer | None = None, *, route: Route = Route.PEOPLES, **given: Any
) -> Dispute:
    """The cadre of the village, or who is named, mediates from one o'clock."""
    found = accepted(cast, route=route, **given)
    who = mediator or (cast.officer_a if route == Route.POLICE else cast.cadre_a)
    kinds = {"cadre": MediatorKind.CADRE, "justice": MediatorKind.JUSTICE}
    assign(
        dispute_id=found.pk,
        mediator=who,
        mediator_kind=kinds.get(who.kind, MediatorKind.OFFICER),
        at=later(hours=1),
        by=cast.room_a,
    )
    found.refresh_from_db()
    return found


def met(dispute: Dispute, by: Officer, *, at: datetime.datetime | None = None, **given: Any) -> Session:
    """A session on the next day."""
    when = at or later(days=1)
    values: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "dispute_id": dispute.pk,
        "place": "村委会",
        "came": [party.pk for party in dispute.parties.all()],
        "consent": True,
        "recorded": True,
        "notes": "双方各退一步",
        "result": SessionResult.CONTINUE,
        "held_at": when,
        "received_at": when,
        "by": by,
        **given,
    }
    return record_session(**values)


def agreed(dispute: Dispute, by: Officer, *, at: datetime.datetime | None = None, **given: Any) -> Agreement:
    """They agree on the day after the session."""
    when = at or later(days=2)
    values: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "dispute_id": dispute.pk,
        "form": SettlementForm.WRITTEN,
        "text": "田埂以老界为准",
        "agreed_on": when.date(),
        "at": when,
        "by": by,
        **given,
    }
    return settle(**values)


def settled(
    cast: Cast, mediator: Officer | None = None, *, route: Route = Route.PEOPLES, **given: Any
) -> Dispute:
    found = assigned(cast, mediator, route=route)
    who = found.mediator
    assert who is not None
    met(found, who)
    agreed(found, who, **given)
    found.refresh_from_db()
    return found


def visited(dispute: Dispute, by: Officer, result: FollowUpResult, at: datetime.datetime) -> FollowUp:
    return record_followup(
        record_id=uuid.uuid4(), dispute_id=dispute.pk, result=result, note="", at=at, received_at=at, by=by
    )
