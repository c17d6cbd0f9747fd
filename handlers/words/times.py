"""When something usually happens: the weekdays and hours people write, and dates as they read them."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from handlers.words import fold, word_list
from handlers.words.dates import listed, names, written
from handlers.words.pattern import (
    EVERY_DAY,
    FULL_DAY,
    GROUPS,
    JOINING,
    MIDNIGHT,
    PART_OF,
    PARTS,
    TOKEN,
    UNDERSTOOD,
    WEEKDAYS,
    WEEKEND,
    Span,
    clock,
    days_in,
    is_plain,
    parts_in,
    spans_in,
    tokens_of,
    week_words,
)

__all__ = [
    "PARTS",
    "When",
    "read_when",
    "show_day",
    "show_when",
    "spot_when",
]

SHORTEST_RUN = 3  # Days in a row that are shown as "mandag–onsdag".
FAR = 3  # Words between two times that make them two pieces.
_SAID = re.compile(r"\d{1,2}[.:]\d\d|\d+|[^\W\d_]+|[-–]")


@dataclass(frozen=True)
class When:
    """Times in a week. `days` counts from Monday = 0; empty means not said, as do empty parts and spans.

    `words` is always what the person wrote. `whole` says that the rest holds all of it; otherwise it is
    only a help for sorting, and the words are what to show. A span may run past midnight.
    """

    days: tuple[int, ...]
    parts: tuple[str, ...]
    spans: tuple[Span, ...]
    words: str = ""
    whole: bool = True


def read_when(text: str) -> When | None:
    """The weekly pattern in a text, or its bare words when they say more than days and hours.

    None only for a text without a letter or figure. Button choices are read like any other words.
    """
    words = " ".join(text.split())
    read = tokens_of(words)
    if not read:
        return None
    if any("LIMIT" in token.classes for token in read):
        return When((), (), (), words, whole=False)
    spans, rest = spans_in(read)
    days, rest = days_in(rest)
    parts = () if spans else parts_in(read)
    left = [token for token in rest if not token.classes & UNDERSTOOD]
    whole = not left and is_plain(read, spans) and bool(days or parts or spans)
    return When(days, parts, spans, words, whole=whole)


def spot_when(text: str) -> str | None:
    """The pieces of a longer text that speak of time, as they stand there."""
    found = [(match.start(), match.end(), match[0]) for match in _SAID.finditer(text)]
    words = [word for _, _, word in found]
    pieces = [text[found[first][0] : found[last][1]] for first, last in _timely(words)]
    return ", ".join(pieces) or None


def show_when(when: When, language: str) -> str:
    """The pattern in plain words, or the person's own words when those say more."""
    if not when.whole:
        return when.words
    said = _shown(language)
    days = _show_days(when.days, language)
    parts = ["all_parts"] if len(when.parts) == len(PARTS) else when.parts
    hours = [said[part] for part in parts] + [_show_span(span, said) for span in when.spans]
    return " ".join(text for text in (days, listed(hours, language)) if text)


def show_day(day: date, language: str, *, today: date | None = None) -> str:
    """A date with its weekday, and its year when that is not today's."""
    said = _shown(language)
    shape = said["day" if today is None or today.year == day.year else "day_with_year"]
    return written(day, shape, language)


def _timely(words: list[str]) -> list[tuple[int, int]]:
    """First and last place of each piece of the words that speaks of time."""
    marks = [at for at in range(len(words)) if _is_timely(words, at)]
    pieces: list[tuple[int, int]] = []
    for at in marks:
        if pieces and at - pieces[-1][1] < FAR and _all_small(words[pieces[-1][1] + 1 : at]):
            pieces[-1] = (pieces[-1][0], at)
        else:
            pieces.append((at, at))
    return [(_led_in(words, first), last) for first, last in pieces]


def _is_timely(words: list[str], at: int) -> bool:
    """Words of time alone, in twos ("hver dag") or in threes, and hours where hours are said."""
    for size in (3, 2, 1):
        for first in range(at - size + 1, at + 1):
            if first >= 0 and first + size <= len(words) and _one_time(words[first : first + size]):
                return True
    return clock(words[at]) is not None and _hour_is_said(words, at)


def _one_time(words: list[str]) -> bool:
    read = week_words().read([folded for word in words for folded in TOKEN.findall(fold(word))])
    classes = week_words().classes(read[0]) if len(read) == 1 else frozenset[str]()
    return any(FULL_DAY.fullmatch(name) for name in classes) or bool(classes & _TIMELY)


DASHES = frozenset("-–")
_TIMELY = PART_OF.keys() | GROUPS.keys()


def _hour_is_said(words: list[str], at: int) -> bool:
    """A number is an hour after "kl", "mellem" or "fra", in a stretch after days, or as a stretch's end."""
    for word in reversed(words[max(at - 4, 0) : at]):
        classes = week_words().classes(fold(word))
        if classes & {"CLOCK", "BETWEEN"}:
            return True
        if not (classes & {"AND", "TO"} or word in DASHES or clock(word)):
            return _one_time([word]) and not DASHES.isdisjoint(words[max(at - 1, 0) : at + 2])
    return False


def _all_small(words: list[str]) -> bool:
    small = JOINING | {"AM", "PM"}
    return all(word in {"-", "–"} or week_words().classes(fold(word)) & small for word in words)


def _led_in(words: list[str], first: int) -> int:
    """Takes in the small words before a piece: "om aftenen", "på hverdage", "mellem 7 og 8"."""
    while first > 0 and week_words().classes(fold(words[first - 1])) & _LEADING:
        first -= 1
    return first


_LEADING = frozenset({"SMALL", "CLOCK", "BETWEEN", "FROM"})


def _show_days(days: tuple[int, ...], language: str) -> str:
    said = _shown(language)
    whole = {EVERY_DAY: "every_day", WEEKDAYS: "weekdays", WEEKEND: "weekend"}
    if days in whole:
        return str(said[whole[days]])
    weekdays = names(language).weekdays
    if len(days) >= SHORTEST_RUN and days[-1] - days[0] == len(days) - 1:
        return f"{weekdays[days[0]]}–{weekdays[days[-1]]}"
    return listed([weekdays[day] for day in days], language)


def _show_span(span: Span, said: dict[str, str]) -> str:
    start, end = span
    minutes = bool(start.minute or end.minute) or said["clock"] == ":"
    hours = (start.hour, MIDNIGHT if end == time() else end.hour)
    shown = [
        f"{hour}{said['clock']}{exact.minute:02}" if minutes else f"{hour}"
        for hour, exact in zip(hours, span, strict=True)
    ]
    return said["span"].format(start=shown[0], end=shown[1])


def _shown(language: str) -> dict[str, str]:
    shown: dict[str, dict[str, str]] = _all_shown()
    return shown.get(language, shown["da"])


@cache
def _all_shown() -> dict[str, dict[str, str]]:
    return dict(word_list("times.toml")["show"])
