"""A database that belongs to one drill or bench alone: made, migrated, dropped."""

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import django
import psycopg2
from psycopg2 import sql


def dsn(name: str) -> str:
    """The address in DATABASE_URL, as the driver takes it, with another database in it."""
    url = urlsplit(os.environ["DATABASE_URL"])
    return url._replace(scheme="postgresql", path=f"/{name}").geturl()


def _administer(statement: str, **names: str) -> None:
    connection = psycopg2.connect(dsn("postgres"))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            quoted = {key: sql.Identifier(value) for key, value in names.items()}
            cursor.execute(sql.SQL(statement).format(**quoted))
    finally:
        connection.close()


def drop(name: str) -> None:
    _administer("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _drop_left_over(prefix: str) -> None:
    """Databases of runs that were killed themselves; their names end in the number of the process."""
    connection = psycopg2.connect(dsn("postgres"))
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{prefix}_[0-9]+"])
            names = [row[0] for row in cursor.fetchall()]
    finally:
        connection.close()
    for name in names:
        if not _alive(int(name.removeprefix(f"{prefix}_").split("_")[0])):
            drop(name)


def use(name: str) -> None:
    """Turns this process, and those that it starts from now on, to another database."""
    os.environ["DATABASE_URL"] = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    django.setup()
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def own_database(prefix: str, *, keep: bool = False) -> Iterator[str]:
    """Makes PREFIX_PID with all migrations, sets Django up on it and drops it at the end."""
    name = f"{prefix}_{os.getpid()}"
    _drop_left_over(prefix)
    drop(name)
    _administer("CREATE DATABASE {name}", name=name)
    try:
        use(name)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield name
    finally:
        from django.db import connection

        connection.close()
        if not keep:
            drop(name)


@contextlib.contextmanager
def clone(original: str, suffix: str) -> Iterator[str]:
    """A copy of a database nobody is connected to; in use until the end of the block, then dropped."""
    from django.db import connection

    connection.close()
    name = f"{original}_{suffix}"
    drop(name)
    _administer("CREATE DATABASE {name} TEMPLATE {original}", name=name, original=original)
    try:
        use(name)
        yield name
    finally:
        connection.close()
        drop(name)
        use(original)
