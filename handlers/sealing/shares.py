"""Splits a recovery key in three sheets of paper, any two of which give it back (Shamir, threshold two).

Each byte is the start of a straight line over GF(256), the field of AES; a share is one more point on each.
"""

import re
from hashlib import blake2b

from nacl.utils import random

from handlers.sealing.code import LETTERS

SHARES = 3
CHECK = 2  # bytes: a slip of the pen is seen
FIELD = 0x11B  # x^8 + x^4 + x^3 + x + 1 (FIPS 197)
GROUP = 4


class BadShare(ValueError):
    """These are not two different sheets of the same key; the text says which is wrong."""


def split(key: bytes) -> tuple[str, ...]:
    """Three lines to write down; one alone says nothing about the key."""
    slope = random(len(key))
    return tuple(_written(at, _point(key, slope, at)) for at in range(1, SHARES + 1))


def join(one: str, other: str) -> bytes:
    """The key behind two of the lines. Raises BadShare."""
    (first, left), (second, right) = _read(one), _read(other)
    if first == second or len(left) != len(right):
        raise BadShare("det er to gange det samme ark")
    # Two points give the slope, and the slope leads back to where the line begins.
    run = _inverse(first ^ second)
    slope = bytes(_times(a ^ b, run) for a, b in zip(left, right, strict=True))
    return _point(left, slope, first)


def _point(start: bytes, slope: bytes, at: int) -> bytes:
    return bytes(begin ^ _times(step, at) for begin, step in zip(start, slope, strict=True))


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        product ^= a * (b & 1)
        a <<= 1
        a ^= FIELD * (a >> 8)
        b >>= 1
    return product


def _inverse(a: int) -> int:
    return next(b for b in range(1, 256) if _times(a, b) == 1)


def _written(at: int, point: bytes) -> str:
    body = bytes((at,)) + point
    number = int.from_bytes(body + _check(body))
    length = -(-8 * (len(body) + CHECK) // 5)
    text = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))
    return "-".join(text[start : start + GROUP] for start in range(0, length, GROUP))


def _read(line: str) -> tuple[int, bytes]:
    text = re.sub(r"[\s-]+", "", line).upper().translate(str.maketrans("OIL", "011"))
    if not text or not set(text) <= set(LETTERS):
        raise BadShare("der er et tegn, som ikke kan være i et ark")
    number = 0
    for letter in text:
        number = number << 5 | LETTERS.index(letter)
    size = len(text) * 5 // 8
    if number >> 8 * size:
        raise BadShare("et ark er skrevet forkert af")
    whole = number.to_bytes(size)
    body, check = whole[:-CHECK], whole[-CHECK:]
    if len(body) < CHECK or check != _check(body) or not 1 <= body[0] <= SHARES:
        raise BadShare("et ark er skrevet forkert af")
    return body[0], body[1:]


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=CHECK).digest()
