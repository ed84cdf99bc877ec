"""The role of the site reads and appends; it alters nothing, and does not become the owner by a side door."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from ledger.chain import first_breaks
from ledger.models import Entry
from ledger.operations import record
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
ROLE = "ledger_test_role"
NOW = at("2026-09-03 21:00")


def execute(*statements: str, role: str = "") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if role:
            cursor.execute(f"SET LOCAL ROLE {role}")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("RESET ROLE")


def grant(role: str) -> tuple[str, str]:
    said, warned = io.StringIO(), io.StringIO()
    call_command("grant_web_role", role, stdout=said, stderr=warned)
    return said.getvalue(), warned.getvalue()


@pytest.fixture
def web_role(cast: Cast) -> str:
    """Rolled back with the test's transaction: roles belong to the whole server."""
    execute(f"DROP ROLE IF EXISTS {ROLE}", f"CREATE ROLE {ROLE}")
    grant(ROLE)
    return ROLE


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET verb = 'x'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "UPDATE ledger_chainhead SET hash = ''",
        "INSERT INTO ledger_chainhead VALUES (99, 0, '')",
        "DELETE FROM ledger_chainhead",
        "TRUNCATE ledger_chainhead",
        "SELECT * FROM ledger_chainhead FOR UPDATE",
        "DELETE FROM django_migrations",
    ],
)
def test_the_role_of_the_site_has_no_right_to_alter_the_ledger(web_role: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(statement, role=web_role)


def test_the_role_of_the_site_appends_and_checks(web_role: str, cast: Cast) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {web_role}")
        record(at=NOW, by=cast.officer_a, station=cast.station_a, verb="test.done")
        assert first_breaks() == []
        cursor.execute("RESET ROLE")
    assert Entry.objects.get().sequence == 1


def test_the_owners_function_does_not_run_for_a_table_of_the_roles_own(web_role: str) -> None:
    """Hung on a temporary table, it would run checks of that table's domains with the owner's rights."""
    execute("CREATE TEMP TABLE mine (station_id bigint, chain bigint)", role=web_role)
    with pytest.raises(ProgrammingError, match="permission denied for function ledger_append"):
        execute(
            "CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION ledger_append()",
            role=web_role,
        )


def test_granting_twice_changes_nothing(web_role: str) -> None:
    rights = "SELECT relname, relacl::text FROM pg_class WHERE relacl IS NOT NULL ORDER BY oid"
    with connection.cursor() as cursor:
        cursor.execute(rights)
        before = cursor.fetchall()
        said, warned = grant(web_role)
        cursor.execute(rights)
        assert cursor.fetchall() == before
    assert (said, warned) == (f"granted to {web_role}\n", "")


def test_an_owner_is_told_that_only_triggers_protect_the_ledger(web_role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone() or ("",)
    assert "only triggers protect" in grant(owner)[1]
    execute(f'GRANT "{owner}" TO {web_role}')
    assert "only triggers protect" in grant(web_role)[1]


def test_a_role_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="there is no role nobody_of_that_name"):
        grant("nobody_of_that_name")
