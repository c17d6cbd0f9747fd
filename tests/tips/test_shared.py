"""Replicas that share the tips being told, on a real server that keeps them in memory alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from valkey.asyncio import Valkey

from bot.demo.stage import Setting
from bot.finding import BAD, GOOD, ODD
from bot.settings import Settings
from bot.tips import remembering
from bot.tips.sessions import Full, InMemory, Sessions
from bot.tips.shared import SALT, Shared
from handlers.sealing.code import Ticket
from handlers.tips.session import MINUTES, Session, Stage, fresh_draft
from storage.store import StoreAway
from tests.journeys.test_tips import CODE, WHAT, begins, ours, tips
from tests.memory import memory
from tests.town import a_town

KARLA, EMMA = 7_000_000_001, 7_000_000_002
WORDS = "De sælger fra en rød varevogn"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with memory() as url:
        yield url


@pytest.fixture(params=["alone", "shared"])
async def held(request: pytest.FixtureRequest) -> AsyncIterator[Sessions]:
    if request.param == "alone":
        yield InMemory()
        return
    shared = Shared(request.getfixturevalue("server"), "secret")
    yield shared
    await emptied(request.getfixturevalue("server"))
    await shared.close()


async def emptied(url: str) -> None:
    client = Valkey.from_url(url)
    await client.flushall()
    await client.aclose()


def session(touched: float = 100.0) -> Session:
    found = Session("da", KARLA, fresh_draft("abc", "2026-11-28"), Stage.ASK, touched=touched)
    found.draft.answers["what"] = WORDS
    found.photos["p"] = b"jpeg"
    found.ticket = Ticket(b"t" * 16, b"s" * 32)
    found.messages, found.updates = [1, 2], [900]
    return found


async def test_a_conversation_is_found_as_it_was_kept(held: Sessions) -> None:
    await held.keep(KARLA, session())

    found = await held.find(KARLA)

    assert found is not None
    assert found.dump() == session().dump()
    assert await held.find(EMMA) is None


async def test_what_is_dropped_is_gone(held: Sessions) -> None:
    await held.keep(KARLA, session())
    await held.drop(KARLA)

    assert await held.find(KARLA) is None
    assert await held.take_silent(1e12) == []


async def test_the_silent_are_taken_once(held: Sessions) -> None:
    await held.keep(KARLA, session(100))
    await held.keep(EMMA, session(300))
    now = 200.0 + 60 * MINUTES

    assert [found.touched for found in await held.take_silent(now)] == [100]
    assert await held.take_silent(now) == []
    assert await held.find(EMMA) is not None


@pytest.mark.parametrize("sort", ["alone", "shared"])
async def test_there_is_room_for_so_many_and_no_more(server: str, sort: str) -> None:
    held: Sessions = InMemory(most=1) if sort == "alone" else Shared(server, "secret", most=1)
    await held.keep(KARLA, session())
    await held.keep(KARLA, session())

    with pytest.raises(Full):
        await held.keep(EMMA, session())
    await emptied(server)
    await held.close()


async def test_two_replicas_share_and_take_turns(server: str) -> None:
    one, two = Shared(server, "secret"), Shared(server, "secret")
    await one.keep(KARLA, session())
    order: list[str] = []

    async def turn(who: Shared, name: str) -> None:
        async with who.hold(KARLA):
            order.append(name)
            await who.find(KARLA)
            order.append(name)

    await asyncio.gather(turn(one, "one"), turn(two, "two"), turn(one, "three"))

    assert [order[at] for at in (0, 2, 4)] == [order[at] for at in (1, 3, 5)]
    assert await two.find(KARLA) is not None
    await emptied(server)
    await one.close()
    await two.close()


async def test_its_memory_says_nothing_about_who_or_what(server: str) -> None:
    shared, stranger = Shared(server, "secret"), Shared(server, "another")
    await shared.keep(KARLA, session())
    client = Valkey.from_url(server)

    keys = await client.keys("*")
    values = [await client.get(key) for key in keys if await client.type(key) == b"string"]

    for token in (WORDS.encode(), str(KARLA).encode(), KARLA.to_bytes(5), b"jpeg"):
        assert all(token not in each for each in (*keys, *values))
    assert await stranger.find(KARLA) is None
    await client.delete(SALT)  # as when it was started anew
    assert await shared.find(KARLA) is None
    await client.aclose()
    await emptied(server)
    await shared.close()
    await stranger.close()


async def test_without_the_memory_nothing_is_taken_for_something_else(tmp_path: Path) -> None:
    shared = Shared(f"unix://{tmp_path}/none", "secret")

    with pytest.raises(StoreAway):
        await shared.find(KARLA)
    await shared.close()


async def test_a_tip_that_was_taken_back_is_known_as_such(held: Sessions) -> None:
    await held.take_back("tabc")

    assert await held.taken_back("tabc")
    assert not await held.taken_back("tdef")


async def test_everything_in_the_memory_ends_by_itself(server: str) -> None:
    shared, client = Shared(server, "secret"), Valkey.from_url(server)
    await shared.keep(KARLA, session())
    await shared.take_back("tabc")

    assert all([await client.ttl(key) > 0 for key in await client.keys("*")])
    await client.aclose()
    await emptied(server)
    await shared.close()


async def test_a_memory_without_room_takes_no_further_tip() -> None:
    with memory("--save", "", "--maxmemory", "1mb", "--maxmemory-policy", "noeviction") as small:
        shared, big = Shared(small, "secret"), session()
        big.photos["p"] = b"j" * 2_000_000

        with pytest.raises(Full):
            await keeps(shared, big, times=3)
        await shared.close()


async def keeps(shared: Shared, found: Session, times: int) -> None:
    """Room is counted before a command, so that the first one may still fit."""
    for _ in range(times):
        await shared.keep(KARLA, found)


async def test_check_knows_whether_the_memory_is_one(server: str) -> None:
    async def marks(url: str | None, database: str = "") -> list[str]:
        settings = Settings(token="1000:sandbox", district="x", tips_memory=url, database_url=database)
        return [found.mark async for found in remembering.findings(settings)]

    assert await marks(server) == [GOOD]
    assert await marks("unix:///nowhere") == [BAD]
    with memory("--save", "", "--appendonly", "yes") as writing:
        assert await marks(writing) == [BAD]
    assert await marks(None) == []
    assert await marks(None, "postgresql://betjent@localhost/betjent") == [ODD]


async def test_a_tip_goes_on_after_the_bot_was_started_anew(
    tmp_path: Path, sqlite_template: Path, server: str
) -> None:
    setting = Setting(ticking=False, limits=False, tips_memory=server)
    async with a_town(tmp_path, sqlite_template, setting) as town:
        await begins(town, town.karla)
        await town.says(town.karla, WHAT)
        await town.restarts()

        await town.taps(town.karla, "Gå til oversigten")
        assert "AB 12 345" in town.karla.reads()
        await town.taps(town.karla, "Send tippet")

        assert CODE.search(town.karla.reads())
        assert len(ours(town.karla)) == 1
        assert len(await tips(town)) == 1
