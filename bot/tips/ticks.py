"""Writes locked tips together, in another order than they came; until then they are in memory alone."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.tips import intake
from handlers.tips.locks import Sealed
from storage.store import Store


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A locked tip, and what its giver is told when it is written. This meeting ends with the tick."""

    sealed: Sealed
    draft: str
    person_id: int
    chat_id: int
    receipt: str
    language: str


class Ticks:
    """Tips that wait for the next tick.

    Whose draft `taken_back` says yes to left before that: it never will be.
    """

    def __init__(
        self,
        store: Store,
        *,
        taken_back: Callable[[str], Awaitable[bool]],
    ) -> None:
        self._store = store
        self._taken_back = taken_back
        self._waiting: list[Waiting] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, tip: Waiting) -> None:
        """The tip is written with the next tick."""
        self._waiting.append(tip)

    async def drain(self) -> list[Waiting]:
        """Writes all that wait, in one transaction, and gives them. Whatever goes wrong, they wait on."""
        batch, self._waiting = self._waiting, []
        wanted = batch
        try:
            wanted = [tip for tip in batch if not await self._taken_back(tip.draft)]
            secrets.SystemRandom().shuffle(wanted)
            if wanted:
                await self._store.write(lambda work: intake.put(work, [tip.sealed for tip in wanted]))
        except BaseException:  # also when the update that waits for it is given up
            self._waiting = [*wanted, *self._waiting]
            raise
        if wanted:
            await self._store.settle()
        return wanted
