"""Finds the words that say when in a longer text: "Kan I holde et foredrag torsdag den 14/1 kl. 19?"."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from handlers.words.moments.reading import read_all
from handlers.words.moments.symbols import is_understood, symbols_of
from handlers.words.moments.values import No, Reason

WORD = re.compile(r"\S+")
MOST_WORDS = 120  # of a first message; what says when comes early
LONGEST_TIME = 14  # words
SOME_DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)  # whether words say when does not depend on the day
NOTHING_SAID = frozenset({Reason.UNCLEAR, Reason.NO_DAY, Reason.IMPOSSIBLE})


def times_in(text: str) -> str:
    """The words that name days, joined by commas; empty when there are none."""
    found = [best for run in _runs(text) if (best := _longest(run))]
    return ", ".join(found)


def _runs(text: str) -> Iterator[list[str]]:
    """Words beside each other that may all stand in a time."""
    run: list[str] = []
    for match in WORD.finditer(text):
        if match.start() > MOST_WORDS * 8:
            break
        word = match[0].strip('?!;:()"»«')
        if word and is_understood(symbols_of(word)):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _longest(run: list[str]) -> str:
    """The longest stretch of a run that says when by itself."""
    run = run[:LONGEST_TIME]
    for length in range(len(run), 0, -1):
        for start in range(len(run) - length + 1):
            words = " ".join(run[start : start + length]).rstrip(".,")
            if words and _says_when(words):
                return _bare(words)
    return ""


def _bare(words: str) -> str:
    """Without what follows and changes nothing: the "i" of "kl. 19 i"."""
    shorter = words.rpartition(" ")[0]
    same = shorter and read_all(shorter, SOME_DAY) == read_all(words, SOME_DAY)
    return _bare(shorter) if same else words


def _says_when(words: str) -> bool:
    answers = read_all(words, SOME_DAY)
    return not any(isinstance(each, No) and each.reason in NOTHING_SAID for each in answers)
