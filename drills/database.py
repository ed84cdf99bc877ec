"""A database that belongs to one drill or bench alone: made, migrated, dropped."""

import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parent.parent


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


def _names(pattern: str) -> list[str]:
    connection = psycopg2.connect(dsn("postgres"))
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern])
            return [row[0] for row in cursor.fetchall()]
    finally:
        connection.close()


def _drop_left_over(prefix: str) -> None:
    """Databases of runs that were killed themselves; their names end in the number of the process."""
    for name in _names(f"^{prefix}_[0-9]+"):
        if not _alive(int(name.removeprefix(f"{prefix}_").split("_")[0])):
            drop(name)


def use(name: str) -> None:
    """Turns this process, and those that it starts from now on, to another database."""
    os.environ["DATABASE_URL"] = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    django.setup()
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _digest() -> str:
    """Of everything that makes an empty database what it is after all migrations."""
    found = hashlib.sha256()
    for path in sorted([ROOT / "requirements.txt", *ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/data/*")]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _migrated() -> str:
    """The name of a database with all migrations that others are copied from: made once, however many ask at once."""
    name = f"migrated_{_digest()}"
    connection = psycopg2.connect(dsn("postgres"))
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('migrated'))")
            if not _names(f"^{name}$"):
                for older in _names("^migrated_"):
                    drop(older)
                _migrate(name)
    finally:
        connection.close()
    return name


def _migrate(name: str) -> None:
    """In a process of its own: this one turns to the copy. Under another name until it is whole."""
    making = f"{name}_making"
    _administer("CREATE DATABASE {name}", name=making)
    there = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{making}").geturl()
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": there},
        check=True,
    )
    _administer("ALTER DATABASE {making} RENAME TO {name}", making=making, name=name)


@contextlib.contextmanager
def own_database(prefix: str, *, keep: bool = False) -> Iterator[str]:
    """Makes PREFIX_PID with all migrations, sets Django up on it and drops it at the end."""
    name = f"{prefix}_{os.getpid()}"
    _drop_left_over(prefix)
    drop(name)
    _administer("CREATE DATABASE {name} TEMPLATE {migrated}", name=name, migrated=_migrated())
    try:
        use(name)
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
