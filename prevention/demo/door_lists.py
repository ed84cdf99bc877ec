"""The list from Excel that waits in the demo: eighteen lines, three of them wrong."""

import io
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
    book = Workbook()
    tab: Any = book.active
    tab.append([column.titles[0] for column in sheet.columns])
    for number, *cells in RIGHT:
        tab.append(["９组", f"新{number}号", *cells])
    for line in WRONG:
        tab.append(list(line))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
