"""Brings locked tips to the table with the tick, and only then their codes to the chat."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.tips.chat import Chat
from bot.tips.fading import Fading
from bot.tips.sessions import Sessions
from bot.tips.ticks import Ticks, Waiting
from handlers.text import texts
from handlers.tips import screens
from handlers.tips import texts as said
from handlers.tips.session import MINUTES
from storage.store import StoreAway


class Codes:
    """What is locked and not written, and what is written and not told."""

    def __init__(
        self, ticks: Ticks, sessions: Sessions, chat: Chat, clock: Clock, *, fading: Fading, seconds: int
    ) -> None:
        self._ticks = ticks
        self._sessions = sessions
        self._chat = chat
        self._clock = clock
        self._fading = fading
        self._every = timedelta(seconds=seconds)
        self._ticked = clock.now()
        self._untold: list[Waiting] = []
        self._telling = asyncio.Lock()

    def add(self, tip: Waiting) -> None:
        """It goes with the next tick."""
        self._ticks.add(tip)

    async def hurry(self, tip: Waiting) -> None:
        """It goes at once where it cannot wait. Raises StoreAway, and then it waits."""
        if tip.sealed.urgent or not self._every:
            await self.write()

    async def due(self) -> int:
        """Writes when the tick comes, and tells what could not be told; gives how many heard their code."""
        now = self._clock.now()
        if now - self._ticked >= self._every:
            self._ticked = now
            with suppress(StoreAway):  # they wait for the next tick
                await self.write()
        return await self._tell()

    async def write(self) -> None:
        """A tick: what waits is written, and the codes are shown. Raises StoreAway."""
        self._untold += await self._ticks.drain()
        await self._tell()

    async def _tell(self) -> int:
        told = 0
        async with self._telling:
            for tip in list(self._untold):
                if await self._told(tip):
                    self._untold.remove(tip)
                    told += 1
        return told

    async def _told(self, tip: Waiting) -> bool:
        """The chat is wiped, and the code is shown, once; False when that could not be done now."""
        t, note = texts(tip.language), ""
        try:
            session = await self._sessions.find(tip.person_id)
            if session is not None and session.draft.id == tip.draft:
                await self._chat.wipe(tip.chat_id, session.messages)
                note = t(said.MAY_STAND) if session.doubt else ""
                await self._sessions.drop(tip.person_id)
            words = screens.received(tip.receipt, t, MINUTES, note)
            shown = await self._chat.say(tip.chat_id, (words,))
        except BadRequest:  # there is no such chat any more
            return True
        except (TelegramError, StoreAway):
            return False
        self._fading.later(tip.chat_id, shown, MINUTES)
        return True
