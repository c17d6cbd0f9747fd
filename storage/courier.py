"""One thread's way to PostgreSQL: what an update begins with is one trip, not three.

A trip costs more than the statement that makes it, in time and in this process's work: for each, threads hand
the interpreter to one another. So BEGIN, the lock with the inbox, and the question that nearly every update
begins with go together. PostgreSQL takes several statements in one message only as plain text; it runs them
one by one, each with a snapshot of its own, as if each had come by itself. The server has prepared them.

What stands in such a text can come to stand in the server's log. Here it is numbers and the time, and it must
never be what people wrote: everything else goes beside its statement, as parameters.
"""

from datetime import datetime
from typing import TypeAlias

import psycopg
from psycopg.errors import InvalidSqlStatementName
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.prepared import Asked, Prepared, tell, wrapped

# FROM l makes the lock come first: without its row there is nothing to insert.
ARRIVE = (
    "WITH l AS MATERIALIZED (SELECT pg_advisory_xact_lock($1::bigint))"
    " INSERT INTO inbox (update_id, at) SELECT $2::bigint, $3::timestamptz FROM l ON CONFLICT DO NOTHING"
)

Raw: TypeAlias = psycopg.Connection[tuple[object, ...]]
Cursor: TypeAlias = psycopg.Cursor[tuple[object, ...]]


class Courier:
    """A connection whose transactions begin and end by its own word.

    `first` is a SELECT with one value, the lock; it is asked with each arrival in a private chat.
    Every method raises SQLAlchemy's errors; after one, `leave`, and take another courier.
    """

    def __init__(self, engine: Engine, first: Prepared) -> None:
        # The driver begins nothing: our BEGIN travels with what comes after it.
        self.connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._cursor = _raw(self.connection.connection.driver_connection).cursor()
        self._first = first
        self._asks = first.compiled(self.connection.dialect)
        ((self._key, *_),) = self._asks.wanted

    def arrive(self, update_id: int, lock: int, at: datetime) -> tuple[bool, Asked | None]:
        """Begins with an update: whether it is new, and what was asked with it."""
        self.connection.begin()
        tell(self.connection, ARRIVE)
        trip = f"BEGIN; EXECUTE arrive ({lock:d}, {update_id:d}, '{at.isoformat()}')"
        if lock < 0:  # a group, which is nobody in person
            return _is_new(self._arrived(trip)), None
        tell(self.connection, self._asks.sql)
        cursor = self._arrived(f"{trip}; EXECUTE first ({lock:d})")
        is_new = _is_new(cursor)
        cursor.nextset()
        return is_new, Asked(self._first, {self._key: lock}, self._asks.read(cursor.fetchall()))

    def begin(self, lock: int | None) -> None:
        """Begins with something else."""
        self.connection.begin()
        self._go("BEGIN" if lock is None else f"BEGIN; SELECT pg_advisory_xact_lock({lock:d})")

    def commit(self) -> None:
        """Ends it."""
        self.connection.commit()

    def rest(self) -> None:
        """Takes back what was not committed."""
        if self.connection.in_transaction():
            self.connection.rollback()

    def leave(self) -> None:
        """Gives the connection back to the pool, which finds out whether it is any good."""
        self.connection.close()

    def _arrived(self, trip: str) -> Cursor:
        """A new server knows nothing by name; and after a rollback the driver lets it forget everything."""
        try:
            return self._go(trip)
        except DBAPIError as error:
            if not isinstance(error.orig, InvalidSqlStatementName):
                raise
        self._go("ROLLBACK")
        asks = self._asks.sql % {self._key: "$1"}
        self._go(f"DEALLOCATE ALL; PREPARE arrive AS {ARRIVE}; PREPARE first AS {asks}")
        return self._go(trip)

    def _go(self, text: str) -> Cursor:
        try:
            return self._cursor.execute(text.encode(), prepare=False)
        except psycopg.Error as error:
            raise wrapped(text, error, self.connection) from error


def _is_new(cursor: Cursor) -> bool:
    """What the inbox said; BEGIN was first."""
    cursor.nextset()
    return cursor.rowcount > 0


def _raw(driver_connection: object) -> Raw:
    if not isinstance(driver_connection, psycopg.Connection):
        raise TypeError(type(driver_connection))
    return driver_connection
