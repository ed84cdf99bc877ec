"""Applying what was accepted, by the operation of the room it belongs to; holding, refusing, releasing."""

import datetime
import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from intake import kinds
from intake.choices import State
from intake.envelopes import CannotOpen, Opened, open_record, proves
from intake.kinds import Context, FieldClash, Kind, NotYet
from intake.models import Blob, Clash, Submission
from intake.rules import judge_time
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer
from jurisdiction.postings import standing
from ledger.operations import record

log = logging.getLogger(__name__)
#: One request applies at most so many; the sweep does the rest.
AT_ONCE = 200
MAX_TRIES = 10
#: Held records that one sweep looks at, the latest first.
LOOKED_AT = 2000
#: An entry is mended a few times at most.
LONGEST_CHAIN = 20
OPEN = (State.RECEIVED, State.HELD)
APPLIED = (State.APPLIED, State.REPLACED)


class Refused(Exception):
    """`errors`: field -> text for the author; the empty field stands for the whole record."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("refused")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in a record, checked but for the kind's own data."""

    kind: Kind
    data: dict[str, Any]
    after: list[uuid.UUID]
    mended: list[uuid.UUID]
    context: Context


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
            _count_try(key)
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


def _count_try(key: uuid.UUID) -> None:
    found = Submission.objects.filter(pk=key, state__in=OPEN).first()
    if found is None:
        return
    found.tries += 1
    if found.tries >= MAX_TRIES:
        found.state = State.REFUSED
        found.errors = {"": _("The station could not work with this entry. Please tell the administrator.")}
    found.save(update_fields=["tries", "state", "errors"])


@transaction.atomic
def apply_one(key: uuid.UUID, *, at: datetime.datetime) -> list[str] | None:
    """Applies one record if it is still open; returns what that frees (`record:…`, `round:…`), None when it is held."""
    found = Submission.objects.select_for_update().filter(pk=key, state__in=OPEN).first()
    if found is None:
        return []
    read: Read | None = None
    try:
        read = _read(found)
        _require_earlier(read)
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
        return _clash(found, clash, at)
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


def _clash(found: Submission, clash: FieldClash, at: datetime.datetime) -> list[str]:
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


def _moment(said: Any) -> datetime.datetime:
    moment = parse_datetime(said) if isinstance(said, str) else None
    if moment is None or moment.tzinfo is None:
        raise ValueError(said)
    return moment.astimezone(datetime.UTC)


def _read(found: Submission) -> Read:
    """Opens and checks everything but the kind's own rules; what is learnt is kept on the row. Raises Refused."""
    try:
        opened = open_record(found.pk, bytes(found.body))
    except CannotOpen as error:
        raise Refused(
            {"": _("This entry cannot be opened: it was made for another station, or altered.")}
        ) from error
    said = opened.data
    try:
        if uuid.UUID(str(said["id"])) != found.pk:
            raise ValueError("id")
        author_id = int(said["author"])
        phone = uuid.UUID(str(said["phone"]))
        clock = dict(said.get("clock") or {})
        off = clock.get("off_ms")
        off_ms = None if off is None else max(-(2**62), min(2**62, round(float(off))))
        measured_at = None if clock.get("measured_at") is None else _moment(clock["measured_at"])
        found.device_at = _moment(said["device_at"])
        happened_at = _moment(said["happened_at"])
        after = [uuid.UUID(str(key)) for key in said.get("after") or []][:50]
        found.replaces = None if said.get("replaces") is None else uuid.UUID(str(said["replaces"]))
        found.kind = str(said["kind"])[:30]
        data = dict(said["data"])
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise Refused({"": _("This entry is not complete.")}) from error
    judged = judge_time(
        happened_at=happened_at,
        received_at=found.received_at,
        off_ms=off_ms,
        measured_at=measured_at,
        steady=bool(clock.get("steady")),
    )
    found.clock_off_ms, found.happened_at, found.clock_doubtful = off_ms, judged.at, judged.doubtful
    author = _author(found, opened, author_id=author_id, phone=phone)
    if judged.too_old:
        raise Refused({"": _("This entry is older than 14 days.")})
    kind = kinds.find(found.kind)
    if kind is None:
        raise Refused({"": _("This kind of entry is not known here. The station's program may be older.")})
    form = kind.fields(data=data)
    if not form.is_valid():
        raise Refused({name: " ".join(str(text) for text in texts) for name, texts in _flat(form.errors)})
    mended = _mended(found)
    context = Context(
        record_id=mended[-1] if mended else found.pk,
        author=author,
        happened_at=judged.at,
        received_at=found.received_at,
        clock_doubtful=judged.doubtful,
        by_file=found.by_file,
    )
    return Read(kind=kind, data=dict(form.validated_data), after=after, mended=mended, context=context)


def _mended(found: Submission) -> list[uuid.UUID]:
    """The records this one takes the place of, the first one last: what is made carries the first one's key, since other
    records name it so. Raises Refused when one of them is in the books already."""
    chain: list[uuid.UUID] = []
    key = found.replaces
    while key is not None and key not in chain and key != found.pk and len(chain) < LONGEST_CHAIN:
        earlier = Submission.objects.filter(pk=key, author=found.author).only("state", "replaces").first()
        if earlier is None:
            raise NotYet(f"record:{key}")
        if earlier.state == State.APPLIED:
            raise Refused({"": _("The entry that this one mends is applied already.")})
        chain.append(key)
        key = earlier.replaces
    return chain


def _flat(errors: Any) -> list[tuple[str, list[Any]]]:
    """DRF nests errors of lists; the phone shows one text a field."""
    return [
        (name, texts if isinstance(texts, list) else [_("This is not right.")])
        for name, texts in errors.items()
    ]


def _author(found: Submission, opened: Opened, *, author_id: int, phone: uuid.UUID) -> Officer:
    """Who made the record: the session that brought it, or the one whose key it proves."""
    author: Officer | None = Officer.objects.filter(pk=author_id, is_active=True).first()
    if author is None:
        raise Refused({"": _("The author of this entry is not an officer in service.")})
    if author.pk != found.delivered_by_id and not proves(opened, phone=phone, officer_id=author.pk):
        raise Refused({"": _("It is not proven who made this entry. Its author must send it.")})
    found.author = author
    own = standing(author, on=found.received_at.date()).station
    found.station_id = own.pk if own else found.station_id
    author.origin = found.delivered_by.origin
    return author


def _require_earlier(read: Read) -> None:
    """Everything the record builds on must be applied. Raises NotYet, Refused."""
    if not read.after:
        return
    states = dict(Submission.objects.filter(pk__in=read.after).values_list("pk", "state"))
    for key in read.after:
        state = states.get(key)
        if state == State.DROPPED:
            raise Refused({"": _("The entry that this one belongs to was given up.")})
        if state not in APPLIED:
            raise NotYet(f"record:{key}")


def take(found: Submission, *, at: datetime.datetime, by: Officer) -> None:
    """Applies a clashing entry after a person chose it."""
    read = _read(found)
    if read.kind.take is not None:
        made = read.kind.take(read.data, read.context, by, at)
        if made is not None:
            found.object_type, found.object_id = made._meta.label_lower, str(made.pk)
