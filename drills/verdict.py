"""What the database holds after a drill against what must be there, by plain SQL and plain arithmetic."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from drills.scene import CREW, PLACES, SLOT_HOURS, Scene, Slot
from ledger.chain import first_breaks

LADDER = ("officer", "leader", "chief")
ROUNDS = "SELECT id, squad_id, planned_at, status, missed_at FROM patrols_round WHERE duty_date <= %s"
ALERTS = """
SELECT r.squad_id, r.planned_at, a.step, a.due_at
FROM patrols_roundalert a JOIN patrols_round r ON r.id = a.round_id WHERE r.duty_date <= %s
"""
MISSED_ENTRIES = """
SELECT r.squad_id, r.planned_at, count(*), min(e.at)
FROM ledger_entry e JOIN patrols_round r ON r.id::text = e.object_id
WHERE e.object_type = 'patrols.round' AND e.verb = 'round.missed' AND r.duty_date <= %s GROUP BY 1, 2
"""
#: Shifts with what belongs to them: nothing may be half made.
SHIFTS = """
SELECT s.id, s.squad_id, s.duty_date,
    (SELECT count(*) FROM patrols_round x WHERE x.shift_id = s.id),
    (SELECT count(*) FROM patrols_shiftmember x WHERE x.shift_id = s.id),
    (SELECT count(*) FROM patrols_shiftplace x WHERE x.shift_id = s.id),
    (SELECT count(*) FROM ledger_entry e WHERE e.object_type = 'patrols.shift'
        AND e.object_id = s.id::text AND e.verb = 'shift.planned')
FROM patrols_shift s WHERE s.duty_date <= %s
"""


@dataclass(slots=True)
class Verdict:
    """`examples` names the first faults."""

    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    figures: dict[str, Any] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def count(self, kind: str, faults: Iterable[object], what: str) -> None:
        found = list(faults)
        setattr(self, kind, getattr(self, kind) + len(found))
        self.examples += [f"{kind}: {what}: {fault}" for fault in found[:3]]


def rows(statement: str, *parameters: str | datetime.date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def judge(
    scene: Scene,
    *,
    at: datetime.datetime,
    last_night: datetime.date,
    walked: set[Slot],
    clock_ran_ahead: bool = False,
) -> Verdict:
    """Compares all nights up to `last_night` with what must be true at `at`.

    `clock_ran_ahead`: a round may then have been judged missed, and alarmed, before it was walked in time; these
    false alarms are counted apart and everything else must hold.
    """
    verdict = Verdict()
    slots = scene.slots(last_night)
    missed = {slot for slot in slots if slot.start_by <= at and slot not in walked}
    _judge_shifts(verdict, scene, last_night)
    _judge_rounds(verdict, set(slots), missed, walked, last_night)
    _judge_alerts(verdict, missed, walked, at, last_night, clock_ran_ahead=clock_ran_ahead)
    entries = {
        Slot(squad, planned): (count, first)
        for squad, planned, count, first in rows(MISSED_ENTRIES, last_night)
    }
    verdict.count("lost", missed - set(entries), "round without its ledger entry")
    verdict.count("doubled", [slot for slot, (count, _at) in entries.items() if count > 1], "ledger entry")
    verdict.count(
        "wrong", [slot for slot in missed & set(entries) if entries[slot][1] != slot.start_by], "entry's time"
    )
    false = set(entries) - missed
    if clock_ran_ahead:
        verdict.figures["walked_rounds_judged_early"] = len(false)
        false -= walked
    verdict.count("wrong", false, "ledger says missed")
    verdict.count("wrong", first_breaks(), "broken chain")
    verdict.figures |= {"rounds_due": len(slots), "rounds_missed": len(missed), "rounds_walked": len(walked)}
    return verdict


def _judge_shifts(verdict: Verdict, scene: Scene, last_night: datetime.date) -> None:
    shifts = rows(SHIFTS, last_night)
    whole = (len(SLOT_HOURS), CREW, PLACES, 1)
    verdict.count("wrong", [row for row in shifts if row[3:] != whole], "shift not whole")
    nights = len(scene.slots(last_night)) // len(SLOT_HOURS)
    verdict.count("lost", range(nights - len({row[1:3] for row in shifts})), "shift")
    verdict.figures["shifts_due"] = nights


def _judge_rounds(
    verdict: Verdict, due: set[Slot], missed: set[Slot], walked: set[Slot], last_night: datetime.date
) -> None:
    stored = [
        (Slot(squad, planned), status, at) for _key, squad, planned, status, at in rows(ROUNDS, last_night)
    ]
    counted = Counter(slot for slot, _status, _at in stored)
    verdict.count("lost", due - set(counted), "round")
    verdict.count("doubled", [slot for slot, count in counted.items() if count > 1], "round")
    verdict.count("wrong", set(counted) - due, "round that nobody ordered")
    for slot, status, at in stored:
        expected = "missed" if slot in missed else "done" if slot in walked else "planned"
        if status != expected and not (slot in walked and status == "in_progress"):
            verdict.count("wrong", [(slot, status)], f"status, should be {expected}")
        elif status == "missed" and at != slot.start_by:
            verdict.count("wrong", [(slot, at)], "missed_at")


def _judge_alerts(
    verdict: Verdict,
    missed: set[Slot],
    walked: set[Slot],
    at: datetime.datetime,
    last_night: datetime.date,
    *,
    clock_ran_ahead: bool,
) -> None:
    stored = [(Slot(squad, planned), step, due) for squad, planned, step, due in rows(ALERTS, last_night)]
    counted = Counter((slot, step) for slot, step, _due in stored)
    expected = {(slot, step) for slot in missed for step in LADDER if slot.moment(step) <= at}
    ladder = {key for key in counted if key[1] != "reminder"}
    verdict.count("lost", expected - ladder, "alert")
    verdict.count("doubled", [key for key, count in counted.items() if count > 1], "alert")
    false = ladder - expected
    if clock_ran_ahead:
        verdict.figures["false_alarms"] = sum(slot in walked for slot, _step in false)
        false = {key for key in false if key[0] not in walked}
    verdict.count("wrong", false, "alert without cause")
    verdict.count("wrong", [one for one in stored if one[0].moment(one[1]) != one[2]], "alert's time")
    verdict.figures["alerts_due"] = len(expected)
    verdict.figures["reminders"] = sum(key[1] == "reminder" for key in counted)
