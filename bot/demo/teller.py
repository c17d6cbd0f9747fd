"""Lets the cast of a story act one after the other, through the real application."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from bot.demo.stage import Stage
from bot.demo.transcript import Phone, Transcript
from bot.sandbox import Group, Message, Person

MAGENTA = 35
PAUSE = 2.0  # seconds between two acts: people need them, and Telegram's limits expect them


class WentWrong(Exception):
    """The story did not go as it should; the text says what is missing."""


class Teller:
    """Lets the cast act one after the other and prints what everybody sees."""

    def __init__(self, play: Stage, transcript: Transcript) -> None:
        self.play = play
        self.transcript = transcript

    def joins(self, name: str) -> Person:
        """Somebody new with a phone of their own."""
        person = self.play.sandbox.person(name)
        self.transcript.follow(Phone(name, person, None, MAGENTA))
        return person

    async def says(
        self, who: Person, text: str, chat: Group | None = None, *, reply: Message | None = None
    ) -> None:
        """Somebody writes."""
        await self._act(lambda: who.send(text, chat, reply_to=reply))

    async def taps(self, who: Person, label: str, chat: Group | None = None) -> None:
        """Somebody presses the newest button that begins with these words."""
        message = _with_button(who, label, chat)
        whole = next(text for row in message.buttons for text in row if text.startswith(label))
        self.transcript.taps(who.name, whole)
        seen = len(who.toasts)
        await self._act(lambda: who.tap(whole, message=message, chat=chat))
        for toast in who.toasts[seen:]:
            if toast.text:
                self.transcript.toast(who.name, toast.text)

    async def sends_a_photo(self, who: Person, notes: Image.Exif | None = None) -> None:
        """Somebody sends a picture of the road; `notes` is what the phone wrote into it."""
        await self._act(lambda: who.send_photo(_road(notes)))

    async def points(self, who: Person, latitude: float, longitude: float) -> None:
        """Somebody sends a point on the map."""
        await self._act(lambda: who.send_location(latitude, longitude))

    async def waits(self, passed: timedelta, remark: str) -> None:
        """Time goes by."""
        self.transcript.remark(remark)
        await self.play.later(passed.total_seconds())
        self.transcript.look()

    def must(self, who: Person, words: str, chat: Group | None = None) -> None:
        """Checks that somebody can read these words in a message from the bot. Raises WentWrong."""
        if not any(words in message.text for message in who.screen(chat) if message.sender.is_bot):
            raise WentWrong(f"{who.name} har ikke læst »{words}«. Det seneste er: »{who.reads(chat)}«")

    def times(self, who: Person, words: str) -> int:
        """How many messages of the bot's with these words somebody has."""
        return sum(words in message.text for message in who.screen() if message.sender.is_bot)

    async def _act(self, act: Callable[[], Awaitable[object]]) -> None:
        self.play.clock.advance(PAUSE)
        await act()
        await self.play.settled()
        self.transcript.look()


def _with_button(who: Person, label: str, chat: Group | None) -> Message:
    for message in reversed(who.screen(chat)):
        if any(text.startswith(label) for row in message.buttons for text in row):
            return message
    shown = [message.buttons for message in who.screen(chat)[-2:]]
    raise WentWrong(f"{who.name} kan ikke finde knappen »{label}«. Der er {shown}")


def _road(notes: Image.Exif | None) -> bytes:
    picture = Image.new("RGB", (960, 640), "#9fb7c9")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 960, 640), fill="#6f8f5f")
    draw.polygon([(400, 300), (560, 300), (860, 640), (100, 640)], fill="#555b61")
    for top in range(320, 640, 60):
        draw.rectangle((474, top, 486, top + 30), fill="#f2f2f2")
    kept = BytesIO()
    picture.save(kept, "JPEG", exif=notes or Image.Exif())
    return kept.getvalue()
