"""Keys and salts that lie on the host: whoever steals an HMAC steals them with it."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

SHORTEST, LONGEST = 16, 64  # bytes
LARGEST_FILE = 1 << 14
_WORD = re.compile(rb"[A-Za-z0-9+/=_:.-]{16,128}")


def keys_in(folder: Path, settings: Iterable[str] = ()) -> list[bytes]:
    """Every secret of 16 to 64 bytes among the settings and in the small files of a folder, as it is written
    and as hex or base64 would have it."""
    found = {key: None for words in settings for key in _keys(words.encode())}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST_FILE:
            found |= {key: None for key in _keys(file.read_bytes())}
    return list(found)


def keys_among(cells: Iterable[bytes]) -> list[bytes]:
    """The values of a table that are long enough to be a salt."""
    return [cell for cell in dict.fromkeys(cells) if SHORTEST <= len(cell) <= LONGEST]


def _keys(content: bytes) -> Iterator[bytes]:
    for key in (content, content.strip()):
        if SHORTEST <= len(key) <= LONGEST:
            yield key
    for word in _WORD.findall(content):
        yield from (key for key in (word, *_decoded(word)) if SHORTEST <= len(key) <= LONGEST)


def _decoded(word: bytes) -> Iterator[bytes]:
    try:
        yield binascii.unhexlify(word)
    except binascii.Error:
        pass
    try:
        yield base64.b64decode(word.translate(bytes.maketrans(b"-_", b"+/")), validate=True)
    except binascii.Error:
        pass
