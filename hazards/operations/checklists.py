"""Checklists: the version in force for a place, and new versions. Past inspections keep theirs."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.db import transaction
from django.utils.translation import gettext as _

from hazards.choices import HazardKind, Level
from hazards.errors import ChecklistRefused
from hazards.models import Checklist, ChecklistVersion
from jurisdiction.choices import PlaceKind
from jurisdiction.models import Officer, Place, Station
from ledger.operations import record

DATA = Path(__file__).parents[1] / "data" / "checklists.json"
MOST_ITEMS = 40
Items = list[dict[str, str]]


def version_for(place: Place) -> ChecklistVersion | None:
    """The newest version of the station's own list for that kind of place, else of everybody's."""
    return versions_for(place.station_id).get(place.kind)


def versions_for(station_id: int) -> dict[str, ChecklistVersion]:
    """Kind of place -> version in force at that station, in one query."""
    found: dict[str, ChecklistVersion] = {}
    versions = (
        ChecklistVersion.objects.filter(checklist__station_id__in=[station_id])
        | ChecklistVersion.objects.filter(checklist__station__isnull=True)
    ).select_related("checklist")
    # Everybody's first, then the station's own; of each the newest last.
    for version in sorted(versions, key=lambda row: (row.checklist.station_id is not None, row.number)):
        found[version.checklist.place_kind] = version
    return found


def _clean(items: Sequence[dict[str, str]]) -> Items:
    """Items that say something, each with a code that stays with it. Raises ChecklistRefused (field items)."""
    kept: Items = []
    codes: set[str] = set()
    numbered = [int(item["code"][1:]) for item in items if item.get("code", "")[1:].isdigit()]
    following = max(numbered, default=0) + 1
    for item in items:
        text = item.get("text", "").strip()[:120]
        if not text:
            continue
        kind, level = item.get("kind", HazardKind.OTHER), item.get("level", Level.LOW)
        if kind not in HazardKind.values or level not in Level.values:
            raise ChecklistRefused(_("Choose kind and level for “%(text)s”.") % {"text": text}, field="items")
        code = item.get("code", "")
        if not code or code in codes:
            code, following = f"q{following}", following + 1
        codes.add(code)
        kept.append(
            {
                "code": code[:40],
                "text": text,
                "kind": str(kind),
                "level": str(level),
                "basis": item.get("basis", "").strip()[:120],
            }
        )
    if not kept:
        raise ChecklistRefused(_("A checklist asks at least one thing."), field="items")
    if len(kept) > MOST_ITEMS:
        raise ChecklistRefused(
            _("A checklist has at most %(most)d items.") % {"most": MOST_ITEMS}, field="items"
        )
    return kept


@transaction.atomic
def save_checklist(
    *,
    station: Station | None,
    place_kind: PlaceKind | str,
    items: Sequence[dict[str, str]],
    note: str,
    based_on: int | None,
    at: datetime.datetime,
    by: Officer,
) -> ChecklistVersion:
    """Makes the next version of the station's list (its first, where everybody's was in force until now). The same items
    again make none. `based_on` is the version that was edited: when another came meanwhile, nothing is overwritten.

    Raises ChecklistRefused (field items)."""
    kept = _clean(items)
    checklist, _made = Checklist.objects.get_or_create(station=station, place_kind=place_kind)
    Checklist.objects.select_for_update().get(pk=checklist.pk)
    last = checklist.versions.order_by("-number").first()
    if last is not None and last.items == kept:
        return last
    if last is not None and based_on is not None and last.pk != based_on:
        base = ChecklistVersion.objects.filter(pk=based_on, checklist=checklist).exists()
        if base or last.checklist.station_id is not None:
            raise ChecklistRefused(
                _("Somebody else has changed this list meanwhile: open it again."), field="items"
            )
    version = ChecklistVersion.objects.create(
        checklist=checklist,
        number=last.number + 1 if last else 1,
        items=kept,
        note=note.strip()[:200],
        made_at=at,
        made_by=by,
    )
    record(
        at=at,
        by=by,
        station=station,
        verb="checklist.saved",
        obj=version,
        detail={"place_kind": str(place_kind), "version": version.number},
    )
    return version


def install(apps: Any = installed, *, at: datetime.datetime) -> None:
    """Adds everybody's lists that this version brings along, where none stands yet."""
    lists, versions = apps.get_model("hazards", "Checklist"), apps.get_model("hazards", "ChecklistVersion")
    for kind, items in json.loads(DATA.read_text(encoding="utf-8")).items():
        checklist, made = lists._default_manager.get_or_create(station=None, place_kind=kind)
        if made:
            numbered = [{"code": f"q{number}", **item} for number, item in enumerate(items, start=1)]
            versions._default_manager.create(checklist=checklist, number=1, items=numbered, made_at=at)
