"""The hazard room's kinds of records: a hazard reported where it is seen, a place inspected by its checklist, a
re-inspection, and the photos of each."""

import datetime
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from hazards.choices import Consent, HazardKind, Level, Source, Stage, Way
from hazards.models import ChecklistVersion, Hazard, Inspection, Recheck
from hazards.operations.due import end_of
from hazards.operations.inspections import Found, record_inspection
from hazards.operations.photos import attach_photo
from hazards.operations.rechecks import record_recheck
from hazards.operations.reporting import report_hazard, reported_as
from intake import kinds
from intake.kinds import Context, Kind, NotYet, photos
from intake.kinds.fields import PointFields, point_of
from intake.kinds.guards import Data, Missing, exists, place_of
from intake.kinds.photos import Taken
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Place, Station
from jurisdiction.postings import standing
from jurisdiction.remit import Remit
from patrols.models import Shift

#: What older apps call a hazard among their observations.
OBSERVED = "hazard"


class ReportFields(PointFields):
    shift = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    round = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    place = serializers.IntegerField(min_value=1, allow_null=True, required=False, default=None)
    kind = serializers.ChoiceField(HazardKind.choices)
    level = serializers.ChoiceField(Level.choices)
    words = serializers.CharField(max_length=1000)


def _patrol(shift_id: int | None, author: Officer) -> Shift | None:
    """The shift it was seen on, when the author stood in it."""
    return None if shift_id is None else Shift.objects.with_member(author.pk).filter(pk=shift_id).first()


def _station(author: Officer, on: datetime.date) -> Station:
    found = standing(author, on=on).station
    if found is None:
        raise Missing(_("You belong to no station at present."))
    return found


def report(data: Data, context: Context) -> models.Model:
    author = context.author
    shift = _patrol(data["shift"], author)
    source = Source.CADRE if author.kind == OfficerKind.CADRE else Source.DESK
    place = place_of(data)
    if shift is not None:
        source = Source.PATROL
    station = shift.station if shift else _station(author, timezone.localtime(context.received_at).date())
    return report_hazard(
        record_id=context.record_id,
        station=station,
        place=place,
        point=point_of(data),
        kind=HazardKind(data["kind"]),
        level=Level(data["level"]),
        words=data["words"],
        source=source,
        source_ref=f"round {data['round']}" if shift and data["round"] else "",
        at=context.happened_at,
        received_at=context.received_at,
        by=author,
    )


def from_observation(data: Data, context: Context) -> models.Model:
    """Phones that know no hazards yet wrote them down as observations: the same words, to be assessed."""
    return report({**data, "kind": HazardKind.OTHER, "level": Level.LOW, "words": data["text"]}, context)


class RecheckFields(serializers.Serializer[Any]):
    hazard = serializers.UUIDField()
    passed = serializers.BooleanField()
    words = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


def recheck(data: Data, context: Context) -> models.Model:
    seen = Hazard.objects.within(_remit(context)).get(pk=data["hazard"])
    return record_recheck(
        record_id=context.record_id,
        hazard_id=seen.pk,
        passed=data["passed"],
        words=data["words"],
        at=context.happened_at,
        received_at=context.received_at,
        by=context.author,
    )


class FoundFields(serializers.Serializer[Any]):
    """What is not in order at one item; what is missing in it is for the operation to say, beside the item."""

    item = serializers.CharField(max_length=40)
    words = serializers.CharField(max_length=500, allow_blank=True)
    level = serializers.ChoiceField(Level.choices, allow_blank=True, required=False, default="")
    way = serializers.ChoiceField([Way.ON_SPOT, Way.DEADLINE], allow_blank=True, required=False, default="")
    until = serializers.DateField(allow_null=True, required=False, default=None)


class InspectionFields(serializers.Serializer[Any]):
    place = serializers.IntegerField(min_value=1)
    inspection = serializers.UUIDField(allow_null=True, required=False, default=None)
    version = serializers.IntegerField(min_value=1)
    answers = serializers.DictField(child=serializers.CharField(max_length=10, allow_blank=True))
    found = FoundFields(many=True, required=False, default=list)
    shut = serializers.BooleanField(required=False, default=False)
    consent = serializers.ChoiceField(Consent.choices, required=False, default=Consent.NOT_NEEDED)
    words = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


def inspection(data: Data, context: Context) -> models.Model:
    """By the version of the checklist that the phone had, whatever came into force meanwhile."""
    place = Place.objects.within(_remit(context)).select_related("station").get(pk=data["place"])
    lists = ChecklistVersion.objects.within(_remit(context)).filter(checklist__place_kind=place.kind)
    return record_inspection(
        record_id=context.record_id,
        place=place,
        inspection_id=data["inspection"],
        version=lists.get(pk=data["version"]),
        answers=data["answers"],
        found=[_found(item) for item in data["found"]],
        shut=data["shut"],
        consent=data["consent"],
        words=data["words"],
        at=context.happened_at,
        received_at=context.received_at,
        by=context.author,
    )


def _found(item: Data) -> Found:
    until = None if item["until"] is None else end_of(item["until"])
    return Found(item["item"], item["words"], item["level"], item["way"], until)


def _remit(context: Context) -> Remit:
    """The author's, on the day the station has the record."""
    return standing(context.author, on=timezone.localtime(context.received_at).date()).remit


def keep_photo(key: uuid.UUID, taken: Taken) -> models.Model:
    found = reported_as(key)
    if found is None:
        raise NotYet(f"record:{key}")
    return _attach(found, taken, Stage.BEFORE)


def keep_photo_of_finding(key: uuid.UUID, taken: Taken) -> models.Model:
    visit = Inspection.objects.filter(record_id=key).first()
    if visit is None:
        raise NotYet(f"record:{key}")
    return _attach(visit.findings.select_related("hazard").get(item=taken.item).hazard, taken, Stage.BEFORE)


def keep_photo_of_recheck(key: uuid.UUID, taken: Taken) -> models.Model:
    looked = Recheck.objects.filter(pk=key).select_related("hazard").first()
    if looked is None:
        raise NotYet(f"record:{key}")
    return _attach(looked.hazard, taken, Stage.AFTER)


def _attach(found: Hazard, taken: Taken, stage: Stage) -> models.Model:
    return attach_photo(
        record_id=taken.record_id,
        content=taken.content,
        taken_at=taken.taken_at,
        received_at=taken.received_at,
        by=taken.by,
        hazard=found,
        point=taken.point,
        accuracy=taken.accuracy,
        bearing=taken.bearing,
        stage=stage,
    )


def _numbers(keys: Any) -> dict[str, dict[str, Any]]:
    return {
        str(pk): {"number": number}
        for pk, number in Hazard.objects.filter(pk__in=keys).values_list("pk", "number")
    }


def _numbers_of_rechecks(keys: Any) -> dict[str, dict[str, Any]]:
    found = Recheck.objects.filter(pk__in=keys).values_list("pk", "hazard__number")
    return {str(pk): {"number": number} for pk, number in found}


def register_kinds() -> None:
    """Called once when the app starts."""
    kinds.register(
        Kind("hazard.report", gettext_lazy("hazard reported"), ReportFields, exists(report), tells=_numbers)
    )
    kinds.register(
        Kind(
            "hazard.recheck",
            gettext_lazy("hazard re-inspected"),
            RecheckFields,
            exists(recheck),
            tells=_numbers_of_rechecks,
        )
    )
    kinds.register(
        Kind("inspection.done", gettext_lazy("place inspected"), InspectionFields, exists(inspection))
    )
    photos.register_parent("hazard", keep_photo)
    photos.register_parent("inspection", keep_photo_of_finding)
    photos.register_parent("recheck", keep_photo_of_recheck)
