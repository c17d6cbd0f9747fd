"""What only SQLite does: one process, one writer, many decisions in one commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from storage import facts
from storage.lockfile import Taken
from storage.opening import open_store
from storage.sqlite import SqliteStore
from storage.store import StoreAway
from storage.work import Work
from tests.conftest import Clock
from tests.storage.ledger import enter, everything, look, send


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
async def store(path: Path, clock: Clock) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore(path, clock, busy_seconds=0.1)
    yield opened
    await opened.close()


def temp_store(work: Work) -> object:
    return work.connection.exec_driver_sql("PRAGMA temp_store").scalar()


async def test_a_second_process_is_refused_until_the_first_is_gone(
    store: SqliteStore, path: Path, clock: Clock
) -> None:
    with pytest.raises(Taken, match=str(path.parent)):
        await open_store(f"sqlite:///{path}", clock=clock)

    await store.close()

    second = await open_store(f"sqlite:///{path}", clock=clock)
    assert await send(second, 1, 7) == [7]
    await second.close()


async def test_a_short_errand_beside_the_running_service_loses_nothing(
    store: SqliteStore, path: Path, clock: Clock
) -> None:
    errand = await open_store(f"sqlite:///{path}", clock=clock, alone=False)
    both = [send((store, errand)[number % 2], 1, number) for number in range(20)]

    await asyncio.gather(*both)

    await errand.close()
    assert sorted((await everything(store, [1]))[1]) == list(range(20))


async def test_a_folder_that_cannot_be_used_is_a_passing_fault(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "taken.db").mkdir()

    with pytest.raises(StoreAway):
        SqliteStore(tmp_path / "taken.db", clock)


async def test_a_commit_is_on_disk_before_anybody_hears_of_it(store: SqliteStore) -> None:
    def settings(work: Work) -> list[object]:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        return [work.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]

    assert await store.write(settings) == ["wal", 2, 1]


async def test_what_is_forgotten_is_gone_from_the_disk(store: SqliteStore, path: Path) -> None:
    secret = "Karlas egne ord"
    await store.write(lambda work: facts.put(work, "words", {"text": secret}))

    await store.write(
        lambda work: work.connection.execute(text("DELETE FROM facts WHERE key = 'words'")).close()
    )
    await store.close()

    assert secret.encode() not in b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_settled_its_log_is_empty_and_nothing_is_set_aside_in_files(
    store: SqliteStore, path: Path
) -> None:
    log = path.with_name(f"{path.name}-wal")
    await store.write(lambda work: facts.put(work, "k", {"v": 1}))
    assert log.stat().st_size > 0

    await store.settle()

    assert log.stat().st_size == 0
    assert [await store.read(temp_store), await store.write(temp_store)] == [2, 2]  # memory


async def test_a_commit_that_fails_fails_for_everybody_in_it(store: SqliteStore) -> None:
    """A missing case is found out at the commit when the check is put off, so the commit itself fails."""
    begun, go_on = Event(), Event()

    def hold_up(_: Work) -> None:
        begun.set()
        go_on.wait(5)

    def orphan(work: Work) -> list[int]:
        work.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        work.connection.execute(
            text("INSERT INTO events (case_id, at, name, actor) VALUES (1, '2026-11-22', 'x', 'staff')")
        )
        return []

    busy = asyncio.create_task(store.write(hold_up))
    await asyncio.to_thread(begun.wait, 5)
    batch = [asyncio.create_task(store.write(change)) for change in (enter(1, 1), orphan, enter(2, 2))]
    await asyncio.sleep(0)
    go_on.set()
    await busy

    results = await asyncio.gather(*batch, return_exceptions=True)

    assert [type(result) for result in results] == [StoreAway] * 3
    assert await everything(store, [1, 2]) == {1: [], 2: []}
    assert await send(store, 1, 7) == [7]


async def test_a_full_disk_is_a_passing_fault_and_harms_no_neighbour(store: SqliteStore) -> None:
    def fill(work: Work) -> None:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        work.connection.execute(text("INSERT INTO facts VALUES ('big', :body)"), {"body": "x" * 100_000})

    results = await asyncio.gather(send(store, 1, 7), store.write(fill), return_exceptions=True)

    assert isinstance(results[1], StoreAway)
    await store.write(lambda work: work.connection.exec_driver_sql("PRAGMA max_page_count=1000000").close())
    assert await send(store, 1, 7) == [7]


async def test_a_database_that_somebody_holds_is_away_until_they_let_go(
    store: SqliteStore, path: Path
) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreAway):
        await send(store, 1, 7)
    assert await store.read(look(1)) == []

    holder.close()
    assert await send(store, 1, 7) == [7]
