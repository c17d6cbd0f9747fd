"""Leaks made on purpose in databases: in rows, in what was deleted, in logs and between pages."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.prove.plants import Bait
from bot.prove.sinks import ROWS, Piece
from storage.dump import connected, postgres_rows

DATABASE = "betjent.sqlite3"
PAGE, OVERFLOW = 4096, 4092  # what a page holds of a long value, behind the number of the next
LENGTH, HEADER = 12_000, 4  # of the long value, and of the record around it
FEWEST = (PAGE - 12) * 32 // 255 - 23  # SQLite's file format, 1.6: what stays on the first page


def in_a_column(bait: Bait) -> None:
    with _open(bait.folder / DATABASE) as database:
        database.execute("CREATE TABLE IF NOT EXISTS kontrol_kolonne (hvem BIGINT)")
        database.execute("INSERT INTO kontrol_kolonne VALUES (?)", (bait.id,))


def as_the_key(bait: Bait) -> None:
    """A row's own number is written as a varint."""
    with _open(bait.folder / DATABASE) as database:
        database.execute("CREATE TABLE IF NOT EXISTS kontrol_noegle (id INTEGER PRIMARY KEY, sprog TEXT)")
        database.execute("INSERT INTO kontrol_noegle VALUES (?, 'da')", (bait.id,))


def deleted(bait: Bait) -> None:
    """Without secure_delete the row stays in a free page."""
    with _open(bait.folder / DATABASE) as database:
        database.execute("CREATE TABLE kontrol_slettet (ord TEXT)")
        database.execute("INSERT INTO kontrol_slettet VALUES (?)", (bait.words,))
        database.commit()
        database.execute("DROP TABLE kontrol_slettet")


def in_the_write_ahead_log(bait: Bait) -> None:
    """Deleted again, also with secure_delete, and still in a frame of the log."""
    with _apart(bait, "log.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA secure_delete=ON")
        database.execute("CREATE TABLE kladde (ord TEXT)")
        database.execute("INSERT INTO kladde VALUES (?)", (bait.words,))
        database.commit()
        database.execute("DELETE FROM kladde")
        database.commit()


def in_the_rollback_journal(bait: Bait) -> None:
    with _apart(bait, "journal.sqlite3") as database:
        database.execute("PRAGMA journal_mode=PERSIST")
        database.execute("PRAGMA secure_delete=ON")
        database.execute("CREATE TABLE kladde (ord TEXT)")
        database.execute("INSERT INTO kladde VALUES (?)", (bait.words,))
        database.commit()
        database.execute("UPDATE kladde SET ord = 'væk'")
        database.commit()


def across_a_page_break(bait: Bait) -> None:
    """Deleted, so no row shows it; and torn apart, so no page does."""
    with _apart(bait, "lang.sqlite3") as database:
        database.execute(f"PRAGMA page_size={PAGE}")
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE kladde (ord TEXT)")
        words = bait.words.encode()
        break_at = FEWEST + (LENGTH + HEADER - FEWEST) % OVERFLOW + OVERFLOW - HEADER
        long = b"-" * (break_at - len(words) // 2) + words
        database.execute("INSERT INTO kladde VALUES (CAST(? AS TEXT))", (long.ljust(LENGTH, b"-"),))
        database.commit()
        database.execute("DELETE FROM kladde")
        database.commit()


def in_postgres(bait: Bait) -> Iterator[Piece]:
    """In a table nobody ever sees: the transaction is rolled back."""
    if not bait.database_url:
        return
    with connected(bait.database_url) as connection:
        connection.execute("CREATE SCHEMA kontrol CREATE TABLE skjult (hvem bigint, ord bytea)")
        connection.execute("INSERT INTO kontrol.skjult VALUES (%s, %s)", (bait.id, bait.words.encode()))
        for table, rows in postgres_rows(connection):
            yield Piece(ROWS, table, rows)
        connection.rollback()


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA secure_delete=OFF")
        yield database
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _apart(bait: Bait, name: str) -> Iterator[sqlite3.Connection]:
    """A database of its own. SQLite clears up when it closes, so the files are taken before."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / name)) as database:
        yield database
        for file in Path(folder).iterdir():
            shutil.copy(file, bait.folder)
