"""Excel files: read cell by cell with limits, and templates written. Macros are refused, formulas count by their stored
value; nothing of a file is ever run."""

import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from antifraud.errors import AntifraudRefused
from antifraud.sheets import Sheet

MAX_BYTES = 2_000_000
#: What the file unpacks to, and its largest part: a zip bomb is refused before it is opened.
MAX_UNPACKED = 40_000_000
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 2000, 60, 500
#: Lines above the table's head that are looked through (titles, notes).
HEAD_WITHIN = 10
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a file that is none, or was damaged on its way, makes of the reader.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
#: Stands for a formula that carries no value.
FORMULA = "=?"


@dataclass(frozen=True, slots=True)
class Line:
    """`number` as Excel shows it; `cells` by the column's name."""

    number: int
    cells: dict[str, str]


def read_lines(content: bytes, sheet: Sheet) -> list[Line]:
    """The lines of the first table that has the sheet's required columns. Raises AntifraudRefused (file)."""
    _check_file(content)
    try:
        values = _grid(content, values=True)
        formulas = _grid(content, values=False)
    except AntifraudRefused:
        raise
    except Exception as error:  # whatever a broken file makes of the reader, the answer is the same
        raise _refused(_("This file cannot be read as an Excel workbook.")) from error
    for tab, rows in values.items():
        found = _head(rows, sheet)
        if found is not None:
            lines = list(_lines(rows, formulas[tab], *found))
            if not lines:
                raise _refused(_("There is no line below the column heads."))
            if len(lines) > MAX_ROWS:
                raise _refused(_("At most %(count)d lines at once: split the file.") % {"count": MAX_ROWS})
            return lines
    wanted = "、".join(column.titles[0] for column in sheet.columns if column.required)
    raise _refused(_("The columns %(columns)s are not there. Use the template.") % {"columns": wanted})


def _refused(words: str) -> AntifraudRefused:
    return AntifraudRefused(words, field="file")


def _check_file(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise _refused(_("The file is larger than 2 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 500:
                raise _refused(_("The file unpacks to more than a list can be."))
            if any("vbaproject" in part.filename.lower() for part in parts):
                raise _refused(_("The file carries macros: save it as .xlsx without them."))
            for part in parts:
                if (
                    part.filename.lower().endswith((".xml", ".rels"))
                    and b"<!DOCTYPE" in packed.read(part)[:2000]
                ):
                    raise _refused(_("This file cannot be read as an Excel workbook."))
    except BROKEN as error:
        raise _refused(
            _("This is no .xlsx file. In Excel or WPS choose: save as, Excel workbook (.xlsx).")
        ) from error


def _grid(content: bytes, *, values: bool) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=values)
    try:
        return {
            tab.title: [
                [cell.value for cell in row[:MAX_COLUMNS]]
                for row in tab.iter_rows(max_row=MAX_ROWS + HEAD_WITHIN + 200, max_col=MAX_COLUMNS)
            ]
            for tab in book.worksheets[:10]
        }
    finally:
        book.close()


def _head(rows: list[list[Any]], sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """(index of the head line, position -> column name)."""
    titles = {_title(title): column.name for column in sheet.columns for title in column.titles}
    required = {column.name for column in sheet.columns if column.required}
    for index, row in enumerate(rows[:HEAD_WITHIN]):
        places: dict[int, str] = {}
        for position, value in enumerate(row):
            name = titles.get(_title(text_of(value)))
            if name and name not in places.values():
                places[position] = name
        if required <= set(places.values()):
            return index, places
    return None


def _title(text: str) -> str:
    """Column heads are compared without spaces, brackets' contents and marks of duty."""
    return re.sub(r"[\s*:：]|\(.*?\)|（.*?）", "", unicodedata.normalize("NFKC", text)).lower()


def _lines(
    rows: list[list[Any]], formulas: list[list[Any]], head: int, places: dict[int, str]
) -> Iterator[Line]:
    for index in range(head + 1, len(rows)):
        row = rows[index]
        written = formulas[index] if index < len(formulas) else []
        cells = {}
        for position, name in places.items():
            value = row[position] if position < len(row) else None
            formula = written[position] if position < len(written) else None
            empty_formula = value is None and isinstance(formula, str) and formula.startswith("=")
            cells[name] = FORMULA if empty_formula else text_of(value)
        if any(cells.values()):
            yield Line(index + 1, cells)


def text_of(value: Any) -> str:
    """A cell as text: half width, without spaces around; 5.0 is 5; no control characters."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value))
    return "".join(letter for letter in text if letter.isprintable()).strip()[:MAX_CELL]


def template(sheet: Sheet) -> bytes:
    """An empty list with the heads, one example line, and drop-down lists where only some values are allowed."""
    book = Workbook()
    tab: Any = book.active
    tab.title = str(sheet.title)[:31]
    for position, column in enumerate(sheet.columns, start=1):
        cell = tab.cell(row=1, column=position, value=column.titles[0] + ("*" if column.required else ""))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        tab.cell(row=2, column=position, value=column.example).number_format = "@"
        letter = get_column_letter(position)
        tab.column_dimensions[letter].width = 18
        if column.options:
            rule = DataValidation(type="list", formula1=f'"{",".join(column.options)}"', allow_blank=True)
            tab.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{MAX_ROWS}")
    tab.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
