"""Opening a stored record and checking everything but the kind's own rules; what is learnt is kept on its row."""

import datetime
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.settings import api_settings

from intake import kinds
from intake.choices import State
from intake.envelopes import CannotOpen, Opened, open_record, proves
from intake.kinds import Context, Kind, NotYet
from intake.models import Submission
from intake.rules import Judged, judge_time
from jurisdiction.models import Officer
from jurisdiction.postings import standing

APPLIED = (State.APPLIED, State.REPLACED)
#: The one version of records there is.
VERSION = 1
KIND = re.compile(r"[a-z_.]{1,30}")
#: An entry is mended a few times at most.
LONGEST_CHAIN = 20


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


def _moment(said: Any) -> datetime.datetime:
    moment = parse_datetime(said) if isinstance(said, str) else None
    if moment is None or moment.tzinfo is None:
        raise ValueError(said)
    return moment.astimezone(datetime.UTC)


def read_record(found: Submission) -> Read:
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
        if said["v"] != VERSION:
            raise Refused({"": _("This entry was made by a newer app than the station's program knows.")})
        kind_name = str(said["kind"])
        if not KIND.fullmatch(kind_name):
            raise ValueError("kind")
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
        found.kind = kind_name
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
        raise Refused({"": _("By its clock this entry is more than a year old. Please tell the station.")})
    kind = kinds.find(found.kind)
    if kind is None:
        raise Refused({"": _("This kind of entry is not known here. The station's program may be older.")})
    form = kind.fields(data=data)
    if not form.is_valid():
        raise Refused({name: " ".join(str(text) for text in texts) for name, texts in _flat(form.errors)})
    mended = _mended(found)
    if mended:
        judged = _first_told(mended[-1], judged)
        found.happened_at, found.clock_doubtful = judged.at, judged.doubtful
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


def _first_told(first: uuid.UUID, judged: Judged) -> Judged:
    """Mending moves no time: what was told first holds. When that cannot be read, what is told now, in doubt."""
    at, doubtful = Submission.objects.values_list("happened_at", "clock_doubtful").get(pk=first)
    return Judged(judged.at, doubtful=True) if at is None else Judged(at, doubtful)


def _flat(errors: Any, above: str = "") -> Iterator[tuple[str, list[Any]]]:
    """DRF nests errors of lists; the phone shows one text a field, by its path: `parties.0.phone`."""
    for name, found in errors.items():
        path = above + ("" if name == api_settings.NON_FIELD_ERRORS_KEY else str(name))
        if isinstance(found, Mapping):
            yield from _flat(found, f"{path}.")
        elif any(isinstance(item, Mapping) for item in found):
            for number, item in enumerate(found):
                yield from _flat(item, f"{path}.{number}.") if isinstance(item, Mapping) else ()
        else:
            yield path.removesuffix("."), found


def _author(found: Submission, opened: Opened, *, author_id: int, phone: uuid.UUID) -> Officer:
    """Who made the record: the session that brought it, or the one whose key it proves."""
    author: Officer | None = Officer.objects.filter(pk=author_id).first()
    # Who left the service after the record was first read keeps what they did.
    if author is None or not (author.is_active or found.author_id == author.pk):
        raise Refused({"": _("The author of this entry is not an officer in service.")})
    if author.pk != found.delivered_by_id and not proves(opened, phone=phone, officer_id=author.pk):
        raise Refused({"": _("It is not proven who made this entry. Its author must send it.")})
    found.author = author
    own = standing(author, on=found.received_at.date()).station
    found.station_id = own.pk if own else found.station_id
    author.origin = found.delivered_by.origin
    return author


def require_earlier(read: Read) -> None:
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
