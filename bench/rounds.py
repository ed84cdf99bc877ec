"""Planning two weeks of rounds, and looking when nothing is due."""

# ruff: noqa: S608  # the names of tables and columns stand in this file
import datetime

from django.db import connection
from psycopg2.extensions import connection as Connection  # noqa: N812  # a class, named as one

from bench.data import Data
from bench.database import connect
from bench.frame import Row, in_turns, milliseconds, rate
from drills.scene import BEGIN
from patrols.models import Roster
from patrols.operations.planning import plan_shifts
from patrols.operations.reconcile import reconcile, sweep

#: Tables of a plan, the ledger first, children before parents after it.
PLAN = ("patrols_round", "patrols_shiftplace", "patrols_shiftmember", "patrols_shift")
PLANNED = "duty_date >= '2026-03-02' AND roster_id IS NOT NULL"
LEDGER = (
    "chain, sequence, at, station_id, by_id, kind, verb, object_type, object_id, fields, reason, address, detail, "
    "previous_hash, hash"
)
REMINDERS = """
SELECT id FROM patrols_round
WHERE status = 'planned' AND remind_at <= %s AND start_by > %s AND start_by <= %s + interval '1 day'
"""
ALARMS = """
SELECT r.id FROM patrols_round r WHERE status = 'missed' AND missed_at > %s - interval '30 days' AND {} <= %s
    AND NOT EXISTS (SELECT FROM patrols_roundalert a WHERE a.round_id = r.id AND a.step = '{}')
"""
PROBES = (
    "SELECT id FROM patrols_round WHERE status = 'planned' AND start_by <= %s LIMIT 500",
    REMINDERS,
    ALARMS.format("start_by", "officer"),
    ALARMS.format("leader_alert_at", "leader"),
    ALARMS.format("chief_alert_at", "chief"),
)
LOOKS = 100


class Planning:
    """Plans, copies what was planned aside, takes it away again."""

    def __init__(self, direct: Connection) -> None:
        self._direct = direct
        self._copied = False
        self.rounds = 0

    def _do(self, *statements: str) -> None:
        with self._direct.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def clear(self) -> None:
        shifts = f"(SELECT id FROM patrols_shift WHERE {PLANNED})"
        self._do(
            *(f"DELETE FROM {table} WHERE shift_id IN {shifts}" for table in PLAN[:3]),
            f"DELETE FROM patrols_shift WHERE {PLANNED}",
            *(f"VACUUM ANALYZE {table}" for table in PLAN),
            "CHECKPOINT",
        )

    def by_operation(self) -> float:
        """Rounds a second through the operation."""
        self.clear()
        made = 0

        def plan() -> None:
            nonlocal made
            made = plan_shifts(at=BEGIN)

        seconds = 1 / rate(plan, count=1)
        self.rounds = made
        if not self._copied:
            self._copy()
        return made / seconds

    def _copy(self) -> None:
        shifts = f"(SELECT id FROM patrols_shift WHERE {PLANNED})"
        self._do(
            f"CREATE TEMP TABLE copy_shift AS SELECT * FROM patrols_shift WHERE {PLANNED}",
            *(
                f"CREATE TEMP TABLE copy_{table[8:]} AS SELECT * FROM {table} WHERE shift_id IN {shifts}"
                for table in PLAN[:3]
            ),
            f"CREATE TEMP TABLE copy_entry AS SELECT {LEDGER} FROM ledger_entry WHERE verb = 'shift.planned'",
        )
        self._copied = True

    def by_copy(self) -> float:
        """Rounds a second when the very same rows of all five tables are copied in by one statement each."""
        self.clear()

        def insert() -> None:
            self._do(
                "BEGIN",
                *(f"INSERT INTO {table} SELECT * FROM copy_{table[8:]}" for table in reversed(PLAN)),
                f"INSERT INTO ledger_entry ({LEDGER}) SELECT * FROM copy_entry",
                "COMMIT",
            )

        return self.rounds / (1 / rate(insert, count=1))


def planned(runs: int) -> list[Row]:
    """Two weeks for the stations that `drills.scene` has built."""
    direct = connect()
    planning = Planning(direct)
    ours, reference = in_turns(planning.by_operation, planning.by_copy, runs=runs)
    stations = Roster.objects.in_use().count()
    note = (
        f"{planning.rounds:,} rounds of {stations} stations with shifts, members, places, ledger;"
        " INSERT ... SELECT of the same rows of all five tables"
    )
    planning.clear()
    direct.close()
    return [Row("reconcile", ours, reference, "rows/s", 0.3, note)]


def nothing_due(data: Data, runs: int) -> list[Row]:
    """A sweep among many rounds that has nothing to do, beside its five index probes by hand."""
    direct, at = connect(), BEGIN - datetime.timedelta(hours=2)
    reconcile(at=at)

    def probe() -> None:
        with direct.cursor() as cursor:
            for statement in PROBES:
                cursor.execute(statement, [at] * statement.count("%s"))
                cursor.fetchall()

    ours, reference = in_turns(
        lambda: milliseconds(lambda: sweep(at=at), count=LOOKS),
        lambda: milliseconds(probe, count=LOOKS),
        runs=runs,
    )
    rows = [
        Row("sweep", ours, reference, "ms", 3, f"nothing due among {data.rounds:,} rounds; five index probes")
    ]
    ours, reference = in_turns(
        lambda: milliseconds(lambda: reconcile(at=at), count=LOOKS),
        lambda: milliseconds(probe, count=LOOKS),
        runs=runs,
    )
    note = f"all of reconcile with {Roster.objects.in_use().count()} rosters and its own row; the same probes"
    direct.close()
    connection.close()
    return [*rows, Row("look", ours, reference, "ms", None, note)]
