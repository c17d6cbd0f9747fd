"""A statement for the hot path: compiled once for each kind of database, then given to the driver itself.

SQLAlchemy still writes the SQL and turns values into what the driver wants and back; what is spared is its
execution machinery, which costs several times the query. The rest of the house uses SQLAlchemy as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from storage.work import Work

Processor: TypeAlias = Callable[[Any], Any] | None
Statement: TypeAlias = Select[*tuple[Any, ...]] | Insert | Update | Delete

# Told of every statement that goes past SQLAlchemy; only measuring listens.
listeners: list[Callable[[Connection, str], None]] = []


# One parameter: its name, what the driver needs done to it, and what it is when nobody gives it.
_Value: TypeAlias = tuple[str, Processor, Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    wanted: tuple[_Value, ...]
    readers: tuple[Processor, ...]
    by_place: bool

    def parameters(self, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the driver's own shape
        """In one pass without a call for each: there are fifteen of them in every update."""
        known = [
            (name, given.get(name, default) if bind is None else bind(given.get(name, default)))
            for name, bind, default in self.wanted
        ]
        return [value for _, value in known] if self.by_place else dict(known)


class Prepared:
    """One statement with named parameters; `sets` are the columns that an INSERT or UPDATE gives values."""

    def __init__(self, statement: Statement, sets: Sequence[str] = ()) -> None:
        self._statement = statement
        self._sets = list(sets) or None
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, work: "Work", values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a SELECT, or what a change returns.

        Raises SQLAlchemy's errors, as if it had run the statement itself.
        """
        cursor, readers = self._run(work.connection, values)
        return [
            tuple([value if read is None else read(value) for read, value in zip(readers, row, strict=True)])
            for row in cursor.fetchall()
        ]

    def change(self, work: "Work", values: Mapping[str, Any]) -> int:
        """Runs a change and gives how many rows it met. Raises like `rows`."""
        cursor, _ = self._run(work.connection, values)
        count: int = cursor.rowcount
        return count

    def _run(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, tuple[Processor, ...]]:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        return to_driver(connection, compiled.sql, compiled.parameters(values)), compiled.readers

    def _compile(self, dialect: Dialect) -> _Compiled:
        made = self._statement.compile(dialect=dialect, column_keys=self._sets)
        if not isinstance(made, SQLCompiler):
            raise TypeError(type(made))
        names = made.positiontup if made.positional else list(made.binds)
        wanted = tuple((name, _binder(made, name, dialect), made.params[name]) for name in names or ())
        types = [column.type.dialect_impl(dialect) for column in self._statement.exported_columns]
        readers = tuple(each.result_processor(dialect, None) for each in types)
        self._compiled[dialect.name] = _Compiled(str(made), wanted, readers, made.positional)
        return self._compiled[dialect.name]


def to_driver(connection: Connection, sql: str, parameters: Any) -> Any:  # noqa: ANN401 - the driver's own
    """The driver's cursor for a statement in the driver's own spelling. Raises SQLAlchemy's errors."""
    raw: Any = connection.connection.driver_connection
    for listener in listeners:
        listener(connection, sql)
    try:
        return raw.execute(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _wrapped(sql, error, connection) from error


def _binder(made: SQLCompiler, name: str, dialect: Dialect) -> Processor:
    return made.binds[name].type.dialect_impl(dialect).bind_processor(dialect)


def _wrapped(sql: str, error: Any, connection: Connection) -> BaseException:  # noqa: ANN401 - likewise
    """The exception that SQLAlchemy itself would raise, so that nobody above sees a difference."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if gone:
        connection.invalidate(error)
    kind = dialect.loaded_dbapi.Error
    wrapped: BaseException = DBAPIError.instance(
        sql, None, error, kind, hide_parameters=True, connection_invalidated=gone, dialect=dialect
    )
    return wrapped
