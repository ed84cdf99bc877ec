"""The list of checks: a page of fifty through the whole stack, beside its SQL alone."""

import uuid
from functools import partial
from urllib.parse import urlencode

from psycopg2.extensions import connection as Connection  # noqa: N812  # a class, named as one

from bench.calling import Caller
from bench.data import Data
from bench.database import connect
from bench.frame import Row, in_turns, rate
from jurisdiction.models import Officer, Station

PATH = "/api/checks/"
CALLS = 150
DEEP_PAGE = 10_000
#: The best SQL for it: each station's newest rows by the index, merged.
PAGE = """
SELECT page.* FROM unnest(%s::bigint[]) AS station CROSS JOIN LATERAL (
    SELECT id, round_id, station_id, village_id, place_id, duty_date, checked_at, finding FROM patrols_vehiclecheck
    WHERE station_id = station AND withdrawn_at IS NULL ORDER BY checked_at DESC, id DESC LIMIT 51) page
ORDER BY checked_at DESC, id DESC LIMIT 51
"""
CURSOR = """
SELECT checked_at, id FROM patrols_vehiclecheck
WHERE station_id = ANY(%s) AND withdrawn_at IS NULL ORDER BY checked_at DESC, id DESC OFFSET %s LIMIT 1
"""
INSERT = """
INSERT INTO patrols_vehiclecheck (id, round_id, station_id, village_id, place_id, duty_date, checked_at, received_at,
    by_id, finding) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'secure')
"""


def _stations(officer: Officer, data: Data) -> list[int]:
    stations = Station.objects.order_by("pk").values_list("pk", flat=True)
    return list(stations) if officer == data.chief else [data.running.station_id]


def _page_sql(direct: Connection, stations: list[int]) -> None:
    with direct.cursor() as cursor:
        cursor.execute(PAGE, [stations])
        cursor.fetchall()


def one_page(data: Data, runs: int) -> list[Row]:
    rows = []
    direct = connect()
    asked = (
        ("list", data.officer, "one station"),
        ("list, three stations", data.chief, "the central station's remit"),
    )
    for name, officer, whose in asked:
        caller, stations = Caller(officer), _stations(officer, data)
        ours, reference = in_turns(
            partial(rate, partial(caller.get, PATH), count=CALLS),
            partial(rate, partial(_page_sql, direct, stations), count=CALLS),
            runs=runs,
        )
        note = f"50 of {data.checks:,} checks by the API, {whose}; their SQL through psycopg2"
        rows.append(Row(name, ours, reference, "requests/s", 0.25, note))
    direct.close()
    return rows


def deep_page(data: Data, runs: int) -> list[Row]:
    rows = []
    direct = connect()
    for name, officer in (("list deep", data.officer), ("list deep, three stations", data.chief)):
        caller, stations = Caller(officer), _stations(officer, data)
        page = min(DEEP_PAGE, data.checks * len(stations) // 3 // 50 // 2)
        with direct.cursor() as cursor:
            cursor.execute(CURSOR, [stations, page * 50])
            found = cursor.fetchone()
        if found is None:
            raise RuntimeError("the list is shorter than it should be")
        query = urlencode({"after": f"{found[0].isoformat()}~{found[1]}"})
        ours, reference = in_turns(
            partial(rate, partial(caller.get, PATH, query), count=CALLS),
            partial(rate, partial(caller.get, PATH), count=CALLS),
            runs=runs,
        )
        rows.append(Row(name, ours, reference, "requests/s", 0.9, f"page {page:,} by cursor; page 1"))
    direct.close()
    return rows


def created(data: Data, runs: int) -> list[Row]:
    """One check by the API, with validation, remit and ledger, beside the bare row."""
    caller, direct, running = Caller(data.officer), connect(), data.running

    def by_api() -> None:
        caller.post(PATH, {"id": str(uuid.uuid4()), "round": running.pk, "place": data.place.pk})

    ours, reference = in_turns(
        partial(rate, by_api, count=CALLS),
        partial(rate, partial(insert_bare, direct, data), count=CALLS),
        runs=runs,
    )
    direct.close()
    note = "one check by POST, validated, within remit, in the ledger; one INSERT a transaction"
    return [Row("create", ours, reference, "requests/s", None, note)]


def insert_bare(direct: Connection, data: Data) -> None:
    """The same row as a recorded check, and nothing else."""
    running, place = data.running, data.place
    values = [
        str(uuid.uuid4()),
        running.pk,
        running.station_id,
        place.village_id,
        place.pk,
        running.duty_date,
    ]
    with direct.cursor() as cursor:
        cursor.execute(INSERT, [*values, running.started_at, running.started_at, data.officer.pk])
