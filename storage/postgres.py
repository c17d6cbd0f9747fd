"""PostgreSQL: a few threads, each with a transaction of its own; any number of processes beside each other.

Why an advisory lock. Two updates of one person can arrive at once, in one process or two: Telegram keeps
messages in order by chat, taps by user, and promises nothing between them. The inbox alone only stops the
same update twice; two different ones would both read the draft and the later commit would erase the earlier
answer. A row lock needs a row, and a stranger has none; an advisory lock needs only a number, and ids from
Telegram fit its 64 bits. It is taken for the transaction, so a commit, a rollback or a lost connection lets
go of it, also behind a connection pooler.

It must be taken before anything is read, and each statement of READ COMMITTED sees what was committed when
the statement began. So lock and inbox share the first statement: its snapshot may be older than the lock, but
it reads no table; the unique index, which looks past snapshots, tells a duplicate. Every later statement
begins after the lock was had, and sees what the one before us committed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import local
from typing import TypeVar

import orjson
import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.columns import to_json
from storage.courier import Courier
from storage.hands import Hands
from storage.people import MEET
from storage.store import Clock, StoreAway
from storage.work import Work

T = TypeVar("T")
WRITERS = 4  # they share one interpreter: more of them only take turns more often
AGAIN = 2  # tries after the first one
READERS = 4

# A frozen neighbour must not hold a citizen's lock for ever, and a caller gives up after 20 seconds. A commit
# is on disk before anybody hears of it, unless the server is set to something stronger still.
SETTINGS = """
    SELECT set_config('lock_timeout', '15s', false), set_config('statement_timeout', '15s', false),
           set_config('idle_in_transaction_session_timeout', '30s', false),
           CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
                THEN set_config('synchronous_commit', 'on', false) END
"""
WIRE = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "tcp_user_timeout": 15_000,
    "application_name": "betjent",
}

# SQLSTATEs that a second attempt at once may cure, and those (or their classes) that only time can.
CONFLICTS = frozenset(("40001", "40P01"))
TROUBLES = frozenset(("08", "53", "57", "55P03", "25P03", "25006"))


class _Doubt(Exception):
    """The connection went while the commit was under way: nobody knows whether it happened."""


class PostgresStore:
    """A `Store` on a server that other processes use too."""

    def __init__(self, url: URL, clock: Clock) -> None:
        """Must be made in the event loop it will serve; connects when first used."""
        self._clock = clock
        self._closing = False
        self._writers = Hands(WRITERS, "writer")
        self._readers = Hands(READERS, "reader")
        self._own = local()
        self._couriers: set[Courier] = set()
        self._engine = _engine(url)
        self._screens = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @property
    def alone(self) -> bool:
        """Never known."""
        return False

    async def once(
        self, update_id: int, lock: int, decide: Callable[[Work], T], again: Callable[[Work], T]
    ) -> T:
        """See Store."""
        return await self._submit(self._writers, partial(self._once, update_id, lock, decide, again))

    async def write(self, decide: Callable[[Work], T], lock: int | None = None) -> T:
        """See Store."""
        return await self._submit(self._writers, partial(self._write, decide, lock))

    async def read(self, look: Callable[[Work], T]) -> T:
        """See Store."""
        return await self._submit(self._readers, partial(self._read, look))

    async def settle(self) -> None:
        """See Store. Here the log is the server's own; storage.settling is the counterpart, as a sweep."""

    async def close(self) -> None:
        """See Store."""
        self._closing = True
        await self._writers.close()
        await self._readers.close()
        for courier in self._couriers:
            courier.leave()
        self._engine.dispose()

    async def _submit(self, hands: Hands, act: Callable[[], T]) -> T:
        if self._closing:
            raise StoreAway("the store is closed")
        return await hands.run(partial(_patiently, act))

    def _once(self, update_id: int, lock: int, decide: Callable[[Work], T], again: Callable[[Work], T]) -> T:
        try:
            return self._arrive(update_id, lock, decide, again)
        except _Doubt:
            # If the commit did happen, the inbox has the update by now.
            return self._arrive(update_id, lock, decide, again)

    def _arrive(
        self, update_id: int, lock: int, decide: Callable[[Work], T], again: Callable[[Work], T]
    ) -> T:
        with self._courier() as courier:
            is_new, ahead = courier.arrive(update_id, lock, self._clock())
            # The wait for the lock is over: what time is it now?
            work = Work(courier.connection, self._clock(), ahead)
            # Leaving the block takes back what was not committed: all that `again` may have written.
            return _commit(courier, work, decide) if is_new else again(work)

    def _write(self, decide: Callable[[Work], T], lock: int | None) -> T:
        with self._courier() as courier:
            courier.begin(lock)
            return _commit(courier, Work(courier.connection, self._clock()), decide)

    @contextmanager
    def _courier(self) -> Iterator[Courier]:
        """This thread's own; after a failure it takes another one."""
        courier: Courier | None = getattr(self._own, "courier", None)
        if courier is None:
            courier = self._own.courier = Courier(self._engine, MEET)
            self._couriers.add(courier)
        try:
            yield courier
            courier.rest()
        except BaseException:
            self._own.courier = None
            self._couriers.discard(courier)
            courier.leave()
            raise

    def _read(self, look: Callable[[Work], T]) -> T:
        with self._screens.connect() as connection:
            return look(Work(connection, self._clock()))


def _engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        connect_args=WIRE,
        pool_size=WRITERS + READERS,
        max_overflow=0,
        isolation_level="READ COMMITTED",
        json_serializer=to_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # what people wrote must not come out in an error
    )
    event.listen(engine, "connect", _greet)
    return engine


def _greet(connection: psycopg.Connection[tuple[object, ...]], _: object) -> None:
    connection.execute(SETTINGS)
    connection.commit()


def _commit(courier: Courier, work: Work, decide: Callable[[Work], T]) -> T:
    result = decide(work)
    work.finish()
    try:
        courier.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise _Doubt(str(error.orig)) from error
        raise
    return result


def _patiently(act: Callable[[], T]) -> T:
    """Tries again when that may help at once; otherwise waiting is the caller's part.

    Whoever loses in a deadlock may meet the winner once more before it has committed.
    """
    for _ in range(AGAIN):
        try:
            return _guarded(act)
        except StoreAway as away:
            if not _may_help(away.__cause__):
                raise
    return _guarded(act)


def _guarded(act: Callable[[], T]) -> T:
    try:
        return act()
    except _Doubt as error:
        raise StoreAway(str(error)) from error
    except DBAPIError as error:
        if _is_gone(error) or _state(error) in CONFLICTS or {_state(error), _state(error)[:2]} & TROUBLES:
            raise StoreAway(str(error.orig)) from error
        raise


def _may_help(cause: BaseException | None) -> bool:
    return isinstance(cause, DBAPIError) and (_is_gone(cause) or _state(cause) in CONFLICTS)


def _is_gone(error: DBAPIError) -> bool:
    """The connection broke, or never came about: then the driver has no SQLSTATE to give."""
    refused = isinstance(error.orig, psycopg.OperationalError) and error.orig.sqlstate is None
    return error.connection_invalidated or refused


def _state(error: DBAPIError) -> str:
    return (error.orig.sqlstate if isinstance(error.orig, psycopg.Error) else None) or ""
