"""A letter that was begun is finished, not begun again, and one that cannot be sent yet is kept."""

from __future__ import annotations

import asyncio
import io
from concurrent.futures import Future
from datetime import timedelta

from PIL import Image

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from handlers.reply import Say
from handlers.wording.notices import Letter
from storage import media, outbox
from storage.models import Notice
from storage.work import Work
from tests.telegram.edge import Edge
from tests.telegram.test_delivery import known, outcomes, post


async def photos(edge: Edge, person: Person, count: int) -> tuple[str, ...]:
    """So many pictures, ready to be shown."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG")

    def filed(work: Work) -> list[str]:
        keys = [media.file(work, person.id, "kladde", f"fil {number}") for number in range(count)]
        for key in keys:
            media.ready(work, key, made.getvalue())
        return keys

    return tuple(await edge.store.write(filed))


async def test_an_offer_with_many_photos_comes_once(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    shown = await photos(edge, karla, 15)
    edge.script.letter = lambda notice: Letter(karla.id, Say(notice.what, photos=shown))
    await post(edge, "tilbud", person=karla)

    await edge.passing(edge.delivery.drain())

    assert await outcomes(edge) == [("tilbud", "sent")]
    assert edge.called("sendMediaGroup") == 2


async def test_a_service_that_stops_remembers_what_it_is_just_sending(edge: Edge, karla: Person) -> None:
    await known(edge, karla)
    await post(edge, "første", "anden", person=karla)
    loop, stops = asyncio.get_running_loop(), list[Future[None]]()

    def letter(notice: Notice) -> Letter:
        stops.append(asyncio.run_coroutine_threadsafe(edge.delivery.stop(), loop))
        return Letter(karla.id, Say(notice.what))

    edge.script.letter = letter
    running = asyncio.ensure_future(edge.delivery.run())
    await edge.until(lambda: bool(stops))

    await asyncio.wrap_future(stops[0])
    await edge.ended(running)

    assert await outcomes(edge) == [("første", "sent"), ("anden", "")]
    assert await edge.delivery.drain() == 0
    assert [each.what for each in await edge.store.write(lambda work: outbox.due(work, 9))] == ["anden"]


async def test_a_group_that_has_put_us_out_gets_its_cards_when_we_are_back(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    group = sandbox.group("Vurdering", [karla])
    edge.script.letter = lambda notice: Letter(group.id, Say(notice.what))
    began = edge.clock.now()
    await post(edge, "kort")
    await edge.delivery.drain()
    assert await outcomes(edge) == [("kort", "")]
    edge.clock.advance(1)
    assert await edge.store.read(outbox.oldest_waiting) == began

    group.add(next(iter(sandbox.world.accounts.values())).user)
    edge.clock.advance(timedelta(minutes=10).total_seconds())
    await edge.delivery.drain()

    assert karla.reads(group) == "kort"
