"""Nothing in the database's own files tells when a tip came, and what was erased is in none of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from handlers.sealing import code
from handlers.tips import intake, thread
from handlers.tips.content import Told
from handlers.tips.locks import Sealed
from storage import facts, settling, tips
from storage.opening import open_store
from storage.store import Store
from storage.work import Work
from tests.conftest import Clock
from tests.pgserver import Server, postgres
from tests.safe import NOW, Safe, safe

PHOTO = bytes(range(256)) * 40  # large enough to be kept outside of its row


@pytest.fixture
def keys(tmp_path: Path) -> Safe:
    return safe(tmp_path / "tips")


async def given(store: Store, keys: Safe, receipt: str = "") -> Sealed:
    """A tip with a picture, in a transaction of its own."""
    told = Told({"what": "x"}, (PHOTO,))
    sealed = keys.locks.seal(told, receipt or code.fresh(), NOW)
    await store.write(lambda work: intake.put(work, [sealed]))
    return sealed


async def swept(store: Store) -> int:
    """As the job does it: until nothing is left. Gives how often."""
    rounds = 0
    while await store.write(settling.settle):
        rounds += 1
    return rounds


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_was_erased_is_in_no_file_of_sqlite(store: Store, keys: Safe, tmp_path: Path) -> None:
    receipt = code.fresh()
    sealed = await given(store, keys, receipt)
    ticket = code.ticket(receipt, keys.profile.key)
    assert await store.write(lambda work: thread.withdraw(work, ticket))

    before = files_with(tmp_path, sealed.body[:200])
    await store.settle()

    assert before == ["betjent.db-wal"]  # the page as it was is still in the log
    assert files_with(tmp_path, sealed.body[:200]) == []
    assert (tmp_path / "betjent.db-wal").stat().st_size == 0
    assert await store.read(lambda work: work.connection.execute(text("PRAGMA temp_store")).scalar()) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_settling_disturbs_no_reader_and_no_writer(store: Store, keys: Safe) -> None:
    await given(store, keys)

    def reads_on(work: Work) -> int:
        return len(tips.listed(work, ("new",), hidden_from=None, limit=9))

    assert await store.read(reads_on) == 1
    await store.settle()
    await store.write(lambda work: facts.put(work, "x", {}))
    await store.settle()
    assert await store.read(reads_on) == 1
    await store.close()
    await store.settle()  # as a tick that is late may do


class Rows:
    """What PostgreSQL keeps of the tables, beyond what it shows."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def column(self, query: str) -> list[object]:
        return [row[0] for row in self._connection.execute(query.encode()).fetchall()]

    def in_order(self, query: str) -> bool:
        found = [str(value) for value in self.column(query)]
        return len(found) > 8 and found == sorted(found)

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
async def rows(own_postgres_url: str) -> AsyncIterator[Rows]:
    found = Rows(own_postgres_url)
    yield found
    found.close()


@pytest.fixture
async def pg(own_postgres_url: str, clock: Clock) -> AsyncIterator[Store]:
    opened = await open_store(own_postgres_url, clock=clock)
    yield opened
    await opened.close()


BY_PLACE = "SELECT encode(id, 'hex') FROM {} ORDER BY ctid"
BY_LARGE_VALUE = "SELECT encode(id, 'hex') FROM tip_photos ORDER BY pg_column_toast_chunk_id(body)"
WRITERS = "SELECT DISTINCT xmin::text FROM tips UNION SELECT xmin::text FROM tip_photos"


async def test_postgres_forgets_the_order_in_which_tips_came(pg: Store, rows: Rows, keys: Safe) -> None:
    for _ in range(12):
        await given(pg, keys)
    told = [not rows.in_order(query) for query in (BY_PLACE.format("tips"), BY_LARGE_VALUE)]
    writers = rows.column(WRITERS)
    kept = rows.column("SELECT md5(body) FROM tip_photos ORDER BY id")

    assert await swept(pg) == 1

    assert (told, len(writers)) == ([True, True], 12)
    for query in (BY_PLACE.format("tips"), BY_PLACE.format("tip_photos"), BY_LARGE_VALUE):
        assert rows.in_order(query)
    assert len(rows.column(WRITERS)) == 1
    assert rows.column("SELECT md5(body) FROM tip_photos ORDER BY id") == kept
    assert rows.column("SELECT count(*) FROM tip_wraps") == [12]
    assert await swept(pg) == 0


async def test_what_was_erased_is_in_no_file_of_postgres(
    pg: Store, rows: Rows, keys: Safe, pgserver: Server
) -> None:
    receipt = code.fresh()
    sealed, other = await given(pg, keys, receipt), await given(pg, keys)
    ticket = code.ticket(receipt, keys.profile.key)
    await pg.write(lambda work: thread.withdraw(work, ticket))
    place = pgserver.folder / "data" / str(rows.column("SELECT pg_relation_filepath('tips')")[0])
    rows.column("SELECT pg_switch_wal()::text")
    rows._connection.execute("CHECKPOINT")
    before = sealed.body[:200] in place.read_bytes()

    await swept(pg)
    rows._connection.execute("CHECKPOINT")

    after = pgserver.folder / "data" / str(rows.column("SELECT pg_relation_filepath('tips')")[0])
    assert before
    assert other.body[:200] in after.read_bytes()
    assert sealed.body[:200] not in after.read_bytes()
    assert not place.exists() or place.stat().st_size == 0


async def test_a_server_that_remembers_times_is_told_from_one_that_does_not(postgres_url: str) -> None:
    assert not settling.remembers_times(postgres_url)
    with postgres() as server:
        server.stop()
        with (server.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write("track_commit_timestamp = on\n")
        server.start()

        assert settling.remembers_times(server.url())


def files_with(folder: Path, body: bytes) -> list[str]:
    return sorted(path.name for path in folder.glob("betjent.db*") if body in path.read_bytes())
