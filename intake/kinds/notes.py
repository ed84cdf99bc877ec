"""Photos of cars and of what was seen, observations, visits, the note from shift to shift."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from intake.kinds import Choice, Context, FieldClash, Since, hazards
from intake.kinds.fields import point_of
from intake.kinds.guards import Data, place_of, timed, vehicle_of
from intake.kinds.photos import Taken
from patrols.choices import ObservationKind, VisitResult
from patrols.errors import VisitClosed
from patrols.models import Observation, OwnerVisit
from patrols.operations import handover, shifts, visits
from patrols.operations.observations import record_observation
from patrols.operations.photos import attach_photo


def photo_of_car(key: uuid.UUID, taken: Taken) -> models.Model:
    return attach_photo(vehicle=vehicle_of(key), **_patrols_photo(taken))


def photo_of_observation(key: uuid.UUID, taken: Taken) -> models.Model:
    found = Observation.objects.filter(pk=key).first()
    if found is None:
        # What an older app wrote down as an observation may have become a hazard.
        return hazards.keep_photo(key, taken)
    return attach_photo(observation=found, **_patrols_photo(taken))


def _patrols_photo(taken: Taken) -> dict[str, Any]:
    return {
        "record_id": taken.record_id,
        "content": taken.content,
        "taken_at": taken.taken_at,
        "received_at": taken.received_at,
        "by": taken.by,
    }


def observe(data: Data, context: Context) -> models.Model:
    if data["kind"] == hazards.OBSERVED:
        return hazards.from_observation(data, context)
    return record_observation(
        record_id=context.record_id,
        shift_id=data["shift"],
        round_id=data["round"],
        kind=ObservationKind(data["kind"]),
        place=place_of(data),
        point=point_of(data),
        text=data["text"],
        people=data["people"],
        apps_installed=data["apps_installed"],
        received_at=context.received_at,
        **timed(context),
    )


def visit(data: Data, context: Context) -> models.Model:
    result = VisitResult(data["result"])
    try:
        return visits.close_visit(
            visit_id=data["visit"],
            result=result,
            note=data["note"],
            received_at=context.received_at,
            **timed(context),
        )
    except VisitClosed as closed:
        raise FieldClash(
            field="result",
            field_name=_("result of the visit"),
            stored=str(closed.visit.get_result_display()),
            stored_by=closed.visit.visited_by,
            stored_at=closed.visit.visited_at,
            proposed=str(result.label),
            about=closed.visit,
        ) from closed


def take_visit(data: Data, context: Context, choice: Choice) -> models.Model:
    return visits.correct_visit(
        visit_id=data["visit"], result=VisitResult(data["result"]), at=choice.at, by=choice.by
    )


def changed_visit(key: str, _fields: Sequence[str], after: int) -> Since | None:
    """What somebody made of a visit's result since."""
    visit = OwnerVisit.objects.filter(pk=key).first()
    last = visits.last_corrected(visit, after=after) if visit else None
    if visit is None or last is None:
        return None
    return Since(str(visit.get_result_display()), last.by, last.at, last.pk)


def read_note(data: Data, context: Context) -> models.Model:
    return handover.read_handover(
        record_id=context.record_id,
        shift_id=data["shift"],
        previous_id=data["previous"],
        received_at=context.received_at,
        **timed(context),
    )


def hand_over(data: Data, context: Context) -> models.Model:
    return shifts.hand_over(shift_id=data["shift"], note=data["note"], **timed(context))
