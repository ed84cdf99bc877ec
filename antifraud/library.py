"""The warnings that this version brings along, for every station: data/warnings.json, added where nothing stands yet."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.apps import apps as installed

#: When these texts were written; they came along with the system, whenever that was set up.
WRITTEN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
DATA = Path(__file__).parent / "data" / "warnings.json"


def install(apps: Any = installed) -> int:
    """Adds warnings whose title is in no library yet, in use or retired; what a station changed stays as it is.
    Returns how many."""
    warnings = apps.get_model("antifraud", "FraudWarning")._default_manager
    versions = apps.get_model("antifraud", "WarningVersion")._default_manager
    there = set(warnings.filter(station__isnull=True).values_list("title", flat=True))
    new = [row for row in rows() if row["title"] not in there]
    for row in new:
        found = warnings.create(kind=row["kind"], title=row["title"])
        versions.create(
            warning=found,
            number=1,
            text=row["text"],
            short_text=row["short_text"],
            dos=row["dos"],
            donts=row["donts"],
            made_at=WRITTEN,
        )
    return len(new)


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return found
