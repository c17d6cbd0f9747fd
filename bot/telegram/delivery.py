"""The outbox on its way to Telegram: one at a time per reader, paced, until it is through or given up."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.clock import Clock
from bot.telegram.speak import Speaker
from bot.telegram.transport import Flood
from bot.telegram.waiting import rest
from bot.web.metrics import Meter
from handlers.house import House
from handlers.rules.staff_room import follow
from handlers.wording.notices import Letter
from storage import outbox
from storage.models import Notice
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger(__name__)

AT_ONCE = 60  # notices per round
IDLE = 2.0  # seconds between looks when no commit wakes us
PATIENCE = 5.0  # seconds a notice stands in line before it makes room for others
KEEP_TRYING = timedelta(hours=24)  # while the network is what fails
LONGEST_PAUSE = 600.0
SAFE = timedelta(seconds=20)  # so much of a claim must be left when a notice is begun
LAST_WORDS = 20.0  # seconds that a stop waits for what is on its way
MISTAKES = 5  # tries before a fault of our own is given up

# Telegram's ways to say that nobody is there any more.
NOBODY = ("chat not found", "user is deactivated", "peer_id_invalid", "have no rights to send")


class Wording(Protocol):
    """What is said and remembered: `handlers.wording.notices`."""

    def word(self, work: Work, notice: Notice, house: House, /) -> Letter | None:
        """The message, or None when it is outdated."""

    def sent(self, work: Work, notice: Notice, message_id: int, house: House, /) -> None:
        """It is through, as that message."""

    def refused(self, work: Work, notice: Notice, house: House, /) -> None:
        """The reader has blocked us, or is gone."""


class Delivery:
    """Several replicas may run one each: a notice is claimed for a minute before it is sent."""

    def __init__(
        self, store: Store, house: House, speaker: Speaker, clock: Clock, meter: Meter, *, wording: Wording
    ) -> None:
        self._store = store
        self._wording = wording
        self._house = house
        self._speaker = speaker
        self._clock = clock
        self._meter = meter
        self._woken = asyncio.Event()
        self._round = asyncio.Lock()
        self._stopping = False

    def wake(self) -> None:
        """A commit has left something in the outbox."""
        self._woken.set()

    async def run(self) -> None:
        """Never returns by itself. Cancelled without `stop`, what was on its way is sent again."""
        while True:
            try:
                while await self.drain():
                    pass
            except StoreAway:
                log.warning("the database is away; the outbox waits")
            await rest(self._clock, IDLE, self._woken)

    async def stop(self) -> None:
        """Begins nothing more, and returns when what is on its way has been sent and remembered."""
        self._stopping = True
        with suppress(TimeoutError):  # then it goes out once more, when its minute is over
            async with asyncio.timeout(LAST_WORDS), self._round:
                return

    async def drain(self) -> int:
        """One round: everything that is due now, at most AT_ONCE; gives how many were claimed."""
        async with self._round:
            return 0 if self._stopping else await self._drained()

    async def _drained(self) -> int:
        claimed = await self._store.write(lambda work: outbox.due(work, AT_ONCE))
        lanes: dict[int, list[Notice]] = {}
        for notice in claimed:
            lanes.setdefault(outbox.lane(notice), []).append(notice)
        results = await asyncio.gather(*(self._lane(lane) for lane in lanes.values()), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return len(claimed)

    async def _lane(self, lane: Sequence[Notice]) -> None:
        """One reader's notices in order. When one must wait, so do those behind it."""
        pause: float | None = None
        for place, notice in enumerate(lane):
            if _newer_card(notice, lane[place + 1 :]):
                await self._done(notice, "merged")
            elif pause is not None:
                await self._later(notice, pause)
            elif self._stopping or self._runs_out(notice):
                pause = 0.0
                await self._later(notice, pause)
            else:
                pause = await self._deliver(notice)

    def _runs_out(self, notice: Notice) -> bool:
        """Those before it were slow: another process may soon think that we are dead, and send it as well."""
        return notice.leased_until is not None and notice.leased_until - self._clock.now() < SAFE

    async def _deliver(self, notice: Notice) -> float | None:
        """Sends one; gives the seconds to wait when it has to be tried again."""
        try:
            await self._send(notice)
        except StoreAway:
            raise
        except Exception as error:  # one bad notice must not hold up the outbox
            return await self._after(notice, error)
        return None

    async def _after(self, notice: Notice, error: Exception) -> float | None:
        match error:
            case Flood():
                await self._later(notice, error.seconds)
                return error.seconds
            case ChatMigrated():
                return await self._moved(notice, error.new_chat_id)
            case TelegramError() if _nobody(error) and notice.audience != "staff":
                await self._refused(notice)
            case TelegramError() if not isinstance(error, BadRequest) or _nobody(error):
                # A group that has put us out will take us in again; its cards must not be lost meanwhile.
                return await self._again(notice, error)
            case _:
                await self._mistaken(notice, error)
        return None

    async def _send(self, notice: Notice) -> None:
        letter = await self._store.read(lambda work: self._wording.word(work, notice, self._house))
        if letter is None:
            await self._done(notice, "dropped")
            return
        message_id = await self._said(letter)

        def sent(work: Work) -> None:
            # The case first, then the notice: the order in which a move that is taken back locks them.
            self._wording.sent(work, notice, message_id, self._house)
            outbox.done(work, notice.id, "sent")

        await self._store.write(sent)
        self._meter.notice("sent")

    async def _said(self, letter: Letter) -> int:
        if letter.erases:
            await self._speaker.erase(letter.chat_id, list(letter.erases), patience=PATIENCE)
            return letter.erases[-1]
        if letter.edits is None:
            return await self._speaker.say(letter.chat_id, letter.say, first=False, patience=PATIENCE)
        return await self._speaker.edit(
            letter.chat_id, letter.edits, letter.say, first=False, patience=PATIENCE
        )

    async def _refused(self, notice: Notice) -> None:
        def refused(work: Work) -> None:
            self._wording.refused(work, notice, self._house)
            outbox.done(work, notice.id, "blocked")

        await self._store.write(refused)
        self._meter.notice("blocked")
        self.wake()

    async def _moved(self, notice: Notice, chat_id: int) -> float:
        """The group became a supergroup before we heard of it."""
        if notice.audience == "staff":
            await self._store.write(lambda work: follow(work, self._house, chat_id))
        await self._later(notice, 1.0)
        return 1.0

    async def _again(self, notice: Notice, fault: TelegramError) -> float | None:
        """The network: patience, for a day."""
        if self._clock.now() - notice.created_at > KEEP_TRYING:
            await self._given_up(notice, fault)
            return None
        pause = min(2.0**notice.attempts, LONGEST_PAUSE)
        await self._later(notice, pause, failed=True)
        return pause

    async def _mistaken(self, notice: Notice, error: Exception) -> None:
        """A fault of ours or a refusal: the notices behind it need not wait for it."""
        log.error("notice %s failed: %s", notice.what, type(error).__name__)
        if notice.attempts >= MISTAKES:
            await self._given_up(notice, error)
            return
        await self._later(notice, min(2.0**notice.attempts, LONGEST_PAUSE), failed=True)

    async def _given_up(self, notice: Notice, error: Exception) -> None:
        def give_up(work: Work) -> None:
            outbox.done(work, notice.id, f"failed: {type(error).__name__}"[:40])
            if notice.audience != "staff":
                args = {"code": f"U{notice.id}", "error": type(error).__name__}
                work.post("system", "staff", args=args)

        await self._store.write(give_up)
        self._meter.notice("failed")

    async def _done(self, notice: Notice, outcome: str) -> None:
        await self._store.write(lambda work: outbox.done(work, notice.id, outcome))
        self._meter.notice(outcome)

    async def _later(self, notice: Notice, seconds: float, *, failed: bool = False) -> None:
        due_at: datetime = self._clock.now() + timedelta(seconds=seconds)
        await self._store.write(lambda work: outbox.later(work, notice.id, due_at, failed=failed))
        self._meter.notice("later")


def _newer_card(notice: Notice, behind: Sequence[Notice]) -> bool:
    """Whether the same card comes again further back: it is worded when sent, so one is enough."""
    return notice.what == "card" and any(
        other.what == "card" and other.case_id == notice.case_id for other in behind
    )


def _nobody(error: TelegramError) -> bool:
    gone = isinstance(error, BadRequest) and any(reason in error.message.lower() for reason in NOBODY)
    return gone or isinstance(error, Forbidden)
