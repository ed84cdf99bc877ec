"""The ledger takes rows and never gives one up: by trigger, by grants, by its chain."""

import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from jurisdiction.models import Officer
from ledger.chain import first_breaks, heads
from ledger.models import Entry
from ledger.operations import Change, record, record_look, record_many
from tests.cast import PASSWORD, Cast, at

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


@pytest.mark.django_db(transaction=True)
def test_the_role_of_the_site_has_no_right_to_alter_the_ledger(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS ledger_test_role")
        cursor.execute("CREATE ROLE ledger_test_role")
    call_command("grant_web_role", "ledger_test_role", stdout=io.StringIO())
    try:
        for statement in (
            "UPDATE ledger_entry SET verb = 'x'",
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry",
            "UPDATE ledger_chainhead SET hash = ''",
            "INSERT INTO ledger_chainhead VALUES (99, 0, '')",
        ):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute("SET LOCAL ROLE ledger_test_role")
                cursor.execute(statement)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE ledger_test_role")
            write(cast, 1)
            cursor.execute("RESET ROLE")
        assert Entry.objects.get().sequence == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP OWNED BY ledger_test_role")
            cursor.execute("DROP ROLE ledger_test_role")


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


@pytest.mark.parametrize(
    ("statement", "sequence", "fault"),
    [
        ("""UPDATE ledger_entry SET detail = '{"number": 7}' WHERE sequence = 2""", 2, "content"),
        ("UPDATE ledger_entry SET at = at + interval '1 minute' WHERE sequence = 3", 3, "content"),
        ("UPDATE ledger_entry SET by_id = NULL WHERE sequence = 1", 1, "content"),
        ("DELETE FROM ledger_entry WHERE sequence = 2", 3, "gap"),
        ("DELETE FROM ledger_entry WHERE sequence = 4", 4, "end"),
        ("UPDATE ledger_entry SET previous_hash = repeat('0', 64) WHERE sequence = 3", 3, "link"),
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


def test_heads_kept_outside_show_a_chain_that_was_rewritten_whole(cast: Cast, tmp_path: object) -> None:
    from pathlib import Path

    write(cast, 2)
    kept = Path(str(tmp_path)) / "heads.json"
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


def test_signing_in_out_and_failing_are_written_without_what_was_typed(cast: Cast) -> None:
    client = Client()
    client.post(reverse("sign_in"), {"username": "officer_a", "password": "not the password"})
    client.post(reverse("sign_in"), {"username": "officer_a", "password": PASSWORD})
    client.post(reverse("sign_out"))
    found = Entry.objects.filter(kind="sign_in").order_by("id")
    assert [entry.verb for entry in found] == ["session.failed", "session.in", "session.out"]
    assert not any("not the password" in str(entry.__dict__) for entry in found)


@pytest.mark.parametrize(("who", "seen"), [("audit_admin", 2), ("chief_b", 1), ("outsider", 0)])
def test_the_page_shows_the_readers_own_remit(cast: Cast, who: str, seen: int) -> None:
    officer: Officer = getattr(cast, who)
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    record(at=NOW, by=cast.officer_a, station=cast.station_a, verb="place.passed")
    record(at=NOW, by=cast.officer_b, station=cast.station_b, verb="place.passed")
    answer = client.get(reverse("ledger:entry_list"), {"verb": "place.passed"})
    assert answer.context["page_obj"].paginator.count == seen
    checked = client.post(reverse("ledger:verify"))
    assert checked.context["faults"] == []
