"""One after another within a conversation, side by side between conversations."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class _Lane:
    __slots__ = ("lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0


class Lanes:
    """Locks by key, first come first served; a lane that nobody uses is forgotten."""

    def __init__(self) -> None:
        self._lanes: dict[int, _Lane] = {}

    def __len__(self) -> int:
        return len(self._lanes)

    @asynccontextmanager
    async def of(self, key: int) -> AsyncIterator[None]:
        """Holds the lane of this key."""
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = _Lane()
        lane.users += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[key]
