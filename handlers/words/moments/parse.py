"""Finds every way to read a line of symbols as phrases, the longest phrase first."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TypeAlias

from handlers.words.moments import day_phrases, hour_phrases
from handlers.words.moments.facts import Bad, Fact
from handlers.words.moments.symbols import SKIPPED
from handlers.words.moments.values import Reason

MOST_WAYS = 24  # Nobody's wish is that ambiguous; a text made to be is not understood.
Shapes: TypeAlias = tuple[tuple[re.Pattern[str], day_phrases.Build], ...]


def ways(line: str, today: date, language: str, *, commas_part: bool) -> list[list[Fact]]:
    """Every reading that uses all symbols; `commas_part` takes a comma for the end of one wish.

    Where several phrases are equally long ("10-12" is a date and a stretch of hours), each is one way.
    None when there are more ways than anybody means.
    """
    line = line.replace("COMMA ", "OR ") if commas_part else line
    endings: dict[int, list[list[Fact]]] = {len(line): [[]]}
    for at in reversed(_beginnings(line)):
        endings[at] = [
            [*facts, *rest]
            for end, facts in _steps(line, at, today, _shapes(language))
            for rest in endings[end]
        ][: MOST_WAYS + 1]
    found = endings[0]
    return found if len(found) <= MOST_WAYS else []


def _beginnings(line: str) -> list[int]:
    """Where each symbol begins."""
    return [0, *(match.end() for match in re.finditer(" ", line))][:-1] if line else []


def _steps(line: str, at: int, today: date, shapes: Shapes) -> list[tuple[int, Sequence[Fact]]]:
    """The phrases from here; a small word where none begins is passed over."""
    phrases = _phrases(line, at, today, shapes)
    if phrases:
        return phrases
    end = line.index(" ", at)
    return [(end + 1, ())] if line[at:end] in SKIPPED else []


def _phrases(line: str, at: int, today: date, shapes: Shapes) -> list[tuple[int, Sequence[Fact]]]:
    """The longest phrases that begin here; one that names no real day only where nothing else fits."""
    good: list[tuple[int, Sequence[Fact]]] = []
    bad: list[tuple[int, Sequence[Fact]]] = []
    for shape, build in shapes:
        match = shape.match(line, at)
        if not match:
            continue
        try:
            good.append((match.end(), build(match, today)))
        except (ValueError, OverflowError):  # No such day: 31/4, or a million weeks away.
            bad.append((match.end(), [Bad(Reason.IMPOSSIBLE)]))
    found = good or bad
    longest = max((end for end, _ in found), default=0)
    return [phrase for phrase in found if phrase[0] == longest][: len(good) or 1]


@cache
def _shapes(language: str) -> Shapes:
    american = day_phrases.AMERICAN if language == "en" else ()
    every = (*day_phrases.SHAPES, *american, *hour_phrases.SHAPES)
    return tuple((re.compile(f"{shape} "), build) for shape, build in every)
