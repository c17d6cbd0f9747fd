"""What is shown for a few minutes cannot be passed on, and goes away whatever happens meanwhile."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from PIL import Image

from bot.sandbox.people import Person
from handlers.reply import Say
from handlers.wording import erasing
from handlers.wording.notices import Letter
from storage.models import Notice
from tests.telegram.edge import Edge

LONG = "En lang linje. " * 400  # two messages


def picture(color: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), color).save(file, "JPEG")
    return file.getvalue()


async def show(edge: Edge, karla: Person, say: Say) -> None:
    """Says it, and from then on carries out what is due to be taken away."""
    await karla.send("/start", wait=False)
    await edge.passing(edge.speaker.say(karla.id, say, first=True))

    def word(notice: Notice) -> Letter:
        return Letter(karla.id, Say(""), erases=erasing.to_erase(notice))

    edge.script.letter = word


async def test_everything_of_it_is_guarded_and_taken_away(edge: Edge, karla: Person) -> None:
    say = Say(LONG, gone_after=10, pictures=(picture("red"), picture("blue")))
    await show(edge, karla, say)
    ours = [message for message in karla.screen() if message.sender.is_bot]
    assert len(ours) == 4
    assert all(message.protected for message in ours)

    await edge.passing(edge.delivery.drain())
    assert len(edge.texts(karla)) == 4
    edge.clock.advance(timedelta(minutes=10).total_seconds())
    await edge.passing(edge.delivery.drain())

    assert edge.texts(karla) == []


async def test_what_was_deleted_already_is_as_good(edge: Edge, karla: Person) -> None:
    await show(edge, karla, Say("kort", gone_after=10))
    message = karla.newest()
    assert message is not None
    await edge.api.call("deleteMessage", chat_id=karla.id, message_id=message.id)

    edge.clock.advance(600)

    assert await edge.passing(edge.delivery.drain()) == 1
    assert edge.script.told == [("erase", message.id)]


async def test_ordinary_words_stay(edge: Edge, karla: Person) -> None:
    await show(edge, karla, Say("kort"))
    edge.clock.advance(6000)

    assert await edge.passing(edge.delivery.drain()) == 0
    assert edge.texts(karla) == ["kort"]
