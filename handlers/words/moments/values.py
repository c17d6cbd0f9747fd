"""What a text about time can come to: a moment, a span of days, a question back, or a refusal."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

MIDNIGHT = time()
PARTS = ("morning", "forenoon", "afternoon", "evening", "night")
# The hours of each part of the day, for finding a free time in it. A night's are those before its morning.
HOURS_OF = MappingProxyType(
    {
        "morning": (time(6), time(9)),
        "forenoon": (time(9), time(12)),
        "afternoon": (time(12), time(17)),
        "evening": (time(17), time(22)),
        "night": (time(0), time(6)),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When on the day: nothing said, a part of it, or hours in Copenhagen.

    `start` alone is an exact hour and `end` alone is "before". Midnight as an `end` is the end of the day,
    so 17:00 to 00:00 is "after 17". An end before the start is past midnight.
    """

    start: time | None = None
    end: time | None = None
    part: str = ""


ANY_TIME = Hours()


@dataclass(frozen=True, slots=True)
class Moment:
    """One day, and when on it."""

    day: date
    hours: Hours = ANY_TIME


@dataclass(frozen=True, slots=True)
class Span:
    """Any day from `first` to `last`, both included; `weekdays` counts from Monday = 0, empty is all."""

    first: date
    last: date
    weekdays: tuple[int, ...] = ()
    hours: Hours = ANY_TIME


Time: TypeAlias = Moment | Span


def days_of(asked: Time) -> list[date]:
    """The days it may be on."""
    if isinstance(asked, Moment):
        return [asked.day]
    every = (asked.first + timedelta(step) for step in range((asked.last - asked.first).days + 1))
    return [day for day in every if not asked.weekdays or day.weekday() in asked.weekdays]


def with_hours(asked: Time, hours: Hours) -> Time:
    """The same days at these hours."""
    return replace(asked, hours=hours)


def trimmed(span: Span) -> Time | None:
    """The same days said as simply as can be, from the first of them to the last; None without any."""
    days = days_of(span)
    if not days:
        return None
    if len(days) == 1:
        return Moment(days[0], span.hours)
    unbroken = (days[-1] - days[0]).days == len(days) - 1
    return Span(days[0], days[-1], () if unbroken else span.weekdays, span.hours)


class Reason(StrEnum):
    """Why a text gave no time that can be used."""

    UNCLEAR = "unclear"
    NO_DAY = "no_day"  # Only hours were said.
    IMPOSSIBLE = "impossible"  # There is no such day or hour.
    CONTRADICTION = "contradiction"  # Two things said cannot both be true; `found` is the nearest to them.
    PAST = "past"
    FUTURE = "future"  # Not yet, where something that has happened is asked about.
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    HOLIDAY = "holiday"
    CLOSED = "closed"  # Outside the hours that can be had.
    ABOLISHED = "abolished"  # Store bededag is a day like any other since 2024.
    CLOCKS_CHANGE = "clocks_change"  # The hour does not exist that night, or exists twice.


class Doubt(StrEnum):
    """What a question back is about."""

    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Which:
    """A question back: it may be any of these, each of which can be had."""

    doubt: Doubt
    choices: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class No:
    """A refusal. `found` is what the text was understood as, where it was understood."""

    reason: Reason
    found: Time | None = None


Answer: TypeAlias = Moment | Span | Which | No


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What may be asked for. Days are counted from today; `closes` at midnight is the end of the day."""

    ahead: bool = True  # False: something that has happened is asked about
    notice: int = 0
    horizon: int = 365
    opens: time = MIDNIGHT
    closes: time = MIDNIGHT
    holidays: bool = True


ANY = Bounds()
