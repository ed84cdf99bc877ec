"""The hazard room's kinds of records: a hazard reported where it is seen, and its photos."""

import datetime
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from hazards.choices import HazardKind, Level, Source, Stage
from hazards.models import Hazard
from hazards.operations.photos import attach_photo
from hazards.operations.reporting import report_hazard, reported_as
from intake import kinds
from intake.kinds import Context, Kind, NotYet, photos
from intake.kinds.fields import PointFields, point_of
from intake.kinds.guards import Data, Missing, exists, place_of
from intake.kinds.photos import Taken
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Station
from jurisdiction.postings import standing
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


def keep_photo(key: uuid.UUID, taken: Taken) -> models.Model:
    found = reported_as(key)
    if found is None:
        raise NotYet(f"record:{key}")
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
        stage=Stage.BEFORE,
    )


def _numbers(keys: Any) -> dict[str, dict[str, Any]]:
    return {
        str(pk): {"number": number}
        for pk, number in Hazard.objects.filter(pk__in=keys).values_list("pk", "number")
    }


def register_kinds() -> None:
    """Called once when the app starts."""
    kinds.register(
        Kind("hazard.report", gettext_lazy("hazard reported"), ReportFields, exists(report), tells=_numbers)
    )
    photos.register_parent("hazard", keep_photo)
