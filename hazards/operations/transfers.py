"""移送: hazards that others are competent for; sealing belongs to the fire service."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Action, Level, Reply, Status, TransferTo, Way
from hazards.errors import HazardRefused
from hazards.models import Hazard, Transfer
from hazards.operations import due
from hazards.operations.moves import add_step, judged, move, require_words
from hazards.operations.steps import locked
from jurisdiction.models import Officer, Station
from ledger.operations import record
from papers.numbers import document_number

WORD = "移"


@transaction.atomic
def transfer(
    *,
    hazard_id: uuid.UUID,
    to: TransferTo | str,
    words: str,
    town_informed: bool,
    at: datetime.datetime,
    by: Officer,
) -> Transfer:
    """Hands a hazard over, with a number of its own. One of the highest level is told to the township in writing too.

    Raises NotNow, PoliceOnly, HazardRefused (field words, town_informed)."""
    found = locked(hazard_id)
    judged(found, rules.Action.TRANSFER, by=by, at=at)
    text = require_words(words, field="words")
    if found.level == Level.CRITICAL and not (town_informed or to == TransferTo.TOWN):
        raise HazardRefused(
            _("A critical hazard is told to the township government in writing as well."),
            field="town_informed",
        )
    until = due.answer_by(at)
    move(
        found,
        rules.Action.TRANSFER,
        at=at,
        by=by,
        due_at=until,
        words=text,
        verb="hazard.transferred",
        way=Way.TRANSFER,
        answer_by=until,
        rectify_by=None,
    )
    return Transfer.objects.create(
        hazard=found,
        number=document_number(
            station=Station.objects.get(pk=found.station_id), word=WORD, day=due.day_of(at)
        ),
        to=to,
        words=text,
        town_informed=town_informed or to == TransferTo.TOWN,
        sent_at=at,
        by=by,
        answer_by=until,
    )


@transaction.atomic
def answer(
    *, transfer_id: int, reply: Reply | str, words: str, at: datetime.datetime, by: Officer
) -> Transfer:
    """Enters what the other body answered, and moves the hazard that waits for it: taken on, the limit for asking again
    runs anew and another answer may follow; put right, another person looks; declined, the way is to be settled again. An
    answer that nothing waits for any more is kept and moves nothing.

    Raises PoliceOnly, HazardRefused (field reply, words)."""
    sent = Transfer.objects.get(pk=transfer_id)
    found = locked(sent.hazard_id)
    text = require_words(words, field="words")
    if reply not in Reply.values:
        raise HazardRefused(_("Choose what the answer comes to."), field="reply")
    entered = Transfer.objects.filter(Q(answered_at__isnull=True) | Q(reply=Reply.WORKING), pk=transfer_id)
    if not entered.update(answered_at=at, answer=text, reply=reply):
        raise HazardRefused(_("An answer stands here already."), field="words")
    sent.refresh_from_db()
    if _is_waited_for(sent, found):
        action, columns = _what_follows(Reply(reply), at)
        move(found, action, at=at, by=by, words=text, verb="hazard.answered", **columns)
        return sent
    add_step(found, Action.ANSWER, at=at, by=by, was=found.status, words=text)
    record(at=at, by=by, station=found.station_id, verb="hazard.answered", obj=found)
    return sent


def _is_waited_for(sent: Transfer, found: Hazard) -> bool:
    waits = found.way == Way.TRANSFER and found.status in (Status.TRANSFERRED, Status.RECTIFYING)
    return waits and sent == found.transfers.order_by("-sent_at", "-pk").first()


def _what_follows(reply: Reply, at: datetime.datetime) -> tuple[rules.Action, dict[str, Any]]:
    """The step and what is due from then on."""
    if reply == Reply.DECLINED:
        until = due.transfer_by(at)
        return rules.Action.DECLINE, {"due_at": until, "transfer_by": until, "answer_by": None, "way": ""}
    if reply == Reply.DONE:
        until = due.recheck_by(at)
        return rules.Action.PUT_RIGHT, {"due_at": until, "recheck_by": until}
    until = due.answer_by(at)
    return rules.Action.ACCEPT, {"due_at": until, "answer_by": until}
