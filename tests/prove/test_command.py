"""`betjent tips prove`, as an operator meets it: with a list and without, on clean and leaking folders."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.cli import main
from bot.prove.controls import controls
from bot.prove.proof import Place, Proof, prove
from bot.prove.tokens import Moment, NotAToken, Number, Raw, Text, Token, read_tokens, write_tokens
from bot.prove.tokens import Place as Spot

ID, STAFF = 2**44 + 987654321, 2**44 + 123456789
AT = datetime(2026, 11, 23, 8, 30, 5, tzinfo=UTC)
MEMBER = (
    "INSERT INTO members (id, name, is_staff, is_officer, kommuner, since) VALUES (?, 'I', 1, 0, '[]', ?)"
)
AUDIT = "INSERT INTO tip_audit (at, who, what, tip, detail, hash) VALUES (?, 'Inge', 'opened', '', '', '')"
TIP = "INSERT INTO tips VALUES (?, '2026-11', '2026-W48', '2026-W48', 'new', 0, ?, ?, ?)"
RANDOM = (bytes(range(16)), bytes(range(16, 32)), bytes(range(32, 64)))


@pytest.fixture
def data(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory where Karla once wrote in, and Inge works with tips."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "betjent.sqlite3").write_bytes(sqlite_template.read_bytes())
    change(folder, "INSERT INTO people VALUES (?, 'da', ?, NULL, NULL, NULL)", ID, AT.isoformat(" "))
    change(folder, "INSERT INTO people VALUES (?, 'da', ?, NULL, NULL, NULL)", STAFF, AT.isoformat(" "))
    change(folder, MEMBER, STAFF, AT.isoformat(" "))
    change(folder, TIP, *RANDOM, b"forseglet")
    change(folder, "INSERT INTO tip_members VALUES (?, ?, 'officer')", RANDOM[0], STAFF)
    return folder


def change(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "betjent.sqlite3")) as database:
        database.execute(statement, values)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def proof(data: Path, *tokens: Token) -> Proof:
    """Without planting anything: that is tried elsewhere."""
    return prove(Place(data), tokens, planted=())


def does(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["tips", "prove", *map(str, arguments)])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_a_clean_folder_is_told_with_what_was_looked_for(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert does(data) == 0

    said = capsys.readouterr().out
    assert "1 person, som databasen kender" in said
    planted = len(controls(postgres=False))
    assert f"✓ {planted} læk plantet i en kopi, {planted} fundet" in said
    assert said.endswith("✓ Ingen spor fundet.\n")
    assert str(ID) not in said


def test_somebody_the_house_knows_beside_a_tip_is_found(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data, "UPDATE tips SET body = ?", b"\x01\x02" + ID.to_bytes(8, "big"))

    assert does(data) == 1

    said = capsys.readouterr().out
    assert "✗ person 1 af 1: 8 byte, big-endian i betjent.sqlite3, tabellen tips, byte" in said
    assert "spor fundet" in said
    assert str(ID) not in said


def test_a_list_says_what_else_must_not_be_there(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(data, "UPDATE tips SET body = ?", "de sælger ved kiosken".encode())
    tokens = data / "tokens.json"
    write_tokens(tokens, [Text("svaret", "De sælger ved kiosken"), Text("koden", "ABCD-EFGH-JKMN-PQRS")])

    assert does(data, "--tokens", tokens) == 1

    said = capsys.readouterr().out
    assert "✗ svaret: UTF-8 i betjent.sqlite3, byte" in said
    assert "koden:" not in said
    assert "kiosken" not in said


def test_a_time_beside_a_tip_is_found(data: Path) -> None:
    change(data, "UPDATE tips SET week = '2026-11-23T08:30:05'")

    [finding] = proof(data).findings

    assert (finding.token, finding.how) == ("tidspunkt finere end ugen", "dato")
    assert "tabellen tips" in finding.where


def test_what_the_police_did_may_be_told_to_the_second(data: Path) -> None:
    change(data, AUDIT, AT.isoformat(" "))

    assert proof(data).holds


def test_who_has_also_ordered_something_may_stand_where_orders_are(data: Path) -> None:
    karla = Number("Karla", ID, known=True)
    assert proof(data, karla).holds
    assert not proof(data, Number("Karla", ID)).holds

    (data / "bot.log").write_text(f"svarede {ID}")
    assert {finding.token for finding in proof(data, karla).findings} == {"Karla", "person 1 af 1"}


def test_a_folder_or_a_list_that_is_not_there_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "liste.json").write_text('[{"name": "Bo", "text": "Bo"}]')

    assert does(data / "andet") == 1
    assert does(data, "--tokens", data / "liste.json") == 1

    said = capsys.readouterr().err
    assert "der er ingen sådan mappe" in said
    assert "✗ Bo: en tekst skal have mindst 5 tegn" in said


def test_nothing_is_written_into_the_folder(data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*")}

    prove(Place(data))

    assert {path: path.read_bytes() for path in data.rglob("*")} == before


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    tokens: list[Token] = [
        Text("svar", "ved kiosken"),
        Number("id", ID, known=True),
        Raw("nøgle", bytes(16)),
        Spot("sted", 55.5, 12.25),
        Moment("sendt", AT),
    ]
    write_tokens(tmp_path / "t.json", tokens)

    assert read_tokens(tmp_path / "t.json") == tokens
    assert (tmp_path / "t.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line",
    [{"text": "uden navn"}, {"name": "a"}, {"name": "a", "at": "2026-11-23T08:00"}, 7],
    ids=json.dumps,
)
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, line: object) -> None:
    (tmp_path / "t.json").write_text(json.dumps([line]))

    with pytest.raises(NotAToken):
        read_tokens(tmp_path / "t.json")


def test_postgresql_is_proved_as_well(tmp_path: Path, postgres_url: str) -> None:
    place = Place(tmp_path, postgres_url)
    with closing(psycopg.connect(postgres_url)) as server:
        server.execute("INSERT INTO people VALUES (%s, 'da', %s)", (ID, AT))
        server.execute(TIP.replace("?", "%s").replace(", 0,", ", false,"), (*RANDOM, b"forseglet"))
        server.commit()
        assert prove(place, planted=()).holds

        server.execute("UPDATE tips SET body = %s", (ID.to_bytes(8, "little"),))
        server.commit()
        found = prove(place, planted=()).findings

    assert {finding.where.partition(",")[0] for finding in found} == {"public.tips"}
