"""复查: another person than who found it, ordered it or put it right on the spot looks whether it is in order."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Action, Status
from hazards.errors import HazardRefused, RecordTaken
from hazards.models import Hazard, Recheck
from hazards.operations import due
from hazards.operations.moves import add_step, judged, move
from hazards.operations.steps import locked
from jurisdiction.models import Officer

#: Steps that say something new of the hazard itself: what was seen before one of them holds no longer.
NEWS = rules.RECHECKS | rules.WORK | {rules.Action.PUT_RIGHT, rules.Action.SEND_BACK}


@transaction.atomic
def record_recheck(
    *,
    record_id: uuid.UUID,
    hazard_id: uuid.UUID,
    passed: bool,
    words: str,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Recheck:
    """Stores one re-inspection and moves the hazard on; one that fails after another's passed stays as a remark. The same
    record again changes nothing.

    Raises NotNow, OwnFinding, SecondPerson, PoliceOnly, HazardRefused (field words), RecordTaken."""
    earlier = Recheck.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    found = locked(hazard_id)
    if at < found.found_at:
        raise HazardRefused(_("It was found again since: somebody has to look once more."))
    action = rules.Action.CONFIRM if passed else rules.failing(found.rectify_by, at)
    doubted = found.status == Status.RECHECKED and not passed
    following = judged(found, action, by=by, at=at, status=Status.TO_RECHECK if doubted else "")
    newest = found.steps.filter(at__gte=found.found_at, action__in=NEWS).aggregate(Max("at"))["at__max"]
    if newest is not None and at < newest:
        raise HazardRefused(_("Something newer was entered since: somebody has to look once more."))
    text = words.strip()[:500]
    if not passed and not text:
        raise HazardRefused(_("Say what is still not in order."), field="words")
    made = Recheck.objects.create(
        id=record_id, hazard=found, passed=passed, words=text, at=at, received_at=received_at, by=by
    )
    if doubted:  # another found it in order before: whoever closes it reads this first
        add_step(found, Action.ADVISE, at=at, by=by, was=found.status, words=text)
        return made
    move(
        found,
        action,
        at=at,
        by=by,
        words=text,
        verb="hazard.rechecked",
        **_what_follows(found, following, at),
    )
    return made


def _what_follows(found: Hazard, following: str, at: datetime.datetime) -> dict[str, Any]:
    """What is due from then on. What runs on keeps what was told of it."""
    if following == Status.RECHECKED:
        return {"due_at": due.close_by(at)}
    if following == Status.ASSESSED:
        until = due.transfer_by(at)
        return {"due_at": until, "transfer_by": until, "way": ""}
    runs_on = {
        Status.OVERDUE: found.rectify_by,
        Status.RECTIFYING: found.rectify_by or found.answer_by,
        Status.SUPERVISED: found.supervise_by,
        Status.TRANSFERRED: found.answer_by,
    }[Status(following)]
    columns: dict[str, Any] = {"due_at": runs_on}
    if runs_on == found.due_at:
        columns["alerted"] = found.alerted
    if following == Status.OVERDUE:
        columns["overdue_at"] = found.rectify_by
    return columns
