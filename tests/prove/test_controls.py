"""Every leak planted on purpose is found, on both databases; and a scanner that lost a skill is caught."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.prove import controls, digests, layers, number_spellings, scan, text_spellings
from bot.prove.controls import missed
from bot.prove.proof import Place, prove

EVERY = {control.name: control for control in controls.controls(postgres=True)}


def test_every_planted_leak_is_found_beside_a_real_database(sqlite_url: str) -> None:
    place = Path(sqlite_url.removeprefix("sqlite:///")).parent
    (place / "betjent.db").rename(place / "betjent.sqlite3")
    planted = controls.controls(postgres=False)

    assert len(planted) >= 40
    assert missed(planted, beside=place) == []


def test_every_planted_leak_is_found_with_postgresql(postgres_url: str) -> None:
    planted = controls.controls(postgres=True)

    assert EVERY["række i PostgreSQL"] in planted
    assert missed(planted, database_url=postgres_url) == []


def test_nothing_stays_of_what_was_planted_in_postgresql(postgres_url: str) -> None:
    missed([EVERY["række i PostgreSQL"]], database_url=postgres_url)

    with closing(psycopg.connect(postgres_url)) as connection:
        assert not connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'kontrol'").fetchall()


SKILLS: list[tuple[str, dict[str, Any], str]] = [
    ("UTF-16 i en styrtfil", text_spellings.CHARACTERS, "UTF-16LE"),
    ("procent i en adgangslog", text_spellings.ESCAPES, "procent"),
    ("JSON-koder i en log", text_spellings.ESCAPES, "JSON"),
    ("HTML-koder i en side", text_spellings.ESCAPES, "HTML"),
    ("SHA-256 i en log", digests.DIGESTS, "SHA-256"),
    ("CRC32 i en tabel", digests.SUMS, "CRC32"),
    ("navn i en gzip-kopi", layers.UNPACKERS, "gzip"),
    ("zlib inde i en fil", layers.UNPACKERS, "zlib"),
    ("zip i en zip", layers.UNPACKERS, "zip"),
    ("bzip2", layers.UNPACKERS, "bzip2"),
    ("xz", layers.UNPACKERS, "xz"),
]


@pytest.mark.parametrize(("name", "table", "skill"), SKILLS, ids=[f"{name}" for name, _, _ in SKILLS])
def test_a_scanner_without_a_skill_misses_its_control(
    monkeypatch: pytest.MonkeyPatch, name: str, table: dict[str, Any], skill: str
) -> None:
    for how in [how for how in table if how.startswith(skill)]:
        if table is layers.UNPACKERS:
            monkeypatch.setitem(table, how, None)
        else:
            monkeypatch.delitem(table, how)

    assert missed([EVERY[name]]) == [EVERY[name]]


PARTS: list[tuple[str, object, str]] = [
    ("tal som varint", number_spellings, "_little"),
    ("tal som en rækkes nøgle", number_spellings, "_big"),
    ("tal i pickle", number_spellings, "_fewest"),
    ("hex i en dump", text_spellings, "armoured"),
    ("base64 i JSON", text_spellings, "armoured"),
    ("ord bagfra", text_spellings, "_forms"),
    ("HMAC med en nøgle på maskinen", scan, "keyed"),
    ("SHA-256 med salt", scan, "keyed"),
    ("UUID af et tal", scan, "digests"),
    ("ord delt af et sideskift", scan, "seams"),
    ("fil ændret i samme øjeblik", scan, "near"),
    ("tidspunkt som dato", scan, "times"),
    ("gzip som base64 i JSON", layers, "_runs"),
]


@pytest.mark.parametrize(("name", "module", "part"), PARTS, ids=[f"{name}" for name, _, _ in PARTS])
def test_a_scanner_without_a_part_misses_its_control(
    monkeypatch: pytest.MonkeyPatch, name: str, module: object, part: str
) -> None:
    blind: dict[str, object] = {
        "_forms": lambda value: {"": value},
        "_little": lambda _: b"",
        "_big": lambda _: b"",
        "_fewest": lambda *_: b"",
    }
    monkeypatch.setattr(module, part, blind.get(part, lambda *_: ()))

    assert missed([EVERY[name]]) == [EVERY[name]]


def test_a_proof_with_a_missed_control_does_not_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(text_spellings.CHARACTERS, "UTF-16LE")

    proof = prove(Place(tmp_path))

    assert not proof.holds
    assert [control.name for control in proof.missed] == ["UTF-16 i en styrtfil"]


def test_every_control_has_a_name_of_its_own() -> None:
    assert len({control.name for control in controls._ALL}) == len(controls._ALL)


def test_a_finding_somewhere_else_is_not_the_control() -> None:
    control = EVERY["ord i SQLites log"]
    found = scan.Finding(control.name, "UTF-8", control.sink, "log.sqlite3-wal, byte 7")

    assert control.found([found])
    assert not control.found([scan.Finding(control.name, "UTF-8", control.sink, "log.sqlite3, byte 7")])
    assert not control.found([scan.Finding("ord bagfra", "UTF-8", control.sink, "log.sqlite3-wal, byte 7")])
