"""Small maps on their way to a chat: drawn once, and afterwards shown by the name that Telegram gave them."""

import asyncio

from bot.darkroom.door import drawn
from handlers.land.sketch import Sketch

MOST = 1000  # maps; a district has some dozens of towns that lie in two kommuner


class Atlas:
    """What Telegram already has. Where somebody stands is never among it: such a map is drawn each time."""

    def __init__(self) -> None:
        self._ids: dict[Sketch, str] = {}
        self._last: tuple[Sketch, bytes] | None = None
        self._pencil = asyncio.Lock()

    def known(self, sketch: Sketch) -> str | None:
        """Telegram's own name of this very map, when it has been shown before."""
        return self._ids.get(sketch)

    async def drawn(self, sketch: Sketch) -> bytes:
        """The map; those who ask for the same at once get one drawing."""
        async with self._pencil:
            if self._last is None or self._last[0] != sketch:
                self._last = sketch, await drawn(sketch)
            made = self._last[1]
            if not sketch.towns_only:
                self._last = None
            return made

    def shown(self, sketch: Sketch, file_id: str) -> None:
        """Remembers its name, unless the map tells where somebody is."""
        if sketch.towns_only and len(self._ids) < MOST:
            self._ids[sketch] = file_id

    def forget(self, sketch: Sketch) -> None:
        """Telegram no longer has it."""
        self._ids.pop(sketch, None)
