"""Leaks made on purpose, one function each: what careless code leaves in files, pages, calls and pictures."""

import base64
import bz2
import gzip
import hashlib
import hmac
import html
import io
import json
import lzma
import os
import pickle
import struct
import traceback
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from bot.prove.layers import ZSTD
from bot.prove.sinks import Piece, calls, text

KEY_FILE = Path("noegler") / "salt.key"
LATITUDE, LONGITUDE = 2, 4  # tags of EXIF's GPS part; each has its N, S, E or W in the tag before
GPS = 0x8825


@dataclass(frozen=True, slots=True)
class Bait:
    """What one control hides: an id, words, a moment and a place that are met nowhere else."""

    folder: Path
    id: int
    words: str
    at: datetime
    place: tuple[float, float]
    key: bytes  # lies in KEY_FILE, too
    secret: str  # stands among the settings
    database_url: str = ""

    def file(self, name: str, content: str | bytes) -> Path:
        """Puts a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


# Logs, crashes and pages.


def hashed(bait: Bait) -> None:
    """Somebody "anonymised" the log."""
    bait.file("bot.log", f"INFO tip from user={hashlib.sha256(str(bait.id).encode()).hexdigest()}\n")


def traced(bait: Bait) -> None:
    """An error quotes what it could not read."""
    try:
        int(bait.words)
    except ValueError:
        bait.file("styrt/traceback.err", traceback.format_exc())


def percented(bait: Bait) -> None:
    bait.file("access.log", f'127.0.0.1 "GET /tip?hvad={quote(bait.words)} HTTP/1.1" 200\n')


def dumped(bait: Bait) -> None:
    """Windows, Java and JavaScript hold text like this in memory."""
    bait.file("styrt/core.dmp", os.urandom(301) + bait.words.encode("utf-16-le") + os.urandom(99))


def escaped(bait: Bait) -> None:
    bait.file("json.log", json.dumps({"level": "debug", "text": bait.words}) + "\n")


def marked_up(bait: Bait) -> None:
    shown = "".join(each if each.isascii() else f"&#{ord(each)};" for each in html.escape(bait.words))
    bait.file("side.html", f"<p>{shown}</p>")


def mirrored(bait: Bait) -> None:
    bait.file("spejl.txt", bait.words[::-1])


def shouted(bait: Bait) -> None:
    bait.file("raab.txt", bait.words.upper())


def named(bait: Bait) -> None:
    bait.file(f"foto {bait.words}.jpg", b"")


def temporary(bait: Bait) -> None:
    bait.file("tmp/tmpk3f9", b"\x00\x00" + bait.words.encode() + b"\x00")


def printed(bait: Bait) -> Iterator[Piece]:
    yield text("stdout og stderr", "processen", f"debug: {bait.words!r}\n")


def counted(bait: Bait) -> Iterator[Piece]:
    yield text("metrikker", "/metrics", f'betjent_updates_total{{chat="{bait.id}"}} 1.0\n')


def called(bait: Bait) -> Iterator[Piece]:
    """Staff's message says who it was."""
    yield from calls("kald til vagten", [{"method": "sendMessage", "text": f"Nyt tip fra {bait.words}"}])


# Packed.


def backed_up(bait: Bait) -> None:
    bait.file("backup.sql.gz", gzip.compress(f"people: (1, {bait.words!r})".encode()))


def inlaid(bait: Bait) -> None:
    """A compressed part in the middle of something else."""
    bait.file("cache.bin", os.urandom(777) + zlib.compress(bait.words.encode()) + os.urandom(55))


def zipped(bait: Bait) -> None:
    """A zip in a zip, as an exported backup may be."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tip.txt", bait.words)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner.getvalue())
    bait.file("eksport.zip", outer.getvalue())


def squeezed(bait: Bait) -> None:
    bait.file("gamle.tar.bz2", bz2.compress(bait.words.encode() * 5))


def pressed(bait: Bait) -> None:
    bait.file("gamle.tar.xz", lzma.compress(bait.words.encode() * 5))


def standardised(bait: Bait) -> None:
    """Only where this Python can unpack zstd; see layers.py."""
    if ZSTD:
        bait.file("journal.zst", os.urandom(100) + ZSTD.compress(bait.words.encode() * 5))


def wrapped(bait: Bait) -> None:
    """Compressed, and then as text."""
    bait.file(
        "kø.json", json.dumps({"body": base64.b64encode(gzip.compress(bait.words.encode() * 3)).decode()})
    )


def lettered(bait: Bait) -> None:
    """Base64 shifts what it holds by what stands before it."""
    bait.file("besked.json", json.dumps({"data": base64.b64encode(b"?" + bait.words.encode()).decode()}))


def hexed(bait: Bait) -> None:
    bait.file("dump.sql", f"kladder: (X'{bait.words.encode().hex().upper()}')\n")


# Numbers.


def pickled(bait: Bait) -> None:
    bait.file("session.pickle", pickle.dumps({"chat": bait.id}))


def message_packed(bait: Bait) -> None:
    bait.file("session.msgpack", b"\x81\xa4chat\xcf" + bait.id.to_bytes(8, "big"))


def cbor(bait: Bait) -> None:
    bait.file("session.cbor", b"\xa1dchat\x1b" + bait.id.to_bytes(8, "big"))


def floated(bait: Bait) -> None:
    """JavaScript has no other numbers."""
    bait.file("tal.bin", os.urandom(64) + struct.pack("<d", bait.id) + os.urandom(64))


def varied(bait: Bait) -> None:
    """Protobuf's way with numbers."""
    sevens = [bait.id >> shift & 0x7F for shift in range(0, bait.id.bit_length(), 7)]
    bait.file("span.pb", b"\x08" + bytes(each | 0x80 for each in sevens[:-1]) + bytes([sevens[-1]]) + b"\x12")


def checked(bait: Bait) -> None:
    bait.file("chats.csv", f"chat,tips\n{zlib.crc32(str(bait.id).encode())},1\n")


def identified(bait: Bait) -> None:
    bait.file("pseudonym.txt", f"{uuid.uuid5(uuid.NAMESPACE_URL, str(bait.id))}\n")


def keyed(bait: Bait) -> None:
    """A pseudonym whose key lies beside it."""
    made = hmac.new(bait.key, str(bait.id).encode(), "sha256").hexdigest()
    bait.file("session.json", json.dumps({"owner": made}))


def keyed_with_a_setting(bait: Bait) -> None:
    made = hmac.digest(bait.secret.encode(), bait.id.to_bytes(8, "big", signed=True), "sha256")
    bait.file("gaet.json", json.dumps({"who": base64.b64encode(made).decode()}))


def salted(bait: Bait) -> None:
    bait.file("saltet.bin", hashlib.sha256(bait.key + str(bait.id).encode()).digest())


# Times and places.


def touched(bait: Bait) -> None:
    """The file was last changed when the tip was sent."""
    path = bait.file("sidst.lock", b"1")
    os.utime(path, (bait.at.timestamp(), bait.at.timestamp()))


def dated(bait: Bait) -> None:
    bait.file("haendelser.json", json.dumps({"at": bait.at.isoformat()}))


def stamped(bait: Bait) -> None:
    bait.file("stempel.json", json.dumps({"ms": int(bait.at.timestamp() * 1000)}))


def photographed(bait: Bait) -> None:
    """The phone wrote into the picture where it stood."""
    exif = Image.Exif()
    exif.get_ifd(GPS).update(
        {1: "N", LATITUDE: _degrees(bait.place[0]), 3: "E", LONGITUDE: _degrees(bait.place[1])}
    )
    kept = io.BytesIO()
    Image.new("RGB", (16, 16)).save(kept, "JPEG", exif=exif)
    bait.file("foto.bin", os.urandom(50) + kept.getvalue())


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return int(value), int(minutes), round(minutes % 1 * 60, 2)
