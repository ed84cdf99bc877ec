"""Rights of the role that web, worker and beat use: everything but to alter or empty the ledger."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from psycopg2 import sql

STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_chainhead FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}",
)


class Command(BaseCommand):
    help = "Grants ROLE what the running site needs, and no right to alter the ledger"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            row = cursor.fetchone()
        if row and row[0] == options["role"]:
            self.stderr.write("The site runs as the owner of its tables: only triggers protect the ledger.")
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in STATEMENTS:
                cursor.execute(sql.SQL(statement).format(role=sql.Identifier(options["role"])))
        self.stdout.write(f"granted to {options['role']}")
