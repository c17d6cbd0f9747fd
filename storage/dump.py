"""Every row of every table as text, on both databases: what the leak scanner reads beside the raw files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import psycopg
from psycopg import sql

from storage.address import address

CELL, ROW = b"\x1f", b"\n"

# What people wrote stands in tables; statistics keep samples of it, and a connection its last statement.
POSTGRES_TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE has_table_privilege(c.oid, 'SELECT') AND (
        (c.relkind IN ('r', 'm') AND n.nspname !~ '^(pg_|information_schema)')
        OR (n.nspname = 'pg_catalog' AND c.relname IN ('pg_stats', 'pg_largeobject', 'pg_stat_activity'))
    ) ORDER BY 1, 2
"""


class NoDatabase(Exception):
    """The bytes are no database that SQLite can open."""


def sqlite_rows(database: bytes) -> Iterator[tuple[str, bytes]]:
    """Each table with its rows, from a database in memory. Raises NoDatabase."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(database)
            connection.text_factory = bytes
            names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            for (name,) in names:
                yield name.decode(), _rows(connection, name.decode())
        except sqlite3.DatabaseError as error:
            raise NoDatabase(str(error)) from error


def connected(url: str) -> "closing[psycopg.Connection]":
    """A connection to the PostgreSQL that a url from the settings means. Raises psycopg.OperationalError."""
    plain = address(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return closing(psycopg.connect(plain))


def postgres_rows(connection: psycopg.Connection) -> Iterator[tuple[str, bytes]]:
    """Each table that may be read, in every schema, as COPY writes it; times are UTC."""
    connection.execute("SET LOCAL TIME ZONE 'UTC'")
    for schema, table in connection.execute(POSTGRES_TABLES).fetchall():
        name = sql.Identifier(schema, table)
        with (
            connection.cursor() as cursor,
            cursor.copy(sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(name)) as copy,
        ):
            yield f"{schema}.{table}", b"".join(bytes(part) for part in copy)


def _rows(connection: sqlite3.Connection, table: str) -> bytes:
    quoted = table.replace('"', '""')
    rows = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name cannot be a parameter
    return ROW.join(CELL.join(_cell(value) for value in row) for row in rows)


def _cell(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
