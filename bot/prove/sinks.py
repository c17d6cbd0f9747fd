"""Where to look: every file of a folder, every row of a database, and what else is handed over as text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.prove.pages import SQLITE, with_wal
from storage.dump import NoDatabase, connected, postgres_rows, sqlite_rows

ROWS, FILES, NAMES, DATABASES, BACKUPS = "rækker", "filer", "filnavne", "database", "sikkerhedskopier"
CLUSTER = "PostgreSQLs filer"
SORTS = (
    (DATABASES, re.compile(r"\.(sqlite3?|db)(-wal|-shm|-journal)?$")),
    ("logge", re.compile(r"(\.|^)(log|out|err)(\.|$)")),
    (BACKUPS, re.compile(r"\.(gz|zst|xz|bz2|zip|tar|bak|backup|dump|sql)$")),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes to look through: what sort of place they are from, and which."""

    sink: str
    label: str
    content: bytes
    touched: datetime | None = None
    table: str = ""  # whose rows these are
    fault: str = ""  # why there is nothing to look through


def text(sink: str, label: str, words: str) -> Piece:
    """A page of text, such as the metrics or what a process wrote to stderr."""
    return Piece(sink, label, words.encode())


def calls(sink: str, made: Iterable[Mapping[str, object]]) -> Iterator[Piece]:
    """Calls to Telegram, one by one, as JSON."""
    for number, call in enumerate(made, 1):
        yield Piece(sink, f"kald {number}", json.dumps(call, ensure_ascii=False, default=repr).encode())


def cluster(path: Path) -> Iterator[Piece]:
    """The raw files of a PostgreSQL server: tables with their dead rows, indexes, statistics and the log."""
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield raw(file)


def raw(file: Path) -> Piece:
    """One file of a PostgreSQL server, which writes when it pleases: when it did so tells nothing."""
    return replace(next(_file(file, file.name)), sink=CLUSTER, touched=None)


def folder(path: Path, *, leave: Iterable[Path] = ()) -> Iterator[Piece]:
    """Every file below a folder, with its name, and the rows of the SQLite databases among them."""
    left = {each.resolve() for each in leave}
    for file in sorted(path.rglob("*")):
        name = str(file.relative_to(path))
        yield Piece(NAMES, name, name.encode())
        if file.is_symlink():
            yield Piece(NAMES, name, str(file.readlink()).encode())
        elif file.is_file() and file.resolve() not in left:
            yield from _file(file, name)


def postgres(url: str) -> Iterator[Piece]:
    """Every row of every schema of a PostgreSQL database, without changing anything in it."""
    with connected(url) as connection:
        connection.read_only = True
        for table, rows in postgres_rows(connection):
            yield Piece(ROWS, table, rows, table=table.rpartition(".")[2])


def _file(file: Path, name: str) -> Iterator[Piece]:
    try:
        content = file.read_bytes()
        touched = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError as error:
        yield Piece(FILES, name, b"", fault=f"{type(error).__name__}: filen kan ikke læses")
        return
    yield Piece(_sort(file.name), name, content, touched)
    if content.startswith(SQLITE):
        yield from _rows(file, name)


def as_it_is_now(database: Path) -> bytes:
    """An SQLite database with what its log holds, read without opening it."""
    log = database.with_name(f"{database.name}-wal")
    return with_wal(database.read_bytes(), log.read_bytes() if log.is_file() else b"")


def _rows(file: Path, name: str) -> Iterator[Piece]:
    try:
        for table, rows in sqlite_rows(as_it_is_now(file)):
            yield Piece(ROWS, f"{name}, tabellen {table}", rows, table=table)
    except NoDatabase:
        yield Piece(ROWS, name, b"", fault="databasen kan ikke åbnes")


def _sort(name: str) -> str:
    return next((sort for sort, pattern in SORTS if pattern.search(name)), FILES)
