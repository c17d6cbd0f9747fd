"""A tip's picture: fetched into memory, rebuilt from its pixels, one at a time."""

import asyncio

from telegram.error import BadRequest

from bot.darkroom.door import NotAPicture, rebuilt
from bot.telegram.api import Api
from bot.telegram.pictures import LARGEST
from handlers.visit import Picture


class Photos:
    """Fetches for tips. No file is written and no handle of Telegram's is kept."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._one = asyncio.Lock()

    async def fetch(self, picture: Picture) -> bytes:
        """The picture as a fresh JPEG. Raises NotAPicture, or PTB's errors of the network."""
        if picture.size > LARGEST:
            raise NotAPicture
        async with self._one:
            try:
                file = await self._api.get_file(picture.file_id)
                if (file.file_size or 0) > LARGEST:
                    raise NotAPicture
                body = bytes(await file.download_as_bytearray())
            except BadRequest:  # too big, or forgotten
                raise NotAPicture from None
            return await rebuilt(body)
