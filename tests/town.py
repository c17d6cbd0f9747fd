"""A town for journeys: a small Telegram, the real application over HTTP, a fixed cast, and a clock in hand.

`await town.says(town.karla, "hej")`, `await town.taps(town.karla, "Hjælp")`, `await town.waits(days=2)`,
`await town.orders(town.karla)` gives the number of a case. Everything has settled when an act returns.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy import select

from bot.demo.stage import Setting, Stage, stage
from bot.sandbox import Clock, Group, Message, Person
from storage.models import Case, Event
from storage.work import Work

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
A_MOMENT = 1.0  # seconds between what people do
PLACE = "Skolevej ved Netto, 4320 Lejre"
IMAGE_DESCRIPTION = 0x010E  # the tag of Exif
SUMMARY, SEND = "Gå til oversigten", "Send bestillingen"


class Town:
    """Who lives here, what they can do, and what they see."""

    def __init__(self, play: Stage) -> None:
        self.play = play
        self.clock, self.sandbox, self.group = play.clock, play.sandbox, play.group
        self.karla, self.inge, self.jens, self.bo = play.karla, play.inge, play.jens, play.bo

    # Acting.

    async def says(
        self, who: Person, text: str, chat: Group | None = None, *, reply_to: Message | None = None
    ) -> str:
        """Somebody writes; gives what the bot then says."""
        self.clock.advance(A_MOMENT)
        await self.after(who.send(text, chat, reply_to=reply_to))
        return who.reads(chat)

    async def taps(self, who: Person, label: str, chat: Group | None = None) -> str:
        """Somebody presses the newest button that begins with these words; gives the toast."""
        self.clock.advance(A_MOMENT)
        message, text = self.button(who, label, chat)
        toast = await who.tap(text, message=message, chat=chat)
        await self.play.settled()
        return toast.text if toast else ""

    async def presses(
        self, who: Person, data: str, chat: Group | None = None, *, on: Message | None = None
    ) -> str:
        """Sends callback data, as an old button or a forger would; gives the toast."""
        toast = await who.tap(callback_data=data, message=on or who.newest(chat), chat=chat)
        await self.play.settled()
        return toast.text if toast else ""

    async def after(self, act: Awaitable[object]) -> None:
        """Does something and lets everything settle."""
        await act
        await self.play.settled()

    async def waits(self, **span: float) -> None:
        """Lets time pass, with the sweeps that it brings: hours=3, days=2."""
        await self.play.later(timedelta(**span).total_seconds())

    async def restarts(self) -> None:
        """The application stops and starts again, on the same data."""
        await self.play.stop()
        await self.play.start()
        await self.play.settled()

    # Whole stretches of the way.

    async def begins(self, who: Person, *said: str) -> None:
        """Begins a traffic check and answers as many questions."""
        await self.says(who, "/bestil")
        if any(text.startswith("Færdselskontrol") for text in self.labels(who)):
            await self.taps(who, "Færdselskontrol")
        for text in said:
            await self.says(who, text)

    async def fills_in(self, who: Person, where: str = PLACE) -> None:
        """Answers what must be answered and goes to the summary."""
        await self.begins(who, "for stærkt", where, "hverdage 7-8")
        await self.taps(who, SUMMARY)

    async def orders(self, who: Person, where: str = PLACE) -> int:
        """Sends a whole traffic check."""
        await self.fills_in(who, where)
        await self.taps(who, SEND)
        return (await self.cases())[-1].id

    async def staff(self, text: str, who: Person | None = None) -> str:
        """Inge, or somebody else, writes in the group."""
        return await self.says(who or self.inge, text, self.group)

    async def offered_to_bo(self, who: Person) -> int:
        """A case that is granted and offered."""
        number = await self.orders(who)
        await self.staff(f"/imoedekom {number}")
        await self.staff(f"/tildel {number} Bo")
        return number

    # Looking.

    def button(self, who: Person, label: str, chat: Group | None = None) -> tuple[Message, str]:
        """The newest message with a button that begins with these words, and all of its words."""
        for message in reversed(who.screen(chat)):
            for text in (text for row in message.buttons for text in row):
                if text.startswith(label):
                    return message, text
        raise AssertionError(f"{who.name} sees no button {label!r}; the last words are {who.reads(chat)!r}")

    def question(self, who: Person, chat: Group | None = None) -> str:
        """The newest words with buttons under them."""
        return next((message.text for message in reversed(who.screen(chat)) if message.buttons), "")

    def labels(self, who: Person, chat: Group | None = None) -> list[str]:
        """The buttons under the newest message that has any."""
        with_keys = (message for message in reversed(who.screen(chat)) if message.buttons)
        newest = next(with_keys, None)
        return [text for row in newest.buttons for text in row] if newest else []

    def texts(self, who: Person, chat: Group | None = None) -> list[str]:
        """Everything the bot has said there, as it stands now."""
        return [message.text for message in who.screen(chat) if message.sender.is_bot]

    def said(self, who: Person, words: str, chat: Group | None = None) -> int:
        """How many messages of the bot have these words."""
        return sum(words in text for text in self.texts(who, chat))

    def card(self, number: int) -> Message:
        """The card of a case in the group."""
        begins = f"Sag {number} ·"
        return next(message for message in self.inge.screen(self.group) if message.text.startswith(begins))

    def file(self, file_id: str) -> bytes:
        """The content of a file in a message."""
        stored = self.sandbox.world.files.find(file_id)
        assert stored is not None
        return stored.content

    async def cases(self) -> list[Case]:
        """Every case, oldest first."""
        return await self.play.app.store.read(_cases)

    async def case(self, number: int) -> Case:
        """One case as it stands now."""
        return next(case for case in await self.cases() if case.id == number)

    async def events(self) -> list[str]:
        """The audit trail of all cases: what happened, in order."""
        return await self.play.app.store.read(_events)


@asynccontextmanager
async def a_town(folder: Path, template: Path, setting: Setting | None = None) -> AsyncIterator[Town]:
    """A town on a Monday morning, with the database's tables copied from `template`."""
    wanted = setting or Setting(ticking=False, limits=False)
    if not wanted.database_url:
        shutil.copyfile(template, folder / "betjent.sqlite3")
    async with stage(folder, wanted, clock=Clock(MONDAY)) as play:
        yield Town(play)


def photo(color: str = "#555b61", *, made_at: str = "") -> bytes:
    """A small picture, which may say where it was made."""
    kept, notes = BytesIO(), Image.Exif()
    if made_at:
        notes[IMAGE_DESCRIPTION] = made_at
    Image.new("RGB", (64, 48), color).save(kept, "JPEG", exif=notes)
    return kept.getvalue()


def photo_taken_at(latitude: float, longitude: float) -> bytes:
    """A small picture with the place as phones write it: degrees, minutes and seconds, and four letters."""
    kept, notes = BytesIO(), Image.Exif()
    notes.get_ifd(0x8825).update(
        {
            1: "N" if latitude >= 0 else "S",
            2: _angle(abs(latitude)),
            3: "E" if longitude >= 0 else "W",
            4: _angle(abs(longitude)),
        }
    )
    Image.new("RGB", (64, 48), "#555b61").save(kept, "JPEG", exif=notes)
    return kept.getvalue()


def _angle(degrees: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(round(degrees * 3600, 4), 60)
    return float(minutes // 60), float(minutes % 60), seconds


def _cases(work: Work) -> list[Case]:
    found = list(work.session.scalars(select(Case).order_by(Case.id)))
    work.session.expunge_all()
    return found


def _events(work: Work) -> list[str]:
    return list(work.session.scalars(select(Event.name).where(Event.case_id.is_not(None)).order_by(Event.id)))
