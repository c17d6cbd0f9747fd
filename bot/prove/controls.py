"""The controls: leaks planted on purpose. A scanner that misses one of them proves nothing about the rest."""

import secrets
import shutil
import string
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.prove import plants, plants_in_databases
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
    """A leak, and how and where the scanner has to find it; `where` is some of the place's words."""

    name: str
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
    Control("tal i en kolonne", plants_in_databases.in_a_column, "big-endian", DATABASES),
    Control("tal i en kolonne, læst som række", plants_in_databases.in_a_column, "decimalt", ROWS),
    Control("tal som en rækkes nøgle", plants_in_databases.as_the_key, "varint, SQLite", DATABASES),
    Control("slettet række i en fri side", plants_in_databases.deleted, "UTF-8", DATABASES),
    Control("ord i SQLites log", plants_in_databases.in_the_write_ahead_log, "UTF-8", DATABASES, "-wal"),
    Control(
        "ord i SQLites journal", plants_in_databases.in_the_rollback_journal, "UTF-8", DATABASES, "-journal"
    ),
    Control(
        "ord delt af et sideskift",
        plants_in_databases.across_a_page_break,
        "UTF-8",
        DATABASES,
        "mellem sider",
    ),
    Control("SHA-256 i en log", plants.hashed, "SHA-256 af decimalt, hex", LOGS),
    Control("ord i et traceback", plants.traced, "UTF-8", LOGS),
    Control("procent i en adgangslog", plants.percented, "procent", LOGS),
    Control("UTF-16 i en styrtfil", plants.dumped, "UTF-16LE", FILES),
    Control("JSON-koder i en log", plants.escaped, "JSON", LOGS),
    Control("HTML-koder i en side", plants.marked_up, "HTML, decimalt", FILES),
    Control("ord bagfra", plants.mirrored, "bagfra, UTF-8", FILES),
    Control("ord med store bogstaver", plants.shouted, "store bogstaver, UTF-8", FILES),
    Control("ord i et filnavn", plants.named, "UTF-8", NAMES),
    Control("ord i en midlertidig fil", plants.temporary, "UTF-8", FILES),
    Control("ord på stdout", plants.printed, "UTF-8", "stdout og stderr"),
    Control("tal i en metrik", plants.counted, "decimalt", "metrikker"),
    Control("navn i et kald til vagten", plants.called, "UTF-8", "kald til vagten"),
    Control("navn i en gzip-kopi", plants.backed_up, "UTF-8", BACKUPS, "gzip"),
    Control("zlib inde i en fil", plants.inlaid, "UTF-8", FILES, "zlib"),
    Control("zip i en zip", plants.zipped, "UTF-8", BACKUPS, "zip"),
    Control("bzip2", plants.squeezed, "UTF-8", BACKUPS, "bzip2"),
    Control("xz", plants.pressed, "UTF-8", BACKUPS, "xz"),
    Control("zstd", plants.standardised, "UTF-8", BACKUPS, "zstd"),
    Control("gzip som base64 i JSON", plants.wrapped, "UTF-8", FILES, "gzip"),
    Control("base64 i JSON", plants.lettered, "UTF-8, base64 fra plads 1", FILES),
    Control("hex i en dump", plants.hexed, "UTF-8, hex", BACKUPS),
    Control("tal i pickle", plants.pickled, "little-endian", FILES),
    Control("tal i MessagePack", plants.message_packed, "8 byte, big-endian", FILES),
    Control("tal i CBOR", plants.cbor, "8 byte, big-endian", FILES),
    Control("tal som float64", plants.floated, "float64, little-endian", FILES),
    Control("tal som varint", plants.varied, "varint, protobuf", FILES),
    Control("CRC32 i en tabel", plants.checked, "CRC32 af decimalt, decimalt", FILES),
    Control("UUID af et tal", plants.identified, "UUID 5 i URL", FILES),
    Control("HMAC med en nøgle på maskinen", plants.keyed, "HMAC-SHA-256 af decimalt, hex", FILES),
    Control(
        "HMAC med en indstilling",
        plants.keyed_with_a_setting,
        "HMAC-SHA-256 af 8 byte, big-endian, base64",
        FILES,
    ),
    Control("SHA-256 med salt", plants.salted, "SHA-256 af salt foran af decimalt", FILES),
    Control("fil ændret i samme øjeblik", plants.touched, "sidst ændret", FILES),
    Control("tidspunkt som dato", plants.dated, "dato", FILES),
    Control("tidspunkt i millisekunder", plants.stamped, "sekunder siden 1970", FILES),
    Control("GPS i et billede", plants.photographed, "bredde, EXIF", FILES),
    Control("række i PostgreSQL", plants_in_databases.in_postgres, "decimalt", ROWS, "kontrol.skjult"),
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
    baits[0].file(str(KEY_FILE), key)
    shown = [
        piece for control, bait in zip(planted, baits, strict=True) for piece in control.plant(bait) or ()
    ]
    tokens = [
        token for control, bait in zip(planted, baits, strict=True) for token in _tokens(control.name, bait)
    ]
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


def _tokens(name: str, bait: Bait) -> list[Token]:
    return [Number(name, bait.id), Text(name, bait.words), Moment(name, bait.at), Place(name, *bait.place)]


def _copy(beside: Path | None, copy: Path) -> None:
    """The folder's own database, so that a control is planted among real pages and real rows."""
    if beside is None:
        return
    for file in beside.glob(f"{DATABASE}*"):
        if not file.name.endswith((".lock", "-shm")):
            shutil.copyfile(file, copy / file.name)
