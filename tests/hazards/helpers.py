"""Shortcuts of the hazard tests."""

import datetime
import io
import uuid
from typing import Any

from django.contrib.gis.geos import Point
from PIL import Image

from hazards.choices import HazardKind, Level, Source, Stage
from hazards.models import ChecklistVersion, Hazard, HazardPhoto, Inspection, InspectionPlan, Recheck
from hazards.operations import checklists, orders, rechecks, steps, transfers
from hazards.operations.inspections import Found, record_inspection
from hazards.operations.photos import attach_photo
from hazards.operations.planning import plan_inspections
from hazards.operations.reporting import report_hazard
from jurisdiction.choices import PlaceKind
from jurisdiction.models import Officer, Place
from tests.cast import Cast, at

NOON = at("2026-09-03 12:00")
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def a_report(cast: Cast, when: datetime.datetime = NOON, **values: Any) -> Hazard:
    """A blocked exit at the bridge, found by officer_a."""
    options: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "station": cast.station_a,
        "place": cast.place_a,
        "point": None,
        "kind": HazardKind.FIRE_EXIT,
        "level": Level.MEDIUM,
        "words": "exit locked with a chain",
        "source": Source.DESK,
        "at": when,
        "received_at": when,
        "by": cast.officer_a,
        **values,
    }
    return report_hazard(**options)


def picture(colour: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (colour, 60, 30)).save(out, "JPEG")
    return out.getvalue()


def a_photo(
    found: Hazard, by: Officer, when: datetime.datetime, stage: Stage = Stage.AFTER, **values: Any
) -> HazardPhoto:
    """From the bridge, looking east."""
    options: dict[str, Any] = {
        "record_id": uuid.uuid4(),
        "content": picture(90 if stage == Stage.BEFORE else 180),
        "taken_at": when,
        "received_at": when,
        "by": by,
        "hazard": found,
        "point": Point(117.29, 26.01, srid=4326),
        "accuracy": 5.0,
        "bearing": 90.0,
        "stage": stage,
        **values,
    }
    return attach_photo(**options)


def a_recheck(found: Hazard, by: Officer, when: datetime.datetime, *, passed: bool = True) -> Recheck:
    return rechecks.record_recheck(
        record_id=uuid.uuid4(),
        hazard_id=found.pk,
        passed=passed,
        words="" if passed else "chain still there",
        at=when,
        received_at=when,
        by=by,
    )


def ordered(cast: Cast, when: datetime.datetime = NOON, **values: Any) -> Hazard:
    """Reported by officer_a, ordered by leader_a an hour later."""
    found = a_report(cast, when, **values)
    steps.assess(hazard_id=found.pk, kind=found.kind, level=found.level, at=when + HOUR, by=cast.leader_a)
    whom = "" if found.place else "village committee"
    orders.order(
        hazard_id=found.pk, demands="remove the chain", addressee=whom, at=when + HOUR, by=cast.leader_a
    )
    found.refresh_from_db()
    return found


def closed(cast: Cast, when: datetime.datetime = NOON, **values: Any) -> Hazard:
    """Found, ordered, put right, re-inspected by another with a photo, closed."""
    found = ordered(cast, when, **values)
    a_photo(found, cast.officer_a, when, Stage.BEFORE)
    steps.put_right(hazard_id=found.pk, at=when + DAY, by=cast.officer_a)
    a_recheck(found, cast.auxiliary_a, when + 2 * DAY)
    a_photo(found, cast.auxiliary_a, when + 2 * DAY)
    return steps.close(hazard_id=found.pk, words="", at=when + 2 * DAY, by=cast.leader_a)


def a_shop(cast: Cast, name: str = "Sweet Leaf", **values: Any) -> Place:
    options: dict[str, Any] = {
        "station": cast.station_a,
        "village": cast.village_a,
        "kind": PlaceKind.MILK_TEA_SHOP,
        "name": name,
        "point": Point(117.291, 26.011, srid=4326),
        "created_at": at("2026-01-01 08:00"),
        **values,
    }
    return Place.objects.create(**options)


ITEMS = [
    {"code": "q1", "text": "exit clear", "kind": "fire_exit", "level": "high", "basis": ""},
    {"code": "q2", "text": "extinguisher valid", "kind": "fire_equipment", "level": "medium", "basis": ""},
]


def a_checklist(cast: Cast, kind: PlaceKind = PlaceKind.MILK_TEA_SHOP) -> ChecklistVersion:
    """Station A's own list of two items."""
    return checklists.save_checklist(
        station=cast.station_a,
        place_kind=kind,
        items=ITEMS,
        note="",
        based_on=None,
        at=at("2026-09-01 08:00"),
        by=cast.leader_a,
    )


def key_places(cast: Cast) -> dict[str, Any]:
    """A shop that was inspected and will be again, a hazard under order with photos, one that was transferred: their
    keys, for tests that open every page."""
    version, shop = a_checklist(cast), a_shop(cast)
    found = ordered(cast)
    photo = a_photo(found, cast.officer_a, NOON, Stage.BEFORE)
    a_photo(found, cast.auxiliary_a, NOON + DAY)
    done = record_inspection(
        record_id=uuid.uuid4(),
        place=shop,
        inspection_id=None,
        version=version,
        answers={"q1": "ok", "q2": "not_ok"},
        found=[Found("q2", "expired", way="on_spot")],
        at=NOON,
        received_at=NOON,
        by=cast.officer_a,
    )
    plan = InspectionPlan.objects.create(
        station=cast.station_a, place_kind=shop.kind, risk=shop.risk, times=2, changed_at=NOON
    )
    plan_inspections(at=NOON)
    handed = a_report(cast, place=None, point=shop.point)
    steps.assess(hazard_id=handed.pk, kind=handed.kind, level=handed.level, at=NOON, by=cast.leader_a)
    sent = transfers.transfer(
        hazard_id=handed.pk, to="power", words="please mend", town_informed=False, at=NOON, by=cast.leader_a
    )
    return {
        "hazard": found.pk,
        "hazard_photo": photo.pk,
        "order": found.orders.get().pk,
        "transfer": sent.pk,
        "shop": shop.pk,
        "inspection": done.pk,
        "planned": Inspection.objects.planned().earliest("due_on").pk,
        "plan": plan.pk,
        "version": version.pk,
        "place_kind": shop.kind,
    }
