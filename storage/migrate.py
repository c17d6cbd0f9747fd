"""Brings a database's tables up to date, and says which version it has."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, NullPool, create_engine, inspect, text
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import DatabaseError, OperationalError

from storage.address import address, is_sqlite
from storage.store import StoreAway

if TYPE_CHECKING:
    from alembic.config import Config

HOME = Path(__file__).parent / "migrations"
VERSION = text("SELECT version_num FROM alembic_version")


class MigrationFailed(Exception):
    """The tables could not be brought up to date; the text is the last line of what was said."""


# Two processes that start together take turns; the number only has to be the same for both.
TURN = "SELECT pg_advisory_xact_lock(-20261122)"


def upgrade(url: str, revision: str = "head") -> None:
    """Runs what is missing, all of it or nothing; costs one question when nothing is."""
    if revision == "head" and is_current(url):
        return
    # Half a second that only those who need it shall wait.
    from alembic import command

    with _transaction(url) as connection:
        command.upgrade(_config(connection), revision)


def upgrade_aside(url: str) -> None:
    """The same in a process of its own, which takes alembic's ten megabytes with it when it ends.

    The url goes in by standard input, for it may hold a password. Raises MigrationFailed.
    """
    if is_current(url):
        return
    command = [sys.executable, "-m", "storage.migrate"]
    done = subprocess.run(
        command, input=url, cwd=HOME.parent.parent, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise MigrationFailed(done.stderr.strip().rpartition("\n")[2])


def downgrade(url: str, revision: str = "base") -> None:
    """Takes the tables back to an earlier version; what only the later ones could hold is lost."""
    from alembic import command

    with _transaction(url) as connection:
        command.downgrade(_config(connection), revision)


def newest() -> str:
    """The version this program needs: the name of the last migration, which begins with its date."""
    return max(path.stem for path in (HOME / "versions").glob("2*.py"))


def current(url: str) -> str | None:
    """The version the database has; None before the first. Raises StoreAway."""
    where = address(url)
    if is_sqlite(where) and not Path(where.database or "").exists():
        return None
    with _connection(url) as connection:
        try:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(VERSION).scalar()
        except DatabaseError as error:  # a file that is no database
            raise StoreAway(str(error.orig)) from error


def is_current(url: str) -> bool:
    """Whether the database has every migration this program knows."""
    return current(url) == newest()


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HOME).replace("%", "%%"))
    return config


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    """SQLite begins by itself only before some statements, and not before CREATE TABLE: it is told."""
    where = address(url)
    if is_sqlite(where):
        Path(where.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _connection(url) as connection, connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_sqlite(where) else TURN)
        yield connection


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    where = address(url)
    isolation: IsolationLevel = "AUTOCOMMIT" if is_sqlite(where) else "READ COMMITTED"
    engine = create_engine(where, poolclass=NullPool, isolation_level=isolation)
    try:
        opened = engine.connect()
    except OperationalError as error:
        raise StoreAway(str(error.orig).strip()) from error
    with opened as connection:
        yield connection


if __name__ == "__main__":
    upgrade(sys.stdin.read())
