"""Kills workers and database backends while they are in the middle of planning, sweeping or raising alerts."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass

import psycopg2

from drills.workers import Workers

#: What a backend is at, told by its statement; the first that fits.
PHASES = (
    ("alerts", ("patrols_roundalert",)),
    (
        "planning",
        ("patrols_shift", "patrols_roster", "patrols_squad", "pg_advisory", 'INSERT INTO "patrols_round"'),
    ),
    ("sweeping", ("patrols_round", "ledger_entry")),
)
#: A backend has a transaction number once it has written something that is not committed yet.
BUSY = """
SELECT pid, application_name, query, backend_xid IS NOT NULL FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE 'drill %' AND state IN ('active', 'idle in transaction')
ORDER BY backend_xid IS NULL, random()
"""


@dataclass(frozen=True, slots=True)
class Victim:
    backend: int
    process: int
    phase: str
    has_written: bool


def phase_of(query: str) -> str:
    return next((phase for phase, words in PHASES if any(word in query for word in words)), "between")


class Killer(threading.Thread):
    """Goes through `kills` (process, worker, backend), no more at any time than `allowed`; each hits somebody who is
    busy, preferably with writes not committed yet, phases in equal parts as far as they come up."""

    def __init__(self, address: str, workers: Workers, kills: list[str], rng: random.Random) -> None:
        super().__init__(name="killer", daemon=True)
        self.done: Counter[str] = Counter()
        self.during: Counter[str] = Counter()
        self.with_writes = 0
        self.allowed = 0
        self._kills = list(kills)
        self._workers = workers
        self._rng = rng
        self._address = address
        self._ended = threading.Event()

    @property
    def left(self) -> int:
        return len(self._kills)

    def end(self) -> None:
        self._ended.set()
        if self.is_alive():
            self.join(10)

    def run(self) -> None:
        connection = psycopg2.connect(self._address, application_name="killer")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                while self._kills and not self._ended.is_set():
                    victim = self._find(cursor) if self.done.total() < self.allowed else None
                    if victim is None or not self._wanted(victim):
                        time.sleep(0.002)
                    elif self._kill(victim, self._kills[-1], cursor):
                        self.done[self._kills.pop()] += 1
                        self.during[victim.phase] += 1
                        self.with_writes += victim.has_written
                        time.sleep(self._rng.uniform(0, 0.1))
        finally:
            connection.close()

    def _find(self, cursor: "psycopg2.extensions.cursor") -> Victim | None:
        cursor.execute(BUSY)
        for backend, name, query, has_written in cursor.fetchall():
            process = int(name.removeprefix("drill "))
            if self._workers.of(process) is not None:
                return Victim(backend, process, phase_of(query), has_written)
        return None

    def _wanted(self, victim: Victim) -> bool:
        fewest = min(self.during[phase] for phase, _words in PHASES)
        rare = self.during[victim.phase] <= fewest + 3
        return self._rng.random() < (
            0.5 if victim.has_written and rare else 0.05 if victim.has_written else 0.005
        )

    def _kill(self, victim: Victim, kind: str, cursor: "psycopg2.extensions.cursor") -> bool:
        if kind == "process":
            return self._workers.kill_process(victim.process)
        if kind == "backend":
            cursor.execute("SELECT pg_terminate_backend(%s)", [victim.backend])
            return bool(cursor.fetchone()[0])  # type: ignore[index]  # always one row
        index = self._workers.of(victim.process)
        if index is None:
            return False
        self._workers.kill_worker(index)
        return True
