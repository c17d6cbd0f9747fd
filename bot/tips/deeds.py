"""Does what a turn of the conversation asks for: lock, look behind a code, add, withdraw, fetch a picture."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.clock import Clock
from bot.darkroom.door import NotAPicture
from bot.tips.guessing import Patience
from bot.tips.photos import Photos
from bot.tips.sessions import Sessions
from bot.tips.slow import Busy, SlowLane
from handlers.sealing import code
from handlers.sealing.code import Ticket
from handlers.tips import conversation, thread
from handlers.tips import texts as said
from handlers.tips.content import Told
from handlers.tips.conversation import Add, Erase, Fetch, Look, Send, Turn, Withdraw
from handlers.tips.locks import Locks, NoKey, Sealed
from handlers.tips.session import Session, Stage
from handlers.visit import Picture, Visit
from storage.store import Store
from storage.work import Work

MOST_PHOTO_BYTES = 64 * 1024 * 1024  # held in memory for all who are telling something now


class Deeds:
    """What needs more than the session: the slow lane, the store, Telegram's files."""

    def __init__(
        self, store: Store, clock: Clock, *, locks: Locks, sessions: Sessions, photos: Photos
    ) -> None:
        self._store = store
        self._clock = clock
        self._locks = locks
        self._sessions = sessions
        self._photos = photos
        self._slow = SlowLane()
        self._guesses, self._tips = Patience(), Patience()
        self.sealed: dict[str, tuple[Sealed, str]] = {}  # by draft, between locking and the tick

    async def done(self, session: Session, visit: Visit, turn: Turn) -> Turn:
        """Does the turn's deed and gives the turn that is shown. Raises StoreAway and network errors."""
        try:
            return await self._does(session, visit, turn)
        except Busy:
            return conversation.current(session, visit, said.BUSY)
        except NoKey:
            return conversation.current(session, visit, said.NOT_YET)

    async def shown(self, session: Session) -> None:
        """Staff's questions are on the screen now: they count as read."""
        ticket, count = session.ticket, session.unread
        if ticket is not None and count:
            await self._store.write(partial(thread.read, ticket=ticket, count=count))
            session.unread = 0

    def close(self) -> None:
        """Ends the slow lane."""
        self._slow.close()

    async def _does(self, session: Session, visit: Visit, turn: Turn) -> Turn:
        match turn.deed:
            case Send():
                return await self._send(session, visit, turn)
            case Look(receipt):
                return await self._look(session, visit, receipt)
            case Add():
                return await self._add(session, visit)
            case Fetch(picture):
                return await self._fetch(session, visit, picture)
            case Withdraw():
                await self._change(session, thread.withdraw)
        return turn

    async def _send(self, session: Session, visit: Visit, turn: Turn) -> Turn:
        """Locks the tip under a fresh code."""
        session.stage = Stage.ASK  # until it is locked, the preview stands
        now = self._clock.now()
        if not self._tips.may(visit.person_id, now):
            return conversation.current(session, visit, said.WAIT)
        receipt = code.fresh()
        told = conversation.told(session)
        self.sealed[session.draft.id] = (
            await self._slow.run(partial(self._locks.seal, told, receipt, now)), receipt,
        )  # fmt: skip
        session.stage = Stage.SENDING
        return turn

    async def _look(self, session: Session, visit: Visit, receipt: str) -> Turn:
        """Looks behind a code. Every one that opens nothing goes the same way, and gets the same answer."""
        session.stage = Stage.CODE
        if not self._guesses.may(visit.person_id, self._clock.now()):
            return conversation.current(session, visit, said.WAIT)
        ticket = await self._slow.run(partial(self._locks.ticket, receipt))
        found = await self._store.read(partial(thread.look, locks=self._locks, ticket=ticket))
        if found is None:
            return conversation.current(session, visit, said.NOTHING_THERE)
        session.stage, session.ticket, session.questions = Stage.THREAD, ticket, list(found.questions)
        session.unread = len(found.questions)
        note = said.IS_CLOSED if found.closed else ""
        return conversation.current(session, visit, note)

    async def _add(self, session: Session, visit: Visit) -> Turn:
        """Adds the words to the tip behind the code."""
        told = Told({"words": session.words}, language=session.language)
        there = await self._change(
            session, lambda work, ticket: thread.answer(work, self._locks, ticket, told)
        )
        session.words, session.stage = "", Stage.THREAD if there else Stage.CODE
        session.questions = []
        return conversation.current(session, visit, said.ADDED if there else said.NOTHING_THERE)

    async def _fetch(self, session: Session, visit: Visit, picture: Picture) -> Turn:
        """Rebuilds a picture and puts it into the answer."""
        if self._sessions.photo_bytes() > MOST_PHOTO_BYTES:
            return _erasing(conversation.current(session, visit, said.TOO_MANY))
        try:
            body = await self._photos.fetch(picture)
        except NotAPicture:
            return _erasing(conversation.current(session, visit, said.NO_PICTURE))
        key = secrets.token_hex(6)
        session.photos[key] = body
        return conversation.pictured(session, visit, key, picture)

    async def _change(self, session: Session, change: Callable[[Work, Ticket], bool]) -> bool:
        ticket = session.ticket
        if ticket is None:
            return False
        done = await self._store.write(lambda work: change(work, ticket))
        await self._store.settle()
        return done


def _erasing(turn: Turn) -> Turn:
    """The message that asked for it is deleted at once."""
    return replace(turn, deed=Erase())
