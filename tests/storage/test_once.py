"""Each update is applied exactly once, whatever comes twice, at once, or goes wrong; on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import facts
from storage.models import Fact, Inbox, Notice
from storage.store import Store, StoreAway
from storage.work import Work
from tests.storage.ledger import enter, entered, everything, look, send


class Spilled(Exception):
    """Something went wrong in the middle of a decision."""


def spilling(person: int, update_id: int) -> Callable[[Work], list[int]]:
    def decide(work: Work) -> list[int]:
        enter(person, update_id)(work)
        raise Spilled

    return decide


def rows(work: Work, table: type[Inbox | Notice]) -> int:
    return work.session.scalar(select(func.count()).select_from(table)) or 0


async def deliver(store: Store, person: int, update_id: int, *, spills: bool) -> None:
    """Two copies at once; where the first falls, Telegram sends it again."""
    first = spilling(person, update_id) if spills else enter(person, update_id)
    copies = (
        store.once(update_id, person, first, look(person)),
        store.once(update_id, person, first, look(person)),
    )
    fell = await asyncio.gather(*copies, return_exceptions=True)
    assert all(isinstance(each, Spilled) for each in fell) == spills
    await send(store, person, update_id)


async def test_hundreds_of_updates_are_each_applied_once(store: Store) -> None:
    people = range(1, 16)
    sent = {person: [person * 1000 + number for number in range(14)] for person in people}
    updates = [(person, ids[number]) for number in range(14) for person, ids in sent.items()]

    await asyncio.gather(
        *(deliver(store, *update, spills=place % 7 == 0) for place, update in enumerate(updates))
    )

    applied = await everything(store, people)
    assert {person: sorted(ids) for person, ids in applied.items()} == sent
    assert await store.read(lambda work: rows(work, Inbox)) == len(updates)
    assert await store.read(lambda work: rows(work, Notice)) == len(updates)


async def test_the_second_of_two_copies_at_once_sees_what_the_first_did(store: Store) -> None:
    copies = (store.once(7, 1, enter(1, 7), lambda work: [*entered(work, 1), -1]) for _ in range(2))

    results = await asyncio.gather(*copies)

    assert sorted(results) == [[7], [7, -1]]


async def test_what_a_second_delivery_writes_does_not_last(store: Store) -> None:
    await send(store, 1, 7)

    await store.once(7, 1, enter(1, 7), enter(1, 7))

    assert await everything(store, [1]) == {1: [7]}


async def test_an_update_that_failed_is_new_when_it_comes_again(store: Store) -> None:
    with pytest.raises(Spilled):
        await store.once(7, 1, spilling(1, 7), look(1))

    assert await send(store, 1, 7) == [7]


async def test_one_that_raises_takes_only_its_own_changes_with_it(store: Store) -> None:
    calls = (store.write(enter(1, 1)), store.write(spilling(2, 2)), store.write(enter(3, 3)))

    results = await asyncio.gather(*calls, return_exceptions=True)

    assert [type(result) for result in results] == [list, Spilled, list]
    assert await everything(store, [1, 2, 3]) == {1: [1], 2: [], 3: [3]}


async def test_a_refused_row_takes_only_its_own_changes_with_it(store: Store) -> None:
    def twice(work: Work) -> list[int]:
        enter(2, 2)(work)
        for _ in range(2):
            work.session.add(Fact(key="same", value={}))
            work.session.flush()
            work.session.expunge_all()
        return []

    results = await asyncio.gather(
        store.write(enter(1, 1)), store.write(twice), store.write(enter(3, 3)), return_exceptions=True
    )

    assert [type(result) for result in results] == [list, IntegrityError, list]
    assert await everything(store, [1, 2, 3]) == {1: [1], 2: [], 3: [3]}


async def test_what_the_session_holds_is_written_before_the_commit(store: Store) -> None:
    await store.write(lambda work: work.session.add(Fact(key="late", value={"here": True})))

    assert await store.read(lambda work: facts.get(work, "late")) == {"here": True}


async def test_an_error_does_not_repeat_what_people_wrote(store: Store) -> None:
    def twice(work: Work) -> None:
        work.session.add_all([Fact(key="same", value={"text": "hemmeligt"}) for _ in range(2)])

    with pytest.raises(DBAPIError) as caught:
        await store.write(twice)

    assert "hemmeligt" not in str(caught.value)


async def test_a_read_cannot_write(store: Store) -> None:
    with pytest.raises((StoreAway, DBAPIError)):
        await store.read(enter(1, 1))

    assert await everything(store, [1]) == {1: []}


async def test_a_read_sees_one_moment(store: Store) -> None:
    loop = asyncio.get_running_loop()

    def before_and_after(work: Work) -> tuple[list[int], list[int]]:
        before = entered(work, 1)
        asyncio.run_coroutine_threadsafe(send(store, 1, 7), loop).result()
        return before, entered(work, 1)

    assert await store.read(before_and_after) == ([], [])
    assert await everything(store, [1]) == {1: [7]}


async def test_a_cancelled_caller_does_not_stop_what_was_begun(store: Store) -> None:
    begun, go_on = Event(), Event()

    def slow(work: Work) -> list[int]:
        begun.set()
        go_on.wait(5)
        return enter(1, 7)(work)

    caller = asyncio.create_task(store.once(7, 1, slow, look(1)))
    await asyncio.to_thread(begun.wait, 5)
    caller.cancel()
    await asyncio.wait([caller])
    go_on.set()

    assert await send(store, 1, 7) == [7]


async def test_closing_finishes_what_was_accepted_and_takes_no_more(store: Store) -> None:
    accepted = [asyncio.create_task(send(store, 1, number)) for number in range(30)]
    await asyncio.sleep(0)

    await store.close()

    assert sorted(map(len, await asyncio.gather(*accepted))) == list(range(1, 31))
    for late in (send(store, 1, 99), store.write(enter(1, 99)), store.read(look(1))):
        with pytest.raises(StoreAway):
            await late
