"""The line for tips: updates that never come near a table, from the first word until everything is wiped.

Whoever is telling something is served here instead of by the handlers that know people. No row, count or
log line says that it happened; an error is told by its class and place alone.
"""

import logging
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.clock import Clock
from bot.telegram.trouble import code_of, log_error
from bot.tips.aftermath import Aftermath
from bot.tips.chat import Chat
from bot.tips.codes import Codes
from bot.tips.deeds import Deeds
from bot.tips.fading import Fading
from bot.tips.sessions import Full, Sessions
from bot.tips.ticks import Ticks, Waiting
from handlers.drafts import controls
from handlers.house import House
from handlers.rules.promise import today
from handlers.text import texts
from handlers.tips import conversation, screens
from handlers.tips import texts as said
from handlers.tips.locks import Locks
from handlers.tips.session import MARK, Session, Stage, fresh_draft
from handlers.visit import Membership, Tap, Visit, Words
from handlers.words.tips import sounds_like_tip
from storage import drafts, members, people
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger(__name__)

PREFIX, OWN_DRAFT = "tip:", f"d:{MARK}"
SWEEP = 5.0  # seconds between looks at what is due
NOTED, OTHER, BEGIN = "tip:noted", "tip:other", ("tip:begin", "tip:code")


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
        aftermath: Aftermath | None = None,
    ) -> None:
        self._store = store
        self._house = house
        self._chat = chat
        self._clock = clock
        self._locks = locks
        self._sessions = sessions
        self._deeds = deeds
        self._aftermath = aftermath
        self._fading = Fading(chat, clock)
        self._codes = Codes(
            Ticks(store, taken_back=sessions.taken_back), sessions, chat, clock,
            fading=self._fading, seconds=house.profile.tips.tick_seconds,
        )  # fmt: skip

    async def takes(self, visit: Visit) -> bool:
        """Whether this update is about a tip: it goes no other way then."""
        if not visit.private or isinstance(visit.what, Membership):
            return False
        if isinstance(visit.what, Tap) and visit.what.data.startswith((PREFIX, OWN_DRAFT)):
            return True
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
            try:
                await self.due()
            except Exception as error:  # what is locked waits in this very process: it must not end
                log_error(log, code_of(), error)

    async def due(self) -> int:
        """Writes with the tick, tells what could not be told, takes away what has been shown long enough.

        What cannot be done now is due again next time, and holds nothing else up.
        """
        told = await self._codes.due()
        faded = await self._fading.due()
        silent: list[Session] = []
        with suppress(StoreAway):
            silent = await self._sessions.take_silent(self._clock.now().timestamp())
        for session in silent:
            await self._ended(session, said.SILENT)
        return told + faded + len(silent)

    async def stop(self) -> None:
        """What is locked is written before the end; whoever is only telling hears that it is gone."""
        with suppress(StoreAway):
            await self._codes.write()
        for session in await self._sessions.take_all():
            await self._ended(session, said.RESTARTING)
        self._deeds.close()
        await self._sessions.close()
        if self._aftermath is not None:
            self._aftermath.over()

    async def _served(self, visit: Visit) -> None:
        if isinstance(visit.what, Tap) and visit.what.data == NOTED:
            return await self._without(visit, visit.what)
        session = await self._sessions.find(visit.person_id) or await self._begun(visit)
        if session is None:
            return None
        if visit.message_id is not None and not isinstance(visit.what, Tap):
            session.messages.append(visit.message_id)
        session.touched = self._clock.now().timestamp()
        if visit.update_id in session.updates:
            turn = conversation.current(session, visit)
        else:
            turn = conversation.served(session, visit)
            if isinstance(turn.deed, conversation.Look):
                await self._erased(visit)  # a code must not stand there while it is stretched
            turn = await self._deeds.done(session, visit, turn)
            if not isinstance(turn.deed, conversation.Close | conversation.Withdraw):
                session.updates.append(visit.update_id)  # leaving may be begun again until it is done
        await self._shown(session, visit, turn)
        return None

    async def _shown(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        """Brings the turn to the chat, then does what comes after it has been seen."""
        match turn.deed:
            case conversation.Close() | conversation.Withdraw():
                await self._left(session, visit, turn)
            case conversation.Send():
                await self._locked(session, visit, turn)
            case deed:
                if isinstance(deed, conversation.Erase):
                    await self._erased(visit)
                await self._says(session, visit, turn)
                await self._deeds.shown(session)
                await self._sessions.keep(visit.person_id, session)

    async def _erased(self, visit: Visit) -> None:
        if visit.message_id is not None:
            await self._chat.wipe(visit.chat_id, [visit.message_id])

    async def _says(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        tap = visit.what if isinstance(visit.what, Tap) else None
        place = tap.message_id if tap else None
        try:
            session.messages += await self._chat.say(visit.chat_id, turn.says, tapped=place)
        except NetworkError as fault:
            if not isinstance(fault, BadRequest):  # it may have arrived all the same, and nobody knows its id
                session.doubt = True
                await self._sessions.keep(visit.person_id, session)
            raise
        if tap:
            await self._chat.answer(tap.callback_id, turn.toast)

    async def _begun(self, visit: Visit) -> Session | None:
        """A new conversation, or None when what came was answered without one."""
        visit = await self._in_their_language(visit)
        tap = visit.what if isinstance(visit.what, Tap) else None
        if tap and not tap.data.startswith(BEGIN):
            await self._without(visit, tap)
            return None
        if isinstance(visit.what, Words) and not _is_command(visit.what.text):
            await self._chat.say(visit.chat_id, screens.offer(visit, visit.what.text))
            return None
        if self._locks.why_not(self._clock.now()):
            await self._chat.say(visit.chat_id, (screens.other_ways(self._house, visit.t),))
            await self._answered(tap)
            return None
        now = self._clock.now()
        draft = fresh_draft(secrets.token_hex(5), today(now).isoformat())
        session = Session(visit.language, visit.chat_id, draft, touched=now.timestamp())
        session.messages += _named(tap)
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
        if session.stage is Stage.SENDING:
            await self._sessions.take_back(session.draft.id)
        if isinstance(visit.what, Tap):
            await self._chat.answer(visit.what.callback_id, turn.toast)
        kept = await self._chat.wipe(visit.chat_id, session.messages)
        t = texts(session.language)
        words = said.LEFT if isinstance(turn.deed, conversation.Withdraw) else said.CLOSED
        parts = [t(words), *([t(said.KEPT, count=kept)] if kept else [])]
        parts += [t(said.MAY_STAND)] if session.doubt else []
        await self._chat.say(visit.chat_id, (screens.parting(visit, "\n".join(parts)),))
        await self._sessions.drop(visit.person_id)

    async def _locked(self, session: Session, visit: Visit, turn: conversation.Turn) -> None:
        """Locked: it waits for the tick, or goes at once where it cannot wait."""
        sealed, receipt = self._deeds.sealed.pop(session.draft.id)
        draft, language = session.draft.id, session.language
        tip = Waiting(sealed, draft, visit.person_id, visit.chat_id, receipt, language)
        self._codes.add(tip)
        await self._sessions.keep(visit.person_id, session)
        await self._says(session, visit, turn)
        await self._sessions.keep(visit.person_id, session)
        try:
            await self._codes.hurry(tip)
        except StoreAway:
            words = screens.other_ways(self._house, texts(language), said.NOT_YET)
            session.messages += await self._chat.say(visit.chat_id, (words,))
            await self._sessions.keep(visit.person_id, session)

    async def _ended(self, session: Session, why: str) -> None:
        """It ends without anybody doing something: wiped, and a word left behind."""
        if session.stage is Stage.SENDING:
            why = said.NOT_SENT
            with suppress(StoreAway):
                await self._sessions.take_back(session.draft.id)
        await self._fading.now(session.chat, session.messages)
        session.wipe()
        with suppress(TelegramError):
            await self._chat.say(
                session.chat, (screens.other_ways(self._house, texts(session.language), why),)
            )

    async def _stumbled(self, visit: Visit, error: Exception) -> None:
        """Our own fault: its class and place are logged, what was told is kept, and a kind word said."""
        log_error(log, code_of(), error)
        session = await self._sessions.find(visit.person_id)
        t = texts(session.language if session else visit.language)
        with suppress(TelegramError, Full):
            ids = await self._chat.say(visit.chat_id, (screens.other_ways(self._house, t, said.TROUBLE),))
            if session is not None:
                session.messages += ids
                await self._sessions.keep(visit.person_id, session)

    async def _is_offered(self, visit: Visit, words: Words) -> bool:
        """Words that sound like a tip, from somebody who is in the middle of nothing; or of a lost one."""
        if words.edited or words.text.startswith("/") or controls.is_bare(words.text):
            return False
        sounds, after = sounds_like_tip(words.text), self._aftermath
        if not sounds and not (after and after.lasts):
            return False
        idle = await self._store.read(partial(_is_idle, person_id=visit.person_id))
        return idle and (sounds or bool(after and after.asks(visit.person_id)))

    async def _in_their_language(self, visit: Visit) -> Visit:
        """The language they once chose. Only a look: a stranger stays one."""
        chosen = await self._store.read(lambda work: people.find(work, visit.person_id))
        return replace(visit, language=chosen.language) if chosen else visit


def _is_command(text: str) -> bool:
    word = text.partition(" ")[0].partition("@")[0].lower()
    return word == "/tip"


def _named(tap: Tap | None) -> list[int]:
    """The message that was offered a way in: it is wiped with the others."""
    name = tap.data.rpartition(":")[2] if tap else ""
    return [int(name)] if re.fullmatch("[0-9]{1,12}", name) else []


def _is_idle(work: Work, person_id: int) -> bool:
    known, member = people.find(work, person_id), members.find(work, person_id)
    asked = member is not None and bool(member.prompt)  # an officer in the middle of something
    return known is None or not (asked or known.topic or drafts.any_of(work, person_id))
