"""Every way words may be written down: by character set, escaped, in other letters and backwards."""

import html
import json
import quopri
import struct
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_from_bytes, quote_plus

from bot.prove.spelling import Spelling, armoured

LONG, PIECE = 32, 16  # characters: whatever shows 31 in a row of a longer text shows one whole piece
Encode = Callable[[str], bytes]


def _all(form: str) -> Encode:
    return lambda text: "".join(form % ord(each) for each in text).encode()


def _foreign(form: str) -> Encode:
    return lambda text: "".join(each if each.isascii() else form % ord(each) for each in text).encode()


def _units(form: str) -> Encode:
    """UTF-16 units, as JSON and JavaScript write them."""
    return lambda text: "".join(
        form % unit for (unit,) in struct.iter_unpack(">H", text.encode("utf-16-be"))
    ).encode()


def _bytes_as(form: str) -> Encode:
    """The bytes of UTF-8, all but ASCII escaped."""
    return lambda text: "".join(
        each if each.isascii() else "".join(form % byte for byte in each.encode()) for each in text
    ).encode()


CHARACTERS: dict[str, Encode] = {
    "UTF-8": str.encode,
    "UTF-16LE": lambda text: text.encode("utf-16-le"),
    "UTF-16BE": lambda text: text.encode("utf-16-be"),
    "UTF-32LE": lambda text: text.encode("utf-32-le"),
    "UTF-32BE": lambda text: text.encode("utf-32-be"),
    "Latin-1": lambda text: text.encode("latin-1", "ignore"),
    "UTF-8 to gange": lambda text: text.encode().decode("latin-1").encode(),
}
ESCAPES: dict[str, Encode] = {
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
    "HTML, navne uden anførselstegn": lambda text: html.escape(text, quote=False).encode(),
    "HTML, navne og tal": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"),
    "HTML, decimalt": _foreign("&#%d;"),
    "HTML, hex": _foreign("&#x%x;"),
    "HTML, alt decimalt": _all("&#%d;"),
    "HTML, alt hex": _all("&#x%x;"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=False),
}


def in_text(name: str, value: str, note: str = "") -> Iterator[Spelling]:
    """Every spelling of some words in one piece."""
    for cased, form in _forms(value).items():
        words = f"{note}{cased}"
        for how, encode in CHARACTERS.items():
            yield Spelling(name, f"{words}{how}", encode(form), exact=False)
            yield from armoured(name, f"{words}{how}, ", encode(form))
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


def pieces(value: str) -> list[str]:
    """A long text cut up, so that a part of it is found as well."""
    if len(value) <= LONG:
        return [value]
    return [value[start : start + PIECE] for start in range(0, len(value) - PIECE + 1, PIECE)]
