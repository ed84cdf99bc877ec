"""How a line of a list from Excel is drawn."""

from dataclasses import dataclass
from typing import Any

from antifraud.choices import RowState
from antifraud.models import ImportRow
from antifraud.operations.imports import plain_cells
from antifraud.sheets import Column, Sheet
from antifraud.workbooks import FORMULA

TONES = {
    RowState.READY: "good",
    RowState.WRONG: "bad",
    RowState.TWICE: "bad",
    RowState.KNOWN: "info",
    RowState.CREATED: "good",
    RowState.UPDATED: "info",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """`editable`: an input with what was typed; otherwise text, masked where it is personal."""

    column: Column
    text: str
    error: Any
    editable: bool


@dataclass(frozen=True, slots=True)
class Shown:
    row: ImportRow
    cells: list[Cell]
    tone: str
    editable: bool


def shown_row(row: ImportRow, sheet: Sheet, *, draft: bool) -> Shown:
    """In a draft, lines that are wrong, twice or left out can be mended; of them personal cells only where they are
    what is wrong."""
    editable = draft and row.state in (RowState.WRONG, RowState.TWICE, RowState.LEFT_OUT)
    plain = plain_cells(row) if editable and set(row.errors) & set(row.sealed) else row.cells
    cells = []
    for column in sheet.columns:
        code = row.errors.get(column.name, "")
        opened = bool(code) if column.mask else True
        text = (plain if opened else row.cells).get(column.name, "")
        cells.append(
            Cell(
                column=column,
                text="" if text == FORMULA else text,
                error=sheet.words(code),
                editable=editable and opened,
            )
        )
    return Shown(row, cells, TONES.get(RowState(row.state), ""), editable)
