"""Finds the place that a sentence names: a road, its numbers, and what it lies by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handlers.words import fold, split, word_list

LONGEST_NAME = 3  # Words before "Vej" in a name written in small letters.
MOST_ADDED = 3  # "ved Netto", "i Havdrup", "mod Køge".
_WORD = re.compile(r"\d+(?:\s*[-–]\s*\d+)?[A-Za-z]?(?![\w.:])|[^\W\d_][\w.'’-]*|[^\w\s]")


@dataclass(frozen=True)
class Place:
    """A place in a sentence as written, and where in it the road's own name begins and ends."""

    text: str
    start: int
    end: int


def place_in(text: str) -> Place | None:
    """The first road-like place with what is said beside it; None when no road is named."""
    found = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    words = [word for _, _, word in found]
    for at in range(len(words)):
        first = _name_start(words, at)
        if first is None:
            continue
        last = _name_end(words, at)
        full = _with_additions(words, last)
        if full > last or first < at or not _is_general(words[at]):
            start = found[first][0]
            return Place(text[start : found[full][1]].rstrip(".,'’-"), start, found[at][1])
    return None


def _name_start(words: list[str], at: int) -> int | None:
    """Where the road's name begins when its last word is here, else None."""
    word = fold(words[at]).rstrip(".")
    if word in _set("endings"):
        return _start_of_open_name(words, at)
    if word in _set("not_roads"):
        return None
    if _ROUTE.fullmatch(word):
        return at
    if _is_general(words[at]) or any(_ends_in(word, ending) for ending in _set("endings")):
        return _first_capital(words, at)
    return None


def _ends_in(word: str, ending: str) -> bool:
    return len(word) >= len(ending) + 2 and word.endswith(ending)


def _start_of_open_name(words: list[str], at: int) -> int | None:
    """By its capitals, as in "Gamle Køge Vej", or the small word before it: "på holger danskes vej"."""
    first = _first_capital(words, at)
    if first < at and words[at][0].isupper():
        return first
    if fold(words[at]) in _set("whole"):
        return at if _is_general(words[at]) else None
    for back in range(1, LONGEST_NAME + 1):
        before = at - back - 1
        if before >= 0 and fold(words[before]) in _set("led_by"):
            name = [fold(word) for word in words[before + 1 : at]]
            return None if not all(map(str.isalpha, name)) or _set("common") & {*name} else before + 1
    return None


def _first_capital(words: list[str], at: int) -> int:
    """The first of the capitalised words right before; the sentence's own first word is no name."""
    first = at
    while first > 0 and words[first - 1][:1].isupper() and fold(words[first - 1]) not in _set("common"):
        first -= 1
    return first


def _name_end(words: list[str], at: int) -> int:
    """Takes in house numbers: "12", "12-40", "nr. 4", "12 og 40"."""
    end = at
    for word in words[at + 1 : at + 4]:
        if word[0].isdigit() and len(re.sub(r"\D.*", "", word)) < len("1000"):
            end += 1
            return end
        if fold(word).rstrip(".") not in {"nr", "no", "ved"}:
            return at
        end += 1
    return at


def _with_additions(words: list[str], last: int) -> int:
    """The last word of what follows: "ved Netto", "i Havdrup", "mellem skolen og kirken"."""
    for _ in range(MOST_ADDED):
        size = _addition(words[last + 1 :])
        if not size:
            break
        last += size
    return last


def _addition(words: list[str]) -> int:
    """How many words of an addition stand here, 0 when none."""
    lead = _lead(words)
    if not lead or len(words) <= lead or not _can_be_name(words[lead]):
        return 0
    size = lead + 1 + _more_of_name(words[lead:])
    joins = size + 1 < len(words) and fold(words[size]) in {"og", "and"} and _can_be_name(words[size + 1])
    if joins and fold(words[0]) in _set("joining"):
        size += 2 + _more_of_name(words[size + 1 :])
    return size


def _lead(words: list[str]) -> int:
    """How many words lead in: "ved", "ud for", "near the", after a comma or not."""
    at = 1 if words[:1] == [","] and len(words) > 1 and words[1][:1].isalpha() else 0
    for size in (3, 2, 1):
        if " ".join(fold(word) for word in words[at : at + size]) in _set("beside"):
            end = at + size
            article = end < len(words) and fold(words[end]) in _set("articles")
            return end + article
    return 0


def _can_be_name(word: str) -> bool:
    folded = fold(word).rstrip(".")
    return word[0].isalpha() and folded not in _set("common") and folded not in _set("not_places")


def _more_of_name(words: list[str]) -> int:
    """Capitalised words that go on ("Super Brugsen"); a lone road word too ("gamle køge vej")."""
    size = 0
    for word in words[1:]:
        if not (word[0].isupper() and _can_be_name(word)):
            break
        size += 1
    if words[size + 1 : size + 2] and words[size + 1][0].isdigit() and not words[size + 1][1:2].isalpha():
        size += len(words[size + 1]) < len("1000") and fold(words[size]).endswith(("vej", "gade", "alle"))
    return size


def _is_general(word: str) -> bool:
    """Words such as "motorvejen" are a place only with something beside them."""
    return fold(word) in _set("general") and not (word[0].isupper() and fold(word) in _set("also_names"))


_ROUTE = re.compile(r"[eo]\d{1,2}|rute\d+")


@cache
def _set(name: str) -> frozenset[str]:
    """One list of words from roads.toml, folded."""
    words = word_list("roads.toml")[name]
    return frozenset(" ".join(split(word)) for word in _each(words))


def _each(words: str | list[str]) -> Iterator[str]:
    yield from words.split() if isinstance(words, str) else words
