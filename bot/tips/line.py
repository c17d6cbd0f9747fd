"""The line for tips: updates that never come near a table, from the first word until everything is wiped.

Whoever is telling something is served here instead of by the handlers that know people. No row, count or
log line says that it happened; an error is told by its class and place alone.
"""

import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.clock import Clock
from bot.telegram.trouble import code_of, log_error
from bot.tips.chat import Chat
from bot.tips.deeds import Deeds
from bot.tips.sessions import MINUTES, Full, Sessions
from bot.tips.ticks import Ticks, Waiting
from handlers.house import House
from handlers.rules.promise import today
from handlers.text import texts
from handlers.tips import conversation, screens
from handlers.tips import texts as said
from handlers.tips.locks import Locks
from handlers.tips.session import MARK, Session, fresh_draft
from handlers.visit import Membership, Tap, Visit, Words
from handlers.words.tips import sounds_like_tip
from storage import drafts, people
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger(__name__)

PREFIX, OWN_DRAFT = "tip:", f"d:{MARK}"
SWEEP = 5.0  # seconds between looks at what is due
NOTED, OTHER = "tip:noted", "tip:other"


@dataclass(frozen=True, slots=True, repr=False)
class Fading:
    """Messages that go at a certain time."""

    at: datetime
    chat_id: int
    ids: list[int]


class Line:
    """Serves tips. `takes` must be asked first, and both within the turn of the conversation."""

    def __init__(  # noqa: PLR0913 - it joins all the parts of a tip's way; each is one of them.
        self,
        store: Store,
        house: House,
        chat: Chat,
        clock: Clock,
        *,
        locks: Locks,
        sessions: Sessions,
        deeds: Deeds,
    ) -> None:
        self._store = store
        self._house = house
        self._chat = chat
        self._clock = clock
        self._locks = locks
        self._sessions = sessions
        self._deeds = deeds
        self._ticks = Ticks(store, written=self._tell)
        self._ticked = clock.now()
        self._fading: list[Fading] = []
        self._untold: list[Waiting] = []

    async def takes(self, visit: Visit) -> bool:
        """Whether this update is about a tip: it goes no other way then."""
        if not visit.private or isinstance(visit.what, Membership):
            return False
        if isinstance(visit.what, Tap):
            return visit.what.data.startswith((PREFIX, OWN_DRAFT))
        if isinstance(visit.what, Words) and _is_command(visit.what.text):
            return True
        if await self._sessions.find(visit.person_id) is not None:
            return True
        return isinstance(visit.what, Words) and await self._is_offered(visit, visit.what)

    async def serve(self, visit: Visit) -> Mapping[str, Any] | None:
        """Serves it. Raises StoreAway or PTB's network errors, after which a redelivery goes on."""
        try:
            async with self._sessions.hold(visit.person_id):
                await self._served(visit)
        except (StoreAway, TelegramError) as fault:
            if isinstance(fault, BadRequest | Forbidden):
                await self._stumbled(visit, fault)
            else:
                raise
        except Exception as error:  # the one door: what was told stays in memory, and nothing is retried
            await self._stumbled(visit, error)
        return None

    async def run(self) -> None:
        """Does what time alone makes due, until cancelled."""
        while True:
            await self._clock.sleep(SWEEP)
            with suppress(StoreAway, TelegramError):  # what could not be done now is due again next time
                await self.due()

    async def due(self) -> int:
        """Writes with the tick, tells what could not be told, takes away what has been shown long enough."""
        now = self._clock.now()
        if now - self._ticked >= timedelta(seconds=self._house.profile.tips.tick_seconds):
            self._ticked = now
            await self._ticks.drain()
        untold, self._untold = self._untold, []
        for tip in untold:
            await self._tell(tip)
        fading = [each for each in self._fading if each.at <= now]
        self._fading = [each for each in self._fading if each.at > now]
        for each in fading:
            await self._chat.wipe(each.chat_id, each.ids)
        silent = await self._sessions.take_silent(now.timestamp() - MINUTES * 60)
        for session in silent:
            await self._fell_silent(session)
        return len(untold) + len(fading) + len(silent)

    async def stop(self) -> None:
        """What is locked is written before the end; what was only being told goes with the process."""
        with suppress(StoreAway, TelegramError):
            await self._ticks.drain()
        self._deeds.close()
        await self._sessions.close()

    async def _served(self, visit: Visit) -> None:
        session = await self._sessions.find(visit.person_id)
        if session is None:
            session = await self._begun(visit)
        if session is None:
            return
        if visit.message_id is not None and not isinstance(visit.what, Tap):
            session.messages.append(visit.message_id)
        session.touched = self._clock.now().timestamp()
        if visit.update_id in session.updates:
            turn = conversation.current(session, visit)
        else:
            turn = await self._deeds.done(session, visit, conversation.served(session, visit))
            session.updates.append(visit.update_id)
        await self._shown(session, visit, turn)

    async def _shown(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        """Brings the turn to the chat, then does what comes after it has been seen."""
        match turn.deed:
            case conversation.Close() | conversation.Withdraw():
                await self._left(session, visit, turn)
            case conversation.Send():
                await self._locked(session, visit, turn)
            case conversation.Erase() | conversation.Look():
                await self._says(session, visit, turn)
                if visit.message_id is not None:
                    await self._chat.wipe(visit.chat_id, [visit.message_id])
                await self._sessions.keep(visit.person_id, session)
            case _:
                await self._says(session, visit, turn)
                await self._sessions.keep(visit.person_id, session)

    async def _says(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        tap = visit.what if isinstance(visit.what, Tap) else None
        session.messages += await self._chat.say(
            visit.chat_id, turn.says, tapped=tap.message_id if tap else None
        )
        if tap:
            await self._chat.answer(tap.callback_id, turn.toast)

    async def _begun(self, visit: Visit) -> Session | None:
        """A new conversation, or None when what came was answered without one."""
        visit = await self._in_their_language(visit)
        tap = visit.what if isinstance(visit.what, Tap) else None
        if tap and tap.data not in {"tip:begin", "tip:code"}:
            await self._without(visit, tap)
            return None
        if isinstance(visit.what, Words) and not _is_command(visit.what.text):
            await self._chat.say(visit.chat_id, (screens.offer(visit),))
            return None
        if self._locks.why_not(self._clock.now()):
            await self._chat.say(visit.chat_id, (screens.other_ways(self._house, visit.t),))
            await self._answered(tap)
            return None
        now = self._clock.now()
        draft = fresh_draft(secrets.token_hex(5), today(now).isoformat())
        session = Session(visit.language, visit.chat_id, draft, touched=now.timestamp())
        try:
            await self._sessions.keep(visit.person_id, session)
        except Full:
            await self._chat.say(visit.chat_id, (screens.other_ways(self._house, visit.t, said.BUSY),))
            return None
        return session

    async def _without(self, visit: Visit, tap: Tap) -> None:
        """A button of a conversation that is over."""
        ids = [tap.message_id] if tap.message_id is not None else []
        toast = visit.t.plain(said.NOTED if tap.data == NOTED else said.LATE)
        if tap.data == OTHER:
            await self._chat.say(visit.chat_id, (screens.parting(visit, visit.t(said.WHAT_ELSE)),))
            toast = ""
        await self._answered(tap, toast)
        await self._chat.wipe(visit.chat_id, ids)

    async def _answered(self, tap: Tap | None, toast: str = "") -> None:
        if tap:
            await self._chat.answer(tap.callback_id, toast)

    async def _left(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        """Everything goes: here, in the chat, and what waited for the tick."""
        self._ticks.take_back(visit.person_id)
        if isinstance(visit.what, Tap):
            await self._chat.answer(visit.what.callback_id, turn.toast)
        kept = await self._chat.wipe(visit.chat_id, session.messages)
        t = texts(session.language)
        words = said.LEFT if isinstance(turn.deed, conversation.Withdraw) else said.CLOSED
        parts = [t(words), *([t(said.KEPT, count=kept)] if kept else [])]
        await self._chat.say(visit.chat_id, (screens.parting(visit, "\n".join(parts)),))
        await self._sessions.drop(visit.person_id)

    async def _locked(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        """Locked: it waits for the tick, or goes at once where it cannot wait."""
        sealed, receipt = self._deeds.sealed.pop(session.draft.id)
        waiting = Waiting(sealed, visit.person_id, visit.chat_id, receipt, session.language)
        self._ticks.add(waiting)
        await self._sessions.keep(visit.person_id, session)
        await self._says(session, visit, turn)
        if sealed.urgent or not self._house.profile.tips.tick_seconds:
            try:
                await self._ticks.drain()
            except StoreAway:
                t = texts(session.language)
                session.messages += await self._chat.say(
                    visit.chat_id, (screens.other_ways(self._house, t, said.NOT_YET),)
                )
                await self._sessions.keep(visit.person_id, session)

    async def _tell(self, tip: Waiting) -> None:
        """It is written: the chat is wiped, and the code is shown, once."""
        t = texts(tip.language)
        try:
            session = await self._sessions.find(tip.person_id)
            if session is not None:
                await self._chat.wipe(tip.chat_id, session.messages)
                session.messages.clear()
            shown = await self._chat.say(tip.chat_id, (screens.received(tip.receipt, t, MINUTES),))
        except TelegramError:  # the network: the code is kept until it has been shown
            self._untold.append(tip)
            return
        await self._sessions.drop(tip.person_id)
        self._fading.append(Fading(self._clock.now() + timedelta(minutes=MINUTES), tip.chat_id, shown))

    async def _fell_silent(self, session: Session) -> None:
        t = texts(session.language)
        await self._chat.wipe(session.chat, session.messages)
        session.wipe()
        await self._chat.say(session.chat, (screens.other_ways(self._house, t, said.SILENT),))

    async def _stumbled(self, visit: Visit, error: Exception) -> None:
        """Our own fault: its class and place are logged, what was told is kept, and a kind word said."""
        log_error(log, code_of(), error)
        session = await self._sessions.find(visit.person_id)
        t = texts(session.language if session else visit.language)
        with suppress(TelegramError):
            ids = await self._chat.say(visit.chat_id, (screens.other_ways(self._house, t, said.TROUBLE),))
            if session is not None:
                session.messages += ids

    async def _is_offered(self, visit: Visit, words: Words) -> bool:
        """Words that sound like a tip, from somebody who is in the middle of nothing. Only a look."""
        if words.edited or words.text.startswith("/") or not sounds_like_tip(words.text):
            return False
        return await self._store.read(partial(_is_idle, person_id=visit.person_id))

    async def _in_their_language(self, visit: Visit) -> Visit:
        """The language they once chose. Only a look: a stranger stays one."""
        chosen = await self._store.read(lambda work: people.find(work, visit.person_id))
        return replace(visit, language=chosen.language) if chosen else visit


def _is_command(text: str) -> bool:
    word = text.partition(" ")[0].partition("@")[0].lower()
    return word == "/tip"


def _is_idle(work: Work, person_id: int) -> bool:
    known = people.find(work, person_id)
    return known is None or not (known.topic or drafts.any_of(work, person_id))
