"""A time as JSON in an answer, and as a short code behind a button."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, TypeAlias

from handlers.words.moments.values import PARTS, Hours, Moment, Span, Time

Json: TypeAlias = dict[str, Any]
_DAY = r"\d{4}-\d\d-\d\d"
_HOUR = r"\d\d:\d\d"
_CODE = re.compile(
    rf"(?P<first>{_DAY})(?:/(?P<last>{_DAY})(?:#(?P<weekdays>[0-6]{{1,6}}))?)?"
    rf"(?:@(?:(?P<part>[a-z]+)|(?P<start>{_HOUR})?(?:-(?P<end>{_HOUR}))?(?<!@)))?"
)


def to_json(asked: Time) -> Json:
    """Only the keys that say something."""
    hours = asked.hours
    days: Json = {"day": f"{asked.day}"} if isinstance(asked, Moment) else _span(asked)
    said = {"start": _hour(hours.start), "end": _hour(hours.end), "part": hours.part}
    return days | {name: value for name, value in said.items() if value}


def from_json(value: Mapping[str, Any]) -> Time:
    """The time back. Raises ValueError or KeyError for what no version stored."""
    hours = Hours(
        start=_time(value.get("start")), end=_time(value.get("end")), part=_part(value.get("part") or "")
    )
    if "day" in value:
        return Moment(date.fromisoformat(value["day"]), hours)
    first, last = date.fromisoformat(value["first"]), date.fromisoformat(value["last"])
    return Span(first, last, tuple(value.get("weekdays", ())), hours)


def is_json(value: object) -> bool:
    """Whether this is a time that some version stored."""
    try:
        return isinstance(value, dict) and bool(from_json(value))
    except (ValueError, KeyError, TypeError):  # another version's answer, or a forged one
        return False


def to_code(asked: Time) -> str:
    """At most 40 characters: "2026-12-03@19:30", "2026-12-07/2026-12-13#01234@evening"."""
    hours = asked.hours
    if isinstance(asked, Moment):
        days = f"{asked.day}"
    else:
        days = f"{asked.first}/{asked.last}" + ("#" if asked.weekdays else "")
        days += "".join(map(str, asked.weekdays))
    end = f"-{_hour(hours.end)}" if hours.end is not None else ""
    when = hours.part or f"{_hour(hours.start)}{end}"
    return f"{days}@{when}" if when else days


def from_code(code: str) -> Time | None:
    """The time back; None for a forged code."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    try:
        hours = Hours(start=_time(match["start"]), end=_time(match["end"]), part=_part(match["part"] or ""))
        first = date.fromisoformat(match["first"])
        if not match["last"]:
            return Moment(first, hours)
        weekdays = tuple(map(int, match["weekdays"] or ""))
        return Span(first, date.fromisoformat(match["last"]), weekdays, hours)
    except ValueError:  # digits that are no date or hour
        return None


def _span(span: Span) -> Json:
    days: Json = {"first": f"{span.first}", "last": f"{span.last}"}
    return days | ({"weekdays": list(span.weekdays)} if span.weekdays else {})


def _hour(hour: time | None) -> str:
    return "" if hour is None else f"{hour:%H:%M}"


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _part(name: str) -> str:
    if name and name not in PARTS:
        raise ValueError(name)
    return name
