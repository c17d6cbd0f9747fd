"""Turns a text about time into symbols: "på fredag d. 3/12 kl 19" is "THIS D4 DEN F3/12 KL #19 "."""

import re
from functools import cache
from types import MappingProxyType
from typing import Any

from handlers.words import fold, word_list
from handlers.words.lexicon import Lexicon

UNKNOWN = "?"
SKIPPED = frozenset({"SKIP", "DEN", "I", "OM", "OF", "THIS", "COMMA"})

# Expressions that say two things at once.
EXPANDED = MappingProxyType(
    {
        "THIS_MORNING": "TODAY MORNING",
        "THIS_FORENOON": "TODAY FORENOON",
        "THIS_AFTERNOON": "TODAY AFTERNOON",
        "THIS_EVENING": "TODAY EVENING",
        "LAST_EVENING": "YESTERDAY EVENING",
        "TOMORROW_EARLY": "TOMORROW MORNING",
    }
)
_WEEKDAY = r"(?:man|tirs|ons|tors|fre|loer|soen)dag|hverdag|weekend"
# Compounds are taken apart ("torsdagaften"), and a feast's number loses its dot ("2. juledag").
_APART = (
    (re.compile(rf"\b({_WEEKDAY})s?(morgen|formiddag|eftermiddag|aften|nat)(?:en|er)?\b"), r"\1 \2"),
    (re.compile(r"\b([12])\.\s?(jule|paaske|pinse|nytaars)dag\b"), r"\1 \2dag"),
    (re.compile(r"\b([ap])\.?m\b\.?"), r"\1m"),
)
# How numbers are written, the longest first; each gives one symbol.
_WRITTEN = tuple(
    (re.compile(shape), symbol)
    for shape, symbol in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", "S{2}/{1}/{0}"),
        (r"(\d{1,2}) ?[./] ?(\d{1,2}) ?[-./ ] ?(20\d\d)(?!\d)", "F{0}/{1}/{2}"),
        (r"(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)(?!\d)", "F{0}/{1}/{2}"),
        (r"(\d{1,2})/(\d{1,2})[-/.](\d\d)(?!\d)", "F{0}/{1}/{2}"),
        (r"(\d{1,2})\.(\d{1,2})\.(\d\d)(?!\d)", "F{0}/{1}/{2}"),
        (r"(\d{1,2}) ?/ ?(\d{1,2})(?!\d)", "F{0}/{1}"),
        (r"(\d{1,2})\.(0?[1-9]|1[0-2])\.(?= ?\S)", "F{0}/{1}"),
        (r"(\d{1,2}):(\d\d)(?!\d)", "T{0}:{1}"),
        (r"(\d{1,2})\.(\d{1,2})(?!\d)", "P{0}:{1}"),
        (r"(\d{1,2})(?:(?:st|nd|rd|th)\b|\.(?!\d))", "O{0}"),
        (r"(\d+)", "{0}"),
        (r"([a-z]+)", "{0}"),
    )
)
_MARKS = MappingProxyType(
    {"-": "DASH", "–": "DASH", "—": "DASH", ",": "COMMA", ";": "OR", "\n": "OR", "&": "OR", "+": "OR"}
)
# Dates in words become dates in figures: "3. december 2027" and "December 3rd" are S3/12/2027 and S3/12.
_DATES = tuple(
    (re.compile(rf"(?<!\S){shape} (?=\S|$)"), date)
    for shape, date in (
        (r"[#ON](\d{1,2}) (?:OF )?M(\d{1,2}) #(20\d\d)", r"S\1/\2/\3 "),
        (r"[#ON](\d{1,2}) (?:OF )?M(\d{1,2})", r"S\1/\2 "),
        (r"M(\d{1,2}) (?:DEN )?[#ON](\d{1,2}) (?:COMMA )?#(20\d\d)", r"S\2/\1/\3 "),
        (r"M(\d{1,2}) (?:DEN )?[#ON](\d{1,2})", r"S\2/\1 "),
        (r"([SF]\d{1,2}/\d{1,2}) #(20\d\d)", r"\1/\2 "),
    )
)


def symbols_of(text: str) -> str:
    """Each symbol is followed by a space. A word that says nothing about time is "?word"."""
    line = "".join(f"{_symbol(word)} " for word in _lexicon().read(_tokens(text)))
    for shape, date in _DATES:
        line = shape.sub(date, line)
    return line


def is_understood(symbols: str) -> bool:
    """Whether every word is one that can stand in a time."""
    return UNKNOWN not in symbols


def shown(language: str) -> dict[str, str]:
    """The words to show times in; Danish for a language without any."""
    words: dict[str, dict[str, str]] = _words()["show"]
    return words.get(language, words["da"])


def _tokens(text: str) -> list[str]:
    folded = fold(text.strip())
    for shape, apart in _APART:
        folded = shape.sub(apart, folded)
    tokens: list[str] = []
    at = 0
    while at < len(folded):
        token, at = _token_at(folded, at)
        tokens += [token] if token else []
    return tokens


def _token_at(text: str, at: int) -> tuple[str, int]:
    """The token that begins here, or none where nothing does; and where to go on."""
    for shape, symbol in _WRITTEN:
        if match := shape.match(text, at):
            return symbol.format(*match.groups()), match.end()
    return _MARKS.get(text[at], ""), at + 1


def _symbol(word: str) -> str:
    """The class of a word. What is written with figures is its own symbol."""
    if word.isdecimal():
        return f"#{word}"
    if not word.islower():
        return word
    name = min(_lexicon().classes(word), default=f"{UNKNOWN}{word}")
    return EXPANDED.get(name, name)


@cache
def _words() -> dict[str, Any]:
    return word_list("moments/words.toml")


@cache
def _lexicon() -> Lexicon:
    words = _words()
    return Lexicon(words["classes"], {}, real=words["real"].split())
