"""Playbooks: the version in force for a kind of fraud at a station, and new versions. Reports keep theirs."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.db import transaction
from django.utils.translation import gettext as _

from antifraud.choices import FraudKind, LineKind
from antifraud.errors import AntifraudRefused
from antifraud.models import Playbook
from jurisdiction.models import Officer, Station
from ledger.operations import record

DATA = Path(__file__).parents[1] / "data" / "playbooks.json"
MOST_LINES, MOST_QUESTIONS = 8, 20
Rows = list[dict[str, str]]


def playbook_for(*, station_id: int, kind: str) -> Playbook | None:
    """The station's own newest, else everybody's newest."""
    newest = Playbook.objects.filter(kind=kind).order_by("-number")
    return newest.filter(station_id=station_id).first() or newest.filter(station__isnull=True).first()


def playbooks_of(*, station_id: int | None) -> dict[str, Playbook]:
    """Kind of fraud -> version in force, in one query."""
    found: dict[str, Playbook] = {}
    rows = Playbook.objects.filter(station__isnull=True) | Playbook.objects.filter(station_id=station_id or 0)
    for row in sorted(rows.select_related("by"), key=lambda one: (one.station_id is not None, one.number)):
        found[row.kind] = row
    return found


@transaction.atomic
def save_playbook(
    *,
    station: Station,
    kind: str,
    lines: Sequence[dict[str, str]],
    questions: Sequence[dict[str, str]],
    note: str,
    based_on: int | None,
    at: datetime.datetime,
    by: Officer,
) -> Playbook:
    """The station's next version, based on the one that was shown. Raises AntifraudRefused (field lines, questions)."""
    Station.objects.select_for_update().get(pk=station.pk)
    now = playbook_for(station_id=station.pk, kind=kind)
    if (now.pk if now else None) != based_on:
        raise AntifraudRefused(
            _("Somebody has stored another version meanwhile. Compare with it, then store again.")
        )
    kept_lines, kept_questions = _lines(lines), _questions(questions)
    own = Playbook.objects.filter(station=station, kind=kind).order_by("-number").first()
    saved = Playbook.objects.create(
        station=station,
        kind=FraudKind(kind),
        number=own.number + 1 if own else 1,
        lines=kept_lines,
        questions=kept_questions,
        note=note.strip()[:200],
        at=at,
        by=by,
    )
    record(at=at, by=by, station=station, verb="playbook.saved", obj=saved, detail={"kind": kind})
    return saved


def _lines(lines: Sequence[dict[str, str]]) -> Rows:
    kept = [
        {"kind": str(line["kind"]), "aim": line.get("aim", "").strip()[:200]}
        for line in lines
        if line.get("kind") in LineKind.values
    ][:MOST_LINES]
    if not kept:
        raise AntifraudRefused(_("A playbook opens at least one line."), field="lines")
    return kept


def _questions(questions: Sequence[dict[str, str]]) -> Rows:
    """Each keeps its code; a new one gets the next."""
    numbered = [int(row["code"][1:]) for row in questions if row.get("code", "")[1:].isdecimal()]
    following = max(numbered, default=0) + 1
    kept: Rows = []
    codes: set[str] = set()
    for row in questions:
        text, code = row.get("text", "").strip()[:200], row.get("code", "")[:40]
        if not text:
            continue
        if not code or code in codes:
            code, following = f"q{following}", following + 1
        codes.add(code)
        kept.append({"code": code, "text": text})
    return kept[:MOST_QUESTIONS]


def install(apps: Any = installed, *, at: datetime.datetime) -> None:
    """Everybody's first versions, where none stands yet."""
    model = apps.get_model("antifraud", "Playbook")
    there = set(model._default_manager.filter(station__isnull=True).values_list("kind", flat=True))
    content = json.loads(DATA.read_text(encoding="utf-8"))
    usual = content["usual"]
    model._default_manager.bulk_create(
        model(
            kind=kind,
            number=1,
            lines=given["lines"],
            questions=[
                {"code": f"q{number}", "text": text}
                for number, text in enumerate([*usual, *given["questions"]], start=1)
            ],
            note="",
            at=at,
        )
        for kind, given in content["kinds"].items()
        if kind not in there
    )
