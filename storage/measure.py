"""What the benchmark asks of a database: how many statements reach it, and many cases at once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Pool, event, insert, text

from storage import facts
from storage.models import Case, Event
from storage.prepared import listeners
from storage.work import Work

MARK = "bench"  # the fact that tells a database made for measuring
WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class NotForMeasuring(Exception):
    """The database holds somebody's cases; nothing was touched."""


@dataclass
class Tally:
    """How many statements have read or changed something; begin and commit are not among them."""

    statements: int = 0

    def see(self, statement: str) -> None:
        """Counts one."""
        if statement.lstrip().upper().startswith(WORDS):
            self.statements += 1


@contextmanager
def counting() -> Iterator[Tally]:
    """Counts on every connection that is opened meanwhile, also what goes past SQLAlchemy."""
    tally = Tally()

    def opened(raw: object, _: object) -> None:
        if isinstance(raw, sqlite3.Connection):
            raw.set_trace_callback(tally.see)

    def passing(connection: Connection, sql: str) -> None:
        if connection.dialect.name != "sqlite":
            tally.see(sql)

    def executing(connection: Connection, *told: object) -> None:
        passing(connection, str(told[1]))

    event.listen(Pool, "connect", opened)
    event.listen(Engine, "before_cursor_execute", executing)
    listeners.append(passing)
    try:
        yield tally
    finally:
        event.remove(Pool, "connect", opened)
        event.remove(Engine, "before_cursor_execute", executing)
        listeners.remove(passing)


def clear(work: Work) -> None:
    """Empties a database that is empty already or was made for measuring. Raises NotForMeasuring."""
    used = work.connection.execute(text("SELECT 1 FROM people UNION SELECT 1 FROM cases LIMIT 1")).first()
    if used and facts.get(work, MARK) is None:
        raise NotForMeasuring
    for table in reversed(Case.metadata.sorted_tables):
        if work.connection.dialect.name == "postgresql":
            work.connection.exec_driver_sql(f"TRUNCATE {table.name} RESTART IDENTITY CASCADE")
        else:
            work.connection.execute(table.delete())
    facts.put(work, MARK, {"made": work.now().isoformat()})


def fill(work: Work, cases: Iterable[Mapping[str, Any]], events: Iterable[Mapping[str, Any]]) -> None:
    """Many rows at once; their ids are the caller's."""
    work.connection.execute(insert(Case), list(cases))
    work.connection.execute(insert(Event), list(events))


def refresh(work: Work) -> None:
    """Lets the database look at how its rows are spread, as it does by itself now and then."""
    work.connection.execute(text("ANALYZE"))
