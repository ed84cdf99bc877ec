"""Notes, homes visited about fraud: written down on the way, taken up by others."""

import datetime
import uuid

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils.translation import gettext as _

from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Place
from jurisdiction.territory import village_at
from ledger.operations import record
from patrols.choices import ObservationKind
from patrols.errors import ObservationRefused, RecordTaken
from patrols.models import Observation, Shift
from patrols.operations.rounds import require_in_shift

TEXT_MOST = 1000


def _require_complete(kind: ObservationKind, *, text: str, people: int, by: Officer) -> None:
    if kind == ObservationKind.HOME_VISIT:
        if by.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY):
            raise ObservationRefused(_("Only police officers and auxiliaries visit homes."), field="kind")
        if people < 1:
            raise ObservationRefused(_("How many people were spoken to?"), field="people")
    elif not text.strip():
        raise ObservationRefused(_("Say in a few words what was seen."), field="text")


@transaction.atomic
def record_observation(
    *,
    record_id: uuid.UUID,
    shift_id: int,
    round_id: int | None,
    kind: ObservationKind,
    place: Place | None,
    point: Point | None,
    text: str,
    people: int,
    apps_installed: int,
    at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
) -> Observation:
    """Stores one observation. Idempotent by `record_id`. Raises ObservationRefused (field kind, text, people),
    NotOnThisShift, RecordTaken."""
    earlier = Observation.objects.filter(pk=record_id).first()
    if earlier is not None:
        if earlier.by_id != by.pk:
            raise RecordTaken(_("This record's key is taken. Please enter it again."))
        return earlier
    shift = Shift.objects.get(pk=shift_id)
    require_in_shift(shift, by)
    _require_complete(kind, text=text, people=people, by=by)
    village_id = village_at(point) if point is not None else None
    made = Observation.objects.create(
        id=record_id,
        station_id=shift.station_id,
        village_id=village_id or (place.village_id if place else None),
        shift=shift,
        round_id=round_id if round_id and shift.rounds.filter(pk=round_id).exists() else None,
        kind=kind,
        place=place,
        point=point or (place.point if place else None),
        text=text.strip()[:TEXT_MOST],
        people=people if kind == ObservationKind.HOME_VISIT else 0,
        apps_installed=apps_installed if kind == ObservationKind.HOME_VISIT else 0,
        seen_at=at,
        received_at=received_at,
        by=by,
    )
    record(at=at, by=by, station=shift.station_id, verb="observation.made", obj=made, detail={"kind": kind})
    return made


@transaction.atomic
def settle_observation(
    *, observation_id: uuid.UUID, result: str, at: datetime.datetime, by: Officer
) -> Observation:
    """Somebody says what came of it; again with the same words changes nothing. Raises ObservationRefused."""
    found = Observation.objects.select_for_update().get(pk=observation_id)
    if not result.strip():
        raise ObservationRefused(_("Say what came of it."), field="result")
    if found.done_at is not None:
        if found.result == result.strip()[:200]:
            return found
        raise ObservationRefused(_("Somebody has dealt with this already."), field="result")
    found.done_at, found.done_by, found.result = at, by, result.strip()[:200]
    found.save(update_fields=["done_at", "done_by", "result"])
    record(at=at, by=by, station=found.station_id, verb="observation.settled", obj=found)
    return found
