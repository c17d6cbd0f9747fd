"""Serves one update, whichever way it came: decide, commit, answer the person, then call it done."""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

from telegram.error import BadRequest, TelegramError

from bot.telegram.finder import Finder
from bot.telegram.lanes import Lanes
from bot.telegram.respond import Responder
from bot.telegram.transport import Flood
from bot.telegram.trouble import code_of, log_error
from bot.telegram.watch import Pulse
from bot.web.metrics import Meter
from handlers.house import House
from handlers.reply import Reply
from handlers.visit import Visit, visit_of
from storage import inbox
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger(__name__)

Update: TypeAlias = Mapping[str, Any]
Decide: TypeAlias = Callable[[Work, Visit], Reply]

DEADLINE = 20.0  # seconds; Telegram gives up after 60 and would deliver beside us
TRIES = 5
SOON, AWAY = 2, 5  # seconds until a redelivery has a chance


class TryLater(Exception):
    """Nothing more can be done with this update now; deliver it again in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = max(1, math.ceil(seconds))


class Apart(Protocol):
    """Serves what must not touch a table: the line for tips."""

    async def takes(self, visit: Visit) -> bool:
        """Whether this update is its."""

    async def serve(self, visit: Visit) -> Mapping[str, Any] | None:
        """Serves it."""


class Front:
    """The one function that webhook and polling share.

    `decide` and `again` are the handlers' two doors; `committed` is called when a commit left something in
    the outbox. What `apart` takes goes neither way.
    """

    def __init__(  # noqa: PLR0913 - it joins all the parts of an update's way; each is one of them.
        self,
        store: Store,
        house: House,
        responder: Responder,
        *,
        decide: Decide,
        again: Decide,
        pulse: Pulse,
        meter: Meter,
        committed: Callable[[], None],
        apart: Apart | None = None,
        finder: Finder | None = None,
        deadline: float = DEADLINE,
    ) -> None:
        self._store = store
        self._house = house
        self._responder = responder
        self._decide = decide
        self._again = again
        self._pulse = pulse
        self._meter = meter
        self._committed = committed
        self._apart = apart
        self._finder = finder
        self._deadline = deadline
        self._lanes = Lanes()
        self._busy = 0
        self._stopping = False
        self._idle = asyncio.Event()

    def lane_of(self, update: Update) -> int:
        """The conversation of an update; what has none is on its own."""
        try:
            visit = visit_of(update, self._house)
        except (KeyError, TypeError, AttributeError):
            visit = None
        return visit.lock if visit else -id(update)

    async def serve(self, update: Update, *, inline: bool) -> Mapping[str, Any] | None:
        """Returns when the update is dealt with for good, or raises TryLater.

        With `inline` the answer to a tap is given back as a Bot API call, for the webhook's response.
        """
        if self._stopping:
            raise TryLater(1)
        self._busy += 1
        began = time.perf_counter()
        try:
            outcome, answer = await self._dealt_with(update, inline)
        except TryLater:
            self._meter.update("later", time.perf_counter() - began)
            raise
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()
        self._meter.update(outcome, time.perf_counter() - began)
        return answer

    def garbled(self) -> None:
        """Something came that is not even JSON; there is nothing to keep of it."""
        log.error("%s a delivery that is no JSON was put aside", code_of())
        self._meter.update("unreadable", 0.0)

    async def stop(self) -> None:
        """Refuses what comes from now on and returns when nothing is in hand."""
        self._stopping = True
        while self._busy:
            self._idle.clear()
            await self._idle.wait()

    async def _dealt_with(self, update: Update, inline: bool) -> tuple[str, Mapping[str, Any] | None]:
        self._pulse.heard()
        try:
            visit = visit_of(update, self._house)
        except (KeyError, TypeError, AttributeError):
            await self._unreadable(update)
            return "unreadable", None
        if visit is None:
            return "ignored", None
        try:
            async with asyncio.timeout(self._deadline):
                return "answered", await self._answered(visit, inline)
        except (StoreAway, TimeoutError):
            raise TryLater(AWAY) from None
        except Flood as flood:
            raise TryLater(flood.seconds) from None
        except Exception as error:  # the one door for everything unforeseen
            if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
                raise TryLater(SOON) from None  # the network; the update itself is fine
            await self._stumble(visit, error)
            return "buried", None

    async def _answered(self, visit: Visit, inline: bool) -> Mapping[str, Any] | None:
        def decide(work: Work) -> tuple[Reply, bool]:
            return self._decide(work, visit), work.posted

        def again(work: Work) -> tuple[Reply, bool]:
            return self._again(work, visit), False

        async with self._lanes.of(visit.lock):
            if self._apart is not None and await self._apart.takes(visit):
                return await self._apart.serve(visit)
            if self._finder is not None:
                visit = await self._finder.found(visit)
            reply, posted = await self._store.once(visit.update_id, visit.lock, decide, again)
            if posted:
                self._committed()
            if self._finder is not None:
                reply = await self._finder.completed(reply, visit)
            return await self._responder.respond(reply, visit, inline=inline)

    async def _stumble(self, visit: Visit, error: Exception) -> None:
        """Counts a failure; returns when the update is given up, else raises TryLater."""
        code = code_of()
        log_error(log, code, error)
        tries = await self._written(lambda work: _counted(work, visit.update_id, code, error))
        if tries >= TRIES:
            self._committed()
            return
        if tries == 1:
            await self._responder.apologise(visit, code)
        raise TryLater(2 ** (tries - 1))

    async def _unreadable(self, update: Update) -> None:
        code = code_of()
        log.error("%s an update that Telegram does not send was put aside", code)
        update_id = update.get("update_id") if isinstance(update, Mapping) else None
        if isinstance(update_id, int):
            await self._written(lambda work: _bury(work, update_id, code, "shape"))
            self._committed()

    async def _written(self, change: Callable[[Work], int]) -> int:
        try:
            return await self._store.write(change)
        except StoreAway:
            raise TryLater(AWAY) from None


def _counted(work: Work, update_id: int, code: str, error: Exception) -> int:
    tries = inbox.stumble(work, update_id, f"{code} {type(error).__name__}")
    return _bury(work, update_id, code, type(error).__name__) if tries == TRIES else tries


def _bury(work: Work, update_id: int, code: str, error: str) -> int:
    inbox.bury(work, update_id)
    work.post("system", "staff", args={"code": code, "error": error})
    return TRIES
