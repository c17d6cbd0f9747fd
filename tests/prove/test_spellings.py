"""Whatever way an id or a name is written down, the scanner sees it: each way written here a second time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import json
import pickle
import struct
import uuid
import zlib
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.prove.digests import digests, keyed
from bot.prove.search import Search
from bot.prove.spellings import spellings
from bot.prove.tokens import NotAToken, Number, Place, Raw, Text, Token

KEY = bytes(range(7, 39))
# 625,000,000,000 is "6.25e+11": too few figures to prove anything, and no id of anybody's.
ids = st.integers(2**39, 2**52).filter(
    lambda id_: zlib.crc32(str(id_).encode()) > 10_000_000 and id_ % 1_000_000 > 0
)
words = st.text(st.characters(categories=("L", "N", "Zs", "P")), min_size=8, max_size=30).filter(str.strip)
a_few = settings(max_examples=20)  # each of them builds a thousand patterns
surroundings = st.binary(max_size=40)


def searched(token: Token) -> Search:
    """A search for everything the scanner knows of a token."""
    return Search((*spellings(token), *digests(token), *keyed(token, [KEY])))


def seen(token: Token, data: bytes) -> bool:
    """Whether the scanner finds the token."""
    return any(searched(token).hits(data))


def leb128(value: int) -> bytes:
    packed = b""
    while value > 127:
        packed, value = packed + bytes([value % 128 + 128]), value // 128
    return packed + bytes([value])


WRITTEN_NUMBERS: dict[str, Callable[[int], bytes]] = {
    "decimal": lambda n: str(n).encode(),
    "thousands": lambda n: f"{n:,}".encode(),
    "danish thousands": lambda n: f"{n:,}".replace(",", ".").encode(),
    "backwards": lambda n: str(n)[::-1].encode(),
    "scientific": lambda n: f"{n:.15e}".encode(),
    "hex": lambda n: f"0x{n:X}".encode(),
    "decimal in UTF-16": lambda n: str(n).encode("utf-16"),
    "decimal in hex": lambda n: str(n).encode().hex().encode(),
    "five to eight bytes, big": lambda n: n.to_bytes(7, "big"),
    "five to eight bytes, little": lambda n: n.to_bytes(7, "little"),
    "float64": lambda n: struct.pack("<d", n),
    "float64, big": lambda n: struct.pack(">d", n),
    "eight bytes in base64": lambda n: base64.b64encode(struct.pack(">q", n)),
    "protobuf": leb128,
    "zigzag": lambda n: leb128(n * 2),
    "pickle 0": lambda n: pickle.dumps(n, 0),
    "pickle 5": lambda n: pickle.dumps([n], 5),
    "MessagePack": lambda n: b"\xcf" + struct.pack(">Q", n),
    "CBOR": lambda n: b"\x1b" + struct.pack(">Q", n),
    "BCD": lambda n: bytes.fromhex(f"{n:018d}"),
    "percent": lambda n: "".join(f"%{ord(each):02X}" for each in str(n)).encode(),
    "HTML": lambda n: "".join(f"&#{ord(each)};" for each in str(n)).encode(),
    "MD5": lambda n: hashlib.md5(str(n).encode()).digest(),  # noqa: S324 - that is what is looked for
    "SHA-1 in hex": lambda n: hashlib.sha1(str(n).encode()).hexdigest().upper().encode(),  # noqa: S324
    "SHA-256 of eight bytes": lambda n: hashlib.sha256(struct.pack(">q", n)).digest(),
    "SHA-256, cut short": lambda n: hashlib.sha256(str(n).encode()).hexdigest()[:20].encode(),
    "SHA-512 in base64": lambda n: base64.b64encode(hashlib.sha512(str(n).encode()).digest()),
    "BLAKE2b": lambda n: hashlib.blake2b(str(n).encode()).digest(),
    "CRC32 in hex": lambda n: f"<{binascii.crc32(str(n).encode()):08x}>".encode(),
    "CRC32 in a column": lambda n: struct.pack("<q", zlib.crc32(str(n).encode())),
    "UUID": lambda n: str(uuid.uuid5(uuid.NAMESPACE_OID, str(n))).encode(),
    "HMAC": lambda n: hashlib.blake2b(str(n).encode(), key=KEY, digest_size=32).digest(),
    "salted": lambda n: hashlib.sha256(str(n).encode() + KEY).hexdigest().encode(),
}

WRITTEN_WORDS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "lower case": lambda text: text.lower().encode(),
    "upper case": lambda text: text.upper().encode(),
    "UTF-16, little": lambda text: text.encode("utf-16-le"),
    "UTF-16, big": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "misread and written again": lambda text: text.encode().decode("latin-1").encode(),
    "JSON": lambda text: json.dumps({"text": text}).encode(),
    "JSON, all escaped": lambda text: "".join(
        f"\\u{unit:04X}" for (unit,) in struct.iter_unpack("<H", text.encode("utf-16-le"))
    ).encode(),
    "percent": lambda text: quote(text).encode(),
    "form": lambda text: quote_plus(text).encode(),
    "HTML": lambda text: html.escape(text).encode(),
    "HTML in ASCII": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"),
    "HTML in hex": lambda text: "".join(f"&#X{ord(each):X};" for each in text).encode(),
    "hex": lambda text: text.encode().hex().upper().encode(),
    "hex with blanks": lambda text: text.encode().hex(" ").encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one off": lambda text: base64.b64encode(b"a" + text.encode() + b"b"),
    "base64url, two off": lambda text: base64.urlsafe_b64encode(b"ab" + text.encode() + b"c"),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base32": lambda text: base64.b32encode(b"abc" + text.encode() + b"d"),
    "backwards": lambda text: text[::-1].encode(),
    "backwards in UTF-16": lambda text: text[::-1].encode("utf-16-le"),
    "SHA-256": lambda text: hashlib.sha256(text.encode()).digest(),
}


@given(number=ids, before=surroundings, after=surroundings)
@a_few
def test_an_id_is_seen_however_it_is_written(number: int, before: bytes, after: bytes) -> None:
    search = searched(Number("id", number))

    unseen = [
        how
        for how, write in WRITTEN_NUMBERS.items()
        if not any(search.hits(b"%b %b " % (before, write(number)) + after))
    ]

    assert unseen == []


@given(text=words, before=surroundings, after=surroundings)
@a_few
def test_words_are_seen_however_they_are_written(text: str, before: bytes, after: bytes) -> None:
    search = searched(Text("ord", text))

    unseen = [
        how for how, write in WRITTEN_WORDS.items() if not any(search.hits(before + write(text) + after))
    ]

    assert unseen == []


@given(number=st.integers(-(2**40), -(2**33)))
@a_few
def test_a_group_s_number_is_seen_with_its_sign(number: int) -> None:
    token = Number("gruppe", number)

    assert seen(token, struct.pack("<q", number))
    assert seen(token, pickle.dumps(number, 2))
    assert seen(token, json.dumps({"chat": number}).encode())


@given(number=st.integers(10_000_000, 2**32 - 1))
@a_few
def test_a_small_number_counts_only_where_it_stands_alone(number: int) -> None:
    token = Number("besked", number)

    assert seen(token, b"[%d]" % number)
    assert seen(token, struct.pack("<q", number))
    assert not seen(token, b"1%d" % number)
    assert not seen(token, b"%d0" % number)


@given(st.text(st.sampled_from("abcdefgh "), min_size=80, max_size=200), st.integers(0, 40))
@a_few
def test_a_part_of_a_long_text_is_enough(text: str, start: int) -> None:
    assert seen(Text("svar", text), text[start : start + 31].encode())


@given(st.floats(1, 89), st.floats(1, 179))
@a_few
def test_a_place_is_seen_by_either_angle(latitude: float, longitude: float) -> None:
    token = Place("sted", latitude, longitude)

    assert seen(token, f"lat={latitude:.8f}".encode())
    assert seen(token, f"{longitude:.4f}".replace(".", ",").encode())
    assert seen(token, struct.pack("<d", longitude))


def test_bytes_are_seen_as_they_are_and_in_text() -> None:
    token = Raw("nøgle", KEY)

    assert seen(token, b"..." + KEY)
    assert seen(token, KEY.hex().encode())
    assert seen(token, base64.b64encode(b"xx" + KEY))


@pytest.mark.parametrize(
    ("make", "value"), [(Text, "Bo"), (Number, 901), (Number, -4711), (Raw, b"1234")], ids=str
)
def test_what_stands_anywhere_by_chance_is_no_token(make: Callable[..., Token], value: object) -> None:
    with pytest.raises(NotAToken, match="navnet"):
        make("navnet", value)
