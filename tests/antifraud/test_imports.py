"""Lists from Excel: read with limits, judged, mended in place, taken over, undone."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from antifraud import sheets, workbooks
from antifraud.choices import ImportState, OnKnown, RowState
from antifraud.errors import AntifraudRefused
from antifraud.models import AppCount, Household, ImportBatch, ImportRow
from antifraud.operations import imports, retention
from jurisdiction.models import Officer
from ledger.models import Entry
from tests.antifraud.door_helpers import HEADS, NOON, household, visited, workbook
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
RIGHT = ("３组", "１号", "张三", "13800001111", 2, 1, None)
LATER = at("2026-09-04 09:00")


def brought(cast: Cast, rows: Any, *, by: Officer | None = None, content: bytes | None = None) -> ImportBatch:
    return imports.upload(
        sheet_name="households",
        station=cast.station_a,
        village=cast.village_a,
        file_name="村民.xlsx",
        content=workbook(rows) if content is None else content,
        at=NOON,
        by=by or cast.cadre_a,
    )


def states(batch: ImportBatch) -> list[str]:
    return list(batch.rows.order_by("number").values_list("state", flat=True))


def apply(batch: ImportBatch, cast: Cast) -> ImportBatch:
    return imports.apply_import(batch_id=batch.pk, at=LATER, by=cast.cadre_a)


def words_of(operation: Any, **given: Any) -> str:
    with pytest.raises(AntifraudRefused) as refused:
        operation(**given)
    return str(refused.value.message)


def test_a_list_is_entered_sealed_and_counted_in_one_go(cast: Cast) -> None:
    batch = brought(cast, [RIGHT, (None, "2号", "", "", "3人", 0, 3), ("", "", "", "", "", "", "")])
    assert states(batch) == [RowState.READY] * 2
    assert not Household.objects.exists()
    apply(batch, cast)
    one, two = Household.objects.order_by("-group_no")
    assert (one.group_no, one.door, one.head_mask, one.phone_mask) == (3, "1号", "张*", "138****1111")
    assert (one.adults, one.registered, two.adults, two.installed) == (2, 1, 3, 3)
    assert AppCount.objects.get(household=one).registered_change == 1
    assert Entry.objects.get(verb="import.applied").detail == {"created": 2}


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ((100, "1号", "", "", 2), "group_no", "group"),
        (("三", "1号", "", "", 2), "group_no", "number"),
        ((3, "", "李四", "", 2), "door", "empty"),
        ((3, "1号", "", "1234", 2), "phone", "phone"),
        ((3, "1号", "", "", ""), "adults", "empty"),
        ((3, "1号", "", "", "两个"), "adults", "number"),
        ((3, "1号", "", "", 61), "adults", "adults"),
        ((3, "1号", "", "", 2, 2, 1), "registered", "more_apps"),
        ((3, "1号", "", "", "=1+1"), "adults", "formula"),
        ((3, "1" * 61, "", "", 2), "door", "long"),
    ],
)
def test_each_cell_says_what_is_wrong_with_it(cast: Cast, row: Any, column: str, code: str) -> None:
    batch = brought(cast, [row])
    found = batch.rows.get()
    assert (found.state, found.errors) == (RowState.WRONG, {column: code})
    assert code in sheets.WRONG
    assert "1" in words_of(imports.apply_import, batch_id=batch.pk, at=LATER, by=cast.cadre_a)


def test_three_wrong_lines_are_mended_one_by_one_and_undone_together(cast: Cast) -> None:
    batch = brought(
        cast, [RIGHT, (3, "2号", "", "1380000", 2), (3, "１号", "", "", 2), (3, "4号", "", "", "")]
    )
    assert states(batch) == [RowState.READY, RowState.WRONG, RowState.TWICE, RowState.WRONG]
    phone, twice, adults = list(batch.rows.order_by("number"))[1:]
    mend: dict[str, Any] = {"batch_id": batch.pk, "at": NOON, "by": cast.cadre_a}
    still = imports.mend_row(row_id=phone.pk, cells={"phone": "138000"}, **mend)
    assert (still.state, imports.plain_cells(still)["phone"]) == (RowState.WRONG, "138000")
    imports.mend_row(row_id=phone.pk, cells={"phone": "１３８００００２２２２"}, **mend)
    imports.mend_row(row_id=twice.pk, cells={"door": "3号"}, **mend)
    imports.mend_row(row_id=adults.pk, cells={}, left_out=True, **mend)
    apply(batch, cast)
    assert [found.door for found in Household.objects.order_by("door")] == ["1号", "2号", "3号"]
    imports.undo_import(batch_id=batch.pk, at=LATER, by=cast.cadre_a)
    imports.undo_import(batch_id=batch.pk, at=LATER, by=cast.cadre_a)
    assert not Household.objects.exists()
    assert ImportBatch.objects.get().state == ImportState.UNDONE
    assert Entry.objects.filter(verb="import.undone").count() == 1


def test_what_is_known_is_left_alone_or_overwritten_and_set_back(cast: Cast) -> None:
    old, other = household(cast, "1号"), household(cast, "2号")
    batch = brought(cast, [(3, "1号", "赵六", "", 4, 2, 0), (3, "2号", "", "", 5), (3, "9号", "", "", 1)])
    assert states(batch) == [RowState.KNOWN, RowState.KNOWN, RowState.READY]
    row = batch.rows.get(number=2)
    imports.choose(batch_id=batch.pk, on_known=OnKnown.UPDATE, at=NOON, by=cast.cadre_a)
    imports.mend_row(batch_id=batch.pk, row_id=row.pk, cells={}, choice="", at=NOON, by=cast.cadre_a)
    second = batch.rows.get(number=3)
    imports.mend_row(batch_id=batch.pk, row_id=second.pk, cells={}, choice="skip", at=NOON, by=cast.cadre_a)
    apply(batch, cast)
    assert states(batch) == [RowState.UPDATED, RowState.SKIPPED, RowState.CREATED]
    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.head_mask, old.phone_mask, old.adults, old.registered, other.adults) == (
        "赵*",
        "138****1234",
        4,
        2,
        2,
    )
    imports.undo_import(batch_id=batch.pk, at=LATER, by=cast.cadre_a)
    old.refresh_from_db()
    assert (old.head_mask, old.adults, old.registered, old.counted_at) == ("王*", 2, 0, None)
    assert Household.objects.count() == 2
    assert not AppCount.objects.exists()


def test_nothing_is_undone_once_a_door_was_visited(cast: Cast) -> None:
    batch = apply(brought(cast, [RIGHT, (3, "2号", "", "", 2)]), cast)
    visited(cast, Household.objects.get(door="2号"), when=at("2026-09-05 20:00"))
    words = words_of(imports.undo_import, batch_id=batch.pk, at=LATER, by=cast.cadre_a)
    assert "3-2号" in words
    assert Household.objects.count() == 2


def test_a_door_entered_meanwhile_stops_nothing_it_is_known_then(cast: Cast) -> None:
    batch = brought(cast, [RIGHT])
    household(cast, "1号")
    apply(batch, cast)
    assert states(batch) == [RowState.SKIPPED]


def test_a_settled_list_changes_no_more(cast: Cast) -> None:
    batch = apply(brought(cast, [RIGHT]), cast)
    row = batch.rows.get()
    for operation, more in (
        (imports.apply_import, {}),
        (imports.drop_import, {}),
        (imports.mend_row, {"row_id": row.pk, "cells": {"door": "x"}}),
    ):
        assert words_of(operation, batch_id=batch.pk, at=LATER, by=cast.cadre_a, **more)


def test_what_was_given_up_is_dropped_at_once_and_the_rest_after_its_time(cast: Cast) -> None:
    given_up, kept = brought(cast, [RIGHT]), brought(cast, [RIGHT])
    imports.drop_import(batch_id=given_up.pk, at=NOON, by=cast.cadre_a)
    assert not given_up.rows.exists()
    assert retention.forget_doors(at=kept.keep_until)["imports"] == 1
    row = kept.rows.get()
    assert (row.sealed, "head" in row.cells, row.cells["door"]) == ({}, False, "1号")
    assert words_of(imports.apply_import, batch_id=kept.pk, at=kept.keep_until, by=cast.cadre_a)


def test_no_name_or_number_stands_open_in_the_table(cast: Cast) -> None:
    row = brought(cast, [RIGHT]).rows.get()
    assert "张三" not in str(row.cells) + str(row.sealed)
    assert imports.plain_cells(row)["head"] == "张三"


# ---- files


def zipped(*names: str, size: int = 10) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"0" * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        b"0" * (workbooks.MAX_BYTES + 1),
        zipped("xl/vbaProject.bin"),
        zipped("xl/a.xml", size=workbooks.MAX_UNPACKED + 1),
        zipped("xl/workbook.xml"),
        workbook([("a", "b")], ("甲", "乙")),
        workbook([]),
        workbook([(3, f"{number}号", "", "", 2) for number in range(workbooks.MAX_ROWS + 1)]),
    ],
    ids=["empty", "text", "large", "macros", "bomb", "broken", "columns", "no lines", "too many"],
)
def test_a_file_that_is_no_list_is_refused_in_words(cast: Cast, content: bytes) -> None:
    with pytest.raises(AntifraudRefused) as refused:
        brought(cast, [], content=content)
    assert refused.value.field == "file"
    assert not ImportBatch.objects.exists()


def test_a_doctype_is_never_read(cast: Cast) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([RIGHT]))) as packed, zipfile.ZipFile(buffer, "w") as made:
        for part in packed.infolist():
            body = packed.read(part)
            made.writestr(
                part,
                b'<!DOCTYPE x [<!ENTITY a "b">]>' + body if part.filename.endswith("workbook.xml") else body,
            )
    assert words_of(brought, cast=cast, rows=[], content=buffer.getvalue())


def test_heads_are_found_under_titles_and_other_names(cast: Cast) -> None:
    content = workbook(
        [("备注", 1, "5号", 2)],
        ("备注", "小组", "门牌号（必填）", "成年人 数"),
        above=[("东坡村住户表",), ("2026年9月",)],
    )
    batch = brought(cast, [], content=content)
    assert imports.plain_cells(batch.rows.get()) == {"group_no": "1", "door": "5号", "adults": "2"}


def test_the_template_is_a_list_that_can_be_brought(cast: Cast) -> None:
    content = workbooks.template(sheets.find("households"))
    assert [cell.value.rstrip("*") for cell in load_workbook(io.BytesIO(content)).active[1]] == list(HEADS)
    assert states(brought(cast, [], content=content)) == [RowState.READY]


# ---- pages


def upload(client: Client, cast: Cast, content: bytes, **more: Any) -> Any:
    file = io.BytesIO(content)
    file.name = "list.xlsx"
    data = {
        "sheet": "households",
        "station": cast.station_a.pk,
        "village": cast.village_a.pk,
        "file": file,
        **more,
    }
    return client.post(reverse("antifraud:import_create"), data)


def test_a_cadre_mends_a_line_in_place_and_takes_the_list_over(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.cadre_a)
    answer = upload(client, cast, workbook([RIGHT, (3, "2号", "钱七", "1380000", 2)]))
    batch = ImportBatch.objects.get()
    page = reverse("antifraud:import_detail", args=[batch.pk])
    assert answer.url == page
    html = client.get(page).content.decode()
    assert "1380000" in html  # the wrong number as typed, to be mended
    assert "钱七" not in html
    assert Entry.objects.get(verb="import.seen").fields == ["phone"]
    row = batch.rows.get(number=3)
    address = reverse("antifraud:import_row", args=[batch.pk, row.pk])
    wrong = client.post(
        address, {"phone": "138", "door": "2号甲"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert 'value="138"' in wrong
    assert 'value="2号甲"' in wrong
    assert 'hx-swap-oob="true"' in wrong
    right = client.post(address, {"phone": "13800003333"}, headers={"HX-Request": "true"}).content.decode()
    assert "errorlist" not in right
    assert client.post(reverse("antifraud:import_apply", args=[batch.pk])).status_code == 302
    assert set(Household.objects.values_list("door", flat=True)) == {"1号", "2号甲"}
    assert client.post(reverse("antifraud:import_undo", args=[batch.pk])).status_code == 302
    assert not Household.objects.exists()


def test_without_javascript_a_line_leads_back_to_the_page_with_what_was_typed(
    cast: Cast, signed_in: Any
) -> None:
    client = signed_in(cast.cadre_a)
    upload(client, cast, workbook([(3, "", "", "", "x")]))
    row = ImportRow.objects.get()
    answer = client.post(
        reverse("antifraud:import_row", args=[row.batch_id, row.pk]),
        {"adults": "y", "door": "8号"},
        follow=True,
    )
    assert 'value="y"' in answer.content.decode()


def test_a_wrong_file_and_a_settled_list_are_said_on_the_page(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.cadre_a)
    answer = upload(client, cast, b"no")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    batch = brought(cast, [(3, "", "", "", 1)])
    assert client.post(reverse("antifraud:import_apply", args=[batch.pk])).status_code == 422
    imports.drop_import(batch_id=batch.pk, at=NOON, by=cast.cadre_a)
    assert client.post(reverse("antifraud:import_apply", args=[batch.pk])).status_code == 422
    assert client.get(reverse("antifraud:import_detail", args=[batch.pk])).status_code == 200


def test_a_file_that_was_damaged_on_its_way_is_refused_in_words(cast: Cast) -> None:
    content = bytearray(workbook([RIGHT] * 200))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    content[middle : middle + 40] = b"\xff" * 40
    assert words_of(brought, cast=cast, rows=[], content=bytes(content))
