"""Two reports of one quarrel become one dispute; each keeps its words, its reports and its trail."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import OPEN, EventVerb, MediationResult, PartyRole
from disputes.errors import MergeRefused
from disputes.models import Dispute
from disputes.operations.moves import locked, move
from disputes.operations.parties import PartyInput, Plain, open_party, store_parties
from disputes.operations.reporting import raise_level
from disputes.operations.steps import drop
from disputes.operations.telling import tell_reporters
from disputes.operations.timeline import add_event
from jurisdiction.models import Officer


def _require_fitting(loser: Dispute, winner: Dispute) -> None:
    if loser.pk == winner.pk:
        raise MergeRefused(_("This is the same dispute."), field="into")
    if loser.village_id != winner.village_id:
        raise MergeRefused(_("Disputes of two villages are not joined."), field="into")
    if winner.status not in OPEN:
        raise MergeRefused(_("The other one has ended; open it again first."), field="into")


@transaction.atomic
def merge(*, dispute_id: uuid.UUID, into: uuid.UUID, at: datetime.datetime, by: Officer) -> Dispute:
    """Joins `dispute_id` with `into`, an open one of the same village, which is returned. The same again changes nothing.
    Raises MergeRefused (into), StepRefused, DisputeMoved."""
    held = {
        key: locked(key) for key in sorted({dispute_id, into})
    }  # in one order: two merges never wait in a circle
    loser, winner = held[dispute_id], held[into]
    if loser.merged_into_id == winner.pk:
        return winner
    _require_fitting(loser, winner)
    move(loser, rules.Action.MERGE, by=by, at=at, merged_into=winner, closed_at=at, mediator=None)
    loser.mediations.filter(ended_at__isnull=True).update(ended_at=at, result=MediationResult.ENDED)
    Dispute.objects.filter(merged_into=loser).update(merged_into=winner)
    drop(loser, None, at=at)
    store_parties(winner, [_as_input(plain) for plain in map(open_party, loser.parties.all())], report=None)
    raise_level(winner, level=loser.level, signals=frozenset(loser.signals), at=at, by=by)
    add_event(winner, EventVerb.JOINED, at=at, by=by, detail={"other": loser.number})
    event = add_event(loser, EventVerb.MERGED, at=at, by=by, detail={"into": winner.number})
    tell_reporters(loser, event=str(event.pk), moved=EventVerb.MERGED, at=at, by=by)
    return winner


def _as_input(plain: Plain) -> PartyInput:
    party = plain.party
    return PartyInput(name=plain.name, phone=plain.phone, role=PartyRole(party.role), is_minor=party.is_minor)
