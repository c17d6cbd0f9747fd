"""What lies packed inside other bytes: compressed members anywhere, and long runs of base64 or hex."""

import base64
import binascii
import bz2
import importlib
import lzma
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from types import ModuleType
from typing import Any, Protocol

LARGEST = 1 << 28  # a member that holds more than 256 MiB is read that far, and the report says so
STEP = 1 << 16
BEGINNINGS = {
    "gzip": (b"\x1f\x8b\x08",),
    "zlib": (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"),
    "zip": (b"PK\x03\x04",),
    "zstd": (b"\x28\xb5\x2f\xfd",),
    "bzip2": tuple(b"BZh%d1AY&SY" % level for level in range(1, 10)),
    "xz": (b"\xfd7zXZ\x00",),
}
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{32,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
HEX_RUN = re.compile(rb"[0-9a-fA-F]{16,}")


TOO_LARGE = "en pakket del er for stor til at blive læst helt"
NO_ZSTD = "noget er pakket med zstd, som denne Python ikke kan pakke ud"


class Unread(Exception):
    """Something packed was not read, or not to its end; the text says why."""


class Unpacker(Protocol):
    """What every library gives for the unpacking of one member."""

    def decompress(self, data: bytes, /) -> bytes:
        """The next bytes."""


def zstandard() -> ModuleType | None:
    """The module for zstd, when this Python has one (3.14 does) or its package is installed."""
    for name in ("compression.zstd", "zstandard"):
        with suppress(ImportError):
            return importlib.import_module(name)
    return None


def _zstd() -> Unpacker:
    unpacker = ZSTD.ZstdDecompressor()
    made: Unpacker = unpacker if hasattr(unpacker, "eof") else unpacker.decompressobj()
    return made


ZSTD: Any = zstandard()
# What a library says of bytes that are not packed after all, or broken from here on.
FAULTS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, *([ZSTD.ZstdError] if ZSTD else []))
UNPACKERS: dict[str, Callable[[], Unpacker] | None] = {
    "gzip": partial(zlib.decompressobj, 31),
    "zlib": zlib.decompressobj,
    "zip": partial(zlib.decompressobj, -15),
    "zstd": _zstd if ZSTD else None,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}


def layers(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What each packed part holds, with how it was packed. A part that breaks off is read as far as it goes.

    Raises Unread after all else was given.
    """
    unread = ""
    for how, start in _members(data):
        make = UNPACKERS[how]
        if make is None:
            unread = NO_ZSTD
            continue
        held, whole = _unpacked(make(), data, start + (_header(data, start) if how == "zip" else 0))
        unread = unread if whole else TOO_LARGE
        if held:
            yield f"{how} ved byte {start}", held
    yield from _runs(data)
    if unread:
        raise Unread(unread)


def _members(data: bytes) -> Iterator[tuple[str, int]]:
    """Where something packed may begin. One search for each beginning is faster than one for all of them."""
    for how, beginnings in BEGINNINGS.items():
        for beginning in beginnings:
            start = data.find(beginning)
            while start >= 0:
                yield how, start
                start = data.find(beginning, start + 1)


def _unpacked(unpacker: Unpacker, data: bytes, start: int) -> tuple[bytes, bool]:
    """All that comes out before the end or the first fault, and whether that was all."""
    held = bytearray()
    for step in range(start, len(data), STEP):
        try:
            held += unpacker.decompress(data[step : step + STEP])
        except FAULTS:
            break
        if len(held) > LARGEST:
            return bytes(held), False
        if getattr(unpacker, "eof", False):
            break  # what follows is another's, and would be copied again and again
    return bytes(held), True


def _header(data: bytes, start: int) -> int:
    """The length of a zip member's local header with its name."""
    if len(data) < start + 30:
        return 0
    name, extra = struct.unpack_from("<HH", data, start + 26)
    return 30 + int(name) + int(extra)


def _runs(data: bytes) -> Iterator[tuple[str, bytes]]:
    decoded = b"\n".join(_from_base64(found.group()) for found in BASE64_RUN.finditer(data))
    if decoded.strip():
        yield "base64", decoded
    decoded = b"\n".join(_from_hex(found.group()) for found in HEX_RUN.finditer(data))
    if decoded:
        yield "hex", decoded


def _from_hex(run: bytes) -> bytes:
    return binascii.unhexlify(run[: len(run) // 2 * 2])


def _from_base64(run: bytes) -> bytes:
    letters = run.translate(bytes.maketrans(b"-_", b"+/"), b"\r\n")
    return base64.b64decode(letters[: len(letters) // 4 * 4] + _rest(letters))


def _rest(letters: bytes) -> bytes:
    """The last two or three characters, filled up; one alone is no byte."""
    rest = letters[len(letters) // 4 * 4 :]
    return rest.ljust(4, b"=") if len(rest) > 1 else b""
