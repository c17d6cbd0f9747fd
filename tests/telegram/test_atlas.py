"""A map of towns is drawn once; a map of where somebody stands is drawn anew, and its name not remembered."""

from __future__ import annotations

import pytest

from bot.sandbox.people import Person
from handlers.land.sketch import Mark, Sketch
from handlers.reply import Say
from tests.telegram.edge import Edge

TOWNS = Sketch(("0265", "0269"), (Mark(55.54, 12.12, "Havdrup"),))
PIN = Sketch(("0265",), (Mark(55.54, 12.12),))


async def shown(edge: Edge, karla: Person, sketch: Sketch) -> str:
    """Telegram's name of the picture that she now sees."""
    edge.clock.advance(3)
    await edge.speaker.say(karla.id, Say("Hvilken kommune?", sketch=sketch), first=True)
    pictures = [message for message in karla.screen() if "photo" in message.content]
    name: str = pictures[-1].content["photo"][-1]["file_id"]
    return name


@pytest.mark.parametrize(("sketch", "kept"), [(TOWNS, True), (PIN, False)])
async def test_only_a_map_of_towns_is_shown_again_by_its_name(
    edge: Edge, karla: Person, sketch: Sketch, kept: bool
) -> None:
    await karla.send("hej", wait=False)

    first, second = await shown(edge, karla, sketch), await shown(edge, karla, sketch)

    assert (first == second) is kept


async def test_a_map_that_telegram_no_longer_has_is_drawn_again(edge: Edge, karla: Person) -> None:
    await karla.send("hej", wait=False)
    first = await shown(edge, karla, TOWNS)
    edge.sandbox.fail_next("sendPhoto", 400)

    second = await shown(edge, karla, TOWNS)
    third = await shown(edge, karla, TOWNS)

    assert first != second == third
