"""Visits to key places, by checklist; what is not in order becomes a hazard in the same transaction."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hazards.choices import HOMES, Answer, Consent, Level, Result, Source, Way
from hazards.errors import InspectionRefused, PoliceOnly, RecordTaken
from hazards.models import ChecklistVersion, Finding, Inspection
from hazards.operations import orders, steps
from hazards.operations.due import day_of
from hazards.operations.reporting import report_hazard
from jurisdiction.choices import OfficerKind
from jurisdiction.errors import DomainError
from jurisdiction.models import Officer, Place
from ledger.operations import record

#: Which part of an item's finding a refusal belongs to, by the field that the refusing operation names.
PART_OF = {"rectify_by": "until", "level": "level"}
#: A planned visit that lies this far ahead is what an early one counts for.
EARLY = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Found:
    """What is not in order at one item. `way` is on_spot, deadline or empty (the desk decides); for a deadline
    `rectify_by` may be sooner than the level's limit."""

    item: str
    words: str
    level: str = ""
    way: str = ""
    rectify_by: datetime.datetime | None = None


def hazard_key(record_id: uuid.UUID, item: str) -> uuid.UUID:
    """The key of the report that an inspection's item makes: the same however often it is sent."""
    return uuid.uuid5(record_id, item)


@transaction.atomic
def record_inspection(
    *,
    record_id: uuid.UUID,
    place: Place,
    inspection_id: uuid.UUID | None,
    version: ChecklistVersion,
    answers: Mapping[str, str],
    found: Sequence[Found] = (),
    shut: bool = False,
    consent: Consent | str = Consent.NOT_NEEDED,
    words: str = "",
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Inspection:
    """Stores a visit. It counts for the planned one it names (done already: for itself), else for the place's next
    planned one, else stands for itself. The same record again changes nothing.

    Raises InspectionRefused (field consent, or the item), PoliceOnly, RecordTaken, HazardRefused."""
    earlier = Inspection.objects.filter(record_id=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    if by.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY):
        raise PoliceOnly(_("Inspections are made by the station."))
    consent = _consent(place, consent, shut=shut)
    entered = consent != Consent.REFUSED and not shut
    kept = _answers(version, answers, found, by) if entered else {}
    if not entered:
        result = Result.REFUSED if consent == Consent.REFUSED else Result.SHUT
    else:
        result = Result.FINDINGS if Answer.NOT_OK in kept.values() else Result.IN_ORDER
    done = _store(
        _counts_for(place, inspection_id, at),
        record_id=record_id,
        place=place,
        columns={
            "record_id": record_id,
            "done_at": at,
            "received_at": received_at,
            "by": by,
            "version": version if entered else None,
            "answers": kept,
            "consent": consent,
            "result": result,
            "words": words.strip()[:500],
        },
    )
    if entered:
        for item in found:
            try:
                _find(done, place, version, item, at=at, received_at=received_at, by=by)
            except DomainError as error:
                error.field = f"{item.item}_{PART_OF.get(error.field or '', 'words')}"
                raise
    record(
        at=at,
        by=by,
        station=place.station_id,
        verb="inspection.done",
        obj=done,
        detail={"place": place.pk, "result": str(result), "findings": len(found) if entered else 0},
    )
    return done


def _consent(place: Place, consent: str, *, shut: bool) -> str:
    """Homes are entered with the consent of who lives there, and that is written down; where it was shut, nobody was
    asked."""
    if place.kind not in HOMES or shut:
        return Consent.NOT_NEEDED
    if consent not in (Consent.GIVEN, Consent.REFUSED):
        raise InspectionRefused(
            _("People live here: say whether they agreed to the inspection."), field="consent"
        )
    return consent


def _answers(
    version: ChecklistVersion, answers: Mapping[str, str], found: Sequence[Found], by: Officer
) -> dict[str, str]:
    """One answer an item; what is not in order is described. Raises InspectionRefused with the item as field."""
    described = {item.item: item for item in found}
    kept: dict[str, str] = {}
    for item in version.items:
        code = item["code"]
        answer = answers.get(code, "")
        if answer not in Answer.values:
            raise InspectionRefused(_("Answer every item."), field=code)
        if answer == Answer.NOT_OK and (code not in described or not described[code].words.strip()):
            raise InspectionRefused(_("Say what is not in order."), field=f"{code}_words")
        kept[code] = answer
    for code, told in described.items():
        if kept.get(code) != Answer.NOT_OK:
            raise InspectionRefused(_("Only what is not in order is a finding."), field=code)
        if told.way and by.kind != OfficerKind.POLICE:
            raise PoliceOnly(
                _("How it is to be put right is for a police officer to say."), field=f"{code}_way"
            )
    return kept


def _counts_for(place: Place, inspection_id: uuid.UUID | None, at: datetime.datetime) -> Inspection | None:
    """The planned visit that is done by this one: an early one counts too. One that was named and is done already leaves
    this one to stand for itself: it never takes the next one's place."""
    ours = Inspection.objects.select_for_update().filter(place=place)
    if inspection_id is not None:
        named = ours.filter(pk=inspection_id).first()
        if named is not None:
            return named if named.done_at is None else None
    planned = ours.filter(done_at__isnull=True, due_on__lte=day_of(at + EARLY))
    return planned.order_by("due_on", "pk").first()


def _store(
    planned: Inspection | None, *, record_id: uuid.UUID, place: Place, columns: dict[str, Any]
) -> Inspection:
    if planned is None:
        return Inspection.objects.create(id=record_id, station_id=place.station_id, place=place, **columns)
    Inspection.objects.filter(pk=planned.pk, done_at__isnull=True).update(**columns)
    planned.refresh_from_db()
    return planned


def _find(
    done: Inspection,
    place: Place,
    version: ChecklistVersion,
    told: Found,
    *,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> None:
    item = next(entry for entry in version.items if entry["code"] == told.item)
    level = told.level if told.level in Level.values else item["level"]
    assert done.record_id is not None  # noqa: S101  # it was just done
    hazard = report_hazard(
        record_id=hazard_key(done.record_id, told.item),
        station=place.station,
        place=place,
        point=None,
        kind=item["kind"],
        level=level,
        words=told.words,
        source=Source.INSPECTION,
        source_ref=str(done.pk),
        at=at,
        received_at=received_at,
        by=by,
    )
    Finding.objects.create(inspection=done, item=told.item, words=told.words.strip()[:500], hazard=hazard)
    if not told.way:
        return
    steps.assess(hazard_id=hazard.pk, kind=hazard.kind, level=level, at=at, by=by)
    if told.way == Way.ON_SPOT:
        steps.fix_on_spot(hazard_id=hazard.pk, words="", at=at, by=by)
    elif told.way == Way.DEADLINE:
        orders.order(
            hazard_id=hazard.pk,
            demands=item["text"],
            rectify_by=told.rectify_by,
            at=at,
            by=by,
        )
