"""Applying what was accepted, by the operation of the room it belongs to; holding, refusing, releasing."""

import datetime
import logging
import uuid
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from intake import kinds
from intake.choices import State
from intake.errors import NotTaken
from intake.kinds import FieldClash, NotYet
from intake.models import Blob, Clash, Submission
from intake.operations.reading import APPLIED, Read, Refused, read_record, require_earlier
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from ledger.operations import record

log = logging.getLogger(__name__)
#: One request applies at most so many; the sweep does the rest.
AT_ONCE = 200
MAX_TRIES = 10
#: Held records that one sweep looks at, the latest first.
LOOKED_AT = 2000
OPEN = (State.RECEIVED, State.HELD)


def apply_all(ids: Iterable[uuid.UUID], *, at: datetime.datetime) -> None:
    """Applies records in this order, then whatever waited for them, and so on; bounded."""
    queue = list(dict.fromkeys(ids))
    done = 0
    while queue and done < AT_ONCE:
        key = queue.pop(0)
        done += 1
        try:
            freed = apply_one(key, at=at)
            if freed is None:
                # It is held, and what it waits for may have been applied while nobody could see that it waits.
                freed = apply_one(key, at=at) or []
        except Exception:
            # What went wrong is a fault of ours: the record stays, the sweep tries again. No personal data in logs.
            log.exception("record could not be applied")
            _count_try(key, at)
            continue
        queue.extend(item for item in _waiting_for(freed) if item not in queue)


def release(keys: list[str], *, at: datetime.datetime) -> None:
    """Applies what waited for these."""
    apply_all(_waiting_for(keys), at=at)


def sweep(*, at: datetime.datetime) -> int:
    """Applies what a request left behind: stored and never looked at, or held for what is there by now (a server that was
    killed after the one never came to the other). Returns how many it looked at."""
    left = list(Submission.objects.to_apply().order_by("received_at").values_list("pk", flat=True)[:AT_ONCE])
    left += _held_for_nothing()
    apply_all(left, at=at)
    return len(left)


def _held_for_nothing() -> list[uuid.UUID]:
    held = Submission.objects.filter(state=State.HELD).order_by("-received_at")
    rows = list(held.values_list("pk", "waits_for")[:LOOKED_AT])
    there = _there([waits_for for _key, waits_for in rows])
    return [key for key, waits_for in rows if waits_for in there]


def _there(wanted: list[str]) -> set[str]:
    """Which of these (`record:…`, `blob:…`, `round:…`) nobody need wait for any more."""
    records = [key.removeprefix("record:") for key in wanted if key.startswith("record:")]
    digests = [key.removeprefix("blob:") for key in wanted if key.startswith("blob:")]
    settled = Submission.objects.filter(pk__in=records, state__in=(*APPLIED, State.DROPPED))
    whole = Blob.objects.filter(pk__in=digests, complete_at__isnull=False)
    found = {f"record:{key}" for key in settled.values_list("pk", flat=True)}
    found |= {f"blob:{key}" for key in whole.values_list("pk", flat=True)}
    for key in set(wanted):
        if not key.startswith(("record:", "blob:")) and kinds.is_there(key):
            found.add(key)
    return found


def _waiting_for(keys: list[str]) -> list[uuid.UUID]:
    if not keys:
        return []
    found = Submission.objects.filter(state=State.HELD, waits_for__in=keys).order_by("happened_at", "pk")
    return list(found.values_list("pk", flat=True))


def _count_try(key: uuid.UUID, at: datetime.datetime) -> None:
    found = Submission.objects.filter(pk=key, state__in=OPEN).first()
    if found is None:
        return
    found.tries += 1
    if found.tries >= MAX_TRIES:
        found.state = State.REFUSED
        found.settled_at = at
        found.errors = {"": _("The station could not work with this entry. Please tell the administrator.")}
    found.save(update_fields=["tries", "state", "errors", "settled_at"])


@transaction.atomic
def apply_one(key: uuid.UUID, *, at: datetime.datetime) -> list[str] | None:
    """Applies one record if it is still open; returns what that frees (`record:…`, `round:…`), None when it is held."""
    found = Submission.objects.select_for_update().filter(pk=key, state__in=OPEN).first()
    if found is None:
        return []
    read: Read | None = None
    try:
        read = read_record(found)
        require_earlier(read)
        with transaction.atomic():
            made = read.kind.apply(read.data, read.context)
    except NotYet as waiting:
        _hold(found, waiting.waits_for)
        return None
    except Refused as refused:
        return _refuse(found, refused.errors, at)
    except DomainError as error:
        return _refuse(found, {error.field or "": str(error.message)}, at)
    except FieldClash as clash:
        return _clash(found, read, clash, at)
    found.state = State.APPLIED
    found.waits_for = ""
    found.errors = {}
    found.settled_at = at
    if made is not None:
        found.object_type, found.object_id = made._meta.label_lower, str(made.pk)
        found.station_id = getattr(made, "station_id", None) or found.station_id
    found.save()
    Submission.objects.filter(pk__in=read.mended).update(state=State.REPLACED, waits_for="", settled_at=at)
    return [f"record:{key}" for key in (found.pk, *read.mended)] + read.kind.frees(read.data)


def _hold(found: Submission, waits_for: str) -> None:
    found.state = State.HELD
    found.waits_for = waits_for
    found.save()


def _refuse(found: Submission, errors: dict[str, str], at: datetime.datetime) -> list[str]:
    found.state = State.REFUSED
    found.waits_for = ""
    found.errors = errors
    found.settled_at = at
    found.save()
    return []


def _clash(found: Submission, read: Read | None, clash: FieldClash, at: datetime.datetime) -> list[str]:
    if read is not None and clash.uncontested:
        try:
            with transaction.atomic():
                read.kind.apply({**read.data, **clash.uncontested}, read.context)
        except DomainError as error:
            return _refuse(found, {error.field or "": str(error.message)}, at)
    found.state = State.CLASH
    found.save()
    Clash.objects.get_or_create(
        submission=found,
        defaults={
            "field": clash.field,
            "field_name": clash.field_name,
            "stored": clash.stored[:200],
            "stored_by": clash.stored_by,
            "stored_at": clash.stored_at,
            "proposed": clash.proposed[:200],
            "raised_at": at,
        },
    )
    record(
        at=at,
        by=found.author,
        station=found.station_id,
        verb="intake.clash",
        obj=found,
        detail={"field": clash.field},
    )
    return []


def take(found: Submission, *, at: datetime.datetime, by: Officer) -> list[str]:
    """Applies a clashing entry after a person chose it; returns what that frees. Raises DomainError."""
    try:
        read = read_record(found)
    except (Refused, NotYet) as error:
        raise NotTaken(_("This entry cannot be applied any more; keep what is stored.")) from error
    if read.kind.take is not None:
        # Only what was asked: the other fields were applied when the question arose, and may be corrected since.
        contested = tuple(found.clash.field.split(", "))
        made = read.kind.take(read.data, replace(read.context, contested=contested), by, at)
        if made is not None:
            found.object_type, found.object_id = made._meta.label_lower, str(made.pk)
    Submission.objects.filter(pk__in=read.mended).update(state=State.REPLACED, waits_for="", settled_at=at)
    return [f"record:{key}" for key in read.mended] + read.kind.frees(read.data)
