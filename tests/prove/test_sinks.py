"""Every place is looked through: files and their names, rows, free pages, logs, a whole PostgreSQL server."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.prove.layers import LARGEST
from bot.prove.scan import Scanned, Scanner
from bot.prove.sinks import CLUSTER, DATABASES, NAMES, ROWS, Piece, calls, cluster, folder, postgres, text
from bot.prove.tokens import Number, Text
from tests.pgserver import Server

ID, WORDS = 2**44 + 987654321, "Rævehøj kvadrat"
TOKENS = (Number("nummer", ID), Text("ord", WORDS))


def scanned(*pieces: Piece) -> Scanned:
    return Scanner(TOKENS).scan(pieces)


def places(found: Scanned) -> set[tuple[str, str]]:
    """What was found, and in which sort of place."""
    return {(finding.token, finding.sink) for finding in found.findings}


def test_a_file_s_name_its_content_and_what_a_link_points_at(tmp_path: Path) -> None:
    (tmp_path / f"foto {ID}").mkdir()
    (tmp_path / f"foto {ID}" / "tom").touch()
    (tmp_path / "genvej").symlink_to(f"/tmp/{WORDS}")  # noqa: S108 - it points nowhere
    (tmp_path / "noter.txt").write_text(WORDS)

    assert places(scanned(*folder(tmp_path))) == {("nummer", NAMES), ("ord", NAMES), ("ord", "filer")}


def test_a_row_in_a_log_that_is_not_yet_in_the_database(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    with closing(sqlite3.connect(made / "betjent.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE tips (id INTEGER, hvad TEXT)")
        database.execute("INSERT INTO tips VALUES (?, ?)", (ID, WORDS))
        database.commit()
        shutil.copytree(made, tmp_path / "left")

    found = places(scanned(*folder(tmp_path / "left")))

    assert {("nummer", ROWS), ("ord", ROWS), ("ord", DATABASES), ("nummer", DATABASES)} <= found


def test_a_database_that_is_broken_is_told_and_still_read_as_bytes(tmp_path: Path) -> None:
    (tmp_path / "gammel.db").write_bytes(b"SQLite format 3\x00" + bytes(4080) + WORDS.encode())

    found = scanned(*folder(tmp_path))

    assert ("ord", DATABASES) in places(found)
    assert found.gaps == ["gammel.db: databasen kan ikke åbnes"]


def test_a_file_that_is_left_out_is_not_looked_through(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text(WORDS)

    assert scanned(*folder(tmp_path, leave=[tmp_path / "tokens.json"])).findings == []


def test_calls_and_pages_of_text() -> None:
    found = scanned(
        *calls("kald", [{"chat_id": ID}, {"text": WORDS}]), text("metrikker", "/metrics", str(ID))
    )

    assert places(found) == {("nummer", "kald"), ("ord", "kald"), ("nummer", "metrikker")}
    assert {finding.where for finding in found.findings if finding.token == "ord"} == {"kald 2, byte 10"}


def test_a_member_too_large_to_unpack_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.prove.layers.LARGEST", 10_000)
    bomb = zlib.compress(bytes(10_000_000))

    found = scanned(Piece("filer", "bombe", bomb))

    assert LARGEST > 10_000
    assert found.gaps == ["bombe: en pakket del er for stor til at blive læst helt"]
    assert found.unpacked < 20_000_000


def test_every_schema_of_postgresql_and_its_statistics(own_postgres_url: str) -> None:
    with closing(psycopg.connect(own_postgres_url, autocommit=True)) as server:
        server.execute("CREATE SCHEMA gemt CREATE TABLE glemt (hvem numeric, ord bytea)")
        server.execute("INSERT INTO gemt.glemt VALUES (%s, %s)", (ID, WORDS.encode()))
        server.execute("CREATE TABLE maalt (ord text)")
        server.execute("INSERT INTO maalt SELECT %s FROM generate_series(1, 50)", (WORDS,))
        server.execute("ANALYZE maalt")
        server.execute("DELETE FROM maalt")

    found = scanned(*postgres(own_postgres_url)).findings

    where = {(finding.token, finding.where.partition(",")[0]) for finding in found}
    assert where == {("nummer", "gemt.glemt"), ("ord", "gemt.glemt"), ("ord", "pg_catalog.pg_stats")}


def test_what_was_deleted_still_lies_in_postgresql_s_files(pgserver: Server, own_postgres_url: str) -> None:
    with closing(psycopg.connect(own_postgres_url, autocommit=True)) as server:
        server.execute("CREATE TABLE glemt (hvem bigint, ord text)")
        server.execute("INSERT INTO glemt VALUES (%s, %s)", (ID, WORDS))
        server.execute("DELETE FROM glemt")
        server.execute("CHECKPOINT")
        [row] = server.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchall()

    data = pgserver.folder / "data"
    tables, log = (scanned(*cluster(folder)) for folder in (data / "base" / str(row[0]), data / "pg_wal"))

    assert places(tables) == places(log) == {("nummer", CLUSTER), ("ord", CLUSTER)}
    assert scanned(*postgres(own_postgres_url)).findings == []
