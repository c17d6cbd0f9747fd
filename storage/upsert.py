"""An insert that gives way to a row that is there already, on either database."""

from typing import TypeAlias

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

from storage.columns import Base
from storage.work import Work

Insert: TypeAlias = PostgresInsert | SqliteInsert


def insert(work: Work, table: type[Base]) -> Insert:
    """Knows `on_conflict_do_nothing` and `on_conflict_do_update`, which both databases spell alike."""
    if work.connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
