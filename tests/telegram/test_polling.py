"""Fetching: nothing is confirmed before it is done, and nobody else may fetch beside us."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.api import BadToken
from bot.telegram.polling import AnotherReader
from handlers.reply import Reply, say
from handlers.visit import Visit
from tests.telegram.edge import START, Edge


async def test_what_is_done_is_not_fetched_again(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)

    await edge.hears()
    await edge.hears()

    assert len(edge.script.decided) == 1
    assert edge.script.repeated == []


async def test_a_failed_update_is_tried_again_before_anything_is_confirmed(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    sandbox.fail_next("sendMessage", 502, times=2)

    await edge.passing(edge.hears())

    assert edge.texts(karla) == ["Du sagde hej."]
    assert (len(edge.script.decided), len(edge.script.repeated)) == (1, 2)


async def test_one_person_s_trouble_does_not_hold_up_the_others(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    bo = sandbox.person("Bo")
    await karla.send("hej", wait=False)
    await bo.send("hej", wait=False)

    def answer(visit: Visit) -> Reply:
        if visit.person_id == karla.id:
            raise ZeroDivisionError
        return say("Goddag Bo.")

    edge.script.answer = answer
    await edge.passing(edge.hears())

    assert edge.texts(bo) == ["Goddag Bo."]
    assert len(edge.script.decided) == 6


async def test_a_second_reader_ends_the_process_with_clear_words(edge: Edge, sandbox: Sandbox) -> None:
    sandbox.fail_next("getUpdates", 409)

    with pytest.raises(AnotherReader, match="409"):
        await edge.polling.run()


async def test_a_token_taken_back_ends_the_process(edge: Edge, sandbox: Sandbox) -> None:
    sandbox.fail_next("getUpdates", 401)

    with pytest.raises(BadToken):
        await edge.polling.run()


async def test_trouble_on_the_way_is_waited_out(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    sandbox.fail_next("getUpdates", "drop", times=3)
    await karla.send("hej", wait=False)
    running = asyncio.ensure_future(edge.polling.run())

    await edge.until(lambda: bool(edge.texts(karla)))

    assert edge.clock.now() - START >= timedelta(seconds=1 + 2 + 4)
    assert edge.pulse.fetched_at > START
    await edge.ended(running)


async def test_stopped_it_tells_telegram_what_is_done(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)
    await edge.hears()
    held = len(edge.sandbox.world.accounts["1000:sandbox"].inbox.pending)

    running = asyncio.ensure_future(edge.polling.run())
    await asyncio.sleep(0)
    await edge.ended(running)

    assert held == 1
    assert not edge.sandbox.world.accounts["1000:sandbox"].inbox.pending


async def test_stopped_in_the_middle_nothing_undone_is_confirmed(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    bo = sandbox.person("Bo")
    await karla.send("hej", wait=False)
    await bo.send("hej", wait=False)
    edge.script.answer = lambda visit: say("Goddag Bo." if visit.person_id == bo.id else 5000 * "x" + "</b>")
    running = asyncio.ensure_future(edge.polling.run())
    await edge.until(lambda: bool(edge.texts(bo)) and len(edge.script.repeated) > 0)

    await edge.ended(running)
    edge.script.answer = lambda _: say("Goddag Karla.")
    restarted = Edge(sandbox, edge.api, edge.store)
    restarted.script.answer = edge.script.answer
    await restarted.hears()

    assert karla.reads() == "Goddag Karla."
