"""Who is telling something now: in this process's memory, under a name that says nothing by itself."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from hashlib import blake2b
from secrets import token_bytes
from typing import Protocol

from handlers.tips.session import Session

MOST = 1000  # conversations at once; more than a district ever has, and a bound on memory


class Sessions(Protocol):
    """Where the conversations are while they last."""

    async def find(self, person_id: int) -> Session | None:
        """The conversation of somebody, or None."""

    async def keep(self, person_id: int, session: Session) -> None:
        """Keeps it, in place of the one before. Raises Full."""

    async def drop(self, person_id: int) -> None:
        """Lets go of it, wiped."""

    def hold(self, person_id: int) -> AbstractAsyncContextManager[None]:
        """While it lasts, no other process serves this person."""

    async def take_silent(self, now: float) -> list[Session]:
        """Takes out those whose time is up."""

    async def take_all(self) -> list[Session]:
        """Takes out those that end with this process."""

    async def take_back(self, draft: str) -> None:
        """This tip is no longer to be written, wherever it waits."""

    async def taken_back(self, draft: str) -> bool:
        """Whether it was taken back before it was written."""

    async def close(self) -> None:
        """Lets go of what the process holds."""

    def photo_bytes(self) -> int:
        """How many bytes of pictures are held here."""


class Full(Exception):
    """No further conversation can be held in memory."""


class InMemory:
    """The conversations of one process. The key is born with it and never leaves it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._key = token_bytes(32)
        self._held: dict[bytes, Session] = {}
        self._taken_back: set[str] = set()

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

    def hold(self, person_id: int) -> AbstractAsyncContextManager[None]:  # noqa: ARG002 - see Sessions
        """See Sessions. The lanes of this process are enough."""
        return nullcontext()

    async def take_silent(self, now: float) -> list[Session]:
        """See Sessions."""
        silent = [name for name, session in self._held.items() if session.until < now]
        return [self._held.pop(name) for name in silent]

    async def take_all(self) -> list[Session]:
        """See Sessions."""
        return [self._held.pop(name) for name in list(self._held)]

    async def take_back(self, draft: str) -> None:
        """See Sessions."""
        self._taken_back.add(draft)

    async def taken_back(self, draft: str) -> bool:
        """See Sessions. It is asked once, when the tip would have been written."""
        found = draft in self._taken_back
        self._taken_back.discard(draft)
        return found

    async def close(self) -> None:
        """See Sessions."""

    def photo_bytes(self) -> int:
        """See Sessions."""
        return sum(len(body) for session in self._all() for body in session.photos.values())

    def _all(self) -> Iterator[Session]:
        yield from self._held.values()

    def _name(self, person_id: int) -> bytes:
        return blake2b(str(person_id).encode(), key=self._key, digest_size=16).digest()
