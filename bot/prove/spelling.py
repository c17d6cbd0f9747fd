"""One pattern to look for, and how rare it must be to mean anything.

What is looked for must be too rare to stand anywhere by chance. So a pattern has at least 40 bits that mean
something, or it is fenced: text between characters that are no part of it. In random bytes one pattern of
five bytes, the shortest, is met once in 20,000 times 50 megabytes. An id for a test should have six bytes or
more (from 2**40): then that is once in five million. All longer spellings are in practice never met.
"""

import base64
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ENOUGH = 5  # bytes, 40 bits
BASE64_ENOUGH = 7  # characters, 42 bits
DIGITS = string.digits.encode()
HEX = string.hexdigits.encode()
WORD = (string.digits + string.ascii_letters).encode()
Order = Literal["big", "little"]
ORDERS: tuple[Order, Order] = ("big", "little")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One pattern. Unless `exact`, case makes no difference; no byte of `fence` may stand on either side."""

    token: str
    how: str
    pattern: bytes
    exact: bool = True
    fence: bytes = b""


def armoured(name: str, what: str, value: bytes) -> Iterator[Spelling]:
    """Bytes as they are written in text: hex, and base64 and base32 wherever in a longer run they stand."""
    for how, between in (
        ("hex", ""),
        ("hex med mellemrum", " "),
        ("hex med kolon", ":"),
        ("hex med \\x", "\\x"),
    ):
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
