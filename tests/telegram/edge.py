"""The Telegram edge against the sandbox: real HTTP and a real database, with a clock that stands still."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.sandbox.clock import Clock
from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.api import Api
from bot.telegram.delivery import Delivery
from bot.telegram.pace import Pace
from bot.telegram.pictures import Pictures
from bot.telegram.polling import Polling
from bot.telegram.respond import Responder
from bot.telegram.serve import Front
from bot.telegram.speak import Speaker
from bot.telegram.watch import Pulse
from bot.web.metrics import Meter
from handlers.house import House
from handlers.profile import read_profile
from handlers.reply import Button, Reply, say
from handlers.visit import Tap, Visit, Words
from handlers.wording.notices import Letter
from storage.models import Notice
from storage.store import Store
from storage.work import Work

DISTRICT = Path(__file__).parents[2] / "deploy" / "districts" / "midt-og-vestsjaelland.toml"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOKEN = "1000:sandbox"

T = TypeVar("T")
Answers = Callable[[Visit], Reply]
Letters = Callable[[Notice], Letter | None]


def echo(visit: Visit) -> Reply:
    """Says what was said, with a button below; a tap is told by its data."""
    heard = visit.what.text if isinstance(visit.what, Words) else ""
    heard = visit.what.data if isinstance(visit.what, Tap) else heard
    return say(f"Du sagde {heard}.", (Button("Igen", data="igen"),))


def untold(_: Notice) -> Letter | None:
    """Every notice is outdated."""
    return None


@dataclass
class Script:
    """What the handlers do in this test, and how often they did it."""

    answer: Answers = echo
    decided: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    posts: tuple[str, ...] = ()
    letter: Letters = untold
    told: list[tuple[str, int]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def decide(self, work: Work, visit: Visit) -> Reply:
        self.decided.append(visit.update_id)
        for what in self.posts:
            work.post(what, "staff")
        return self.answer(visit)

    def again(self, _work: Work, visit: Visit) -> Reply:
        self.repeated.append(visit.update_id)
        return self.answer(visit)

    def word(self, _work: Work, notice: Notice, _house: House) -> Letter | None:
        return self.letter(notice)

    def sent(self, _work: Work, notice: Notice, message_id: int, _house: House) -> None:
        self.told.append((notice.what, message_id))

    def refused(self, _work: Work, notice: Notice, _house: House) -> None:
        self.gone.append(notice.what)


class Edge:
    """Everything between Telegram and the handlers; the handlers are a `Script`."""

    def __init__(
        self, sandbox: Sandbox, api: Api, store: Store, *, staff_chat: int | None = None, deadline: float = 20
    ) -> None:
        self.sandbox, self.api, self.store = sandbox, api, store
        self.clock: Clock = sandbox.clock
        self.house = House(read_profile(DISTRICT), 1000, "bestil_betjent_bot", staff_chat)
        self.meter = Meter()
        self.pulse = Pulse(self.clock)
        self.pace = Pace(self.clock)
        self.speaker = Speaker(api, store, self.pace, self.clock)
        self.script = Script()
        self.delivery = Delivery(store, self.house, self.speaker, self.clock, self.meter, wording=self.script)
        self.pictures = Pictures(api, store, self.clock, self.meter, committed=self._committed)
        self.commits = 0  # that left something in the outbox
        self.responder = Responder(api, self.speaker)
        self.front = Front(
            store,
            self.house,
            self.responder,
            decide=self.script.decide,
            again=self.script.again,
            pulse=self.pulse,
            meter=self.meter,
            committed=self._committed,
            deadline=deadline,
        )
        self.polling = Polling(api, self.front, self.clock, self.pulse, long_poll=0)

    def _committed(self) -> None:
        self.commits += 1
        self.delivery.wake()

    async def hears(self) -> None:
        """Fetches what people have sent, and serves it."""
        await self.polling.once()

    async def passing(self, doing: Awaitable[T]) -> T:
        """Lets time pass, half a second at a time whenever somebody waits for it, until something is done."""
        task = asyncio.ensure_future(doing)
        while not task.done():
            await asyncio.wait({task}, timeout=0.01)
            if not task.done() and self.clock.sleepers:
                self.clock.advance(0.5)
        return task.result()

    async def until(self, seen: Callable[[], bool]) -> None:
        """Lets time pass until something is to be seen."""
        nothing = asyncio.Event()
        for _ in range(300):
            if seen():
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(nothing.wait(), 0.01)
            self.clock.advance(0.5)
        raise AssertionError("it never happened")

    async def ended(self, running: asyncio.Future[None]) -> None:
        """Cancels a loop and waits for its end."""
        running.cancel()
        await asyncio.wait({running})

    def texts(self, person: Person) -> list[str]:
        """What the bot has said to this person, oldest first."""
        return [message.text for message in person.screen() if message.sender.is_bot]

    def called(self, method: str) -> int:
        """How many calls of a Bot API method went through."""
        return sum(1 for call in self.sandbox.calls if call.method == method.lower() and call.ok)
