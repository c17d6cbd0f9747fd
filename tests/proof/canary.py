"""A tipster who stands out: every id, name and word is met nowhere else, so any trace of it is a leak."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import psycopg

from bot.prove import keys, sinks
from bot.prove.scan import Finding, Scanner
from bot.prove.sinks import Piece
from bot.prove.tokens import Number, Place, Raw, Text, Token
from handlers.sealing import code
from handlers.tips.content import Told

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

# Another one, for tests that look into PostgreSQL's log: what the first ordered or said in other tests on the
# same server may stand there still.
ROOK = Canary(
    id=2**50 + 736_451_829_374,
    first_name="Rågeline",
    last_name="Kragsbjerg",
    username="raageline_flyver",
    phone="+4552637485",
    answers={
        "what": "De bytter plomberede kasser under jernbanebroen, når sidste tog er kørt",
        "where": "Ved den nedlagte mejerirampe på Slåenvej",
        "when": "Torsdage efter rensdyrfodring",
        "who": "En høj med lilla hue og en, der fløjter",
        "vehicle": "Orange ladvogn ZW73625",
        "dangers": "De havde en harpunpistol",
        "source": "Jeg samler svampe på skrænten",
    },
    question="Er det fredage eller torsdage ved mejerirampen?",
    reply="Altid torsdage, kort før midnatstoget",
    summary="Bytte af kasser ved bro, sen aften",
    picture=b"\xff\xd8\xff\xe0 other pixels that nobody has seen either \xff\xd9",
    camera="Krageskyder 77Z",
    place=(55.611_873, 12.305_946),
    code="4TN0V1M7H2KQ9XWB",
)


def left(folder: Path, database_url: str, *, raw: bool = True) -> list[Piece]:
    """All that a thief finds: every file, every row, and (`raw`) PostgreSQL's own files of that database."""
    if database_url.startswith("sqlite"):
        return [*sinks.folder(folder)]
    files = _files(database_url) if raw else []
    return [*sinks.folder(folder), *sinks.postgres(database_url), *files]


def traces(
    pieces: list[Piece], tokens: list[Token], folder: Path | None = None, *secrets: str
) -> list[Finding]:
    """Where they stand, in any spelling; with a folder also under every key in it and among these settings.

    That takes seconds, for a hundred keys make a hundred thousand patterns.
    """
    tried = keys.keys_in(folder, secrets) if folder else []
    scanned = _scanner(tuple(tokens), tuple(tried)).scan(pieces)
    assert scanned.gaps == []
    return scanned.findings


@cache
def _scanner(tokens: tuple[Token, ...], tried: tuple[bytes, ...]) -> Scanner:
    return Scanner(tokens, tried)


def _files(url: str) -> list[Piece]:
    """The files that can have changed: the house's tables with all that hangs on them, and the newest log."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CHECKPOINT")
        [(data, log, end)] = server.execute(
            "SELECT current_setting('data_directory'), o.file_name, o.file_offset"
            " FROM pg_walfile_name_offset(pg_current_wal_insert_lsn()) o"
        ).fetchall()
        own = server.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relfilenode > 0 AND oid >= 16384"
            " UNION SELECT pg_relation_filepath('pg_statistic')"
        ).fetchall()
    written = sinks.raw(Path(data) / "pg_wal" / log)  # what lies behind its end is older than the test
    return [
        *(sinks.raw(Path(data) / path) for (path,) in own),
        replace(written, content=written.content[:end]),
    ]
