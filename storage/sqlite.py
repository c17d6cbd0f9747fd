"""SQLite: one writer thread that commits in groups, and a few readers beside it."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import orjson
from sqlalchemy import Engine, QueuePool, create_engine
from sqlalchemy.exc import OperationalError

from storage.columns import to_json
from storage.hands import Hands
from storage.lockfile import LockFile
from storage.store import Clock, StoreAway
from storage.work import Work
from storage.writer import Writer

T = TypeVar("T")
READERS = 4
BUSY_SECONDS = 5.0


class SqliteStore:
    """A `Store` on one file, owned by one process.

    The lock of a conversation is not needed here: one thread decides everything, one after the other.
    """

    def __init__(
        self, path: Path, clock: Clock, *, alone: bool = True, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        """Must be made in the event loop it will serve. Raises Taken, or StoreAway when it does not open."""
        self._lock = LockFile(path.with_name(path.name + ".lock")) if alone else None
        try:
            self._clock = clock
            self._readers = Hands(READERS, "reader")
            self._screens = _engine(path, busy_seconds, "PRAGMA query_only=ON")
            self._writer = Writer(_engine(path, busy_seconds, *DURABLE), clock, asyncio.get_running_loop())
        except OperationalError as error:
            self._let_go()
            raise StoreAway(str(error.orig)) from error
        self._writer.start()

    @property
    def alone(self) -> bool:
        """True for the owner, whose lock file keeps every other one out."""
        return self._lock is not None

    async def once(
        self, update_id: int, lock: int, decide: Callable[[Work], T], again: Callable[[Work], T]
    ) -> T:
        """See Store."""
        del lock
        return await self._writer.submit(partial(self._writer.once, update_id, decide, again))

    async def write(self, decide: Callable[[Work], T], lock: int | None = None) -> T:
        """See Store."""
        del lock
        return await self._writer.submit(partial(self._writer.write, decide))

    async def read(self, look: Callable[[Work], T]) -> T:
        """See Store."""
        if self._writer.closing:
            raise StoreAway("the store is closed")
        return await self._readers.run(partial(self._look, look))

    async def settle(self) -> None:
        """See Store. TRUNCATE is the only checkpoint that leaves nothing of the log behind."""
        if not self._writer.closing:
            await self._readers.run(self._truncate)

    async def close(self) -> None:
        """See Store."""
        if self._writer.closing:
            return
        self._writer.stop()
        await asyncio.to_thread(self._writer.join)
        await self._readers.close()
        self._screens.dispose()
        self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _truncate(self) -> None:
        with suppress(OperationalError), self._screens.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def _look(self, look: Callable[[Work], T]) -> T:
        try:
            with self._screens.connect() as connection:
                connection.exec_driver_sql("BEGIN")  # all its selects see the same moment
                try:
                    return look(Work(connection, self._clock()))
                finally:
                    connection.exec_driver_sql("ROLLBACK")
        except OperationalError as error:
            raise StoreAway(str(error.orig)) from error


# FULL: a commit has reached the disk before anybody hears of it, also when the power goes.
# Secure: what somebody asked us to forget is overwritten, not only left out of the index.
DURABLE = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON")


def _engine(path: Path, busy_seconds: float, *settings: str) -> Engine:
    """Connections that begin and commit only when told to, never by the driver or SQLAlchemy unasked."""

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
        for setting in ("PRAGMA foreign_keys=ON", "PRAGMA temp_store=MEMORY", *settings):
            raw.execute(setting).close()
        return raw

    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=READERS,
        max_overflow=0,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        json_serializer=to_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # what people wrote must not come out in an error
    )
