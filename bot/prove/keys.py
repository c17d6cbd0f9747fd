"""Keys and salts that lie on the host: whoever steals an HMAC steals them with it."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

SHORTEST, LONGEST = 16, 64  # bytes
LARGEST_FILE = 1 << 14
_WORD = re.compile(rb"[A-Za-z0-9+/=_:.-]{16,128}")


def keys_in(folder: Path, settings: Iterable[str] = (), *, leave: Iterable[Path] = ()) -> list[bytes]:
    """Every secret of 16 to 64 bytes among the settings and in a folder's small files.

    Each as it is written, and as hex or base64 would have it.
    """
    left = {each.resolve() for each in leave}
    files = (
        file for file in sorted(folder.rglob("*")) if _may_hold_keys(file) and file.resolve() not in left
    )
    written = (*(words.encode() for words in settings), *(file.read_bytes() for file in files))
    return list(dict.fromkeys(key for content in written for key in _keys(content)))


def _may_hold_keys(file: Path) -> bool:
    return file.is_file() and not file.is_symlink() and 0 < file.stat().st_size <= LARGEST_FILE


def _keys(content: bytes) -> Iterator[bytes]:
    for key in (content, content.strip()):
        if SHORTEST <= len(key) <= LONGEST:
            yield key
    for word in _WORD.findall(content):
        yield from (key for key in (word, *_decoded(word)) if SHORTEST <= len(key) <= LONGEST)


def _decoded(word: bytes) -> Iterator[bytes]:
    with suppress(binascii.Error):
        yield binascii.unhexlify(word)
    with suppress(binascii.Error):
        yield base64.b64decode(word.translate(bytes.maketrans(b"-_", b"+/")), validate=True)
