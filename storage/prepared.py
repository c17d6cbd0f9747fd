"""A statement for the hot path: compiled once for each kind of database, then given to the driver itself.

SQLAlchemy still writes the SQL and turns values into what the driver wants and back; what is spared is its
execution machinery, which costs several times the query. The rest of the house uses SQLAlchemy as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
Rows: TypeAlias = list[tuple[Any, ...]]

# Told of every statement that goes past SQLAlchemy; only measuring listens.
listeners: list[Callable[[Connection, str], None]] = []


# One parameter: its name, what the driver needs done to it, and what it is when nobody gives it.
_Value: TypeAlias = tuple[str, Processor, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement as one kind of database wants it."""

    sql: str  # with the driver's own marks for its values
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

    def read(self, rows: Iterable[Sequence[Any]]) -> Rows:
        """The driver's rows as Python's own values."""
        return [
            tuple(
                [
                    value if read is None else read(value)
                    for read, value in zip(self.readers, row, strict=True)
                ]
            )
            for row in rows
        ]


class Prepared:
    """One statement with named parameters; `sets` are the columns that an INSERT or UPDATE gives values.

    What each kind of database spells in its own way is given as a function of the dialect.
    """

    def __init__(
        self, statement: Statement | Callable[[Dialect], Statement], sets: Sequence[str] = ()
    ) -> None:
        self._statement = statement
        self._sets = list(sets) or None
        self._compiled: dict[str, Compiled] = {}

    def rows(self, work: "Work", values: Mapping[str, Any]) -> Rows:
        """The rows of a SELECT, or what a change returns.

        Raises SQLAlchemy's errors, as if it had run the statement itself.
        """
        known = work.asked(self, values)
        if known is not None:
            return known
        connection = work.connection
        compiled = self.compiled(connection.dialect)
        return compiled.read(to_driver(connection, compiled.sql, compiled.parameters(values)).fetchall())

    def change(self, work: "Work", values: Mapping[str, Any]) -> int:
        """Runs a change and gives how many rows it met. Raises like `rows`."""
        connection = work.connection
        compiled = self.compiled(connection.dialect)
        count: int = to_driver(connection, compiled.sql, compiled.parameters(values)).rowcount
        return count

    def compiled(self, dialect: Dialect) -> Compiled:
        """What the driver is given; compiled the first time it is asked for."""
        return self._compiled.get(dialect.name) or self._compile(dialect)

    def _compile(self, dialect: Dialect) -> Compiled:
        statement = self._statement(dialect) if callable(self._statement) else self._statement
        made = statement.compile(dialect=dialect, column_keys=self._sets)
        if not isinstance(made, SQLCompiler):
            raise TypeError(type(made))
        names = made.positiontup if made.positional else list(made.binds)
        wanted = tuple((name, _binder(made, name, dialect), made.params[name]) for name in names or ())
        types = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
        readers = tuple(each.result_processor(dialect, None) for each in types)
        self._compiled[dialect.name] = Compiled(str(made), wanted, readers, made.positional)
        return self._compiled[dialect.name]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a SELECT has given."""

    statement: Prepared
    values: Mapping[str, Any]
    rows: Rows


def to_driver(connection: Connection, sql: str, parameters: Any) -> Any:  # noqa: ANN401 - the driver's own
    """The driver's cursor for a statement in the driver's own spelling. Raises SQLAlchemy's errors."""
    raw: Any = connection.connection.driver_connection
    tell(connection, sql)
    try:
        return raw.execute(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        raise wrapped(sql, error, connection) from error


def tell(connection: Connection, sql: str) -> None:
    """Lets who counts statements know of one."""
    for listener in listeners:
        listener(connection, sql)


def _binder(made: SQLCompiler, name: str, dialect: Dialect) -> Processor:
    return made.binds[name].type.dialect_impl(dialect).bind_processor(dialect)


def wrapped(sql: str, error: Any, connection: Connection) -> BaseException:  # noqa: ANN401 - likewise
    """The exception that SQLAlchemy itself would raise, so that nobody above sees a difference."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if gone:
        connection.invalidate(error)
    kind = dialect.loaded_dbapi.Error
    found: BaseException = DBAPIError.instance(
        sql, None, error, kind, hide_parameters=True, connection_invalidated=gone, dialect=dialect
    )
    return found
