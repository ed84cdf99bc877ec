"""Measures of an official paper (GB/T 9704-2012), for Word and PDF alike. Pure.

A4; 156 by 225 mm to write on; 22 lines of 28 characters of size 3.
"""

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
#: From the foot of the page to that of the number: its dashes stand 7 mm below the text.
FOOT = 21
WIDTH, HEIGHT = PAGE_WIDTH - LEFT - RIGHT, PAGE_HEIGHT - TOP - BOTTOM

#: Points. Chinese sizes: 2号 22, 3号 16, 4号 14, 小四 12, 五号 10.5.
COVER_SIZE, TITLE_SIZE, ISSUER_SIZE, BODY_SIZE = 28, 22, 18, 16
NUMBER_SIZE, FACTS_SIZE, TABLE_SIZE = 14, 12, 10.5
#: 22 of these are the height, 28 characters of BODY_SIZE with this between them the width.
LINE, BETWEEN = 28.95, -0.25
TITLE_LINE, NOTICE_LINE, FACTS_LINE, TABLE_LINE = 36, 24, 20, 16

#: A table of more columns than these is set smaller.
WIDE_TABLE = 4
#: A row of more characters may be broken over pages, a shorter one never is.
SHORT_ROW = 400

#: Millimetres a picture may take when it stands alone and when two stand side by side.
ONE_PICTURE, TWO_PICTURES = (WIDTH, 110), (75, 90)


@dataclass(frozen=True, slots=True)
class Size:
    """In millimetres."""

    width: float
    height: float


def fitted(pixels: tuple[int, int], room: tuple[float, float]) -> Size:
    """The largest size of these proportions that the room holds."""
    width, height = pixels
    scale = min(room[0] / width, room[1] / height)
    return Size(round(width * scale, 1), round(height * scale, 1))


def shares(columns: int, widths: tuple[int, ...]) -> list[float]:
    """The part of the width each column gets, together 1; equal parts when none or not all are given."""
    given = widths if len(widths) == columns and all(width > 0 for width in widths) else (1,) * columns
    return [width / sum(given) for width in given]


def label_share(columns: int) -> float:
    """The part of the width that a label of a facts table gets."""
    return 0.22 if columns == 1 else 0.36 / columns
