"""An insert that gives way to a row that is there already, on either database."""

from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy.engine.interfaces import Dialect

from storage.columns import Base
from storage.work import Work

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

Insert: TypeAlias = "PostgresInsert | SqliteInsert"


def insert(work: Work, table: type[Base]) -> Insert:
    """Knows `on_conflict_do_nothing` and `on_conflict_do_update`, which both databases spell alike."""
    return insert_in(work.connection.dialect, table)


def insert_in(dialect: Dialect, table: type[Base]) -> Insert:
    """The same for a statement that is written before there is work."""
    # Imported here because the other database's words cost two megabytes and a slower start.
    if dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
