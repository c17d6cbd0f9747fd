"""Which of a few choices somebody means by typed words, with tolerance for typos."""

import re
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Protocol

from handlers.text import LANGUAGES, texts

SHORT = 4  # letters; a shorter word must be typed right, or everything would look like it
SHORTEST_FORGIVEN = 4  # letters; shorter words must be spelled right
CLOSE = 0.82  # "kørre for stærkt" is meant, "mobil" and "moped" are not the same


class Choosable(Hashable, Protocol):
    """Anything with a key, a label and other words for it."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def words(self) -> tuple[str, ...]: ...


def matching(text: str, choices: Sequence[Choosable]) -> list[str]:
    """The keys of the choices that the text names, in their order; empty when nothing is clear.

    The whole text names one choice when it is close to its label; a longer text names every
    choice that has one of its `words` in it.
    """
    said = _plain(text)
    if not said:
        return []
    whole = [choice.key for choice in choices if any(_close(said, name) for name in _names(choice))]
    return whole[:1] or [choice.key for choice in choices if _has(said, choice)]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


@cache
def _names(choice: Choosable) -> tuple[str, ...]:
    labels = [texts(language).plain(choice.label) for language in LANGUAGES]
    return tuple(dict.fromkeys(_plain(name) for name in (*labels, choice.key, *choice.words)))


@cache
def _words(choice: Choosable) -> tuple[str, ...]:
    return tuple(_plain(word) for word in choice.words)


def _has(said: str, choice: Choosable) -> bool:
    heard = [word for word in said.split() if len(word) >= SHORTEST_FORGIVEN]
    known = _words(choice)
    return any(_close(word, name) for name in known for word in heard) or any(
        f" {name} " in f" {said} " for name in known
    )


def _close(said: str, name: str) -> bool:
    if said == name:
        return True
    if len(name) < SHORTEST_FORGIVEN or abs(len(said) - len(name)) > SHORTEST_FORGIVEN:
        return False
    # Comparing letter by letter is dear, and a slip seldom hits both the first and the last one.
    if said[0] != name[0] and said[-1] != name[-1]:
        return False
    alike = SequenceMatcher(None, said, name)
    # Each is never less than the next, and a tenth of its work: most words end at the first.
    return alike.real_quick_ratio() >= CLOSE and alike.quick_ratio() >= CLOSE and alike.ratio() >= CLOSE
