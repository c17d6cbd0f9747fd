"""Who is telling something now: in this process's memory, under a name that says nothing by itself."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from hashlib import blake2b
from secrets import token_bytes
from typing import Protocol

from handlers.tips.session import Session

MINUTES = 20  # of silence, then everything is wiped
MOST = 1000  # conversations at once; more than a district ever has, and a bound on memory


class Sessions(Protocol):
    """Where the conversations are while they last."""

    async def find(self, person_id: int) -> Session | None:
        """The conversation of somebody, or None."""

    async def keep(self, person_id: int, session: Session) -> None:
        """Keeps it, in place of the one before. Raises Full."""

    async def drop(self, person_id: int) -> None:
        """Lets go of it, wiped."""

    async def take_silent(self, before: float) -> list[Session]:
        """Takes out those that nobody has touched since."""

    def hold(self, person_id: int) -> AbstractAsyncContextManager[None]:
        """One update of somebody at a time, wherever it is served."""

    def photo_bytes(self) -> int:
        """How many bytes of pictures are held here."""

    async def close(self) -> None:
        """Lets go of what holds them."""


class Full(Exception):
    """No further conversation can be held in memory."""


class InMemory:
    """The conversations of one process. The key is born with it and never leaves it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._key = token_bytes(32)
        self._held: dict[bytes, Session] = {}

    async def find(self, person_id: int) -> Session | None:
        """See Sessions."""
        return self._held.get(self._name(person_id)) if self._held else None

    async def keep(self, person_id: int, session: Session) -> None:
        """See Sessions."""
        name = self._name(person_id)
        if name not in self._held and len(self._held) >= self._most:
            raise Full
        self._held[name] = session

    async def drop(self, person_id: int) -> None:
        """See Sessions."""
        session = self._held.pop(self._name(person_id), None)
        if session is not None:
            session.wipe()

    async def take_silent(self, before: float) -> list[Session]:
        """See Sessions."""
        silent = [name for name, session in self._held.items() if session.touched < before]
        return [self._held.pop(name) for name in silent]

    def hold(self, person_id: int) -> AbstractAsyncContextManager[None]:
        """See Sessions: within one process the lane of the conversation does that."""
        del person_id
        return nullcontext()

    async def close(self) -> None:
        """See Sessions."""
        self._held.clear()

    def photo_bytes(self) -> int:
        """See Sessions."""
        return sum(len(body) for session in self._all() for body in session.photos.values())

    def _all(self) -> Iterator[Session]:
        yield from self._held.values()

    def _name(self, person_id: int) -> bytes:
        return blake2b(str(person_id).encode(), key=self._key, digest_size=16).digest()
