"""`python -m bench [ROW...] [--size S|M] [--runs 3] [--keep] [--write]`: measures, prints the table, writes
bench/results.json."""

import argparse
import functools
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import frame
from drills.database import own_database

RESULTS = Path(__file__).with_name("results.json")
GROUPS = (
    "list",
    "list deep",
    "create",
    "record stored",
    "figures",
    "point in village",
    "sweep",
    "reconcile",
    "audit",
    "phone",
    "lighthouse",
)


def machine() -> str:
    """What the figures were measured on, in one line."""
    import psycopg2

    from drills.database import dsn

    connection = psycopg2.connect(dsn("postgres"))
    version = connection.server_version
    connection.close()
    postgres = f"PostgreSQL {version // 10000}.{version % 10000}"
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {postgres}"


def measures(size: str, runs: int) -> dict[str, Callable[[], list[frame.Row]]]:
    """Builds the data; the measures in the order in which they may follow each other."""
    from django.db import connection

    from bench import data as rows
    from bench import figures, lists, pages, phone, rounds, villages, writes
    from drills import scene
    from jurisdiction.models import Station

    # As in production: connections stay open from one request to the next.
    connection.settings_dict["CONN_MAX_AGE"] = 60
    data = functools.cache(lambda: rows.build(size))

    def in_village() -> list[frame.Row]:
        data()
        return villages.point_in_village(runs)

    def reconcile() -> list[frame.Row]:
        data()
        scene.build(rows.SIZES[size][2])
        return rounds.planned(runs)

    def audit() -> list[frame.Row]:
        data()
        stations = list(Station.objects.order_by("pk").values_list("pk", flat=True))
        return writes.audit(stations[-8:], runs)

    return {
        "list": lambda: lists.one_page(data(), runs),
        "list deep": lambda: lists.deep_page(data(), runs),
        "create": lambda: lists.created(data(), runs),
        "record stored": lambda: writes.record_stored(data(), runs),
        "figures": lambda: figures.month(data(), runs),
        "point in village": in_village,
        "reconcile": reconcile,
        "sweep": lambda: rounds.nothing_due(data(), runs),
        "audit": audit,
        "phone": lambda: phone.app(runs),
        "lighthouse": lambda: pages.lighthouse(data(), runs),
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description="Benchmarks against their references.")
    parser.add_argument("row", nargs="*", help=f"only these: {', '.join(GROUPS)}")
    parser.add_argument("--size", choices=("S", "M"), default="M")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="leave the database for a look at it")
    parser.add_argument(
        "--write", action="store_true", help="write named rows too, in place of those of before"
    )
    given = parser.parse_args(arguments)
    unknown = set(given.row) - set(GROUPS)
    if unknown or given.runs < 3:
        parser.error(f"unknown: {', '.join(sorted(unknown))}" if unknown else "at least 3 runs")
    # Playwright runs an event loop in this thread; the database is used between its calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    measured: list[dict[str, Any]] = []
    with own_database("bench", keep=given.keep):
        print("a database of its own ...", file=sys.stderr, flush=True)
        for name, measure in measures(given.size, given.runs).items():
            if not given.row or name in given.row:
                print(f"{name} ...", file=sys.stderr, flush=True)
                before = os.getloadavg()[0]
                rows = [row.as_json() for row in measure()]
                load = round(max(before, os.getloadavg()[0]), 1)
                measured += [{**row, "size": given.size, "runs": given.runs, "load": load} for row in rows]
    print(frame.table(measured))
    if given.row and not given.write:
        print("only some rows: bench/results.json stays as it is", file=sys.stderr)
        return 0
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))["rows"] if given.row else []
    answer = {"machine": machine(), "rows": frame.merged(kept, measured)}
    RESULTS.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
