"""Finds what only the network knows of a place: where a photo was taken, what an address is called."""

from dataclasses import replace

from telegram.error import BadRequest

from bot.addresses import Addresses
from bot.darkroom.door import place_in
from bot.telegram.api import Api
from bot.telegram.pictures import LARGEST
from handlers.citizen.located import ADDRESS, OWN_PLACE, offered
from handlers.reply import Reply
from handlers.visit import Pin, Tap, Visit


class Finder:
    """Stands before and behind the decision: nothing of this may happen inside a transaction."""

    def __init__(self, api: Api, addresses: Addresses | None) -> None:
        self._api = api
        self._addresses = addresses

    async def found(self, visit: Visit) -> Visit:
        """The visit, with the place that its tap stands for where there is one.

        Raises PTB's errors for what a redelivery can mend.
        """
        match visit.what:
            case Tap(data=data, photo=file_id) as tap if data == OWN_PLACE and file_id:
                return replace(visit, what=replace(tap, found=await self._own_place(file_id)))
            case Tap(data=data) as tap if data.startswith(ADDRESS):
                return replace(visit, what=replace(tap, found=await self._address(tap)))
            case _:
                return visit

    async def completed(self, reply: Reply, visit: Visit) -> Reply:
        """The reply, with addresses that her words may mean."""
        if not reply.place or self._addresses is None:
            return reply
        found = await self._addresses.like(reply.place)
        if not found:
            return reply
        return replace(reply, says=(*reply.says, offered(visit, [(each.id, each.title) for each in found])))

    async def _own_place(self, file_id: str) -> Pin | None:
        """The file is read, asked one thing and forgotten."""
        try:
            file = await self._api.get_file(file_id)
        except BadRequest:  # too big, or Telegram has forgotten it
            return None
        if (file.file_size or 0) > LARGEST:
            return None
        body = bytes(await file.download_as_bytearray())
        point = await place_in(body)
        return Pin(*point) if point else None

    async def _address(self, tap: Tap) -> Pin | None:
        address_id = tap.data.removeprefix(ADDRESS)
        if self._addresses is None or not address_id.replace("-", "").isalnum():
            return None
        point = await self._addresses.point(address_id)
        return Pin(*point, title=tap.label) if point else None
