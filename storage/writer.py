"""The thread that makes every change to a SQLite database: all that waits, in one commit."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.hands import Decision, Passage
from storage.store import Clock, StoreAway
from storage.work import Work

T = TypeVar("T")

# So many share a commit at most; more would only make the first of them wait.
BATCH = 256

ARRIVE = "INSERT INTO inbox (update_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING"

# What SQLite says of the disk or of another process, never of the statement.
PASSING = frozenset(
    (
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
    )
)  # fmt: skip


class _Undone(Exception):
    """SQLite has rolled back the whole transaction by itself, the neighbours' changes with it."""


class Writer(Thread):
    """Owns the only connection that writes.

    Each decision has a savepoint, so that one that raises undoes its own changes and nobody else's.
    When the commit fails, everybody in it hears StoreAway: nothing of it happened.
    """

    def __init__(self, engine: Engine, clock: Clock, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(name="writer", daemon=True)
        self.closing = False
        self._engine = engine
        self._clock = clock
        self._loop = loop
        self._waiting: SimpleQueue[Passage | None] = SimpleQueue()
        self._connection = engine.connect()
        self._raw = _driver(self._connection)

    async def submit(self, run: Callable[[], T]) -> T:
        """Runs it in the thread; returns once it is committed. Raises what it raised, or StoreAway."""
        if self.closing:
            raise StoreAway("the store is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self._waiting.put(Decision(run, future))
        return await future

    def stop(self) -> None:
        """Lets the thread end after what has been submitted."""
        self.closing = True
        self._waiting.put(None)

    def once(self, update_id: int, decide: Callable[[Work], T], again: Callable[[Work], T]) -> T:
        """Called in the thread."""
        work = Work(self._connection, self._clock())
        at = work.now().astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        if self._raw.execute(ARRIVE, (update_id, at)).rowcount:
            return _finished(work, decide)
        self._raw.execute("SAVEPOINT look")
        try:
            return again(work)
        finally:
            self._raw.execute("ROLLBACK TO look")

    def write(self, decide: Callable[[Work], T]) -> T:
        """Called in the thread."""
        return _finished(Work(self._connection, self._clock()), decide)

    def run(self) -> None:
        """Ends after `stop`."""
        while batch := self._next():
            self._commit(batch)
            self._loop.call_soon_threadsafe(_settle, batch)
        self._connection.close()
        self._engine.dispose()

    def _next(self) -> list[Passage]:
        """Waits for somebody, then takes everybody who is there; empty when it is time to stop."""
        batch: list[Passage] = []
        passage = self._waiting.get()
        try:
            while passage is not None:
                batch.append(passage)
                if len(batch) == BATCH:
                    return batch
                passage = self._waiting.get_nowait()
        except Empty:
            return batch
        if batch:
            self._waiting.put(None)  # nothing can come after it; see it again next time
        return batch

    def _commit(self, batch: Sequence[Passage]) -> None:
        try:
            self._raw.execute("BEGIN IMMEDIATE")
            for passage in batch:
                self._attempt(passage)
            self._raw.execute("COMMIT")
        except (sqlite3.Error, _Undone) as error:
            if self._raw.in_transaction:
                self._raw.rollback()
            for passage in batch:
                passage.fail(_away(error))

    def _attempt(self, passage: Passage) -> None:
        self._raw.execute("SAVEPOINT decision")
        try:
            passage.act()
        # Whatever it is, it belongs to the one who sent the function, and only to that one.
        except Exception as error:
            passage.fail(_away(error) if _is_passing(error) else error)
            if not self._raw.in_transaction:
                raise _Undone(str(error)) from error
            self._raw.execute("ROLLBACK TO decision")
        self._raw.execute("RELEASE decision")


def _driver(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError(type(raw))
    return raw


def _finished(work: Work, decide: Callable[[Work], T]) -> T:
    result = decide(work)
    work.finish()
    return result


def _settle(batch: Sequence[Passage]) -> None:
    for passage in batch:
        passage.settle()


def _is_passing(error: Exception) -> bool:
    cause = error.orig if isinstance(error, OperationalError) else error
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF in PASSING


def _away(error: Exception) -> StoreAway:
    away = StoreAway(str(error))
    away.__cause__ = error
    return away
