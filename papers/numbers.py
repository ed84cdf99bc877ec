"""Drawing numbers: of records (CY-JF-20260903-0001, counted by month) and of documents (永公（曹远）责改字〔2026〕1号,
counted by year)."""

import datetime

from django.db import connection, transaction

from jurisdiction.models import Station
from papers.models import NumberSeries

DRAW = """
INSERT INTO {table} (station_id, series, period, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (station_id, series, period) DO UPDATE SET last = {table}.last + 1
RETURNING last
"""


def _draw(station: Station, series: str, period: str) -> int:
    """The next number. Holds the series until the transaction ends, so that none is lost or given twice."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is drawn in the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(DRAW.format(table=NumberSeries._meta.db_table), [station.pk, series, period])
        (number,) = cursor.fetchone()
    return int(number)


def record_number(*, station: Station, series: str, day: datetime.date) -> str:
    """CY-JF-20260903-0001: the station's letters, the series, the day, and the count within the month."""
    number = _draw(station, series, f"{day:%Y%m}")
    return f"{station.letters or station.unit_code[-4:]}-{series}-{day:%Y%m%d}-{number:04d}"


def document_number(*, station: Station, word: str, day: datetime.date) -> str:
    """永公（曹远）责改字〔2026〕1号: the station's prefix, the kind of document (责改), the count within the year."""
    number = _draw(station, word, f"{day:%Y}")
    return f"{station.document_prefix or station.short_name}{word}字〔{day:%Y}〕{number}号"
