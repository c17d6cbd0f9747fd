"""What travels with the arrival is what a rule would have found by asking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import drafts, facts, people
from storage.address import address
from storage.drafts import REPORT, StoredDraft
from storage.models import Fact
from storage.postgres import PostgresStore
from storage.store import Store
from storage.work import Work
from tests.conftest import Clock
from tests.pgserver import Server

KARLA = 7
WORDS = "Det er 'for' stærkt; \\ %s %(of)s $1 \"her\" – og \N{BICYCLE}"


def go_on(work: Work) -> int:
    """One turn of a conversation, as every update begins and ends it."""
    known = people.meet(work, KARLA, "da")
    turn = known.draft.turn + 1 if known.draft else 0
    drafts.save(
        work, KARLA, StoredDraft(id="kladde", kind="talk", schema=1, turn=turn, state={"words": WORDS})
    )
    return turn


def turn_of(work: Work) -> int:
    draft = drafts.find(work, KARLA, "kladde")
    return draft.turn if draft else -1


async def go(store: Store, update_id: int, decide: Callable[[Work], int] = go_on) -> int:
    return await store.once(update_id, KARLA, decide, turn_of)


async def test_each_turn_finds_what_the_one_before_it_saved(store: Store) -> None:
    assert [await go(store, number) for number in range(8)] == list(range(8))
    assert await go(store, 7) == 7

    kept = await store.read(lambda work: people.meet(work, KARLA, "da").draft)
    assert kept is not None
    assert kept.state == {"words": WORDS}


async def test_turns_at_once_are_taken_one_by_one(store: Store) -> None:
    turns = await asyncio.gather(*(go(store, number // 2) for number in range(40)))

    assert sorted(set(turns)) == list(range(20))
    assert await store.read(turn_of) == 19


async def test_what_was_asked_ahead_is_asked_again_once_something_has_changed(store: Store) -> None:
    await go(store, 1)

    def speaks(work: Work) -> list[str]:
        before = people.meet(work, KARLA, "da").language
        people.speak(work, KARLA, "en")
        return [before, people.meet(work, KARLA, "da").language]

    assert await store.once(2, KARLA, speaks, lambda _: []) == ["da", "en"]


async def test_only_the_person_of_the_conversation_is_known_ahead(store: Store) -> None:
    await go(store, 1)

    met = await store.once(
        2, KARLA, lambda work: people.meet(work, 8, "en"), lambda work: people.meet(work, 8, "")
    )

    assert (met.id, met.language, met.draft) == (8, "en", None)


async def test_a_group_has_no_person_to_be_known_ahead(store: Store) -> None:
    def posts(work: Work) -> bool:
        facts.put(work, "g", {})
        return True

    async def post(update_id: int) -> bool:
        return await store.once(update_id, -100, posts, lambda _: False)

    assert [await post(1), await post(1), await post(2)] == [True, False, True]


async def test_what_was_saved_is_there_for_whoever_looks(store: Store) -> None:
    def saves_and_looks(work: Work) -> list[int | None]:
        go_on(work)
        found = drafts.find(work, KARLA, "kladde")
        drafts.save(work, KARLA, StoredDraft(id="kladde", kind="talk", schema=1, turn=5))
        return [found.turn if found else None, turn_of(work)]

    assert await store.once(1, KARLA, saves_and_looks, lambda _: []) == [0, 5]
    assert await store.read(turn_of) == 5


async def test_the_last_of_two_saves_wins_and_each_lane_keeps_its_own(store: Store) -> None:
    def saves(work: Work) -> None:
        for lane, turn in (("order", 1), (REPORT, 2), ("order", 3)):
            draft = StoredDraft(id=f"k-{lane}", kind="talk", schema=1, turn=turn, lane=lane)
            drafts.save(work, KARLA, draft)

    await store.write(saves)

    def saved(work: Work) -> list[StoredDraft | None]:
        return [drafts.find(work, KARLA, f"k-{lane}") for lane in ("order", REPORT)]

    found = await store.read(saved)
    assert [draft.turn for draft in found if draft] == [3, 2]


async def test_a_decision_that_fails_saves_nothing(store: Store) -> None:
    def spills(work: Work) -> int:
        go_on(work)
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await go(store, 1, spills)

    assert await store.read(turn_of) == -1
    assert await go(store, 1) == 0


async def test_a_draft_that_is_refused_takes_all_of_it_back(store: Store) -> None:
    """Two people cannot have the same draft."""
    await go(store, 1)

    def takes_hers(work: Work) -> None:
        facts.put(work, "before", {})
        drafts.save(work, 8, StoredDraft(id="kladde", kind="talk", schema=1))

    with pytest.raises(IntegrityError):
        await store.once(2, 8, takes_hers, lambda _: None)

    assert await store.read(lambda work: facts.get(work, "before")) is None
    assert await go(store, 3) == 1


async def test_what_is_said_in_an_error_is_not_what_she_wrote(store: Store) -> None:
    await go(store, 1)

    def takes_hers(work: Work) -> None:
        drafts.save(work, 8, StoredDraft(id="kladde", kind="talk", schema=1, state={"words": "hemmeligt"}))

    with pytest.raises(DBAPIError) as caught:
        await store.write(takes_hers)

    assert "hemmeligt" not in str(caught.value)


async def test_the_server_s_own_log_does_not_tell_what_she_wrote(
    one_thread: PostgresStore, pgserver: Server
) -> None:
    """A statement that fails is written there as it was sent."""
    await go(one_thread, 1)

    def takes_hers(work: Work) -> None:
        drafts.save(work, 8, StoredDraft(id="kladde", kind="talk", schema=1, state={"words": "hemmeligt"}))

    with pytest.raises(IntegrityError):
        await one_thread.once(2, 8, takes_hers, lambda _: None)

    told = (pgserver.folder / "log").read_text(encoding="utf-8")
    assert "INSERT INTO drafts" in told
    assert "hemmeligt" not in told


@pytest.fixture
async def one_thread(
    postgres_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PostgresStore]:
    """All updates share one connection, so that what happens to it happens to the next."""
    monkeypatch.setattr("storage.postgres.WRITERS", 1)
    store = PostgresStore(address(postgres_url), clock)
    yield store
    await store.close()


def often(work: Work) -> int:
    """So often that the driver lets the server prepare it; after a rollback it lets it forget everything."""
    for number in range(8):
        facts.put(work, f"often {number}", {})
    return go_on(work)


def stumbles(work: Work) -> int:
    """Something is refused, and the rule goes another way."""
    with suppress(IntegrityError), work.session.begin_nested():
        work.session.add(Fact(key="often 1", value={}))
        work.session.flush()
    return go_on(work)


async def test_a_server_that_was_told_to_forget_is_told_again(one_thread: PostgresStore) -> None:
    await go(one_thread, 1, often)
    await go(one_thread, 1)  # a second delivery, whose writes are rolled back

    assert await go(one_thread, 2) == 1


async def test_a_rule_that_went_another_way_still_saves_the_draft(one_thread: PostgresStore) -> None:
    await go(one_thread, 1, often)

    assert await go(one_thread, 2, stumbles) == 1
    assert await go(one_thread, 3) == 2
