"""The ledger takes rows and never gives one up: by trigger, by grants, by its chain."""

import io
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, transaction

from ledger.chain import first_breaks, heads
from ledger.models import Entry
from ledger.operations import Change, record, record_look, record_many
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
NOW = at("2026-09-03 21:00")


def write(cast: Cast, count: int = 3) -> None:
    for number in range(count):
        record(at=NOW, by=cast.officer_a, station=cast.station_a, verb="test.done", detail={"number": number})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET verb = 'x'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "DELETE FROM ledger_chainhead",
    ],
)
def test_nothing_written_is_changed_or_removed_even_by_the_owner(cast: Cast, statement: str) -> None:
    write(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(ProgrammingError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_each_station_has_a_chain_of_its_own_and_all_hold(cast: Cast) -> None:
    write(cast, 2)
    record(at=NOW, by=None, station=cast.station_b, verb="test.done")
    record(at=NOW, by=None, station=None, verb="test.done")
    found = list(Entry.objects.order_by("chain", "sequence").values_list("chain", "sequence"))
    assert found == [(0, 1), (cast.station_a.pk, 1), (cast.station_a.pk, 2), (cast.station_b.pk, 1)]
    assert first_breaks() == []


def test_many_rows_in_one_statement_are_chained_in_their_order(cast: Cast) -> None:
    count = record_many(
        Change(NOW, None, station, "test.done", detail={"number": number})
        for number in range(50)
        for station in (cast.station_a, cast.station_b)
    )
    assert count == 100
    chain = Entry.objects.filter(station=cast.station_a).order_by("sequence")
    assert [entry.detail["number"] for entry in chain] == list(range(50))
    assert first_breaks() == []


def tamper(statement: str) -> None:
    """As somebody would who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


SWAP = ";".join(
    f"UPDATE ledger_entry SET sequence = {new} WHERE sequence = {old}"
    for old, new in ((2, 9), (3, 2), (9, 3))
)


@pytest.mark.parametrize(
    ("statement", "sequence", "fault"),
    [
        ("""UPDATE ledger_entry SET detail = '{"number": 7}' WHERE sequence = 2""", 2, "content"),
        ("UPDATE ledger_entry SET at = at + interval '1 minute' WHERE sequence = 3", 3, "content"),
        ("UPDATE ledger_entry SET by_id = NULL WHERE sequence = 1", 1, "content"),
        ("DELETE FROM ledger_entry WHERE sequence = 2", 3, "gap"),
        ("DELETE FROM ledger_entry WHERE sequence = 4", 4, "end"),
        ("UPDATE ledger_entry SET previous_hash = repeat('0', 64) WHERE sequence = 3", 3, "link"),
        (SWAP, 2, "link"),
        ("UPDATE ledger_chainhead SET hash = repeat('0', 64)", 4, "head"),
        ("UPDATE ledger_chainhead SET sequence = 3", 4, "head"),
        ("TRUNCATE ledger_chainhead", 4, "head"),
        ("DELETE FROM ledger_entry", 1, "end"),
    ],
)
def test_verify_names_the_first_broken_row(cast: Cast, statement: str, sequence: int, fault: str) -> None:
    write(cast, 4)
    tamper(statement)
    (found,) = first_breaks()
    assert (found.chain, found.sequence, found.fault) == (cast.station_a.pk, sequence, fault)
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("ledger", "verify", stdout=said)
    assert f"entry {sequence} " in said.getvalue()


def test_one_station_is_checked_alone(cast: Cast) -> None:
    write(cast, 2)
    record(at=NOW, by=None, station=cast.station_b, verb="test.done")
    tamper(f"UPDATE ledger_entry SET verb = 'x' WHERE chain = {cast.station_a.pk} AND sequence = 2")
    said = io.StringIO()
    call_command("ledger", "verify", station=cast.station_b.unit_code, stdout=said)
    assert said.getvalue() == "1 chains hold\n"
    with pytest.raises(CommandError, match="1 broken"):
        call_command("ledger", "verify", station=cast.station_a.unit_code, stdout=io.StringIO())
    with pytest.raises(CommandError, match="no station"):
        call_command("ledger", "verify", station="000000000000")


@pytest.mark.parametrize("text", ["", "{}x", "[1, 2]", '[["a", 1, "b"]]'])
def test_a_file_that_holds_no_heads_is_an_error_and_not_a_pass(cast: Cast, tmp_path: Path, text: str) -> None:
    write(cast, 1)
    (tmp_path / "heads.json").write_text(text)
    for name in ("heads.json", "missing.json"):
        with pytest.raises(CommandError, match="no file written by"):
            call_command("ledger", "verify", heads=str(tmp_path / name), stdout=io.StringIO())


def test_heads_kept_outside_show_a_chain_that_was_rewritten_whole(cast: Cast, tmp_path: Path) -> None:
    write(cast, 2)
    kept = tmp_path / "heads.json"
    said = io.StringIO()
    call_command("ledger", "heads", stdout=said)
    kept.write_text(said.getvalue())
    tamper("DELETE FROM ledger_entry; DELETE FROM ledger_chainhead")
    write(cast, 1)
    write(cast, 1)
    assert first_breaks() == []
    with pytest.raises(CommandError):
        call_command("ledger", "verify", heads=str(kept), stdout=io.StringIO())


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap(cast: Cast) -> None:
    def append() -> None:
        try:
            write(cast, 20)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=append) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heads() == [(cast.station_a.pk, 80, Entry.objects.get(sequence=80).hash)]
    assert first_breaks() == []


def test_what_is_rolled_back_leaves_no_entry_and_no_gap(cast: Cast) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        write(cast, 1)
        raise Stop
    write(cast, 1)
    assert Entry.objects.get().sequence == 1


def test_a_look_is_an_entry_with_its_fields_and_reason(cast: Cast) -> None:
    cast.officer_a.origin = "10.1.1.1"
    record_look(
        at=NOW,
        by=cast.officer_a,
        station=cast.station_a,
        obj=cast.place_a,
        fields=["phone"],
        reason="call the shop",
    )
    entry = Entry.objects.get()
    assert (entry.kind, entry.fields, entry.reason, entry.address) == (
        "look",
        ["phone"],
        "call the shop",
        "10.1.1.1",
    )
