"""Writes locked tips together, in another order than they came; until then they are in memory alone."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.tips import intake
from handlers.tips.locks import Sealed
from storage.store import Store, StoreAway


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A locked tip, and what its giver is told when it is written. This meeting ends with the tick."""

    sealed: Sealed
    person_id: int
    chat_id: int
    receipt: str
    language: str


class Ticks:
    """Tips that wait for the next tick; `written` is called for each once it is on the disk."""

    def __init__(self, store: Store, *, written: Callable[[Waiting], Awaitable[None]]) -> None:
        self._store = store
        self._written = written
        self._waiting: list[Waiting] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, tip: Waiting) -> None:
        """The tip is written with the next tick."""
        self._waiting.append(tip)

    def take_back(self, person_id: int) -> None:
        """Somebody left before it was written: it never will be."""
        self._waiting = [tip for tip in self._waiting if tip.person_id != person_id]

    async def drain(self) -> int:
        """Writes all that wait, in one transaction. Raises StoreAway; then they wait on."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return 0
        secrets.SystemRandom().shuffle(batch)
        try:
            await self._store.write(lambda work: intake.put(work, [tip.sealed for tip in batch]))
        except StoreAway:
            self._waiting = [*batch, *self._waiting]
            raise
        await self._store.settle()
        for tip in batch:
            await self._written(tip)
        return len(batch)
