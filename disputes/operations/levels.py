"""Levels go up at once; from red they go down only when a second person says so too."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from disputes import rules
from disputes.choices import EventVerb, Level
from disputes.errors import FourEyes, StepRefused
from disputes.models import Dispute, LevelChange
from disputes.operations.moves import locked, require
from disputes.operations.steps import relevel
from disputes.operations.telling import tell_desk, tell_roles
from disputes.operations.timeline import add_event
from jurisdiction.access import COMMAND
from jurisdiction.choices import Role
from jurisdiction.models import Officer
from jurisdiction.postings import standing


@transaction.atomic
def set_level(
    *, dispute_id: uuid.UUID, level: Level, reason: str, at: datetime.datetime, by: Officer
) -> LevelChange:
    """Raises or lowers the level; lowering from red waits for a second person. Raises StepRefused (level, reason),
    FourEyes (level) while another change waits."""
    if not reason.strip():
        raise StepRefused(_("Why this level?"), field="reason")
    dispute = locked(dispute_id)
    require(dispute, rules.Action.SET_LEVEL, by=by, at=at)
    if level == dispute.level:
        raise StepRefused(_("This is its level already."), field="level")
    change = LevelChange(
        dispute=dispute,
        station_id=dispute.station_id,
        was=dispute.level,
        wanted=level,
        reason=reason.strip()[:200],
        asked_at=at,
        asked_by=by,
    )
    if rules.needs_four_eyes(now=dispute.level, wanted=level):
        try:
            with transaction.atomic():
                change.save(force_insert=True)
        except IntegrityError as error:
            raise FourEyes(_("A lower level is being decided already."), field="level") from error
        event = add_event(dispute, EventVerb.LEVEL_ASKED, at=at, by=by, note=reason, detail={"wanted": level})
        roles = [Role.CHIEF, Role.COMMAND_ROOM]
        tell_roles("dispute.level_asked", dispute, event=str(event.pk), roles=roles, at=at)
        return change
    change.decided_at, change.decided_by, change.granted = at, by, True
    change.save(force_insert=True)
    _apply(dispute, level, at=at, by=by, note=reason)
    return change


@transaction.atomic
def decide_level(*, change_id: uuid.UUID, granted: bool, at: datetime.datetime, by: Officer) -> LevelChange:
    """A second person of the command room, the chief or the commander says yes or no. Raises FourEyes, StepRefused."""
    change = LevelChange.objects.select_for_update().get(pk=change_id)
    if change.decided_at is not None:
        return change
    if change.asked_by_id == by.pk:
        raise FourEyes(_("Another person than the one who asked has to decide."))
    dispute = locked(change.dispute_id)
    require(dispute, rules.Action.SET_LEVEL, by=by, at=at)
    if not standing(by, on=timezone.localtime(at).date()).roles & COMMAND:
        raise FourEyes(_("The command room, the chief or the commander decides that."))
    change.decided_at, change.decided_by, change.granted = at, by, granted
    change.save(update_fields=["decided_at", "decided_by", "granted"])
    if granted:
        _apply(dispute, Level(change.wanted), at=at, by=by)
    else:
        add_event(dispute, EventVerb.LEVEL, at=at, by=by, detail={"level": dispute.level, "granted": False})
    return change


def _apply(dispute: Dispute, level: Level, *, at: datetime.datetime, by: Officer, note: str = "") -> None:
    was = dispute.level
    Dispute.objects.filter(pk=dispute.pk).update(level=level)
    dispute.level = level
    event = add_event(dispute, EventVerb.LEVEL, at=at, by=by, note=note, detail={"was": was, "level": level})
    relevel(dispute, was=was, at=at)
    if level == Level.CRITICAL:
        tell_desk(dispute, event=str(event.pk), alarm=True, at=at)
