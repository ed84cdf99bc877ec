"""Lists from Excel: taken in as they stand, mended line by line, taken over in one transaction, undone while nothing was
built on them."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from antifraud import sheets, workbooks
from antifraud.choices import ImportState, OnKnown, RowState
from antifraud.errors import AntifraudRefused
from antifraud.models import ImportBatch, ImportRow
from antifraud.operations.households import check_village, day_of
from antifraud.sheets import Read, Sheet, Target
from jurisdiction.models import Officer, Station, Village
from jurisdiction.postings import standing
from jurisdiction.sealed import seal, unseal
from jurisdiction.time_limits import deadline
from ledger.operations import record

TABLE = "antifraud_importrow"
#: States a line has while the list is still looked through.
OPEN_STATES = (RowState.READY, RowState.WRONG, RowState.TWICE, RowState.KNOWN, RowState.LEFT_OUT)
NAMED = 5


def sheet_of(batch: ImportBatch) -> Sheet:
    return sheets.find(batch.sheet)


def target_of(batch: ImportBatch, *, at: datetime.datetime, by: Officer) -> Target:
    return Target(batch.station, batch.village, at, by)


def plain_cells(row: ImportRow) -> dict[str, str]:
    """What stands in the line, the sealed cells opened; the caller has written the look down where it shows them."""
    opened = {
        name: unseal(text, table=TABLE, column=name, row=str(row.pk)) for name, text in row.sealed.items()
    }
    return {**row.cells, **opened}


def put_cells(row: ImportRow, sheet: Sheet, cells: Mapping[str, str]) -> None:
    """Writes cells into the line, personal ones sealed, with a mask in their place."""
    for name, text in cells.items():
        column = sheet.column(name)
        row.cells[name] = column.mask(text) if column.mask else text
        if column.mask:
            row.sealed[name] = seal(text, table=TABLE, column=name, row=str(row.pk))


@transaction.atomic
def upload(
    *,
    sheet_name: str,
    station: Station,
    village: Village | None,
    file_name: str,
    content: bytes,
    at: datetime.datetime,
    by: Officer,
) -> ImportBatch:
    """Takes a file in; nothing of it is entered yet. Raises AntifraudRefused (file, village,
    station, sheet)."""
    sheet = sheets.find(sheet_name)
    if sheet.needs_village:
        if village is None:
            raise AntifraudRefused(_("Say which village the list is of."), field="village")
        check_village(village, at=at, by=by)
        station = village.township.station
    _check_bringer(sheet, station, at=at, by=by)
    lines = workbooks.read_lines(content, sheet)
    batch = ImportBatch.objects.create(
        station=station,
        village=village if sheet.needs_village else None,
        sheet=sheet.name,
        file_name=file_name[-120:],
        uploaded_at=at,
        uploaded_by=by,
        keep_until=deadline("import.retention", since=at),
    )
    rows = []
    for line in lines:
        row = ImportRow(batch=batch, number=line.number, cells={}, sealed={})
        put_cells(row, sheet, line.cells)
        rows.append(row)
    _judge(batch, rows, {row.pk: line.cells for row, line in zip(rows, lines, strict=True)}, at=at, by=by)
    ImportRow.objects.bulk_create(rows, batch_size=500)
    record(
        at=at,
        by=by,
        station=station,
        verb="import.uploaded",
        obj=batch,
        detail={"sheet": sheet.name, "lines": len(rows)},
    )
    return batch


def _check_bringer(sheet: Sheet, station: Station, *, at: datetime.datetime, by: Officer) -> None:
    held = standing(by, on=day_of(at))
    if not held.roles & sheet.roles:
        raise AntifraudRefused(_("Lists of this kind are not yours to bring."), field="sheet")
    if not sheet.needs_village and not Station.objects.within(held.remit).filter(pk=station.pk).exists():
        raise AntifraudRefused(_("This station is not yours."), field="station")


def _judge(
    batch: ImportBatch,
    rows: Iterable[ImportRow],
    cells: Mapping[uuid.UUID, Mapping[str, str]],
    *,
    at: datetime.datetime,
    by: Officer,
) -> dict[uuid.UUID, Read]:
    """Says of each line whether it is wrong, twice in the file, known already or new. What was left out stays so and is
    in nobody's way."""
    sheet, target = sheet_of(batch), target_of(batch, at=at, by=by)
    read_line = sheet.reader(target)
    read = {row.pk: read_line(cells[row.pk]) for row in rows}
    keys = [found.key for found in read.values() if found.key is not None]
    known = sheet.known(target, keys) if keys else {}
    seen: set[Any] = set()
    for row in rows:
        found = read[row.pk]
        row.errors, row.object_id = found.errors, ""
        if row.left_out:
            row.state = RowState.LEFT_OUT
        elif found.errors:
            row.state = RowState.WRONG
        elif found.key in seen:
            row.state = RowState.TWICE
        else:
            row.object_id = known.get(found.key, "")
            row.state = RowState.KNOWN if row.object_id else RowState.READY
        if not row.left_out and found.key is not None:
            seen.add(found.key)
    return read


def _draft(batch_id: uuid.UUID) -> ImportBatch:
    batch = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("station", "village__township")
        .get(pk=batch_id)
    )
    if batch.state != ImportState.DRAFT:
        raise AntifraudRefused(_("This list is settled: %(state)s.") % {"state": batch.get_state_display()})
    if batch.forgotten_at is not None:
        raise AntifraudRefused(_("Its names are not kept any more: upload the file again."))
    return batch


def _judge_again(
    batch: ImportBatch, *, at: datetime.datetime, by: Officer
) -> tuple[list[ImportRow], dict[uuid.UUID, Read]]:
    rows = list(batch.rows.all())
    before = {row.pk: (row.state, row.errors, row.object_id) for row in rows}
    read = _judge(batch, rows, {row.pk: plain_cells(row) for row in rows}, at=at, by=by)
    moved = [row for row in rows if before[row.pk] != (row.state, row.errors, row.object_id)]
    ImportRow.objects.bulk_update(moved, ["state", "errors", "object_id"], batch_size=500)
    return rows, read


@transaction.atomic
def mend_row(
    *,
    batch_id: uuid.UUID,
    row_id: uuid.UUID,
    cells: Mapping[str, str],
    left_out: bool = False,
    choice: str = "",
    at: datetime.datetime,
    by: Officer,
) -> ImportRow:
    """Writes what was typed into a line and judges the list again: what is still wrong is kept as typed. Raises
    AntifraudRefused once the list is settled."""
    batch = _draft(batch_id)
    row = ImportRow.objects.get(batch=batch, pk=row_id)
    put_cells(row, sheet_of(batch), {name: workbooks.text_of(text) for name, text in cells.items()})
    row.left_out, row.choice = left_out, choice
    row.save()
    rows, _read = _judge_again(batch, at=at, by=by)
    return next(other for other in rows if other.pk == row.pk)


@transaction.atomic
def choose(*, batch_id: uuid.UUID, on_known: OnKnown, at: datetime.datetime, by: Officer) -> ImportBatch:
    """What becomes of the lines that are known already, unless a line says otherwise."""
    batch = _draft(batch_id)
    batch.on_known = on_known
    batch.save(update_fields=["on_known"])
    return batch


@transaction.atomic
def apply_import(*, batch_id: uuid.UUID, at: datetime.datetime, by: Officer) -> ImportBatch:
    """Enters what is new, changes or leaves what is known: all or nothing. Raises AntifraudRefused while a line is wrong
    or twice in the file."""
    batch = _draft(batch_id)
    sheet, target = sheet_of(batch), target_of(batch, at=at, by=by)
    rows, read = _judge_again(batch, at=at, by=by)
    wrong = [row for row in rows if row.state in (RowState.WRONG, RowState.TWICE)]
    if wrong:
        numbers = "、".join(str(row.number) for row in wrong[:NAMED])
        raise AntifraudRefused(
            _("%(count)d lines are to be mended or left out first (%(lines)s …).")
            % {"count": len(wrong), "lines": numbers}
        )
    fresh = [row for row in rows if row.state == RowState.READY]
    stored = sheet.create(target, {row.pk: read[row.pk].value for row in fresh}) if fresh else {}
    for row in rows:
        if row.state == RowState.READY:
            row.state, row.object_id = RowState.CREATED, stored[row.pk]
        elif row.state == RowState.KNOWN:
            _settle_known(row, batch, sheet, target, read[row.pk])
    ImportRow.objects.bulk_update(rows, ["state", "object_id", "before"], batch_size=500)
    batch.state, batch.applied_at, batch.applied_by = ImportState.APPLIED, at, by
    batch.save(update_fields=["state", "applied_at", "applied_by"])
    counts = Counter(str(row.state) for row in rows)
    record(at=at, by=by, station=batch.station_id, verb="import.applied", obj=batch, detail=dict(counts))
    return batch


def _settle_known(row: ImportRow, batch: ImportBatch, sheet: Sheet, target: Target, read: Read) -> None:
    if (row.choice or batch.on_known) == OnKnown.UPDATE:
        row.before = sheet.update(target, row.object_id, read.value)
        row.state = RowState.UPDATED
    else:
        row.state = RowState.SKIPPED


@transaction.atomic
def undo_import(*, batch_id: uuid.UUID, at: datetime.datetime, by: Officer) -> ImportBatch:
    """Takes everything back that the list entered or changed. Raises AntifraudRefused once something was built on it."""
    batch = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("station", "village")
        .get(pk=batch_id)
    )
    if batch.state == ImportState.UNDONE:
        return batch
    if batch.state != ImportState.APPLIED or batch.applied_at is None:
        raise AntifraudRefused(_("Only a list that was taken over can be undone."))
    sheet, target = sheet_of(batch), target_of(batch, at=at, by=by)
    rows = list(batch.rows.filter(state__in=(RowState.CREATED, RowState.UPDATED)))
    grown = sheet.grown([row.object_id for row in rows], batch.applied_at)
    if grown:
        raise AntifraudRefused(
            _(
                "This list cannot be undone any more: something was done with %(count)d of its lines since (%(names)s)."
            )
            % {"count": len(grown), "names": "、".join(grown[:NAMED])}
        )
    updated = [row for row in rows if row.state == RowState.UPDATED]
    if any(row.before is None for row in updated):
        raise AntifraudRefused(_("What stood there before is not kept any more."))
    for row in updated:
        sheet.restore(target, row.object_id, row.before or {})
    sheet.remove(target, [row.object_id for row in rows if row.state == RowState.CREATED])
    batch.state, batch.settled_at, batch.settled_by = ImportState.UNDONE, at, by
    batch.save(update_fields=["state", "settled_at", "settled_by"])
    record(
        at=at, by=by, station=batch.station_id, verb="import.undone", obj=batch, detail={"lines": len(rows)}
    )
    return batch


@transaction.atomic
def drop_import(*, batch_id: uuid.UUID, at: datetime.datetime, by: Officer) -> ImportBatch:
    """Gives a list up that was not taken over: its names are dropped at once. Again changes nothing."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state == ImportState.DROPPED:
        return batch
    if batch.state != ImportState.DRAFT:
        raise AntifraudRefused(_("This list is settled: %(state)s.") % {"state": batch.get_state_display()})
    batch.rows.all().delete()
    batch.state, batch.settled_at, batch.settled_by = ImportState.DROPPED, at, by
    batch.forgotten_at = at
    batch.save(update_fields=["state", "settled_at", "settled_by", "forgotten_at"])
    record(at=at, by=by, station=batch.station_id, verb="import.dropped", obj=batch)
    return batch
