"""Updates that we fetch: the offset moves only after everything fetched is dealt with for good."""

import asyncio
import logging
from collections.abc import Sequence

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import Clock
from bot.telegram.api import Api, BadToken
from bot.telegram.face import UPDATES
from bot.telegram.serve import Front, TryLater, Update
from bot.telegram.transport import Flood
from bot.telegram.watch import Pulse

log = logging.getLogger(__name__)

LONG_POLL = 50  # seconds
LONGEST_PAUSE = 30.0


class AnotherReader(Exception):
    """Somebody else fetches with the same token; two would take each other's updates."""

    def __init__(self) -> None:
        super().__init__(
            "En anden proces henter beskeder med det samme token (409). Stop den anden, eller brug webhook."
        )


class Polling:
    """Fetches and serves until cancelled. Raises AnotherReader or BadToken, which end the process."""

    def __init__(
        self, api: Api, front: Front, clock: Clock, pulse: Pulse, *, long_poll: int = LONG_POLL
    ) -> None:
        self._api = api
        self._front = front
        self._clock = clock
        self._pulse = pulse
        self._long_poll = long_poll
        self._offset: int | None = None
        self._unconfirmed = False

    async def run(self) -> None:
        """Never returns by itself. Cancelled, it tells Telegram what is done, lest it comes again."""
        pause = 1.0
        try:
            while True:
                try:
                    await self.once()
                    pause = 1.0
                except Flood as flood:
                    await self._clock.sleep(flood.seconds)
                except TelegramError as fault:
                    log.warning("getUpdates failed: %s; again in %.0f s", type(fault).__name__, pause)
                    await self._clock.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            await self._confirm()

    async def once(self) -> int:
        """One fetch, and all of it served; gives how many there were."""
        try:
            updates = await self._api.poll(self._offset, self._long_poll, UPDATES)
        except Conflict:
            raise AnotherReader from None
        except InvalidToken:
            raise BadToken("Telegram tager ikke længere imod det token, der står i BETJENT_TOKEN.") from None
        self._unconfirmed = False
        self._pulse.fetched()
        undone = {update["update_id"] for update in updates}
        try:
            await self._serve(updates, undone)
        finally:
            if updates:
                self._offset = min(undone) if undone else max(update["update_id"] for update in updates) + 1
                self._unconfirmed = True
        return len(updates)

    async def _serve(self, updates: Sequence[Update], undone: set[int]) -> None:
        lanes: dict[int, list[Update]] = {}
        for update in updates:
            lanes.setdefault(self._front.lane_of(update), []).append(update)
        async with asyncio.TaskGroup() as group:
            for lane in lanes.values():
                group.create_task(self._in_order(lane, undone))

    async def _in_order(self, lane: Sequence[Update], undone: set[int]) -> None:
        for update in lane:
            await self._until_done(update)
            undone.discard(update["update_id"])

    async def _until_done(self, update: Update) -> None:
        """Tries again as Telegram itself would; a poisoned update is given up by `serve` after some tries."""
        while True:
            try:
                await self._front.serve(update, inline=False)
            except TryLater as later:
                await self._clock.sleep(later.seconds)
            else:
                return

    async def _confirm(self) -> None:
        if not self._unconfirmed:
            return
        try:
            await self._api.poll(self._offset, 0, UPDATES)
        except TelegramError as fault:
            log.warning("the last updates are not confirmed (%s) and will come again", type(fault).__name__)
