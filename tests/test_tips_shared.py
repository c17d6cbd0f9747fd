"""Several bots share who is telling a tip: in memory alone, and unreadable to whoever copies that memory."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.checks import findings
from bot.demo.stage import Setting
from bot.finding import BAD, GOOD, ODD
from bot.tips.sessions import InMemory, Sessions
from bot.tips.shared import MemoryAway, Shared
from handlers.conversation import engine
from handlers.conversation.said import Pictured, Typed
from handlers.sealing.code import Ticket
from handlers.tips.questions import TIP
from handlers.tips.session import SHOWN, Session, Stage, fresh_draft
from tests.journeys.test_tips import CODE, WHAT, begins, ours, tips
from tests.memory import memory
from tests.town import Town, a_town

KARLA, BO = 4_711_000_111, 4_711_000_222
TOKEN = "1000:one-bot"


def told(touched: float = 1000.0) -> Session:
    """A session with something in every part of it."""
    draft = engine.answer(TIP, fresh_draft("abc", "2026-11-28"), Typed(WHAT)).draft
    draft = engine.answer(TIP, draft, Typed("salg på gaden")).draft
    picking = engine.answer(TIP, engine.skip_rest(TIP, draft).draft, Pictured("p1")).draft
    return Session(
        "en", KARLA, picking, Stage.THREAD, now=True, school=True, photos={"p1": b"\xff\xd8 pixels"},
        words="Om torsdagen", ticket=Ticket(b"t" * 16, b"s" * 32), questions=["Hvornår?"], unread=1,
        messages=[1, 2], updates=[9], touched=touched,
    )  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with memory() as url:
        yield url


@pytest.fixture
async def pair(address: str) -> AsyncIterator[tuple[Shared, Shared]]:
    """Two bots on one empty memory."""
    one, two = Shared(address, TOKEN), Shared(address, TOKEN)
    await one._valkey.flushall()
    yield one, two
    await one.close()
    await two.close()


@pytest.fixture(params=["own", "shared"])
async def sessions(request: pytest.FixtureRequest, pair: tuple[Shared, Shared]) -> Sessions:
    return InMemory() if request.param == "own" else pair[0]


def same(one: Session | None, two: Session) -> bool:
    return one is not None and one.dump() == two.dump()


async def test_what_is_kept_is_found_by_that_person_alone(sessions: Sessions) -> None:
    await sessions.keep(KARLA, told())

    assert same(await sessions.find(KARLA), told())
    assert await sessions.find(BO) is None
    await sessions.drop(KARLA)
    assert await sessions.find(KARLA) is None


async def test_the_silent_are_taken_out_once_and_nobody_else(sessions: Sessions) -> None:
    await sessions.keep(KARLA, told(touched=1000.0))
    await sessions.keep(BO, told(touched=3000.0))

    taken = await sessions.take_silent(1000.0 + 60 * SHOWN + 1)

    assert [session.touched for session in taken] == [1000.0]
    assert await sessions.take_silent(1000.0 + 60 * SHOWN + 1) == []
    assert await sessions.find(BO) is not None


async def test_a_tip_that_was_taken_back_is_known_as_such(sessions: Sessions) -> None:
    await sessions.take_back("tabc")

    assert await sessions.taken_back("tabc")
    assert not await sessions.taken_back("tdef")


async def test_what_one_bot_heard_the_other_goes_on_with(pair: tuple[Shared, Shared]) -> None:
    one, two = pair
    await one.keep(KARLA, told())

    assert same(await two.find(KARLA), told())
    await two.drop(KARLA)
    assert await one.find(KARLA) is None


async def test_one_person_is_served_by_one_bot_at_a_time(pair: tuple[Shared, Shared]) -> None:
    one, two = pair
    order: list[str] = []
    inside = asyncio.Event()

    async def first() -> None:
        async with one.turn(KARLA):
            inside.set()
            for _ in range(20):
                await two.find(BO)
            order.append("first")

    async def second() -> None:
        await inside.wait()
        async with two.turn(BO):
            order.append("somebody else")
        async with two.turn(KARLA):
            order.append("second")

    await asyncio.gather(first(), second())

    assert order.index("first") < order.index("second")


async def test_a_copy_of_the_memory_tells_nothing(pair: tuple[Shared, Shared], address: str) -> None:
    one, _ = pair
    await one.keep(KARLA, told())
    held = {name: await _bytes(one, name) for name in await one._valkey.keys("*")}

    for name, body in held.items():
        for secret in (str(KARLA).encode(), KARLA.to_bytes(8), WHAT.encode(), b"torsdag", b"pixels", b"salg"):
            assert secret not in name + body
    thief = Shared(address, "1000:another-token")
    assert await thief.find(KARLA) is None
    await thief.close()


async def _bytes(shared: Shared, name: bytes) -> bytes:
    if await shared._valkey.type(name) == b"string":
        return bytes(await shared._valkey.get(name) or b"")
    return repr(await shared._valkey.zrange(name, 0, -1)).encode()


async def test_everything_in_the_memory_ends_by_itself(pair: tuple[Shared, Shared]) -> None:
    one, _ = pair
    await one.keep(KARLA, told())
    await one.take_back("tabc")

    assert all([await one._valkey.ttl(name) > 0 for name in await one._valkey.keys("*")])


async def test_the_key_dies_with_the_memory(pair: tuple[Shared, Shared]) -> None:
    one, _ = pair
    await one.keep(KARLA, told())
    await one._valkey.delete("betjent:birth")

    assert await one.find(KARLA) is None
    await one.keep(KARLA, told())
    assert same(await one.find(KARLA), told())


async def test_a_memory_that_does_not_answer_is_a_passing_fault() -> None:
    gone = Shared("unix:///nowhere/memory", TOKEN)

    with pytest.raises(MemoryAway):
        await gone.find(KARLA)
    await gone.close()


@pytest.fixture
async def shared_town(tmp_path: Path, sqlite_template: Path, address: str) -> AsyncIterator[Town]:
    setting = Setting(ticking=False, limits=False, tips_memory=address)
    async with a_town(tmp_path, sqlite_template, setting) as found:
        yield found


async def test_a_tip_goes_on_after_the_bot_has_been_started_anew(shared_town: Town) -> None:
    town = shared_town
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    await town.restarts()

    await town.taps(town.karla, "Gå til oversigten")
    assert "AB 12 345" in town.karla.reads()
    await town.taps(town.karla, "Send tippet")

    assert CODE.search(town.karla.reads())
    assert len(ours(town.karla)) == 1
    assert len(await tips(town)) == 1


async def test_check_knows_whether_the_memory_is_one(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "BETJENT_TOKEN", "1000:sandbox")
    monkeypatch.setitem(os.environ, "BETJENT_DISTRICT", "midt-og-vestsjaelland")
    monkeypatch.setitem(os.environ, "BETJENT_DATA_DIR", str(tmp_path))
    monkeypatch.setitem(os.environ, "BETJENT_API_URL", "http://127.0.0.1:9")

    async def mark(url: str, database: str = "") -> list[str]:
        monkeypatch.setitem(os.environ, "BETJENT_TIPS_MEMORY", url)
        monkeypatch.setitem(os.environ, "BETJENT_DATABASE_URL", database)
        return [found.mark async for found in findings() if found.text.startswith("tips: ")]

    assert await mark(address) == [GOOD]
    assert await mark("unix:///nowhere") == [BAD]
    with memory("--save", "", "--appendonly", "yes") as writing:
        assert await mark(writing) == [BAD]
    assert await mark("") == []
    assert await mark("", "postgresql://nobody@127.0.0.1:9/none") == [ODD]
