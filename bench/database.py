"""The reference's way to the database: the driver alone."""

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812  # a class, named as one

from drills.database import dsn


def connect() -> Connection:
    """A connection to the bench's database that commits each statement by itself."""
    from django.db import connection as own

    connection = psycopg2.connect(dsn(str(own.settings_dict["NAME"])))
    connection.autocommit = True
    return connection
