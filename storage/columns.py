"""Column types and the base class that every table shares."""

from datetime import UTC, datetime

import orjson
from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, MetaData, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets the zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a time without a zone: it would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the time back as aware UTC on every database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only in a column declared INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Named constraints, so that migrations can find them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def index_where(name: str, *columns: str, rows: str) -> Index:
    """An index of some rows alone.

    The migrations say the same of PostgreSQL. Said here it would load all SQLAlchemy knows of that database,
    two megabytes, also where there is none; and nothing but the migrations makes tables there.
    """
    return Index(name, *columns, sqlite_where=text(rows))


def to_json(value: object) -> str:
    """How JSON is written: compact, and with Danish letters as they are, so that a search finds them."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
