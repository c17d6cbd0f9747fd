"""The weekdays and hours in a text about a week, one word at a time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from itertools import pairwise

from handlers.words import fold, word_list
from handlers.words.lexicon import Lexicon

PARTS = ("morning", "forenoon", "afternoon", "evening", "night")
WEEKDAYS, WEEKEND, EVERY_DAY = (0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6)
NOON, MIDNIGHT, MINUTES = 12, 24, 60
Span = tuple[time, time]


@dataclass(frozen=True)
class Token:
    word: str
    classes: frozenset[str]

    @property
    def day(self) -> int | None:
        """A weekday's number, by its full name."""
        return next((int(name[1]) for name in self.classes if FULL_DAY.fullmatch(name)), None)

    @property
    def short_day(self) -> int | None:
        """A weekday's number, by its full or its short name."""
        return next((int(name[1]) for name in self.classes if _ANY_DAY.fullmatch(name)), None)


TOKEN = re.compile(r"\d{1,2}[.:]\d\d|\d+|[a-z]+|[-–/]")
FULL_DAY, _ANY_DAY = re.compile(r"D\d"), re.compile(r"[AD]\d")
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
GROUPS = {"WEEKDAYS": WEEKDAYS, "WEEKEND": WEEKEND, "DAILY": EVERY_DAY, "ALWAYS": EVERY_DAY}
PART_OF = {
    "MORNING": ("morning",),
    "FORENOON": ("forenoon",),
    "AFTERNOON": ("afternoon",),
    "EVENING": ("evening",),
    "NIGHT": ("night",),
    "RUSH": ("morning", "afternoon"),
    "DAYTIME": ("forenoon", "afternoon"),
    "ALWAYS": PARTS,
}
# The hours in which a stretch said to be in that part of the day may begin.
_FIRST_HOURS = {
    "MORNING": (4, 11),
    "FORENOON": (8, 13),
    "AFTERNOON": (11, 19),
    "EVENING": (16, 24),
    "NIGHT": (20, 6),
    "RUSH": (6, 18),
    "DAYTIME": (7, 18),
}
JOINING = frozenset({"AND", "SMALL", "FROM", "TO", "CLOCK", "BETWEEN"})
UNDERSTOOD = JOINING | PART_OF.keys() | GROUPS.keys() | {"AM", "PM"}
# The first hour of each later part of the day on a twelve-hour clock: "8 om aftenen" is 20.
_LATE = {"AFTERNOON": 1, "EVENING": 5, "PM": 1}


def tokens_of(text: str) -> list[Token]:
    """The words of a text with their meanings; none when it has neither letter nor figure."""
    words = TOKEN.findall(fold(text).replace("24/7", "24 7"))
    if not any(word[0].isalnum() for word in words):
        return []
    return [Token(word, week_words().classes(word)) for word in week_words().read(words)]


def spans_in(tokens: Sequence[Token]) -> tuple[tuple[Span, ...], list[Token]]:
    """Stretches of hours ("7-8", "mellem 7 og 8"), and the words that are no part of one."""
    spans: list[Span] = []
    rest: list[Token] = []
    at = 0
    while at < len(tokens):
        size, span = _span_at(tokens, at)
        if span:
            spans.append(span)
        else:
            rest.append(tokens[at])
        at += size
    return tuple(spans), rest


def _span_at(tokens: Sequence[Token], at: int) -> tuple[int, Span | None]:
    start = clock(tokens[at].word)
    joint = at + 1
    if start is None or joint >= len(tokens) or not _joins(tokens, at):
        return 1, None
    end_at = joint + 1
    if end_at < len(tokens) and "CLOCK" in tokens[end_at].classes:
        end_at += 1
    end = clock(tokens[end_at].word) if end_at < len(tokens) else None
    if end is None or start == end:
        return 1, None
    return end_at + 1 - at, _on_24_hours(start, end, _late_hour(tokens, at, end_at))


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether the next word makes a stretch; "og" does so only after "mellem"."""
    joint = tokens[at + 1]
    before = tokens[max(at - 2, 0) : at]
    between = any("BETWEEN" in token.classes for token in before)
    return joint.word in {"-", "–"} or "TO" in joint.classes or ("AND" in joint.classes and between)


def clock(word: str) -> time | None:
    match = _HOUR.fullmatch(word)
    if not match or int(match[1]) > MIDNIGHT:
        return None
    minute = int(match[2] or 0)
    return time(int(match[1]) % MIDNIGHT, minute) if minute < MINUTES else None


def _late_hour(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The first hour to move past noon, by the part of the day said beside the hours."""
    beside = [*tokens[end + 1 : end + 3], *tokens[max(start - 3, 0) : start]]
    for token in beside:
        for name in sorted(token.classes & {*_LATE, "MORNING", "FORENOON", "AM", "NIGHT"}):
            return _LATE.get(name)
    return None


def _on_24_hours(start: time, end: time, late: int | None) -> Span:
    """Evenings may end at midnight ("8-12 om aftenen"), "11-1 pm" begins before noon."""
    if late is None:
        return start, end
    if late == _LATE["EVENING"] and end.hour == NOON:
        return _moved(start, late), end.replace(hour=0)
    moved = _moved(start, late), _moved(end, late)
    return (start, moved[1]) if moved[1] < moved[0] else moved


def _moved(hour: time, late: int) -> time:
    return hour.replace(hour=hour.hour + NOON) if late <= hour.hour < NOON else hour


def days_in(tokens: Sequence[Token]) -> tuple[tuple[int, ...], list[Token]]:
    """The weekdays said, and the other words."""
    days: set[int] = set()
    without: set[int] = set()
    rest: list[Token] = []
    found = days
    at = 0
    while at < len(tokens):
        if "EXCEPT" in tokens[at].classes:
            found = without
        size, said = _days_at(tokens, at)
        found.update(said)
        if not said and "EXCEPT" not in tokens[at].classes:
            rest.append(tokens[at])
        at += size
    return tuple(sorted((days or set(EVERY_DAY if without else ())) - without)), rest


def _days_at(tokens: Sequence[Token], at: int) -> tuple[int, Sequence[int]]:
    """How many words the days here take, and which days they are."""
    group = next((name for name in GROUPS if name in tokens[at].classes), None)
    if group:
        return 1, GROUPS[group]
    first = tokens[at].short_day
    joined = at + 2 < len(tokens) and (tokens[at + 1].word in {"-", "–"} or "TO" in tokens[at + 1].classes)
    last = tokens[at + 2].short_day if joined else None
    if first is not None and last is not None:
        return 3, [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    if first is None or (tokens[at].day is None and not _beside_a_day(tokens, at)):
        return 1, ()
    return 1, (first,)


def _beside_a_day(tokens: Sequence[Token], at: int) -> bool:
    """Short names come in company ("man-fre", "lør og søn"); alone they are everyday words."""
    near = [*tokens[max(at - 2, 0) : at], *tokens[at + 1 : at + 3]]
    return any(token.short_day is not None and token.day is None for token in near)


def is_plain(tokens: Sequence[Token], spans: Sequence[Span]) -> bool:
    """Whether all the days go with all the times: not so in "mandag aften og fredag morgen"."""
    kinds = [kind for token in tokens for kind in _kinds(token)]
    changes = sum(kind != before for before, kind in pairwise(kinds))
    parts = [part for token in tokens for part in sorted(token.classes & _FIRST_HOURS.keys())]
    if changes > 1 or (spans and len(parts) > len(spans)):
        return False
    return all(_agree(span, part) for span, part in zip(spans, parts, strict=False))


def _kinds(token: Token) -> str:
    """D for days, T for times of day, in the order of the words; a word may be both."""
    day = token.day is not None or bool(token.classes & GROUPS.keys())
    timed = bool(token.classes & _FIRST_HOURS.keys()) or clock(token.word) is not None
    return "D" * day + "T" * timed


def _agree(span: Span, part: str) -> bool:
    """Whether the hours begin in the part of the day said beside them."""
    first, last = _FIRST_HOURS[part]
    hour = span[0].hour
    return first <= hour < last if first < last else hour >= first or hour < last


def parts_in(tokens: Sequence[Token]) -> tuple[str, ...]:
    said = {part for token in tokens for name in token.classes for part in PART_OF.get(name, ())}
    return tuple(part for part in PARTS if part in said)


@cache
def week_words() -> Lexicon:
    """The lexicon of words for days and times of day."""
    words = word_list("times.toml")
    return Lexicon(words["classes"], {}, real=words["real"].split())
