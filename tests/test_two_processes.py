"""Two processes on one PostgreSQL at the same moment: whoever comes second sees what the first has done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial
from threading import Event as Signal
from typing import TypeVar

import pytest

from handlers.rules.moves import Status
from handlers.rules.sweeps import SWEEPS
from storage import cases, drafts, outbox
from storage.address import address
from storage.drafts import StoredDraft
from storage.models import Case, Notice
from storage.postgres import PostgresStore
from storage.work import Work
from tests.conftest import Clock
from tests.desk import BO, KARLA, a_house

T = TypeVar("T")
A_MOMENT = 0.1  # seconds that the first one waits for the second, who is kept out
HOUSE = a_house()


@pytest.fixture
async def store(postgres_url: str, clock: Clock) -> AsyncIterator[PostgresStore]:
    """Its threads have a transaction each, as two processes do."""
    opened = PostgresStore(address(postgres_url), clock)
    yield opened
    await opened.close()


async def at_once(store: PostgresStore, first: Callable[[Work], object], second: Callable[[Work], T]) -> T:
    """The second begins when the first has changed something and not committed yet."""
    begun, over = Signal(), Signal()

    def holding(work: Work) -> None:
        first(work)
        work.finish()
        begun.set()
        over.wait(A_MOMENT)

    def following(work: Work) -> T:
        begun.wait(5)
        found = second(work)
        over.set()
        return found

    _, found = await asyncio.gather(store.write(holding), store.write(following))
    return found


def offered(work: Work, clock: Clock, *, days_ago: int) -> Case:
    """A granted case that Bo was offered, with a promise that ends now."""
    case = Case(
        kind="traffic_check", schema=1, status=Status.GRANTED, person_id=KARLA.id, answers={},
        created_at=clock(), answer_by=clock(), done_by=clock(), due_at=clock() - timedelta(days=1),
        answered_at=clock(), officer_id=BO.id, offered_at=clock() - timedelta(days=days_ago),
    )  # fmt: skip
    work.session.add(case)
    work.session.flush()
    return case


def sweep(name: str) -> Callable[[Work], int]:
    (found,) = [each for each in SWEEPS if each.name == name]
    return lambda work: found.run(work, HOUSE)


async def test_what_is_just_being_sent_counts_as_read(store: PostgresStore) -> None:
    event = await store.write(lambda work: work.note("case.granted", "staff"))
    await store.write(lambda work: work.post("granted", "citizen", person_id=KARLA.id, event=event))

    dropped = await at_once(
        store, lambda work: outbox.due(work, 10), lambda work: outbox.drop_for_event(work, event.id)
    )

    assert [notice.attempts for notice in dropped] == [1]


async def test_what_is_just_being_taken_back_is_not_sent(store: PostgresStore) -> None:
    event = await store.write(lambda work: work.note("case.granted", "staff"))
    await store.write(lambda work: work.post("granted", "citizen", person_id=KARLA.id, event=event))

    claimed = await at_once(
        store, lambda work: outbox.drop_for_event(work, event.id), lambda work: outbox.due(work, 10)
    )

    assert claimed == []


async def test_an_offer_made_anew_does_not_lapse_with_the_old_one(store: PostgresStore, clock: Clock) -> None:
    number = (await store.write(lambda work: offered(work, clock, days_ago=9))).id

    def anew(work: Work) -> None:
        case = cases.lock(work, number)
        assert case is not None
        case.offered_at = work.now()

    assert await at_once(store, anew, sweep("offers")) == 0


async def test_no_alarm_is_raised_for_a_promise_that_is_just_put_off(
    store: PostgresStore, clock: Clock
) -> None:
    number = (await store.write(lambda work: offered(work, clock, days_ago=0))).id

    def later(work: Work) -> None:
        case = cases.lock(work, number)
        assert case is not None
        case.due_at = work.now() + timedelta(days=20)

    assert await at_once(store, later, sweep("promises")) == 0


async def test_she_is_reminded_once_by_all_of_them(store: PostgresStore, clock: Clock) -> None:
    draft = StoredDraft(id="kladde", kind="traffic_check", schema=1)
    await store.write(lambda work: _begun(work, draft))
    clock.turn(timedelta(days=2))

    await at_once(store, sweep("reminders"), sweep("reminders"))

    assert await store.read(lambda work: work.session.query(Notice).count()) == 1


async def test_a_draft_saved_once_more_is_kept(store: PostgresStore) -> None:
    for turn in (0, 1):
        draft = StoredDraft(id="kladde", kind="traffic_check", schema=1, turn=turn)
        await store.write(partial(_begun, draft=draft))

    kept = await store.read(lambda work: drafts.find(work, KARLA.id, "kladde"))

    assert kept is not None
    assert kept.turn == 1


def _begun(work: Work, draft: StoredDraft) -> None:
    drafts.save(work, KARLA.id, draft)
