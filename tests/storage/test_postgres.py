"""What only PostgreSQL does: several processes at once, and a server that can go away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import closing, suppress
from threading import Barrier, BrokenBarrierError

import psycopg
import pytest
from sqlalchemy import text

from storage import facts
from storage.address import address
from storage.postgres import PostgresStore
from storage.store import StoreAway
from storage.work import Work
from tests.conftest import Clock
from tests.pgserver import Server
from tests.storage.ledger import enter, entered, everything, look, send

Stores = tuple[PostgresStore, PostgresStore]


@pytest.fixture
async def stores(postgres_url: str, clock: Clock) -> AsyncIterator[Stores]:
    """Two, as two processes have them behind one webhook."""
    both = PostgresStore(address(postgres_url), clock), PostgresStore(address(postgres_url), clock)
    yield both
    for each in both:
        await each.close()


@pytest.fixture
def store(stores: Stores) -> PostgresStore:
    return stores[0]


async def both_read_before_either_writes(stores: Stores, locks: tuple[int, int]) -> list[int]:
    """Two updates of person 1; each waits a moment for the other to have read as well."""
    meeting = Barrier(2, timeout=0.1)

    def decide(work: Work, update_id: int) -> list[int]:
        had = entered(work, 1)
        with suppress(BrokenBarrierError):  # the other one was kept out, as it should be
            meeting.wait()
        facts.put(work, "person 1", {"updates": [*had, update_id]})
        return had

    await asyncio.gather(
        stores[0].once(7, locks[0], lambda work: decide(work, 7), look(1)),
        stores[1].once(8, locks[1], lambda work: decide(work, 8), look(1)),
    )
    return sorted((await everything(stores[0], [1]))[1])


async def test_two_processes_do_not_erase_each_others_answers(stores: Stores) -> None:
    assert await both_read_before_either_writes(stores, (1, 1)) == [7, 8]


async def test_without_one_lock_they_would(stores: Stores) -> None:
    assert len(await both_read_before_either_writes(stores, (1, 2))) == 1


async def test_a_locked_change_waits_for_the_updates_of_that_conversation(stores: Stores) -> None:
    calls = [send(stores[0], 1, number) for number in range(20)]
    calls += [stores[1].write(enter(1, number), lock=1) for number in range(20, 40)]

    await asyncio.gather(*calls)

    assert sorted((await everything(stores[0], [1]))[1]) == list(range(40))


async def test_one_persons_updates_alternate_between_two_processes(stores: Stores) -> None:
    for number in range(20):
        assert (await send(stores[number % 2], 1, number))[-1] == number
    copies = [send(stores[number % 2], 1, number // 2) for number in range(40, 120)]

    await asyncio.gather(*copies)

    assert sorted((await everything(stores[0], [1]))[1]) == list(range(60))


async def test_a_deadlock_is_tried_again(stores: Stores) -> None:
    meeting = Barrier(2)
    tries: list[str] = []

    def crossing(first: str, second: str) -> Callable[[Work], None]:
        def decide(work: Work) -> None:
            tries.append(first)
            facts.put(work, first, {"by": first})
            if len(tries) < 3:
                meeting.wait(5)
            facts.put(work, second, {"by": first})

        return decide

    await asyncio.gather(stores[0].write(crossing("a", "b")), stores[1].write(crossing("b", "a")))

    assert len(tries) in {3, 4}  # the loser may meet the winner once more


def cut(work: Work, url: str) -> None:
    """Somebody pulls the plug on this very connection."""
    here = work.connection.execute(text("SELECT pg_backend_pid()")).scalar()
    with closing(psycopg.connect(url, autocommit=True)) as operator:
        operator.execute("SELECT pg_terminate_backend(%s, 5000)", (here,))


def cut_at_first(url: str, when: str, tries: list[str]) -> Callable[[Work], list[int]]:
    def decide(work: Work) -> list[int]:
        tries.append(when)
        if len(tries) == 1 and when == "before":
            cut(work, url)
        updates = enter(1, 7)(work)
        work.session.flush()
        if len(tries) == 1 and when == "after":
            cut(work, url)
        return updates

    return decide


@pytest.mark.parametrize("when", ["before", "after"])
async def test_an_update_whose_connection_is_lost_is_applied_once(
    store: PostgresStore, postgres_url: str, when: str
) -> None:
    tries: list[str] = []

    assert await store.once(7, 1, cut_at_first(postgres_url, when, tries), look(1)) == [7]

    assert len(tries) == 2
    assert await everything(store, [1]) == {1: [7]}


async def test_a_change_whose_commit_was_lost_is_not_repeated_blindly(
    store: PostgresStore, postgres_url: str
) -> None:
    tries: list[str] = []

    with pytest.raises(StoreAway):
        await store.write(cut_at_first(postgres_url, "after", tries))

    assert len(tries) == 1
    assert await store.write(enter(1, 7)) == [7]


async def test_a_server_that_is_gone_is_away_until_it_is_back(store: PostgresStore, pgserver: Server) -> None:
    await send(store, 1, 6)
    pgserver.stop()
    try:
        for call in (send(store, 1, 7), store.write(enter(1, 7)), store.read(look(1))):
            with pytest.raises(StoreAway):
                await call
    finally:
        pgserver.start()

    assert await send(store, 1, 7) == [6, 7]


async def test_a_commit_is_on_disk_before_anybody_hears_of_it(store: PostgresStore) -> None:
    """The server of these tests has it off by default."""
    setting = text("SELECT current_setting('synchronous_commit')")

    assert await store.write(lambda work: work.connection.execute(setting).scalar()) == "on"


async def test_a_frozen_neighbour_is_not_waited_for_for_ever(store: PostgresStore, postgres_url: str) -> None:
    def impatiently(work: Work) -> None:
        work.connection.execute(text("SET LOCAL lock_timeout = '10ms'"))
        work.connection.execute(text("LOCK TABLE facts"))

    with closing(psycopg.connect(postgres_url)) as frozen:
        frozen.execute("LOCK TABLE facts")
        with pytest.raises(StoreAway):
            await store.write(impatiently)

    assert await send(store, 1, 7) == [7]
