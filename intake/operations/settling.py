"""What people decide about records: try again, give up, keep or take."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from intake.choices import ClashChoice, State
from intake.errors import AlreadySettled, NotDroppable
from intake.models import Clash, Submission
from intake.operations import applying
from jurisdiction.models import Officer
from ledger.operations import record


@transaction.atomic
def drop(*, record_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Submission:
    """The author gives a record up that was not applied. Its bytes stay. Raises NotDroppable."""
    found = Submission.objects.select_for_update().get(pk=record_id, author=by)
    if found.state == State.DROPPED:
        return found
    if found.state not in (State.REFUSED, State.HELD, State.CLASH):
        raise NotDroppable(_("This entry is applied already and cannot be given up."))
    found.state = State.DROPPED
    found.settled_at = at
    found.save(update_fields=["state", "settled_at"])
    record(
        at=at, by=by, station=found.station_id, verb="intake.dropped", obj=found, detail={"kind": found.kind}
    )
    return found


def try_again(*, record_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Submission:
    """Looks at a refused or held record once more: the reason may be gone."""
    with transaction.atomic():
        found = Submission.objects.select_for_update().get(pk=record_id)
        if found.state not in (State.REFUSED, State.HELD, State.RECEIVED):
            raise AlreadySettled(_("This entry is settled already."))
        found.state = State.RECEIVED
        found.save(update_fields=["state"])
        record(
            at=at,
            by=by,
            station=found.station_id,
            verb="intake.retried",
            obj=found,
            detail={"kind": found.kind},
        )
    applying.apply_all([record_id], at=at)
    found.refresh_from_db()
    return found


@transaction.atomic
def decide_clash(
    *, clash_id: int, choice: ClashChoice, reason: str, at: datetime.datetime, by: Officer
) -> Clash:
    """A person says which of two entries holds. Raises AlreadySettled when somebody decided otherwise before."""
    clash = Clash.objects.select_for_update().select_related("submission").get(pk=clash_id)
    if clash.decided_at is not None:
        if clash.choice == choice:
            return clash
        raise AlreadySettled(_("Somebody has decided this already."))
    if not reason.strip():
        raise AlreadySettled(_("Give the reason."), field="reason")
    found = clash.submission
    if choice == ClashChoice.TAKEN:
        applying.take(found, at=at, by=by)
    found.state = State.APPLIED if choice == ClashChoice.TAKEN else State.REPLACED
    found.settled_at = at
    found.save(update_fields=["state", "settled_at", "object_type", "object_id"])
    clash.choice, clash.reason = choice, reason.strip()[:200]
    clash.decided_at, clash.decided_by = at, by
    clash.save()
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="intake.clash_decided",
        obj=found,
        detail={"field": clash.field, "choice": choice},
        reason=clash.reason,
    )
    return clash
