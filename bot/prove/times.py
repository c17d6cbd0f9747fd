"""Times written as text: as seconds or finer since 1970, as dates, and in the head of a UUID."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.prove.tokens import Moment

LOCAL = ZoneInfo("Europe/Copenhagen")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SECONDS = re.compile(rb"(?<![0-9])([12][0-9]{9})([0-9]{3}){0,3}(?![0-9])")
CLOCK = rb"([0-2][0-9])[:._-]?([0-5][0-9])(?:[:._-]?([0-5][0-9]))?"
DATE = re.compile(rb"(20[0-9]{2})[-./_]?([01][0-9])[-./_]?([0-3][0-9])[T _-]{0,2}" + CLOCK)
DANISH = re.compile(rb"([0-3][0-9])[-./]([01][0-9])[-./](20[0-9]{2})[, T]{1,2}(?:kl\. ?)?" + CLOCK)
WORDED = re.compile(rb"([0-3]?[0-9])[ /-](" + "|".join(MONTHS).encode() + rb")[ /-](20[0-9]{2})[ :]" + CLOCK)
UUID7 = re.compile(rb"([0-9a-fA-F]{8})-([0-9a-fA-F]{4})-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-")
JULIAN = re.compile(rb"(?<![0-9.])(24[0-9]{5}\.[0-9]{3,})")
JULIAN_1970 = 2440587.5


def times(data: bytes, moments: Iterable[Moment]) -> Iterator[tuple[Moment, str, int]]:
    """The times in the data that are too near one of the moments: which, how it is written, and where."""
    wanted = list(moments)
    if not wanted:
        return
    for how, at, candidates in _written(data):
        for moment in wanted:
            if any(abs(candidate - moment.at) <= moment.within for candidate in candidates):
                yield moment, how, at


def times_at_all(data: bytes) -> Iterator[tuple[str, int]]:
    """Every time in the data, whenever it was."""
    return ((how, at) for how, at, candidates in _written(data) if candidates)


def near(touched: datetime, moments: Iterable[Moment]) -> Iterator[Moment]:
    """The moments when a file was touched, or nearly."""
    return (moment for moment in moments if abs(touched - moment.at) <= moment.within)


def _written(data: bytes) -> Iterator[tuple[str, int, list[datetime]]]:
    for found in SECONDS.finditer(data):
        digits = found.group().decode()
        yield "sekunder siden 1970", found.start(), [_epoch(int(digits[:10]))]
    for how, pattern, order in (
        ("dato", DATE, (1, 2, 3)),
        ("dansk dato", DANISH, (3, 2, 1)),
        ("engelsk dato", WORDED, (3, 2, 1)),
    ):
        for found in pattern.finditer(data):
            yield how, found.start(), _date(found, order)
    for found in UUID7.finditer(data):
        yield "UUID 7", found.start(), [_epoch(int(found[1] + found[2], 16) / 1000)]
    for found in JULIAN.finditer(data):
        yield "juliansk dag", found.start(), [_epoch((float(found[1]) - JULIAN_1970) * 86400)]


def _epoch(seconds: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _date(found: re.Match[bytes], order: tuple[int, int, int]) -> list[datetime]:
    """The moment in UTC and on a Danish clock: which was meant is seldom written beside it."""
    year, month, day = (found[place].decode() for place in order)
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    try:
        told = datetime(int(year), number, int(day), int(found[4]), int(found[5]), int(found[6] or 0))  # noqa: DTZ001 - it gets its zone in the next line
    except ValueError:
        return []
    return [told.replace(tzinfo=zone).astimezone(UTC) for zone in (UTC, LOCAL)]
