"""Health is red, and says why, when we have gone deaf or dumb."""

from __future__ import annotations

import pytest

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.watch import Watch
from storage.work import Work
from tests.telegram.edge import Edge


def watching(edge: Edge, *, polling: bool = True) -> Watch:
    return Watch(edge.api, edge.store, edge.clock, edge.pulse, edge.meter, polling=polling)


async def test_nothing_to_tell_when_all_is_well(edge: Edge) -> None:
    watch = watching(edge)

    await watch.ask_telegram()

    assert await watch.reasons() == []


async def test_polling_that_has_been_deaf(edge: Edge) -> None:
    edge.clock.advance(200)

    assert await watching(edge).reasons() == ["Vi har ikke kunnet hente beskeder i 3 minutter."]


async def test_polling_that_hears_nothing_for_hours_is_well_when_nobody_writes(edge: Edge) -> None:
    edge.clock.advance(7200)
    await edge.hears()
    watch = watching(edge)
    await watch.ask_telegram()

    assert await watch.reasons() == []


async def test_messages_that_wait_at_telegram_while_we_hear_nothing(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)
    edge.clock.advance(200)
    edge.pulse.fetched()
    watch = watching(edge)

    await watch.ask_telegram()

    assert await watch.reasons() == ["1 besked venter hos Telegram."]


async def test_a_webhook_that_telegram_cannot_reach(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    await edge.api.set_webhook("http://127.0.0.1:1/telegram")
    await karla.send("hej", wait=False)
    await sandbox.settled()
    watch = watching(edge, polling=False)

    await watch.ask_telegram()

    assert await watch.reasons() == ["Telegram kan ikke aflevere til webhooken: Connection refused."]
    edge.clock.advance(200)
    await edge.api.delete_webhook()


async def test_a_webhook_that_somebody_took_away(edge: Edge) -> None:
    watch = watching(edge, polling=False)

    await watch.ask_telegram()

    assert await watch.reasons() == ["Telegram har ingen webhook til os."]


@pytest.mark.parametrize("error", [502, "drop"])
async def test_a_telegram_that_does_not_answer(edge: Edge, sandbox: Sandbox, error: int) -> None:
    sandbox.fail_next("getWebhookInfo", error)
    watch = watching(edge)

    await watch.ask_telegram()

    assert await watch.reasons() == ["Telegram svarer ikke (NetworkError)."]


async def test_an_outbox_that_is_stuck(edge: Edge) -> None:
    def post(work: Work) -> None:
        work.post("system", "staff")

    await edge.store.write(post)
    edge.clock.advance(400)
    edge.pulse.fetched()

    assert await watching(edge).reasons() == ["Den ældste besked i udbakken har ventet i 6 minutter."]
    assert b"betjent_outbox_age_seconds 400.0" in edge.meter.page()


async def test_a_database_that_is_away(edge: Edge) -> None:
    await edge.store.close()

    assert await watching(edge).reasons() == ["Databasen svarer ikke."]
