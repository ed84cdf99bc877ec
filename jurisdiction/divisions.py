"""Importing administrative divisions from CSV: every row stands for itself, a bad one is named and skipped."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from jurisdiction.choices import VillageKind
from jurisdiction.models import Township, Village

COLUMNS = ("code", "name", "kind", "township_code", "township")
SUFFIXES = ("村委会", "居委会")


@dataclass(slots=True)
class Imported:
    """`faults` are (line number in the file, what is wrong)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def short_name(name: str, kind: str) -> str:
    """The name as people say it: without the committee, villages with 村."""
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            stem = name.removesuffix(suffix)
            if suffix == "村委会":
                return f"{stem}村"
            return stem if stem.endswith("社区") else f"{stem}社区"
    return name


def _fault(row: dict[str, str], townships: dict[str, int], seen: set[str]) -> str:
    code = row["code"]
    if len(code) != 12 or not code.isdigit():
        return f"code {code!r} does not have 12 digits"
    if code in seen:
        return f"code {code} stands twice in this file"
    if row["township_code"] not in townships:
        return f"township {row['township_code']!r} is unknown"
    if not code.startswith(row["township_code"]):
        return f"code {code} does not belong to township {row['township_code']}"
    if row["kind"] not in VillageKind.values:
        return f"kind {row['kind']!r} is neither village nor community"
    if not row["name"]:
        return "the name is missing"
    return ""


@transaction.atomic
def import_divisions(lines: Iterable[str]) -> Imported:
    """Loads villages and communities; run again it changes nothing. Raises ValueError when columns are missing."""
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"columns missing: {', '.join(missing)}")
    townships = dict(Township.objects.values_list("code", "pk"))
    known = {village.code: village for village in Village.objects.all()}
    done, seen = Imported(), set[str]()
    for raw in reader:
        row = {name: (raw.get(name) or "").strip() for name in COLUMNS}
        fault = _fault(row, townships, seen)
        if fault:
            done.faults.append((reader.line_num, fault))
            continue
        seen.add(row["code"])
        values = {
            "name": short_name(row["name"], row["kind"]),
            "kind": row["kind"],
            "township_id": townships[row["township_code"]],
        }
        village = known.get(row["code"])
        if village is None:
            Village.objects.create(code=row["code"], **values)
            done.created += 1
        elif any(getattr(village, name) != value for name, value in values.items()):
            Village.objects.filter(pk=village.pk).update(**values)
            done.updated += 1
        else:
            done.unchanged += 1
    return done
