"""An insert that gives way to a row that is there already, on either database."""

from typing import TYPE_CHECKING, TypeAlias

from storage.columns import Base
from storage.work import Work

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

Insert: TypeAlias = "PostgresInsert | SqliteInsert"


def insert(work: Work, table: type[Base]) -> Insert:
    """Knows `on_conflict_do_nothing` and `on_conflict_do_update`, which both databases spell alike."""
    # Imported here because the other database's words cost two megabytes and a slower start.
    if work.connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
