"""What an id looks like after somebody "anonymised" it: digests of it, and HMACs with every key at hand.

Ten figures hide nothing: all Telegram's ids can be hashed in two hours on one processor core. A digest is
recognised by its first 72 bits, so one that was cut short is found as well.
"""

import base64
import hashlib
import hmac
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from bot.prove.spelling import DIGITS, HEX, ORDERS, Spelling
from bot.prove.tokens import SMALLEST_NUMBER, Number, Text, Token

Digest = Callable[[bytes], bytes]
KEPT = 9  # bytes
LONGEST_KEY = 64


def _digest(name: str, **options: int) -> Digest:
    return lambda material: hashlib.new(name, material, usedforsecurity=False, **options).digest()


DIGESTS: dict[str, Digest] = {
    "MD5": _digest("md5"),
    "SHA-1": _digest("sha1"),
    "SHA-224": _digest("sha224"),
    "SHA-256": _digest("sha256"),
    "SHA-384": _digest("sha384"),
    "SHA-512": _digest("sha512"),
    "SHA3-256": _digest("sha3_256"),
    "BLAKE2b": lambda material: hashlib.blake2b(material).digest(),
    "BLAKE2b, 32 byte": lambda material: hashlib.blake2b(material, digest_size=32).digest(),
    "BLAKE2b, 16 byte": lambda material: hashlib.blake2b(material, digest_size=16).digest(),
    "BLAKE2s": lambda material: hashlib.blake2s(material).digest(),
    "SHA-256 to gange": lambda material: hashlib.sha256(hashlib.sha256(material).digest()).digest(),
}
SUMS: dict[str, Callable[[bytes], int]] = {"CRC32": zlib.crc32, "Adler-32": zlib.adler32}
NAMESPACES = {
    "DNS": uuid.NAMESPACE_DNS,
    "URL": uuid.NAMESPACE_URL,
    "OID": uuid.NAMESPACE_OID,
    "nul": uuid.UUID(int=0),
}


def digests(token: Token) -> Iterator[Spelling]:
    """Digests, checksums and name-based UUIDs of an id or a text."""
    for what, material in _materials(token):
        for how, digest in DIGESTS.items():
            yield from _shown(token.name, f"{how} af {what}", digest(material))
        for how, total in SUMS.items():
            yield from _sum(token.name, f"{how} af {what}", total(material))
    if isinstance(token, Number | Text):
        yield from _uuids(token)


def keyed(token: Token, keys: Iterable[bytes]) -> Iterator[Spelling]:
    """What each of these keys makes of an id or a text, as HMAC, as keyed BLAKE2b, and as salt."""
    for key in keys:
        for what, material in _materials(token):
            for how, digest in _with(key).items():
                yield from _shown(token.name, f"{how} af {what}", digest(material))


def _with(key: bytes) -> Mapping[str, Digest]:
    return {
        "HMAC-SHA-256": lambda material: hmac.digest(key, material, "sha256"),
        "HMAC-SHA-1": lambda material: hmac.digest(key, material, "sha1"),
        "BLAKE2b med nøgle": lambda material: hashlib.blake2b(
            material, key=key[:LONGEST_KEY], digest_size=32
        ).digest(),
        "SHA-256 af salt foran": lambda material: hashlib.sha256(key + material).digest(),
        "SHA-256 af salt bagefter": lambda material: hashlib.sha256(material + key).digest(),
    }


def _materials(token: Token) -> Iterator[tuple[str, bytes]]:
    match token:
        case Number():
            yield "decimalt", str(token.value).encode()
            for order in ORDERS:
                yield f"8 byte, {order}-endian", token.value.to_bytes(8, order, signed=True)
            fewest = -(-abs(token.value).bit_length() // 8)
            yield "de færreste byte", abs(token.value).to_bytes(fewest, "big")
        case Text():
            yield "teksten", token.value.encode()
            if token.value != token.value.lower():
                yield "teksten med små bogstaver", token.value.lower().encode()
        case _:
            pass


def _shown(name: str, how: str, digest: bytes) -> Iterator[Spelling]:
    spelling = partial(Spelling, name)
    yield spelling(how, digest[: KEPT + 2])  # search.py is quick from eleven bytes on
    yield spelling(f"{how}, hex", digest[:KEPT].hex().encode(), exact=False)
    for form, encode in (("base64", base64.standard_b64encode), ("base64url", base64.urlsafe_b64encode)):
        yield spelling(f"{how}, {form}", encode(digest)[: KEPT * 8 // 6])
    yield spelling(f"{how}, base32", base64.b32encode(digest)[: KEPT * 8 // 5], exact=False)


def _sum(name: str, how: str, total: int) -> Iterator[Spelling]:
    """Four bytes are met by chance: bare they are not looked for, only as text or filled up with zeros."""
    yield Spelling(name, f"{how}, hex", f"{total:08x}".encode(), exact=False, fence=HEX)
    if total >= SMALLEST_NUMBER:
        yield Spelling(name, f"{how}, decimalt", str(total).encode(), fence=DIGITS)
        for order in ORDERS:
            yield Spelling(name, f"{how}, 8 byte, {order}-endian", total.to_bytes(8, order))


def _uuids(token: Number | Text) -> Iterator[Spelling]:
    for where, namespace in NAMESPACES.items():
        for version, made in ((3, uuid.uuid3), (5, uuid.uuid5)):
            found = made(namespace, str(token.value))
            how = f"UUID {version} i {where}"
            yield Spelling(token.name, how, str(found).encode(), exact=False)
            yield from _shown(token.name, f"{how}, bart", found.bytes)
