"""What single phrases say about a time, before they are put together."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from handlers.words.moments.values import Reason


@dataclass(frozen=True, slots=True)
class Point:
    """One of these dates: "3/12" is one of every year. `rolls`: one that is over means the next."""

    days: tuple[date, ...]
    rolls: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """One of these stretches of days, each its first and last day.

    `rolls`: one that is over means next year's. `either`: those near each other are equally meant.
    """

    spans: tuple[tuple[date, date], ...]
    rolls: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Weekdays:
    """These days of a week. `which` is THIS, NEXT, LAST, SOME ("en torsdag"), RUN, WEEKEND or nothing."""

    days: tuple[int, ...]
    which: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days on from a day said beside it, or from today; several numbers where it may be either."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """AFTER, BEFORE or UNTIL the days said beside it."""

    side: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day, by its name in values.PARTS; `to` is the night that ends on the day said."""

    name: str
    to: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An hour as it was said. `written` in figures is read as it stands, `sure` needs no reading at all."""

    hour: int
    minute: int = 0
    written: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """An exact hour (`start` alone), a stretch, from an hour or until one. `half` is AM, PM or not said."""

    start: Reading | None = None
    end: Reading | None = None
    loose: bool = False  # "efter kl. 17"
    half: str = ""


@dataclass(frozen=True, slots=True)
class Midnight:
    """Twelve at night, on one side of the day said or on the other."""


@dataclass(frozen=True, slots=True)
class Or:
    """Parts one wish from the next."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A phrase that names no day or hour there is."""

    reason: Reason


Fact: TypeAlias = Point | Range | Weekdays | Ahead | Edge | Part | Clock | Midnight | Or | Bad
