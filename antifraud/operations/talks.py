"""Talks: planned, held before so many people, or called off; the volunteer's own choice; the justice office's hours."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud.choices import TalkStatus
from antifraud.errors import RecordTaken, TalkRefused
from antifraud.models import Talk, TalkPhoto
from antifraud.operations.outreach_telling import tell_justice
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Place, Station, Village, Volunteer
from ledger.operations import record
from photos.content import PhotoInvalid, examine
from photos.keeping import keep

MOST_PHOTOS = 6


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """What is said about a talk; one of `speaker` and `volunteer` speaks."""

    audience: str
    topic: str
    planned_at: datetime.datetime
    speaker: Officer | None = None
    volunteer: Volunteer | None = None
    village: Village | None = None
    place: Place | None = None
    where: str = ""
    words: str = ""


@transaction.atomic
def plan_talk(
    *, record_id: uuid.UUID, station: Station, facts: TalkFacts, at: datetime.datetime, by: Officer
) -> Talk:
    """Enters a talk that is to be held, or was. The same record again changes nothing. Raises TalkRefused (with its
    field), RecordTaken."""
    earlier = Talk.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.created_by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    _check(station, facts)
    made = Talk.objects.create(
        id=record_id,
        station=station,
        village=facts.village or (facts.place.village if facts.place else None),
        place=facts.place,
        where=facts.where,
        audience=facts.audience,
        topic=facts.topic,
        words=facts.words,
        planned_at=facts.planned_at,
        speaker=facts.speaker,
        volunteer=facts.volunteer,
        created_at=at,
        created_by=by,
    )
    record(
        at=at,
        by=by,
        station=station,
        verb="talk.planned",
        obj=made,
        detail={"topic": made.topic, "audience": made.audience},
    )
    return made


def _check(station: Station, facts: TalkFacts) -> None:
    if (facts.speaker is None) == (facts.volunteer is None):
        raise TalkRefused(_("Either an officer or a volunteer speaks: choose one."), field="speaker")
    if facts.volunteer is not None and (
        facts.volunteer.station_id != station.pk or not facts.volunteer.active
    ):
        raise TalkRefused(_("This volunteer does not help at this station now."), field="volunteer")
    if facts.place is None and not facts.where:
        raise TalkRefused(_("Say where: a place of the list, or in words."), field="where")
    if facts.place is not None and facts.place.station_id != station.pk:
        raise TalkRefused(_("This place belongs to another station."), field="place")
    if facts.village is not None and facts.village.township.station_id != station.pk:
        raise TalkRefused(_("This village belongs to another station."), field="village")


@transaction.atomic
def hold_talk(
    *, talk_id: uuid.UUID, attendance: int, minutes: int, at: datetime.datetime, by: Officer
) -> Talk:
    """It was held before so many people. The same again changes nothing; a correction is possible until hours are
    confirmed. Raises TalkRefused."""
    found = Talk.objects.select_for_update(of=("self",)).get(pk=talk_id)
    if found.status == TalkStatus.CANCELLED:
        raise TalkRefused(_("This talk was called off."))
    if (found.status, found.attendance, found.minutes) == (TalkStatus.HELD, attendance, minutes):
        return found
    if found.hours_confirmed_at is not None:
        raise TalkRefused(_("The justice office has confirmed the hours already."))
    if found.planned_at > at:
        raise TalkRefused(_("This talk is still to come."), field="attendance")
    first = found.status == TalkStatus.PLANNED
    found.status, found.attendance, found.minutes = TalkStatus.HELD, attendance, minutes
    found.recorded_at, found.recorded_by = at, by
    found.save(update_fields=["status", "attendance", "minutes", "recorded_at", "recorded_by"])
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="talk.held",
        obj=found,
        detail={"attendance": attendance, "minutes": minutes},
    )
    if first and found.volunteer_id is not None:
        tell_justice(found, at=at, by=by)
    return found


@transaction.atomic
def cancel_talk(*, talk_id: uuid.UUID, because: str, at: datetime.datetime, by: Officer) -> Talk:
    """It will not take place; a choice taken down for it is forgotten. Raises TalkRefused."""
    found = Talk.objects.select_for_update(of=("self",)).get(pk=talk_id)
    if found.status != TalkStatus.PLANNED:
        raise TalkRefused(_("Only a talk that is still planned is called off."))
    found.status, found.cancelled_because = TalkStatus.CANCELLED, because
    found.own_story, found.choice_at, found.choice_by = False, None, None
    found.save(update_fields=["status", "cancelled_because", "own_story", "choice_at", "choice_by"])
    record(at=at, by=by, station=found.station_id, verb="talk.cancelled", obj=found, reason=because)
    return found


@transaction.atomic
def take_down_choice(*, talk_id: uuid.UUID, own_story: bool, at: datetime.datetime, by: Officer) -> Talk:
    """The volunteer's own choice whether this talk is told as the own story, as said to the justice office; it can be
    changed until the talk. The ledger keeps that it was said, not what. Raises TalkRefused."""
    found = Talk.objects.select_for_update(of=("self",)).get(pk=talk_id)
    _justice_only(found, by)
    if found.status != TalkStatus.PLANNED:
        raise TalkRefused(_("The choice is made before the talk."))
    found.own_story, found.choice_at, found.choice_by = own_story, at, by
    found.save(update_fields=["own_story", "choice_at", "choice_by"])
    record(at=at, by=by, station=found.station_id, verb="talk.choice", obj=found)
    return found


@transaction.atomic
def confirm_hours(*, talk_id: uuid.UUID, hours: Decimal, at: datetime.datetime, by: Officer) -> Talk:
    """The justice office confirms a volunteer's hours, once. Raises TalkRefused (field hours)."""
    found = Talk.objects.select_for_update(of=("self",)).get(pk=talk_id)
    _justice_only(found, by)
    if found.status != TalkStatus.HELD:
        raise TalkRefused(_("Hours are confirmed after the talk."))
    if found.hours_confirmed_at is not None:
        if found.hours == hours:
            return found
        raise TalkRefused(_("The justice office has confirmed the hours already."), field="hours")
    if hours <= 0 or hours > 12 or hours % Decimal("0.5"):
        raise TalkRefused(_("Half hours, from 0.5 to 12."), field="hours")
    found.hours, found.hours_confirmed_at, found.hours_confirmed_by = hours, at, by
    found.save(update_fields=["hours", "hours_confirmed_at", "hours_confirmed_by"])
    record(
        at=at,
        by=by,
        station=found.station_id,
        verb="talk.hours",
        obj=found,
        detail={"hours": str(hours)},
    )
    return found


def _justice_only(talk: Talk, by: Officer) -> None:
    if by.kind != OfficerKind.JUSTICE:
        raise TalkRefused(_("Only the justice office does this."))
    if talk.volunteer_id is None:
        raise TalkRefused(_("No volunteer speaks at this talk."))


@transaction.atomic
def attach_talk_photo(
    *,
    record_id: uuid.UUID,
    talk_id: uuid.UUID,
    content: bytes,
    taken_at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> TalkPhoto:
    """Keeps a picture of a talk. The same record, or the same picture again, changes nothing. Raises TalkRefused (field
    photo), RecordTaken."""
    earlier = TalkPhoto.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk or earlier.talk_id != talk_id:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    talk = Talk.objects.select_for_update(of=("self",)).get(pk=talk_id)
    if talk.status == TalkStatus.CANCELLED:
        raise TalkRefused(_("This talk was called off."), field="photo")
    try:
        seen = examine(content)
    except PhotoInvalid as error:
        raise TalkRefused(str(error), field="photo") from error
    same = TalkPhoto.objects.filter(talk=talk, sha256=seen.sha256).first()
    if same is not None:
        return same
    if talk.photos.count() >= MOST_PHOTOS:
        raise TalkRefused(_("A talk keeps at most %(most)d photos.") % {"most": MOST_PHOTOS}, field="photo")
    photo = TalkPhoto(
        id=record_id,
        station_id=talk.station_id,
        talk=talk,
        sha256=seen.sha256,
        content_type=seen.content_type,
        taken_at=taken_at,
        received_at=received_at,
        by=by,
    )
    keep(photo, content)
    photo.save(force_insert=True)
    record(
        at=taken_at,
        by=by,
        station=talk.station_id,
        verb="talk.photographed",
        obj=talk,
        detail={"sha256": photo.sha256},
    )
    return photo
