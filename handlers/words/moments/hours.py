"""Puts the facts about hours together: "7" is morning or evening, "8 om aftenen" is 20."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType
from typing import TypeAlias

from handlers.words.moments.facts import Clock, Fact, Midnight, Part, Reading
from handlers.words.moments.values import ANY_TIME, MIDNIGHT, Hours, No, Reason

NOON, DAY, MINUTES = 12, 24, 60
NIGHT_BEGINS = 20
FIRST_AS_WRITTEN = 8  # "kl. 8" is the morning; "kl. 7" is an evening to as many.
# The hours that people call by that name.
_CALLED = MappingProxyType(
    {"morning": (4, 11), "forenoon": (8, 13), "afternoon": (12, 19), "evening": (16, 25), "night": (20, 30)}
)


@dataclass(frozen=True, slots=True)
class Said:
    """Hours of the day said, the next (`days` is 1) or the one before. `spare`: where nothing else can be."""

    hours: Hours
    days: int = 0
    spare: bool = False


Settled: TypeAlias = tuple[Said, ...] | No


def settle(facts: Sequence[Fact]) -> Settled:
    """What may be meant, the likelier first. A text without hours means any."""
    clocks = [fact for fact in facts if isinstance(fact, Clock)]
    parts = {fact for fact in facts if isinstance(fact, Part)}
    midnight = any(isinstance(fact, Midnight) for fact in facts)
    if len(clocks) + midnight > 1 or len(parts) > 1:
        return No(Reason.UNCLEAR)
    part = next(iter(parts), None)
    if midnight:
        return (Said(Hours(start=MIDNIGHT)), Said(Hours(start=MIDNIGHT), 1))
    if clocks:
        return _read(clocks[0], part) or No(Reason.CONTRADICTION)
    return _of_part(part) if part else (Said(ANY_TIME),)


def _of_part(part: Part) -> Settled:
    """The night after a day is the next day's; "fredag nat" is either."""
    if part.name == "night" and not part.to:
        return (Said(Hours(part="night")), Said(Hours(part="night"), 1))
    return (Said(Hours(part=part.name)),)


def _read(clock: Clock, part: Part | None) -> tuple[Said, ...]:
    """Every stretch or hour that the clock may show."""
    name = part.name if part else ""
    if clock.start is None:
        ends = _choices(clock.end, clock.half, name)
        return tuple(Said(Hours(end=_time(end)), spare=spare) for end, spare in ends)
    half = "" if clock.end else clock.half
    starts = _choices(clock.start, half, name)
    if clock.end and clock.half:  # "7-9 pm" ends where it is said to, and begins as near to that as it can
        starts = sorted(starts, key=lambda choice: _length(clock, choice[0]))[:1]
    found = [(start, _end(clock, start), spare) for start, spare in starts]
    return tuple(
        Said(Hours(start=_time(start), end=None if end is None else _time(end)), days, spare)
        for start, end, spare in found
        if start != end
        for days in _nights(start, part)
    )


def _choices(reading: Reading | None, half: str, part: str) -> list[tuple[int, bool]]:
    """The minutes of the day that it may be; what stands as written comes first, the rest are spares."""
    if reading is None:
        return []
    hours = _on_the_dial(reading, half)
    if part:
        first, last = _CALLED[part]
        hours = [hour for hour in hours if first <= hour < last or first <= hour + DAY < last]
    as_written = reading.written and reading.hour >= FIRST_AS_WRITTEN and not part
    return [(hour * MINUTES + reading.minute, as_written and at > 0) for at, hour in enumerate(hours)]


def _on_the_dial(reading: Reading, half: str) -> list[int]:
    if half:
        return [reading.hour % NOON + (NOON if half == "PM" else 0)] if reading.hour <= NOON else []
    if reading.sure or reading.hour > NOON:
        return [reading.hour]
    return [reading.hour, reading.hour + NOON]


def _end(clock: Clock, start: int) -> int | None:
    """Where a stretch from here ends: the first time the clock shows it."""
    if clock.end is None:
        return DAY * MINUTES if clock.loose else None
    ends = [hour * MINUTES + clock.end.minute for hour in _on_the_dial(clock.end, clock.half)]
    return min(ends, key=lambda end: _apart(start, end), default=start)


def _length(clock: Clock, start: int) -> int:
    return _apart(start, _end(clock, start) or 0)


def _apart(start: int, end: int) -> int:
    return (end - start) % (DAY * MINUTES) or DAY * MINUTES


def _nights(start: int, part: Part | None) -> list[int]:
    """Which day an hour is on, counted from the day said: after midnight "fredag nat" may be Saturday."""
    past_midnight = start >= DAY * MINUTES
    if part is None or part.name != "night":
        return [int(past_midnight)]
    if start >= NIGHT_BEGINS * MINUTES and not past_midnight:
        return [-1 if part.to else 0]
    return [0] if part.to else [0, 1]


def _time(minutes: int) -> time:
    hour, minute = divmod(minutes % (DAY * MINUTES), MINUTES)
    return time(hour, minute)
