"""The plain steps of a hazard's way: assessed, put right, put under supervision, closed."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Action, HazardKind, Level, Stage, Verdict, Way
from hazards.errors import HazardRefused
from hazards.models import Hazard, HazardPhoto
from hazards.operations import due, telling
from hazards.operations.moves import add_step, move, require_words
from jurisdiction.models import Officer
from ledger.operations import record


def locked(hazard_id: uuid.UUID) -> Hazard:
    """The row, held until the transaction ends."""
    return Hazard.objects.select_for_update(of=("self",)).get(pk=hazard_id)


@transaction.atomic
def assess(
    *,
    hazard_id: uuid.UUID,
    kind: HazardKind | str,
    level: Level | str,
    words: str = "",
    at: datetime.datetime,
    by: Officer,
) -> Hazard:
    """A police officer confirms kind and level and is in charge from then on; the two highest levels are heard of at once
    when it was reported lower. Raises NotNow, PoliceOnly."""
    until = due.transfer_by(at)
    found = move(
        locked(hazard_id),
        rules.Action.ASSESS,
        at=at,
        by=by,
        due_at=until,
        words=words.strip()[:500],
        verb="hazard.assessed",
        kind=kind,
        level=level,
        handler=by,
        transfer_by=until,
    )
    telling.tell_reported(found, at=at, by=by)
    return found


@transaction.atomic
def dismiss(*, hazard_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Hazard:
    """Another police officer than the finder sees no hazard. Raises NotNow, OwnFinding, PoliceOnly, HazardRefused."""
    text = require_words(words, field="words")
    found = move(
        locked(hazard_id),
        rules.Action.DISMISS,
        at=at,
        by=by,
        due_at=None,
        words=text,
        verb="hazard.dismissed",
        closed_at=at,
        closed_by=by,
        closing_words=text,
        keep_until=due.keep_until(at),
    )
    telling.tell_finder(found, at=at, by=by)
    return found


@transaction.atomic
def fix_on_spot(*, hazard_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Hazard:
    """It was put right while the station stood by; another person looks again. Raises NotNow, PoliceOnly."""
    until = due.recheck_by(at)
    return move(
        locked(hazard_id),
        rules.Action.FIX_ON_SPOT,
        at=at,
        by=by,
        due_at=until,
        words=words.strip()[:500],
        verb="hazard.fixed_on_spot",
        way=Way.ON_SPOT,
        recheck_by=until,
    )


@transaction.atomic
def begin(*, hazard_id: uuid.UUID, words: str = "", at: datetime.datetime, by: Officer) -> Hazard:
    """Work has begun; what is due stays as it was. Raises NotNow, PoliceOnly."""
    found = locked(hazard_id)
    return move(
        found,
        rules.Action.BEGIN,
        at=at,
        by=by,
        due_at=found.rectify_by or found.answer_by,
        words=words.strip()[:500],
        verb="hazard.begun",
        alerted=found.alerted,
    )


@transaction.atomic
def put_right(*, hazard_id: uuid.UUID, words: str = "", at: datetime.datetime, by: Officer) -> Hazard:
    """The place says that it is put right: from now on another person has to look. Raises NotNow, PoliceOnly."""
    until = due.recheck_by(at)
    return move(
        locked(hazard_id),
        rules.Action.PUT_RIGHT,
        at=at,
        by=by,
        due_at=until,
        words=words.strip()[:500],
        verb="hazard.put_right",
        recheck_by=until,
    )


@transaction.atomic
def supervise(*, hazard_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Hazard:
    """The chief or the command room takes an overdue hazard under supervision. Raises NotNow, PoliceOnly,
    HazardRefused."""
    text = require_words(words, field="words")
    until = due.supervise_by(at)
    found = move(
        locked(hazard_id),
        rules.Action.SUPERVISE,
        at=at,
        by=by,
        due_at=until,
        words=text,
        verb="hazard.supervised",
        supervise_by=until,
    )
    telling.tell_supervised(found, at=at, by=by)
    return found


@transaction.atomic
def send_back(*, hazard_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Hazard:
    """The re-inspection does not convince: somebody looks again. Raises NotNow, PoliceOnly, HazardRefused."""
    until = due.recheck_by(at)
    return move(
        locked(hazard_id),
        rules.Action.SEND_BACK,
        at=at,
        by=by,
        due_at=until,
        words=require_words(words, field="words"),
        verb="hazard.sent_back",
        recheck_by=until,
    )


def closing_photo(found: Hazard) -> HazardPhoto | None:
    """The latest picture of the present episode by somebody who re-inspected it and found it put right."""
    looked = found.rechecks.filter(passed=True, at__gte=found.found_at)
    return (
        HazardPhoto.objects.filter(hazard=found, stage=Stage.AFTER, taken_at__gte=found.found_at)
        .filter(by__in=looked.values("by"))
        .order_by("-taken_at")
        .first()
    )


@transaction.atomic
def close(*, hazard_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Hazard:
    """Closes a hazard that another person re-inspected, with a photo from the same place; where phones could not tell
    that the place is the same, the closer says why it is. Raises NotNow, OwnFinding, SecondPerson, PoliceOnly,
    HazardRefused."""
    found = locked(hazard_id)
    photo = closing_photo(found)
    if photo is None:
        raise HazardRefused(_("There is no photo of the re-inspection yet."), field="words")
    text = words.strip()[:500]
    if photo.verdict != Verdict.SAME and not text:
        raise HazardRefused(
            _("The photos could not be shown to be from the same place: say how you know that it is."),
            field="words",
        )
    move(
        found,
        rules.Action.CLOSE,
        at=at,
        by=by,
        due_at=None,
        words=text,
        verb="hazard.closed",
        closed_at=at,
        closed_by=by,
        closing_words=text,
        recurs_until=due.recurs_until(at),
        keep_until=due.keep_until(at),
    )
    telling.tell_finder(found, at=at, by=by)
    return found


@transaction.atomic
def note_passed_on(*, hazard_id: uuid.UUID, at: datetime.datetime, by: Officer) -> None:
    """Something of it was passed on to somebody: the trail says so and nothing else."""
    found = locked(hazard_id)
    add_step(found, Action.PASS_ON, at=at, by=by, was=found.status)


@transaction.atomic
def advise(*, hazard_id: uuid.UUID, words: str, at: datetime.datetime, by: Officer) -> Hazard:
    """A remark, by whoever sees the hazard; it moves nothing. Raises HazardRefused."""
    found = locked(hazard_id)
    text = require_words(words, field="words")
    if found.is_settled:
        raise HazardRefused(_("It is closed: report it again if it is back."), field="words")
    add_step(found, Action.ADVISE, at=at, by=by, was=found.status, words=text)
    record(at=at, by=by, station=found.station_id, verb="hazard.advised", obj=found)
    return found
