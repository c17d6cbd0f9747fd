"""A tipster who stands out: every id, name and word is met nowhere else, so any trace of it is a leak."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import psycopg

from bot.prove import keys, sinks
from bot.prove.scan import Finding, Scanner
from bot.prove.sinks import Piece
from bot.prove.tokens import Number, Place, Raw, Text, Token
from handlers.sealing import code
from handlers.tips.content import Told

MESSAGES, UPDATES = 2**41 + 1_234_567, 2**43 + 7_654_321  # larger than Telegram's, so that each is a proof
WHO = "hvem"  # the names of tokens that say who it was begin with this


@dataclass(frozen=True)
class Canary:
    """Who tips, and what about."""

    id: int = 2**50 + 918_273_645_546
    first_name: str = "Kanarilde"
    last_name: str = "Fuglsangsø"
    username: str = "kanarilde_sang"
    phone: str = "+4552918374"
    answers: dict[str, str] = field(
        default_factory=lambda: {
            "what": "Der sælges små poser med løvetandspulver fra en varevogn, mest når skolen lukker",
            "where": "Bag silohallen ved Tyttebærstræde",
            "when": "Tirsdage omkring flagnedhaling",
            "who": "To i okkergule veste, den ene halter",
            "vehicle": "Grøn kassevogn QX91827",
            "dangers": "Der lå en bueskyttekniv",
            "source": "Jeg lufter min gravhund dér",
        }
    )
    question: str = "Hvilken side af silohallen holder kassevognen?"
    reply: str = "Østsiden, ved brombærkrattet"
    summary: str = "Salg fra grøn vogn ved lager, eftermiddage"
    picture: bytes = b"\xff\xd8\xff\xe0 pixels that nobody has seen before \xff\xd9"
    camera: str = "Fuglekikker 9000X"
    place: tuple[float, float] = (55.598_213, 12.241_877)
    code: str = "7H2KQ9XWB4TN0V1M"

    @property
    def told(self) -> Told:
        """The tip."""
        return Told(self.answers, (self.picture,), kommune="0265")

    @property
    def said(self) -> list[Token]:
        """What it says, and what opens it: locked up wherever it is kept."""
        return [
            *(Text(f"svar: {key}", words) for key, words in self.answers.items()),
            Text("spørgsmål", self.question),
            Text("svar på spørgsmål", self.reply),
            Text("uddrag", self.summary),
            Raw("billede", self.picture),
            Text("kode", self.code),
            Text("kode, som den vises", code.shown(self.code)),
            Raw("kodens nøgle", code.ticket(self.code, "midt-og-vestsjaelland").seed),
        ]

    @property
    def who(self) -> list[Token]:
        """Who it was: kept nowhere, locked or not."""
        return [
            Number(f"{WHO}: nummer", self.id),
            Text(f"{WHO}: fornavn", self.first_name),
            Text(f"{WHO}: efternavn", self.last_name),
            Text(f"{WHO}: brugernavn", self.username),
            Text(f"{WHO}: telefon", self.phone),
            Text(f"{WHO}: kamera", self.camera),
            Place(f"{WHO}: stedet i billedet", *self.place),
        ]

    @property
    def tokens(self) -> list[Token]:
        """All of it."""
        return [*self.said, *self.who]


CANARY = Canary()


def left(folder: Path, database_url: str) -> list[Piece]:
    """All that a thief finds: every file, every row, and PostgreSQL's own files of that database."""
    if database_url.startswith("sqlite"):
        return [*sinks.folder(folder)]
    return [*sinks.folder(folder), *sinks.postgres(database_url), *_files(database_url)]


def traces(pieces: list[Piece], tokens: list[Token], folder: Path, *secrets: str) -> list[Finding]:
    """Where they stand, in any spelling, also under every key in the folder and among these settings."""
    scanned = _scanner(tuple(tokens), tuple(keys.keys_in(folder, secrets))).scan(pieces)
    assert scanned.gaps == []
    return scanned.findings


@cache
def _scanner(tokens: tuple[Token, ...], tried: tuple[bytes, ...]) -> Scanner:
    """Two hundred thousand patterns take seconds to make."""
    return Scanner(tokens, tried)


def _files(url: str) -> list[Piece]:
    """The files that can have changed: the house's tables with all that hangs on them, and the newest log."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CHECKPOINT")
        [(data, log)] = server.execute(
            "SELECT current_setting('data_directory'), pg_walfile_name(pg_current_wal_insert_lsn())"
        ).fetchall()
        own = server.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relfilenode > 0 AND oid >= 16384"
            " UNION SELECT pg_relation_filepath('pg_statistic')"
        ).fetchall()
    changed = [Path(data) / path for (path,) in own] + [Path(data) / "pg_wal" / log]
    return [sinks.raw(path) for path in changed]
