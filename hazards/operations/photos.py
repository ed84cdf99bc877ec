"""Photos of hazards: the bytes unaltered, by SHA-256; one from after is compared with one from before."""

import datetime
import uuid
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils.translation import gettext as _

from hazards import rules
from hazards.choices import Stage
from hazards.errors import PoliceOnly
from hazards.models import Hazard, HazardPhoto
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer
from ledger.operations import record
from photos.keeping import brought, keep_once


@transaction.atomic
def attach_photo(
    *,
    record_id: uuid.UUID,
    content: bytes,
    taken_at: datetime.datetime,
    received_at: datetime.datetime,
    by: Officer,
    hazard: Hazard,
    point: Point | None = None,
    accuracy: float | None = None,
    bearing: float | None = None,
    stage: Stage | str,
) -> HazardPhoto:
    """Keeps one photo. The same record, or the same picture again, changes nothing.

    Raises PhotoRefused (field photo), PoliceOnly, RecordTaken."""
    earlier = brought(HazardPhoto, record_id, by=by)
    if earlier is not None:
        return earlier
    if by.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY) and (
        stage != Stage.BEFORE or by.pk != hazard.found_by_id
    ):
        raise PoliceOnly(_("You add photos to your own report only."))
    made = HazardPhoto(
        id=record_id,
        station_id=hazard.station_id,
        hazard=hazard,
        stage=stage,
        point=point,
        accuracy_m=accuracy,
        bearing=None if bearing is None else bearing % 360,
        taken_at=taken_at,
        received_at=received_at,
        by=by,
    )
    photo, fresh = keep_once(made, content, hazard=hazard, stage=stage)
    if not fresh:
        return photo
    compare(hazard)
    photo.refresh_from_db()
    record(
        at=taken_at,
        by=by,
        station=photo.station_id,
        verb="hazard.photographed",
        obj=hazard,
        detail={"sha256": photo.sha256, "stage": str(stage), "verdict": photo.verdict},
    )
    return photo


def view_of(photo: HazardPhoto) -> rules.View:
    return rules.View(
        longitude=photo.point.x if photo.point else None,
        latitude=photo.point.y if photo.point else None,
        accuracy_m=photo.accuracy_m,
        bearing=photo.bearing,
    )


#: A picture is taken before its report is stored: this much earlier it still belongs to it.
GRACE = datetime.timedelta(hours=1)


def of_present_episode(photo: HazardPhoto, hazard: Hazard) -> bool:
    """Taken since the hazard was found again, or for that report; of one that never came back every picture is."""
    return not hazard.recurrences or photo.taken_at >= hazard.found_at - GRACE


#: The best comes first.
BEST = ("same", "near", "elsewhere", "unknown")


def compare(hazard: Hazard) -> None:
    """Compares every picture from after with the ones from before that speak of the same episode, and stores the best
    fit: phones send pictures in any order."""
    photos = list(HazardPhoto.objects.filter(hazard=hazard))
    present = [photo for photo in photos if of_present_episode(photo, hazard)]
    earlier = [photo for photo in photos if photo not in present]
    for photo in photos:
        if photo.stage != Stage.AFTER:
            continue
        if photo in present:
            before = [other for other in present if other.stage == Stage.BEFORE]
        elif photo.compared_with_id is None:
            before = [other for other in earlier if other.stage == Stage.BEFORE]
        else:
            continue  # what an earlier episode was closed by stays
        HazardPhoto.objects.filter(pk=photo.pk).update(**comparison_of(photo, before))


def comparison_of(photo: HazardPhoto, before: list[HazardPhoto]) -> dict[str, Any]:
    """The columns that say how one picture from after fits those from before; without any: nothing is known."""
    if not before:
        return {"compared_with": None, "distance_m": None, "turn": None, "verdict": "unknown"}
    fits = [(rules.same_view(view_of(earlier), view_of(photo)), earlier) for earlier in before]
    best, earlier = min(
        fits,
        key=lambda fit: (
            BEST.index(fit[0].verdict),
            fit[0].distance_m if fit[0].distance_m is not None else float("inf"),
        ),
    )
    return {
        "compared_with": earlier,
        "distance_m": best.distance_m,
        "turn": best.turn,
        "verdict": best.verdict,
    }
