"""Photos from citizens, rebuilt from their pixels alone: no place, no camera, no time goes with them."""

import asyncio
import logging
from collections.abc import Callable

from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.darkroom.door import NotAPicture, rebuilt
from bot.telegram.api import Api
from bot.telegram.waiting import rest
from bot.web.metrics import Meter
from storage import cases, media
from storage.models import Media
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger(__name__)

LARGEST = 20 * 1024 * 1024  # what getFile hands out (Bot API)
AT_ONCE = 5
IDLE = 3.0


class Pictures:
    """Fetches what waits, one at a time, so that memory stays bounded."""

    def __init__(
        self, api: Api, store: Store, clock: Clock, meter: Meter, *, committed: Callable[[], None]
    ) -> None:
        self._api = api
        self._store = store
        self._clock = clock
        self._meter = meter
        self._committed = committed
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Somebody may have sent a picture."""
        self._woken.set()

    async def run(self) -> None:
        """Never returns by itself."""
        while True:
            try:
                await self.drain()
            except StoreAway:
                log.warning("the database is away; pictures wait")
            await rest(self._clock, IDLE, self._woken)

    async def drain(self) -> int:
        """One round; gives how many pictures were looked at."""
        waiting = await self._store.read(lambda work: media.waiting(work, AT_ONCE))
        for picture in waiting:
            await self._take(picture)
        return len(waiting)

    async def _take(self, picture: Media) -> None:
        try:
            body = await rebuilt(await self._fetch(picture.file_id))
        except (NotAPicture, BadRequest):  # no picture, too big, or Telegram has forgotten it
            await self._given_up(picture, tries=1)
        except TelegramError as fault:
            log.warning("a picture could not be fetched: %s", type(fault).__name__)
            await self._given_up(picture, tries=media.TRIES)
        else:
            await self._settled(lambda work: media.ready(work, picture.id, body))

    async def _given_up(self, picture: Media, *, tries: int) -> None:
        await self._settled(lambda work: media.failed(work, picture.id, tries=tries))

    async def _settled(self, change: Callable[[Work], Media | None]) -> None:
        self._meter.picture(await self._store.write(lambda work: _shown(work, change(work))))
        self._committed()

    async def _fetch(self, file_id: str) -> bytes:
        file = await self._api.get_file(file_id)
        if (file.file_size or 0) > LARGEST:
            raise NotAPicture
        return bytes(await file.download_as_bytearray())


def _shown(work: Work, picture: Media | None) -> str:
    """Lets the case's card tell how many photos there are; gives what became of this one."""
    if picture is None:
        return "unwanted"
    if picture.case_id is not None and picture.state != media.WAITING:
        case = cases.find(work, picture.case_id)
        if case is not None:
            work.post("card", "staff", case)
    return picture.state
