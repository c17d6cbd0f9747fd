"""Notices leave in order, to one reader at a time, and by one process at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest

from storage import outbox
from storage.models import Case, Event, Notice
from storage.store import Store
from storage.work import Work
from tests.conftest import Clock

T = TypeVar("T")
KARLA, BO, STAFF = 1, 2, 0


def case(work: Work) -> Case:
    now = work.now()
    made = Case(
        kind="k",
        schema=1,
        status="received",
        answers={},
        created_at=now,
        answer_by=now,
        done_by=now,
        due_at=now,
    )
    work.session.add(made)
    work.session.flush()
    return made


async def post(store: Store, *readers: int, after: timedelta = timedelta(0)) -> None:
    def decide(work: Work) -> None:
        for reader in readers:
            work.post("note", "citizen" if reader else "staff", person_id=reader or None, after=after)

    await store.write(decide)


async def claim(store: Store, limit: int = 10) -> list[tuple[int, int]]:
    """Whom each notice is for, and its id."""
    claimed = await store.write(lambda work: outbox.due(work, limit))
    return [(outbox.lane(notice), notice.id) for notice in claimed]


async def end(store: Store, *ids: int, outcome: str = "sent") -> None:
    for each in ids:
        await store.write(partial(outbox.done, notice_id=each, outcome=outcome))


async def attempts(store: Store, notice_id: int) -> int:
    def count(work: Work) -> int:
        return work.session.get_one(Notice, notice_id).attempts

    return await store.read(count)


async def test_a_reader_whom_somebody_is_sending_to_is_left_out(store: Store) -> None:
    await post(store, KARLA, BO)
    assert await claim(store) == [(KARLA, 1), (BO, 2)]
    await post(store, KARLA, STAFF)

    assert await claim(store) == [(STAFF, 4)]

    await end(store, 1)
    assert await claim(store) == [(KARLA, 3)]


async def test_one_reader_with_much_to_read_leaves_room_for_others(store: Store) -> None:
    await post(store, *[STAFF] * 8, KARLA)

    claimed = await claim(store, limit=6)

    assert [reader for reader, _ in claimed] == [STAFF] * outbox.PER_LANE + [KARLA]
    assert [number for _, number in claimed] == [1, 2, 3, 4, 5, 9]


async def test_two_processes_never_claim_the_same_notice_or_reader(store: Store) -> None:
    await post(store, *range(1, 21), *range(1, 21))

    rounds = await asyncio.gather(*(claim(store, limit=7) for _ in range(8)))

    claimed = [notice for each in rounds for notice in each]
    assert len({number for _, number in claimed}) == len(claimed)
    readers = [{reader for reader, _ in each} for each in rounds]
    assert sum(map(len, readers)) == len(set().union(*readers))


async def test_a_process_that_died_holds_a_notice_up_for_a_minute(store: Store, clock: Clock) -> None:
    await post(store, KARLA)
    await claim(store)

    clock.turn(outbox.LEASE - timedelta(seconds=1))
    assert await claim(store) == []

    clock.turn(timedelta(seconds=1))
    assert await claim(store) == [(KARLA, 1)]
    assert await attempts(store, 1) == 2


async def test_a_held_back_notice_waits_for_its_time(store: Store, clock: Clock) -> None:
    await post(store, KARLA, after=timedelta(seconds=15))
    await post(store, KARLA)
    assert await claim(store) == [(KARLA, 2)]
    await end(store, 2)

    clock.turn(timedelta(seconds=15))

    assert await claim(store) == [(KARLA, 1)]


@pytest.mark.parametrize(("failed", "counted"), [(True, 1), (False, 0)])
async def test_only_an_attempt_that_left_the_house_counts(
    store: Store, clock: Clock, failed: bool, counted: int
) -> None:
    await post(store, KARLA)
    await claim(store)
    due_at = clock() + timedelta(seconds=5)

    await store.write(lambda work: outbox.later(work, 1, due_at, failed=failed))

    assert await attempts(store, 1) == counted
    assert await claim(store) == []
    clock.turn(timedelta(seconds=5))
    assert await claim(store) == [(KARLA, 1)]


async def test_a_notice_in_the_air_does_not_stand_in_for_a_new_card(store: Store) -> None:
    def card(work: Work) -> None:
        work.post("card", "staff", work.session.get_one(Case, 1))

    await store.write(case)
    await store.write(card)
    await store.write(card)
    assert await claim(store) == [(STAFF, 1)]

    await store.write(card)

    await end(store, 1)
    assert await claim(store) == [(STAFF, 2)]


async def test_a_move_that_is_undone_takes_its_notices_back(store: Store, clock: Clock) -> None:
    def move(work: Work) -> Event:
        event = work.note("case.granted", "staff")
        work.post("granted", "citizen", person_id=KARLA, event=event)
        work.post("note", "citizen", person_id=BO)
        return event

    event = await store.write(move)

    dropped = await store.write(lambda work: outbox.drop_for_event(work, event.id))
    await store.write(lambda work: outbox.later(work, 1, clock(), failed=True))

    assert [(notice.id, notice.attempts) for notice in dropped] == [(1, 0)]
    assert await claim(store) == [(BO, 2)]


async def test_the_oldest_that_is_late_is_known(store: Store, clock: Clock) -> None:
    oldest: Callable[[Work], object] = outbox.oldest_waiting
    assert await store.read(oldest) is None
    began = clock()
    await post(store, KARLA)
    await post(store, BO, after=timedelta(minutes=9))
    clock.turn(timedelta(minutes=1))

    assert await store.read(oldest) == began

    await end(store, 1)
    assert await store.read(oldest) is None


async def test_only_what_has_ended_is_forgotten(store: Store, clock: Clock) -> None:
    await post(store, KARLA, BO)
    await end(store, 1)
    clock.turn(timedelta(days=1))

    assert await store.write(lambda work: outbox.prune(work, clock())) == 1

    assert await claim(store) == [(BO, 2)]


async def test_what_a_dead_process_was_sending_is_free_for_the_next_one(store: Store) -> None:
    await post(store, KARLA)
    assert await claim(store) == [(KARLA, 1)]
    assert await claim(store) == []

    await store.write(outbox.free)

    assert await claim(store) == [(KARLA, 1)]
