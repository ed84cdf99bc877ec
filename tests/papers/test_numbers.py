"""Numbers without holes: drawn in the transaction that uses them."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from papers.models import NumberSeries
from papers.numbers import document_number, record_number
from tests.cast import Cast, assemble

DAY = datetime.date(2026, 9, 3)


def test_records_are_counted_by_month_and_documents_by_year(cast: Cast) -> None:
    def draw(day: datetime.date) -> str:
        return record_number(station=cast.station_a, series="JF", day=day)

    assert draw(DAY) == "SA-JF-20260903-0001"
    assert draw(datetime.date(2026, 9, 30)) == "SA-JF-20260930-0002"
    assert draw(datetime.date(2026, 10, 1)) == "SA-JF-20261001-0001"
    assert record_number(station=cast.station_b, series="JF", day=DAY) == "SB-JF-20260903-0001"
    assert document_number(station=cast.station_a, word="责改", day=DAY) == "(A)责改字〔2026〕1号"
    assert document_number(station=cast.station_a, word="责改", day=datetime.date(2026, 12, 31)).endswith(
        "2号"
    )
    assert document_number(station=cast.station_a, word="责改", day=datetime.date(2027, 1, 1)).endswith(
        "〔2027〕1号"
    )


def test_a_number_that_was_rolled_back_is_drawn_again(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record_number(station=cast.station_a, series="JF", day=DAY)
        raise RuntimeError
    assert record_number(station=cast.station_a, series="JF", day=DAY).endswith("-0001")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_draw_twenty_numbers_in_a_row() -> None:
    station = assemble().station_a
    drawn: list[str] = []

    def draw() -> None:
        try:
            with transaction.atomic():
                drawn.append(record_number(station=station, series="JF", day=DAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=draw) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(number[-4:]) for number in drawn) == list(range(1, 21))
    assert NumberSeries.objects.get(station=station).last == 20


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_drawn() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record_number(station=assemble().station_a, series="JF", day=DAY)
