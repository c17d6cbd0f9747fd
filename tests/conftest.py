"""What every test may ask for: a fresh database of each kind, a clock that stands still, an open store."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql

from storage import migrate
from storage.models import Case
from storage.opening import open_store
from storage.store import Store
from tests.pgserver import Server, postgres

_numbers = count(1)

# How long an example takes is the machine's business: speed is measured in the benchmark.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@dataclass
class Clock:
    """Stands still on a Sunday morning until somebody turns it."""

    now: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, forward: timedelta) -> None:
        self.now += forward


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def pgserver() -> Iterator[Server]:
    """One for each process that runs tests."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def pgtables(pgserver: Server) -> str:
    """A database with all its tables: the migrations run once."""
    migrate.upgrade(pgserver.url("postgres"))
    return "postgres"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pattern") / "pattern.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database with all its tables, once of each kind.

    `@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)` asks for one kind only.
    A test that changes the tables themselves asks for `own_database_url`.
    """
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(kind)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def own_database_url(request: pytest.FixtureRequest) -> str:
    """As database_url, but nobody else ever sees it; on PostgreSQL that costs a third of a second."""
    kind = "sqlite_url" if request.param == "sqlite" else "own_postgres_url"
    url: str = request.getfixturevalue(kind)
    return url


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    path = tmp_path / "betjent.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(pgserver: Server, pgtables: str) -> str:
    """The same database each time, emptied: making a new one takes sixty times as long."""
    url = pgserver.url(pgtables)
    with closing(psycopg.connect(url, options="-c lock_timeout=5s")) as connection:
        for table in reversed(Case.metadata.sorted_tables):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
        connection.execute("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
        connection.commit()
    return url


@pytest.fixture
def own_postgres_url(pgserver: Server) -> Iterator[str]:
    name = f"own{next(_numbers)}"
    _administer(pgserver, f"CREATE DATABASE {name}")
    migrate.upgrade(pgserver.url(name))
    yield pgserver.url(name)
    _administer(pgserver, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def store(database_url: str, clock: Clock) -> AsyncIterator[Store]:
    opened = await open_store(database_url, clock=clock)
    yield opened
    await opened.close()


def _administer(server: Server, command: str) -> None:
    with closing(psycopg.connect(server.url(), autocommit=True)) as connection:
        connection.execute(command.encode())
