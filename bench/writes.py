"""Recording a check by the operation, and appending to the ledger."""

import itertools
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from psycopg2.extensions import connection as Connection  # noqa: N812  # a class, named as one

from bench.data import Data
from bench.database import connect
from bench.frame import Row, in_turns, rate
from bench.lists import insert_bare
from patrols.operations.checks import record_vehicle_check

CALLS = 300
APPENDS = 400
APPEND = """
INSERT INTO ledger_entry (chain, sequence, at, station_id, kind, verb, object_type, object_id, fields, reason, address,
    detail, previous_hash, hash)
VALUES (%s, %s, now(), %s, 'change', 'check.recorded', 'patrols.vehiclecheck', %s, '{}', '', '127.0.0.1',
    '{"round": 1, "finding": "secure"}', '', '')
"""


def record_stored(data: Data, runs: int) -> list[Row]:
    direct, moment = connect(), data.running.started_at
    if moment is None:
        raise RuntimeError("the round should be running")

    def recorded() -> None:
        record_vehicle_check(
            record_id=uuid.uuid4(),
            round_id=data.running.pk,
            place=data.place,
            at=moment,
            received_at=moment,
            by=data.officer,
        )

    ours, reference = in_turns(
        lambda: rate(recorded, count=CALLS),
        lambda: rate(lambda: insert_bare(direct, data), count=CALLS),
        runs=runs,
    )
    direct.close()
    note = (
        "record_vehicle_check: checked, stored, in the ledger; one INSERT a transaction; one connection each"
    )
    return [Row("record stored", ours, reference, "rows/s", 0.15, note)]


#: Numbers for rows that no trigger numbers: far from those of the chains, never twice.
NUMBERS = itertools.count(10**12)


class Appending:
    """Sessions that append to the ledger, each on the chain of a station of its own, with or without the trigger."""

    def __init__(self, stations: list[int]) -> None:
        self._sessions = [(station, connect()) for station in stations]

    @staticmethod
    def _append(station: int, session: Connection) -> None:
        with session.cursor() as cursor:
            for _number in range(APPENDS):
                cursor.execute(APPEND, [station, next(NUMBERS), station, str(uuid.uuid4())])

    def _switch(self, word: str) -> None:
        with self._sessions[0][1].cursor() as cursor:
            cursor.execute(f"ALTER TABLE ledger_entry {word} TRIGGER ledger_append")

    def rate(self, *, chained: bool) -> float:
        """Rows a second of all sessions together."""
        self._switch("ENABLE" if chained else "DISABLE")
        with ThreadPoolExecutor(len(self._sessions)) as pool:
            begun = time.perf_counter()
            for done in [pool.submit(self._append, *session) for session in self._sessions]:
                done.result()
            seconds = time.perf_counter() - begun
        self._switch("ENABLE")
        return APPENDS * len(self._sessions) / seconds

    def close(self) -> None:
        for _station, session in self._sessions:
            session.close()


def audit(stations: list[int], runs: int) -> list[Row]:
    rows = []
    for sessions in (1, 8):
        appending = Appending(stations[:sessions])
        ours, reference = in_turns(
            partial(appending.rate, chained=True), partial(appending.rate, chained=False), runs=runs
        )
        appending.close()
        note = f"ledger rows, {sessions} session(s) on as many stations; the same without the chain's trigger"
        rows.append(
            Row(f"audit, {sessions} session{'s' * (sessions > 1)}", ours, reference, "rows/s", 0.4, note)
        )
    return rows
