"""Plain functions on their way to a thread, and what they gave on its way back to the event loop."""

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Passage(Protocol):
    """A decision on its way through a thread and back, whatever it gives."""

    def act(self) -> None: ...
    def fail(self, error: Exception) -> None: ...
    def settle(self) -> None: ...


class Decision(Generic[T]):
    """One caller's function; what it gave is kept, and handed over in the event loop."""

    __slots__ = ("_error", "_future", "_result", "_run")

    def __init__(self, run: Callable[[], T], future: asyncio.Future[T]) -> None:
        self._run = run
        self._future = future
        self._error: Exception | None = None

    def act(self) -> None:
        """Called in the thread."""
        self._result = self._run()

    def fail(self, error: Exception) -> None:
        """The caller hears this instead."""
        self._error = error

    def settle(self) -> None:
        """Called in the event loop."""
        if self._future.done():  # the caller was cancelled and no longer listens
            return
        if self._error is None:
            self._future.set_result(self._result)
        else:
            self._future.set_exception(self._error)


class Hands:
    """Up to `most` threads that take what waits, one thing each at a time.

    The standard executor does the same and gives a future of its own, which asyncio wraps in another: that
    costs a tenth of an update.
    """

    def __init__(self, most: int, name: str) -> None:
        """Must be made in the event loop it will serve."""
        self._most, self._name = most, name
        self._loop = asyncio.get_running_loop()
        self._waiting: SimpleQueue[Passage | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._given = 0  # how much is waiting or at work

    async def run(self, act: Callable[[], T]) -> T:
        """Runs it in one of the threads. Raises what it raised."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._waiting.put(Decision(act, future))
        self._given += 1
        if len(self._threads) < min(self._given, self._most):
            self._threads.append(
                Thread(target=self._take, name=f"{self._name}-{len(self._threads)}", daemon=True)
            )
            self._threads[-1].start()
        return await future

    async def close(self) -> None:
        """Returns when everything is done that was given before."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    def _take(self) -> None:
        while (passage := self._waiting.get()) is not None:
            try:
                passage.act()
            # Whatever it is, it belongs to the one who sent the function.
            except Exception as error:
                passage.fail(error)
            self._loop.call_soon_threadsafe(self._settle, passage)
            del passage  # nothing of it is kept while we wait

    def _settle(self, passage: Passage) -> None:
        self._given -= 1
        passage.settle()
