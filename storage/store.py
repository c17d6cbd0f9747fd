"""The only door to the database: what a store promises.

Once per update. `once` gives an update's id, the key of its conversation and one plain function. The store
takes the lock, writes the id into the inbox, calls the function and commits, all in one transaction in a
thread of its own; the function never waits for anything but the database. An id that is already in the inbox
gets `again` instead, whose writes do not last. Ids are compared by set, never by size: Telegram starts them
anew at random after a silent week.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeAlias, TypeVar

from storage.work import Work

T = TypeVar("T")
Clock: TypeAlias = Callable[[], datetime]


class StoreAway(Exception):
    """The database cannot be reached, or gave up: a passing fault. Nothing was changed; try again later."""


class Store(Protocol):
    """Every method raises StoreAway, or whatever the given function raised; then nothing was changed.

    A caller that is cancelled does not cancel its function: what was begun is finished and committed.
    Only after the commit does any method return.
    """

    @property
    def alone(self) -> bool:
        """Whether no other process can be working on this database."""

    async def once(
        self, update_id: int, lock: int, decide: Callable[[Work], T], again: Callable[[Work], T]
    ) -> T:
        """Applies an update exactly once; a second delivery, also at the same time, gets `again`."""

    async def write(self, decide: Callable[[Work], T], lock: int | None = None) -> T:
        """Runs a change that is no update; with a lock it waits for the updates of that conversation.

        When the connection is lost during the commit itself, StoreAway leaves open whether it happened:
        such changes are safe to run twice.
        """

    async def read(self, look: Callable[[Work], T]) -> T:
        """Shows one moment of the database, beside the writers. The database refuses any write."""

    async def settle(self) -> None:
        """Called after tips were written or erased: what they were is nowhere in the log of changes.

        Best effort, and cheap when there is nothing to do: what a reader is just holding goes next time.
        """

    async def close(self) -> None:
        """Finishes what was accepted; later calls get StoreAway."""
