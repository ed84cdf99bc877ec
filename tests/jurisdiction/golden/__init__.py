"""Tables of the rules: what is typed, what comes out. Each row is a case; the data are synthetic."""

import csv
from pathlib import Path

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of `name`.csv, as text, in the order of the file."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def label(row: Row) -> str:
    """How pytest names the case: what is typed, and the note if there is one."""
    return " ".join(part for part in (next(iter(row.values())), row.get("note", "")) if part)
