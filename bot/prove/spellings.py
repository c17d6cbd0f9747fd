"""Every way a thing may be written down: tables of text encodings and of number formats.

What is looked for must be too rare to stand anywhere by chance. So a pattern has at least 40 bits that mean
something, or is fenced: text between characters that are no part of it. In random bytes the worst pattern
(five bytes) is met once in 20,000 times 50 megabytes; a number of six bytes or more, as an id for a test
should be, two hundred times more seldom. Longer spellings are in practice never met.
"""

import base64
import html
import json
import quopri
import string
import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, quote_from_bytes, quote_plus

from bot.prove.tokens import Number, Place, Raw, Text, Token

LONG, PIECE = 32, 16  # characters: whatever shows 31 in a row of a longer text shows one whole piece
ENOUGH = 5  # bytes, 40 bits
BASE64_ENOUGH = 7  # characters, 42 bits
DIGITS = string.digits.encode()
HEX = string.hexdigits.encode()
WORD = (string.digits + string.ascii_letters).encode()
Order = Literal["big", "little"]
ORDERS: tuple[Order, Order] = ("big", "little")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One pattern. Unless `exact`, upper and lower case are the same; `fence` may not stand on either side."""

    token: str
    how: str
    pattern: bytes
    exact: bool = True
    fence: bytes = b""


def spellings(token: Token) -> Iterator[Spelling]:
    """Every pattern of one token but its digests (digests.py); a moment has none (times.py)."""
    found: dict[tuple[bytes, bool], Spelling] = {}
    for spelling in _of(token):
        if spelling.fence or len(spelling.pattern) >= ENOUGH:
            written = spelling.pattern if spelling.exact else spelling.pattern.lower()
            found.setdefault((written, spelling.exact), spelling)
    yield from found.values()


def _of(token: Token) -> Iterator[Spelling]:
    match token:
        case Text():
            for piece in _pieces(token.value):
                yield from _text(token.name, piece)
        case Number():
            yield from _number(token)
        case Raw():
            yield Spelling(token.name, "som den er", token.value)
            yield from _armoured(token.name, "", token.value)
        case Place():
            yield from _place(token)


# Text.

Encode = Callable[[str], bytes]


def _all(form: str) -> Encode:
    return lambda text: "".join(form % ord(each) for each in text).encode()


def _foreign(form: str) -> Encode:
    return lambda text: "".join(each if ord(each) < 128 else form % ord(each) for each in text).encode()


def _units(form: str) -> Encode:
    """UTF-16 units, as JSON and JavaScript write them."""
    return lambda text: "".join(
        form % unit for (unit,) in struct.iter_unpack(">H", text.encode("utf-16-be"))
    ).encode()


def _bytes_as(form: str) -> Encode:
    return lambda text: "".join(
        chr(byte) if byte < 128 else form % byte for byte in text.encode()
    ).encode()


CHARACTERS: Mapping[str, Encode] = {
    "UTF-8": str.encode,
    "UTF-16LE": lambda text: text.encode("utf-16-le"),
    "UTF-16BE": lambda text: text.encode("utf-16-be"),
    "UTF-32LE": lambda text: text.encode("utf-32-le"),
    "UTF-32BE": lambda text: text.encode("utf-32-be"),
    "Latin-1": lambda text: text.encode("latin-1", "ignore"),
    "UTF-8 to gange": lambda text: text.encode().decode("latin-1").encode(),
}
ESCAPES: Mapping[str, Encode] = {
    "JSON": lambda text: json.dumps(text)[1:-1].encode(),
    "JSON, alt som \\u": _units("\\u%04x"),
    "JSON med skråstreg": lambda text: json.dumps(text)[1:-1].replace("/", "\\/").encode(),
    "Python \\x": lambda text: text.encode("ascii", "backslashreplace"),
    "Python \\x af UTF-8": _bytes_as("\\x%02x"),
    "oktal": _bytes_as("\\%03o"),
    "procent": lambda text: quote(text, safe="").encode(),
    "procent, / for sig": lambda text: quote(text).encode(),
    "procent, + for mellemrum": lambda text: quote_plus(text).encode(),
    "procent, alt": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
    "procent to gange": lambda text: quote(quote(text, safe=""), safe="").encode(),
    "procent af Latin-1": lambda text: quote_from_bytes(text.encode("latin-1", "replace"), safe="").encode(),
    "HTML, navne": lambda text: html.escape(text).encode(),
    "HTML, decimalt": _foreign("&#%d;"),
    "HTML, hex": _foreign("&#x%x;"),
    "HTML, alt decimalt": _all("&#%d;"),
    "HTML, alt hex": _all("&#x%x;"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=False),
}


def _text(name: str, value: str, note: str = "") -> Iterator[Spelling]:
    for cased, form in _forms(value).items():
        words = f"{note}{cased}"
        for how, encode in CHARACTERS.items():
            yield Spelling(name, f"{words}{how}", encode(form), exact=False)
            yield from _armoured(name, f"{words}{how}, ", encode(form))
        for how, encode in ESCAPES.items():
            yield Spelling(name, f"{words}{how}", encode(form), exact=False)


def _forms(value: str) -> dict[str, str]:
    """The search itself does not tell a from A; ø and Ø, and what base64 hides, it cannot know."""
    forms = {
        "": value,
        "små bogstaver, ": value.lower(),
        "store bogstaver, ": value.upper(),
        "delte bogstaver, ": unicodedata.normalize("NFD", value),
        "bagfra, ": value[::-1],
    }
    return {how: form for how, form in forms.items() if not how or form != value}


def _pieces(value: str) -> list[str]:
    if len(value) <= LONG:
        return [value]
    return [value[start : start + PIECE] for start in range(0, len(value) - PIECE + 1, PIECE)]


# Bytes in text.


def _armoured(name: str, what: str, value: bytes) -> Iterator[Spelling]:
    for how, between in (("hex", ""), ("hex med mellemrum", " "), ("hex med kolon", ":"), ("hex med \\x", "\\x")):
        written = between.join(f"{byte:02x}" for byte in value)
        yield Spelling(name, f"{what}{how}", written.encode(), exact=False)
    for offset in range(3):
        for how, encode in (("base64", base64.standard_b64encode), ("base64url", base64.urlsafe_b64encode)):
            inner = _inner(encode(bytes(offset) + value), 6, offset, len(value))
            if len(inner) >= BASE64_ENOUGH:
                yield Spelling(name, f"{what}{how} fra plads {offset}", inner)
    for offset in range(5):
        inner = _inner(base64.b32encode(bytes(offset) + value), 5, offset, len(value))
        yield Spelling(name, f"{what}base32 fra plads {offset}", inner, exact=False)


def _inner(encoded: bytes, bits: int, before: int, length: int) -> bytes:
    """The characters that hold nothing but the value, whatever stands before and after it."""
    return encoded[-(-before * 8 // bits) : (before + length) * 8 // bits]


# Numbers. Pickle (LONG1), MessagePack and CBOR hold the bytes of a number as little- or big-endian.


def _number(token: Number) -> Iterator[Spelling]:
    digits = str(abs(token.value))
    for mark in (".", ",", " ", "_", "'", "\u00a0"):
        parted = f"{abs(token.value):,}".replace(",", mark)
        yield Spelling(token.name, f"decimalt, delt af {mark}", parted.encode(), fence=DIGITS)
    for order in ORDERS:
        wide = token.value.to_bytes(8, order, signed=True)
        yield Spelling(token.name, f"8 byte, {order}-endian", wide)
        yield from _armoured(token.name, f"8 byte, {order}-endian, ", wide)
    if abs(token.value).bit_length() <= 8 * (ENOUGH - 1):
        yield Spelling(token.name, "decimalt", digits.encode(), fence=DIGITS)
        return
    yield from _text(token.name, digits, "decimalt, ")
    yield Spelling(token.name, "videnskabeligt", f"{digits[0]}.{digits[1:]}".rstrip("0").encode(), fence=DIGITS)
    yield Spelling(token.name, "hex", b"%x" % abs(token.value), exact=False, fence=HEX)
    yield Spelling(token.name, "36-tal", _base36(abs(token.value)), exact=False, fence=WORD)
    yield from (Spelling(token.name, how, packed) for how, packed in _packed(token.value))


def _packed(value: int) -> Iterator[tuple[str, bytes]]:
    """The fewest bytes that hold it: wider forms only add zeros outside."""
    for order in ORDERS:
        yield f"{order}-endian", _fewest(value, order)
    for order, mark in zip(ORDERS, "><", strict=True):
        yield f"float64, {order}-endian", struct.pack(f"{mark}d", value)
    yield "varint, protobuf", _little(value % 2**64)
    yield "varint, zigzag", _little((value << 1) ^ (value >> 63))
    if 0 <= value < 2**56:
        yield "varint, SQLite", _big(value)
    digits = str(abs(value))
    yield "BCD", bytes.fromhex(digits.zfill(len(digits) + len(digits) % 2))
    yield "PostgreSQL numeric", b"".join(each.to_bytes(2, "little") for each in _in_base(abs(value), 10_000))


def _fewest(value: int, order: Order) -> bytes:
    fewest = value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True)
    if fewest[0] == 0:
        fewest = fewest[1:]
    return fewest if order == "big" else fewest[::-1]


def _little(value: int) -> bytes:
    """Seven bits a byte, lowest first; all but the last byte are marked."""
    *others, highest = _in_base(value, 128)[::-1]
    return bytes(each | 0x80 for each in others) + bytes([highest])


def _big(value: int) -> bytes:
    """Seven bits a byte, highest first; all but the last byte are marked."""
    *others, lowest = _in_base(value, 128)
    return bytes(each | 0x80 for each in others) + bytes([lowest])


def _base36(value: int) -> bytes:
    return bytes(b"0123456789abcdefghijklmnopqrstuvwxyz"[digit] for digit in _in_base(value, 36))


def _in_base(value: int, base: int) -> list[int]:
    """The digits, highest first."""
    digits: list[int] = []
    while value:
        value, digit = divmod(value, base)
        digits.append(digit)
    return digits[::-1]


# Places.


def _place(token: Place) -> Iterator[Spelling]:
    for which, degrees in (("bredde", token.latitude), ("længde", token.longitude)):
        short = f"{abs(degrees):.5f}"[:-1]  # cut, not rounded: more decimals may follow
        for written in (short, short.replace(".", ",")):
            yield Spelling(token.name, f"{which}, decimalt", written.encode())
        for order, mark in zip(ORDERS, "><", strict=True):
            yield Spelling(token.name, f"{which}, float64, {order}-endian", struct.pack(f"{mark}d", degrees))
            yield Spelling(token.name, f"{which}, EXIF, {order}-endian", _exif(abs(degrees), mark))


def _exif(degrees: float, mark: str) -> bytes:
    """Whole degrees and whole minutes; how finely the seconds are told differs from phone to phone."""
    whole, minutes = int(degrees), int(degrees % 1 * 60)
    return struct.pack(f"{mark}4I", whole, 1, minutes, 1)
