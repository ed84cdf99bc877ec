"""What people decide about records: try again, let in, give up, keep or take."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from intake import kinds
from intake.choices import ClashChoice, State
from intake.errors import AlreadySettled, NotDroppable, OwnEntry
from intake.kinds import Choice
from intake.models import Clash, Submission
from intake.operations import applying
from intake.operations.reading import OLD
from jurisdiction.models import Officer
from ledger.models import Entry
from ledger.operations import record


def drop(*, record_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Submission:
    """The author gives a record up that was not applied. Its bytes stay; a question about it needs no decision any more,
    and what waited for it is told. Raises NotDroppable."""
    found = _drop(record_id=record_id, at=at, by=by)
    applying.release([f"record:{record_id}"], at=at)
    return found


@transaction.atomic
def _drop(*, record_id: uuid.UUID, at: datetime.datetime, by: Officer) -> Submission:
    found = Submission.objects.select_for_update().get(pk=record_id, author=by)
    if found.state == State.DROPPED:
        return found
    if found.state not in (State.REFUSED, State.HELD, State.CLASH):
        raise NotDroppable(_("This entry is applied already and cannot be given up."))
    found.state = State.DROPPED
    found.settled_at = at
    found.save(update_fields=["state", "settled_at"])
    Clash.objects.filter(submission=found, decided_at__isnull=True).update(
        choice=ClashChoice.KEPT, reason=_("given up by its author"), decided_at=at, decided_by=by
    )
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
        found.tries = 0
        found.save(update_fields=["state", "tries"])
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


def let_in(*, record_id: uuid.UUID, reason: str, at: datetime.datetime, by: Officer) -> Submission:
    """Applies a record that is older than 14 days: somebody who did not make it vouches for it, with a reason. It keeps
    its time and counts as in doubt. Again changes nothing. Raises AlreadySettled, OwnEntry."""
    with transaction.atomic():
        found = Submission.objects.select_for_update().get(pk=record_id)
        if found.let_in_at is not None:
            return found
        if (found.state, found.waits_for) != (State.HELD, OLD):
            raise AlreadySettled(_("This entry does not wait to be let in."))
        if found.author_id == by.pk:
            raise OwnEntry(_("Somebody else must let an entry of your own in."))
        if not reason.strip():
            raise AlreadySettled(_("Give the reason."), field="reason")
        found.let_in_at = at
        found.state = State.RECEIVED
        found.tries = 0
        found.save(update_fields=["let_in_at", "state", "tries"])
        record(
            at=at,
            by=by,
            station=found.station_id,
            verb="intake.let_in",
            obj=found,
            detail={"kind": found.kind},
            reason=reason.strip()[:200],
        )
    applying.apply_all([record_id], at=at)
    found.refresh_from_db()
    return found


def stored_since(clash: Clash) -> kinds.Since | None:
    """The third version: what somebody made of the contested fields after the question arose."""
    found = clash.submission
    kind = kinds.find(found.kind)
    raised = Entry.objects.filter(
        object_type=found._meta.label_lower, object_id=str(found.pk), verb="intake.clash"
    )
    asked = raised.order_by("-pk").values_list("pk", flat=True).first()
    if kind is None or asked is None or not found.object_id:
        return None
    return kind.changed(found.object_id, clash.field.split(", "), asked)


def decide_clash(
    *, clash_id: int, choice: ClashChoice, reason: str, at: datetime.datetime, by: Officer, seen: int = 0
) -> Clash:
    """A person says which of two entries holds; what waited for that goes on. Raises AlreadySettled when somebody decided
    otherwise before, or a third entry changed the field since that the decider has not seen (`seen`: the mark of the
    third version shown), NotTaken when the later entry cannot be applied."""
    clash, freed = _decide(clash_id=clash_id, choice=choice, reason=reason, at=at, by=by, seen=seen)
    applying.release(freed, at=at)
    return clash


@transaction.atomic
def _decide(
    *, clash_id: int, choice: ClashChoice, reason: str, at: datetime.datetime, by: Officer, seen: int
) -> tuple[Clash, list[str]]:
    clash = Clash.objects.select_for_update().select_related("submission").get(pk=clash_id)
    if clash.decided_at is not None:
        if clash.choice == choice:
            return clash, []
        raise AlreadySettled(_("Somebody has decided this already."))
    if not reason.strip():
        raise AlreadySettled(_("Give the reason."), field="reason")
    third = stored_since(clash)
    if third is not None:
        if third.mark != seen:
            raise AlreadySettled(
                _("Somebody has changed this since: look at what stands there now, then decide.")
            )
        clash.since, clash.since_by, clash.since_at = third.words[:200], third.by, third.at
    found = clash.submission
    freed = [f"record:{found.pk}"]
    if choice == ClashChoice.TAKEN:
        contested = frozenset(clash.field.split(", "))
        freed += applying.take(found, Choice(by=by, at=at, fields=contested))
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
    return clash, freed
