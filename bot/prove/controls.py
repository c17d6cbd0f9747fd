"""The controls: leaks planted on purpose. A scanner that misses one of them proves nothing about the rest."""

import secrets
import shutil
import string
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.prove import plants
from bot.prove import plants_in_databases as databases
from bot.prove.keys import keys_in
from bot.prove.layers import ZSTD
from bot.prove.plants import KEY_FILE, Bait
from bot.prove.plants_in_databases import DATABASE
from bot.prove.scan import Finding, Scanned, Scanner
from bot.prove.sinks import BACKUPS, DATABASES, FILES, NAMES, ROWS, Piece, folder
from bot.prove.tokens import Moment, Number, Place, Text, Token

LONG_AGO = datetime(2002, 2, 3, 4, 5, 6, tzinfo=UTC)  # no file of today is from then
LOGS = "logge"


@dataclass(frozen=True, slots=True)
class Control:
    """A leak: what it hides, and how and where the scanner has to find it; `where` is part of the place."""

    name: str
    hides: type[Token]
    plant: Callable[[Bait], Iterable[Piece] | None]
    how: str
    sink: str
    where: str = ""

    def found(self, findings: Iterable[Finding]) -> bool:
        """Whether one of the findings is this leak, in this place and spelling."""
        return any(
            (found.token, found.sink) == (self.name, self.sink)
            and found.how.startswith(self.how)
            and self.where in found.where
            for found in findings
        )


_ALL = (
    Control("tal i en kolonne", Number, databases.in_a_column, "big-endian", DATABASES),
    Control("tal i en kolonne, læst som række", Number, databases.in_a_column, "decimalt", ROWS),
    Control("tal som en rækkes nøgle", Number, databases.as_the_key, "varint, SQLite", DATABASES),
    Control("slettet række i en fri side", Text, databases.deleted, "UTF-8", DATABASES),
    Control("ord i SQLites log", Text, databases.in_the_write_ahead_log, "UTF-8", DATABASES, "-wal"),
    Control("ord i SQLites journal", Text, databases.in_the_rollback_journal, "UTF-8", DATABASES, "-journal"),
    Control(
        "ord delt af et sideskift", Text, databases.across_a_page_break, "UTF-8", DATABASES, "mellem sider"
    ),
    Control("SHA-256 i en log", Number, plants.hashed, "SHA-256 af decimalt, hex", LOGS),
    Control("ord i et traceback", Text, plants.traced, "UTF-8", LOGS),
    Control("procent i en adgangslog", Text, plants.percented, "procent", LOGS),
    Control("UTF-16 i en styrtfil", Text, plants.dumped, "UTF-16LE", FILES),
    Control("JSON-koder i en log", Text, plants.escaped, "JSON", LOGS),
    Control("HTML-koder i en side", Text, plants.marked_up, "HTML", FILES),
    Control("ord bagfra", Text, plants.mirrored, "bagfra, UTF-8", FILES),
    Control("ord med store bogstaver", Text, plants.shouted, "store bogstaver, UTF-8", FILES),
    Control("ord i et filnavn", Text, plants.named, "UTF-8", NAMES),
    Control("ord i en midlertidig fil", Text, plants.temporary, "UTF-8", FILES),
    Control("ord på stdout", Text, plants.printed, "UTF-8", "stdout og stderr"),
    Control("tal i en metrik", Number, plants.counted, "decimalt", "metrikker"),
    Control("navn i et kald til vagten", Text, plants.called, "UTF-8", "kald til vagten"),
    Control("navn i en gzip-kopi", Text, plants.backed_up, "UTF-8", BACKUPS, "gzip"),
    Control("zlib inde i en fil", Text, plants.inlaid, "UTF-8", FILES, "zlib"),
    Control("zip i en zip", Text, plants.zipped, "UTF-8", BACKUPS, "zip"),
    Control("bzip2", Text, plants.squeezed, "UTF-8", BACKUPS, "bzip2"),
    Control("xz", Text, plants.pressed, "UTF-8", BACKUPS, "xz"),
    Control("zstd", Text, plants.standardised, "UTF-8", BACKUPS, "zstd"),
    Control("gzip som base64 i JSON", Text, plants.wrapped, "UTF-8", FILES, "gzip"),
    Control("base64 i JSON", Text, plants.lettered, "UTF-8, base64 fra plads 1", FILES),
    Control("hex i en dump", Text, plants.hexed, "UTF-8, hex", BACKUPS),
    Control("tal i pickle", Number, plants.pickled, "little-endian", FILES),
    Control("tal i MessagePack", Number, plants.message_packed, "8 byte, big-endian", FILES),
    Control("tal i CBOR", Number, plants.cbor, "8 byte, big-endian", FILES),
    Control("tal som float64", Number, plants.floated, "float64, little-endian", FILES),
    Control("tal som varint", Number, plants.varied, "varint, protobuf", FILES),
    Control("CRC32 i en tabel", Number, plants.checked, "CRC32 af decimalt, decimalt", FILES),
    Control("UUID af et tal", Number, plants.identified, "UUID 5 i URL", FILES),
    Control("HMAC med en nøgle på maskinen", Number, plants.keyed, "HMAC-SHA-256 af decimalt, hex", FILES),
    Control(
        "HMAC med en indstilling",
        Number,
        plants.keyed_with_a_setting,
        "HMAC-SHA-256 af 8 byte, big-endian, base64",
        FILES,
    ),
    Control("SHA-256 med salt", Number, plants.salted, "SHA-256 af salt foran af decimalt", FILES),
    Control("fil ændret i samme øjeblik", Moment, plants.touched, "sidst ændret", FILES),
    Control("tidspunkt som dato", Moment, plants.dated, "dato", FILES),
    Control("tidspunkt i millisekunder", Moment, plants.stamped, "sekunder siden 1970", FILES),
    Control("GPS i et billede", Place, plants.photographed, "bredde, EXIF", FILES),
    Control("række i PostgreSQL", Number, databases.in_postgres, "decimalt", ROWS, "kontrol.skjult"),
)


def controls(*, postgres: bool) -> Sequence[Control]:
    """The controls that can be planted here."""
    out = set() if ZSTD else {"zstd"}
    if not postgres:
        out.add("række i PostgreSQL")
    return [control for control in _ALL if control.name not in out]


def missed(
    planted: Sequence[Control], *, beside: Path | None = None, database_url: str = ""
) -> list[Control]:
    """Plants them in a temporary copy of the database beside them, scans it, and tells what was not found."""
    with tempfile.TemporaryDirectory(prefix="betjent-kontrol-") as name:
        copy = Path(name)
        _copy(beside, copy)
        found = _scan(planted, copy, database_url).findings
    return [control for control in planted if not control.found(found)]


def _scan(planted: Sequence[Control], copy: Path, database_url: str) -> Scanned:
    key, secret = secrets.token_bytes(32), secrets.token_urlsafe(24)
    baits = [_bait(number, copy, key, secret, database_url) for number, _ in enumerate(planted)]
    (copy / KEY_FILE).parent.mkdir()
    (copy / KEY_FILE).write_bytes(key)
    shown = [
        piece for control, bait in zip(planted, baits, strict=True) for piece in control.plant(bait) or ()
    ]
    tokens = [_token(control, bait) for control, bait in zip(planted, baits, strict=True)]
    scanner = Scanner(tokens, keys_in((copy / KEY_FILE).parent, [secret]))
    return scanner.scan([*folder(copy), *shown])


def _bait(number: int, copy: Path, key: bytes, secret: str, database_url: str) -> Bait:
    return Bait(
        folder=copy,
        id=secrets.randbits(49) | 1 << 49,
        words=f"{_letters()} ø{_letters()}",
        at=LONG_AGO + timedelta(days=number),
        place=(10 + secrets.randbelow(70_000_000) / 1e6, 10 + secrets.randbelow(70_000_000) / 1e6),
        key=key,
        secret=secret,
        database_url=database_url,
    )


def _letters() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))


def _token(control: Control, bait: Bait) -> Token:
    hidden: dict[type[Token], Token] = {
        Number: Number(control.name, bait.id),
        Text: Text(control.name, bait.words),
        Moment: Moment(control.name, bait.at),
        Place: Place(control.name, *bait.place),
    }
    return hidden[control.hides]


def _copy(beside: Path | None, copy: Path) -> None:
    """The folder's own database, so that a control is planted among real pages and real rows."""
    if beside is None:
        return
    for file in beside.glob(f"{DATABASE}*"):
        if not file.name.endswith((".lock", "-shm")):
            shutil.copyfile(file, copy / file.name)
