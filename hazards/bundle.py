"""What phones take along of hazards: the visits of the coming days with their checklists, and what waits for a second
pair of eyes. For the station's people alone; words and places, no pictures."""

import datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from hazards.choices import HOMES, Stage
from hazards.models import Hazard, HazardPhoto, Inspection
from hazards.operations.checklists import versions_for
from hazards.operations.photos import of_present_episode
from jurisdiction.choices import OfficerKind
from jurisdiction.models import Officer, Station
from jurisdiction.postings import standing

#: A phone may be without a signal for a week of visits.
AHEAD = datetime.timedelta(days=7)
VISITS_MOST, RECHECKS_MOST, WORDS_MOST = 40, 40, 200


def for_phone(officer: Officer, station: Station, at: datetime.datetime) -> dict[str, Any] | None:
    """JSON values (dates and UUIDs as Python's, for the encoder), or none for whoever inspects nothing:

    `visits`: planned for the officer or for nobody, late ones and those of a week; `checklists`: by key, for their kinds
    of places; `rechecks`: what others had put right; `may_order`: whether the officer says how a finding is put right.
    """
    if officer.kind not in (OfficerKind.POLICE, OfficerKind.AUXILIARY):
        return None
    visits = _visits(officer, station, timezone.localtime(at).date())
    kinds = {visit.place.kind for visit in visits}
    versions = {kind: version for kind, version in versions_for(station.pk).items() if kind in kinds}
    return {
        "may_order": officer.kind == OfficerKind.POLICE,
        "visits": [_visit(visit, versions) for visit in visits],
        "checklists": {
            str(version.pk): [
                {"code": item["code"], "text": item["text"], "level": item["level"]} for item in version.items
            ]
            for version in versions.values()
        },
        "rechecks": [_recheck(found) for found in _rechecks(officer, station, at)],
    }


def _visits(officer: Officer, station: Station, today: datetime.date) -> list[Inspection]:
    mine = Inspection.objects.planned().filter(Q(officer=officer) | Q(officer__isnull=True), station=station)
    due = mine.filter(due_on__lte=today + AHEAD).select_related("place__village")
    return list(due.order_by("due_on", "place__name")[:VISITS_MOST])


def _visit(visit: Inspection, versions: dict[str, Any]) -> dict[str, Any]:
    version = versions.get(visit.place.kind)
    return {
        "id": visit.pk,
        "due_on": visit.due_on,
        "place": visit.place_id,
        "name": visit.place.name,
        "kind_words": str(visit.place.get_kind_display()),
        "village": visit.place.village.name if visit.place.village else "",
        "home": visit.place.kind in HOMES,
        "version": version.pk if version else None,
    }


def _rechecks(officer: Officer, station: Station, at: datetime.datetime) -> Any:
    remit = standing(officer, on=timezone.localtime(at).date()).remit
    before = HazardPhoto.objects.filter(stage=Stage.BEFORE).order_by("-taken_at")
    waiting = Hazard.objects.within(remit).filter(station=station).to_recheck_by(officer.pk)
    waiting = waiting.select_related("place", "village").order_by("due_at")
    return waiting.prefetch_related(Prefetch("photos", before, to_attr="before"))[:RECHECKS_MOST]


def _recheck(found: Any) -> dict[str, Any]:
    photo = next((taken for taken in found.before if of_present_episode(taken, found)), None)
    stood = photo.point if photo is not None and photo.point else None
    return {
        "id": found.pk,
        "number": found.number,
        "kind_words": str(found.get_kind_display()),
        "level": found.level,
        "level_words": str(found.get_level_display()),
        "place": " ".join(str(part) for part in (found.village, found.place) if part),
        "words": found.words[:WORDS_MOST],
        "due_at": found.due_at,
        "photo": reverse("hazards:photo", args=[photo.pk]) if photo is not None and photo.copy else "",
        "latitude": round(stood.y, 6) if stood else None,
        "longitude": round(stood.x, 6) if stood else None,
        "bearing": round(photo.bearing) if photo is not None and photo.bearing is not None else None,
    }
