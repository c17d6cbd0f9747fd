"""Every way a number or a place may be written down, in figures and in bytes.

Pickle (LONG1), MessagePack and CBOR hold the bytes of a number as big- or little-endian.
"""

import struct
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from bot.prove.spelling import DIGITS, ENOUGH, HEX, ORDERS, WORD, Order, Spelling, armoured
from bot.prove.text_spellings import in_text
from bot.prove.tokens import Number, Place


def in_numbers(token: Number) -> Iterator[Spelling]:
    """Every spelling of a number; below 33 bits only those that prove something."""
    digits = str(abs(token.value))
    for mark in (".", ",", " ", "_", "'", "\u00a0"):
        parted = f"{abs(token.value):,}".replace(",", mark)
        yield Spelling(token.name, f"decimalt, delt af {mark}", parted.encode(), fence=DIGITS)
    for order in ORDERS:
        wide = token.value.to_bytes(8, order, signed=True)
        yield Spelling(token.name, f"8 byte, {order}-endian", wide)
        yield from armoured(token.name, f"8 byte, {order}-endian, ", wide)
    if abs(token.value).bit_length() <= 8 * (ENOUGH - 1):
        yield Spelling(token.name, "decimalt", digits.encode(), fence=DIGITS)
        return
    yield from in_text(token.name, digits, "decimalt, ")
    yield Spelling(token.name, "videnskabeligt", f"{digits[0]}.{digits[1:]}".rstrip("0").encode())
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


def in_places(token: Place) -> Iterator[Spelling]:
    """Each of its two angles, for either one is enough to find a street."""
    for which, degrees in (("bredde", token.latitude), ("længde", token.longitude)):
        for written in _four_decimals(abs(degrees)):
            yield Spelling(token.name, f"{which}, decimalt", written.encode())
            yield Spelling(token.name, f"{which}, med komma", written.replace(".", ",").encode())
        for order, mark in zip(ORDERS, "><", strict=True):
            yield Spelling(token.name, f"{which}, float64, {order}-endian", struct.pack(f"{mark}d", degrees))
            yield Spelling(token.name, f"{which}, EXIF, {order}-endian", _exif(abs(degrees), mark))


def _four_decimals(degrees: float) -> set[str]:
    """Cut, for more may follow, and rounded: to eleven metres."""
    exact, step = Decimal(repr(degrees)), Decimal("0.0001")
    return {str(exact.quantize(step, way)) for way in (ROUND_DOWN, ROUND_HALF_UP)}


def _exif(degrees: float, mark: str) -> bytes:
    """Whole degrees and whole minutes; how finely the seconds are told differs from phone to phone."""
    whole, minutes = int(degrees), int(degrees % 1 * 60)
    return struct.pack(f"{mark}4I", whole, 1, minutes, 1)
