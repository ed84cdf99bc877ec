"""Rights of the role that web, worker and beat use: everything but to alter or empty the ledger."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg2 import sql

STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM {role}",
    # The heads may be read: without them the page could not tell that entries were cut off at a chain's end.
    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_chainhead FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}",
    # The function runs as the owner. Whoever may hang it on a table of the own, with columns of an own domain, has the
    # domain's check run as the owner too. Appending needs no such right: it is asked for when a trigger is made.
    "REVOKE EXECUTE ON FUNCTION ledger_append() FROM PUBLIC, {role}",
)
STANDING = """
SELECT pg_has_role(web.oid, ledger.relowner, 'MEMBER'),
       has_database_privilege(web.oid, current_database(), 'CONNECT'), current_database()
FROM pg_roles web, pg_class ledger
WHERE web.rolname = %s AND ledger.oid = 'ledger_entry'::regclass
"""


class Command(BaseCommand):
    help = "Grants ROLE what the running site needs, and no right to alter the ledger"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: Any, **options: Any) -> None:
        role: str = options["role"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(STANDING, [role])
            row = cursor.fetchone()
            if row is None:
                raise CommandError(f"there is no role {role}")
            as_owner, may_connect, database = row
            if as_owner:  # a superuser counts as a member of every role
                self.stderr.write(
                    f"{role} owns the tables of the ledger, or may act as their owner: only triggers protect it. "
                    "Let the site sign in as a role that owns nothing."
                )
                return
            statements = (
                *STATEMENTS,
                *(() if may_connect else ("GRANT CONNECT ON DATABASE {database} TO {role}",)),
            )
            for statement in statements:
                cursor.execute(
                    sql.SQL(statement).format(role=sql.Identifier(role), database=sql.Identifier(database))
                )
        self.stdout.write(f"granted to {role}")
