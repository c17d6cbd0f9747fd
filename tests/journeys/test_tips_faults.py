"""Telegram, the network or the database stumble while a tip is told: nothing is lost or left behind."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest

from bot.sandbox.faults import FaultKind
from bot.tips.ticks import Ticks, Waiting
from handlers.sealing import code
from handlers.tips import texts as said
from handlers.tips import thread
from storage.models import Inbox
from storage.store import Store, StoreAway
from storage.tip_models import Tip
from storage.work import Work
from tests.journeys.test_tips import CODE, WHAT, begins, opens, ours, tells, tips
from tests.safe import DEALING, NOW, Safe, safe
from tests.town import Town

FAULTS: list[FaultKind] = [500, "drop", 429]


async def presses_through(town: Town, label: str) -> None:
    """A tap whose answer may fail on its way; Telegram delivers it again."""
    message, text = town.button(town.karla, label)
    await town.karla.tap(text, message=message, wait=False)
    await town.play.settled()
    for _ in range(3):
        await town.waits(minutes=1)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("method", ["deleteMessages", "sendMessage", "answerCallbackQuery"])
async def test_leaving_is_done_in_the_end(town: Town, method: str, fault: FaultKind) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    town.sandbox.fail_next(method, fault, retry_after=30 if fault == 429 else None)

    await presses_through(town, "Luk nu")

    assert ours(town.karla) == [said.CLOSED]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("method", ["deleteMessages", "sendMessage", "editMessageText"])
async def test_a_tip_is_kept_once_and_its_code_shown(town: Town, method: str, fault: FaultKind) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    await town.taps(town.karla, "Gå til oversigten")
    town.sandbox.fail_next(method, fault, retry_after=30 if fault == 429 else None)

    await presses_through(town, "Send tippet")

    assert CODE.search(town.karla.reads())
    assert WHAT not in "".join(ours(town.karla))
    assert len(await tips(town)) == 1


async def test_an_answer_delivered_twice_is_one_answer(town: Town) -> None:
    await begins(town, town.karla)
    town.sandbox.fail_next("sendMessage", 500)

    await town.after(town.karla.send(WHAT))
    await town.waits(minutes=1)

    assert "Hvad ligner det mest?" in town.karla.reads()
    assert town.said(town.karla, "Hvad ligner det mest?") == 1


async def test_a_message_that_may_still_stand_there_is_told(town: Town) -> None:
    await begins(town, town.karla)
    town.sandbox.fail_next("sendMessage", "drop", after_effect=True)
    await town.after(town.karla.send(WHAT))
    await town.waits(minutes=1)

    await town.taps(town.karla, "Luk nu")

    assert town.karla.reads() == f"{said.CLOSED}\n{said.MAY_STAND}"


async def test_silence_is_wiped_when_the_network_is_back(town: Town) -> None:
    await begins(town, town.karla)
    await town.says(town.karla, WHAT)
    town.sandbox.fail_next("deleteMessages", 500)

    await town.waits(minutes=21)
    await town.waits(seconds=10)

    assert WHAT not in "".join(ours(town.karla))


async def test_staffs_question_is_not_read_before_it_was_shown(town: Town) -> None:
    receipt = await tells(town, town.karla)
    await town.says(town.inge, "/tips")
    await town.taps(town.inge, town.labels(town.inge)[0])
    await town.taps(town.inge, "Spørg tipgiver")
    await town.says(town.inge, "Hvilken dag?")
    ticket = town.play.app.tips._locks.ticket(code.canonical(receipt) or "")

    def unread(work: Work) -> int:
        found = thread.look(work, town.play.app.tips._locks, ticket)
        return len(found.questions) if found else -1

    assert await town.play.app.store.read(unread) == 1
    await opens(town, receipt, town.karla)
    assert "Hvilken dag?" in town.karla.reads()
    assert await town.play.app.store.read(unread) == 0


async def test_twenty_codes_at_once_hold_nobody_up(town: Town) -> None:
    crowd = [town.sandbox.person(f"Gæst {number}") for number in range(20)]
    for guest in crowd:
        await town.says(guest, "/tip")
        await town.taps(guest, "Jeg har en kode")
    for guest in crowd:
        await guest.send("7H2K-Q9XW-B4TN-0V1M", wait=False)

    began = perf_counter()
    await town.jens.send("/hjaelp")
    took = perf_counter() - began
    await town.play.settled(patience=60)
    all_took = perf_counter() - began

    assert all(said.NOTHING_THERE in guest.reads() for guest in crowd)
    assert took < all_took / 3


# The tick alone.


class Away(Exception):
    """As if the writing thread had met something nobody thought of."""


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Safe:
    return safe(tmp_path_factory.mktemp("keys"))


def waiting(keys: Safe, draft: str) -> Waiting:
    receipt = code.fresh()
    return Waiting(keys.locks.seal(DEALING, receipt, NOW), draft, 1, 1, receipt, "da")


async def stays(_draft: str) -> bool:
    return False


async def count(store: Store) -> int:
    return await store.read(lambda work: work.session.query(Tip).count())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_whatever_goes_wrong_with_a_tick_its_tips_wait_on(store: Store, keys: Safe) -> None:
    faults: list[Exception] = [StoreAway("gone"), Away()]

    async def stumbles(_draft: str) -> bool:
        if faults:
            raise faults.pop()
        return False

    ticks = Ticks(store, taken_back=stumbles)
    ticks.add(waiting(keys, "ta"))
    ticks.add(waiting(keys, "tb"))
    with pytest.raises(Away):
        await ticks.drain()
    with pytest.raises(StoreAway):
        await ticks.drain()
    assert len(ticks) == 2
    assert await count(store) == 0

    written = await ticks.drain()

    assert {tip.draft for tip in written} == {"ta", "tb"}
    assert await count(store) == 2
    assert len(ticks) == 0


async def test_a_tip_whose_commit_was_not_heard_of_is_written_once(store: Store, keys: Safe) -> None:
    ticks, tip = Ticks(store, taken_back=stays), waiting(keys, "ta")
    for _ in range(2):
        ticks.add(tip)
        await ticks.drain()

    assert await count(store) == 1
    assert await store.read(lambda work: work.session.query(Inbox).count()) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_order_in_a_tick_is_not_the_order_they_came_in(store: Store, keys: Safe) -> None:
    sealed = waiting(keys, "t0").sealed
    names = [f"t{number}" for number in range(40)]
    ticks = Ticks(store, taken_back=stays)
    for number, name in enumerate(names):
        mine = replace(sealed, id=number.to_bytes(16), tag=number.to_bytes(16))
        ticks.add(Waiting(mine, name, 1, 1, "", "da"))

    assert [tip.draft for tip in await ticks.drain()] != names


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_tip_taken_back_before_the_tick_is_never_written(store: Store, keys: Safe) -> None:
    async def left(draft: str) -> bool:
        return draft == "ta"

    ticks = Ticks(store, taken_back=left)
    ticks.add(waiting(keys, "ta"))

    assert await ticks.drain() == []
    assert await count(store) == 0
