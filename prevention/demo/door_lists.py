"""The lists from Excel that wait in the demo: eighteen households, three of them wrong, and six groups, one wrong."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from antifraud.sheets import Sheet

RIGHT = (
    (21, "林阿福", "13850000101", 2, 1, 0),
    (22, "陈秋菊", "13850000102", 3, 0, 1),
    (23, "黄水旺", "", 2, 0, 0),
    (24, "张春妹", "13850000104", 4, 2, 1),
    (25, "吴木根", "13850000105", 1, 0, 0),
    (26, "李桂花", "", 2, 2, 0),
    (27, "郑来福", "13850000107", 3, 1, 0),
    (28, "王细妹", "13850000108", 2, 0, 0),
    (29, "刘长根", "", 2, 1, 1),
    (30, "苏阿英", "13850000110", 5, 3, 0),
    (31, "罗金土", "13850000111", 2, 0, 0),
    (32, "邓秀兰", "", 1, 1, 0),
    (33, "赖火旺", "13850000113", 3, 0, 2),
    (34, "廖月英", "13850000114", 2, 1, 0),
    (35, "魏石生", "", 2, 0, 0),
)
#: A number that is short of a digit, a count that is no number, more apps than people.
WRONG = (
    ("9组", "新36号", "范阿水", "1385000011", 2, 0, 0),
    ("9组", "新37号", "曾美兰", "13850000117", "两人", 0, 0),
    ("9组", "新38号", "江土生", "13850000118", 2, 2, 1),
)


def waiting_list(sheet: Sheet) -> bytes:
    return _book(sheet, [*(["９组", f"新{number}号", *cells] for number, *cells in RIGHT), *WRONG])


def waiting_groups(sheet: Sheet, *, village: str, cadre: str) -> bytes:
    """Groups that were founded lately; of the last nobody signs in by the keeper's name."""
    return _book(
        sheet,
        [
            (f"{village}老年之家群", "微信", "老年人", village, "", cadre, 86, "2026-05-06"),
            (f"{village}返乡青年群", "微信", "居民", village, "", cadre, "143人", "2026-02-10"),
            ("曹远货运司机群", "微信", "物流", "", "", "officer", 212, "2025-11-18"),
            ("曹远幼儿园家长群", "企业微信", "学校班级", "", "", "officer", 174, "2025-09-01"),
            ("曹远商户联防群", "钉钉", "企业", "", "", "officer", 95, ""),
            ("曹远宝妈互助群", "微信", "宝妈", "", "", "张警官", 128, "2026-03-08"),
        ],
    )


def _book(sheet: Sheet, lines: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook()
    tab: Any = book.active
    tab.append([column.titles[0] for column in sheet.columns])
    for line in lines:
        tab.append(list(line))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
