"""What can be looked for without a list: the people the database knows, and times in the tables of tips."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.prove.scan import Finding, Scanned, Scanner
from bot.prove.sinks import BACKUPS, CLUSTER, DATABASES, ROWS, Piece, as_it_is_now
from bot.prove.times import times_at_all
from bot.prove.tokens import SMALLEST_NUMBER, Number
from storage.dump import connected

MOST = 1000  # the newest; every id has thousands of spellings
AT_ONCE = 100
TIPS = "tip"  # what the names of their tables begin with
AUDIT = "tip_audit"  # what the police did with tips is kept to the second, as the law wants it


# Colleagues stand in the tables of tips because they work with them.
PEOPLE = f"""
    SELECT id FROM people WHERE id NOT IN (SELECT id FROM members) AND id >= {SMALLEST_NUMBER}
    ORDER BY since DESC LIMIT {MOST}
"""  # noqa: S608 - both are numbers of ours


def people(database: Path, database_url: str = "") -> list[Number]:
    """The newest people who wrote to the house about anything."""
    if database_url:
        with connected(database_url) as server:
            ids = [int(row[0]) for row in server.execute(PEOPLE.encode()).fetchall()]
    else:
        ids = _in_sqlite(database)
    return [Number(f"person {number} af {len(ids)}", each, known=True) for number, each in enumerate(ids, 1)]


def elsewhere(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Where somebody the house knows may not stand: everywhere but in the ordinary tables and their files."""
    for piece in pieces:
        ordinary = piece.sink == ROWS and not piece.table.startswith(TIPS)
        if not ordinary and piece.sink not in {DATABASES, BACKUPS, CLUSTER}:
            yield piece


def look_for_people(people: Sequence[Number], pieces: Sequence[Piece], keys: Sequence[bytes]) -> Scanned:
    """Looks for them a hundred at a time."""
    found = Scanned()
    for start in range(0, len(people), AT_ONCE):
        found.findings += Scanner(people[start : start + AT_ONCE], keys).scan(pieces).findings
    return found


def fine_times(pieces: Iterable[Piece]) -> Iterator[Finding]:
    """Times finer than a day in the tables of tips, which are to hold weeks."""
    for piece in pieces:
        if piece.sink == ROWS and piece.table.startswith(TIPS) and piece.table != AUDIT:
            for how, at in times_at_all(piece.content):
                yield Finding("tidspunkt finere end ugen", how, piece.sink, f"{piece.label}, byte {at}")


def _in_sqlite(database: Path) -> list[int]:
    if not database.is_file():
        return []
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(as_it_is_now(database))
        return [int(row[0]) for row in connection.execute(PEOPLE)]
