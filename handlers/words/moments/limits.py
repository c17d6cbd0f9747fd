"""Whether a time can be had: not past, not too soon or too far, at an hour that exists and is open."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.words.moments.feasts import is_holiday
from handlers.words.moments.values import (
    HOURS_OF,
    MIDNIGHT,
    Bounds,
    Hours,
    Moment,
    No,
    Reason,
    Span,
    Time,
    days_of,
    trimmed,
)

ZONE = ZoneInfo("Europe/Copenhagen")
DAY_LONG = 24 * 60


def checked(asked: Time, now: datetime, bounds: Bounds) -> Time | No:
    """The time, with a span cut to the days that can be had, or why it cannot. `now` is in Copenhagen."""
    if not bounds.ahead:
        return _passed(asked, now)
    if isinstance(asked, Moment):
        reason = _on_day(asked, now, bounds) or _at_hours(asked.hours, bounds) or _on_clock(asked)
        return No(reason, asked) if reason else asked
    return _cut(asked, now, bounds)


def _passed(asked: Time, now: datetime) -> Time | No:
    first = asked.day if isinstance(asked, Moment) else asked.first
    return No(Reason.FUTURE, asked) if first > now.date() else asked


def _on_day(moment: Moment, now: datetime, bounds: Bounds) -> Reason | None:
    today = now.date()
    ahead = (moment.day - today).days
    if ahead < 0 or (ahead == 0 and _is_over(moment.hours, now)):
        return Reason.PAST
    if ahead < bounds.notice:
        return Reason.TOO_SOON
    if ahead > bounds.horizon:
        return Reason.TOO_FAR
    return Reason.HOLIDAY if not bounds.holidays and is_holiday(moment.day) else None


def _is_over(hours: Hours, now: datetime) -> bool:
    """Whether this is over, today. An hour that strikes now is; an evening is when it ends."""
    minute = _minutes(now.time())
    if hours.part:
        return _end(HOURS_OF[hours.part][1]) <= minute
    if hours.start is not None and hours.end != MIDNIGHT:
        return _minutes(hours.start) <= minute
    return hours.start is None and hours.end is not None and _end(hours.end) <= minute


def _at_hours(hours: Hours, bounds: Bounds) -> Reason | None:
    opens, closes = _minutes(bounds.opens), _end(bounds.closes)
    if hours.part:
        start, end = (_minutes(HOURS_OF[hours.part][0]), _end(HOURS_OF[hours.part][1]))
        return None if start < closes and end > opens else Reason.CLOSED
    exact = hours.start is not None and hours.end is None
    start = _minutes(hours.start) if hours.start is not None else opens
    end = _end(hours.end) if hours.end is not None else closes
    if exact:
        return None if opens <= start < closes else Reason.CLOSED
    if hours.start is None or hours.end == MIDNIGHT:  # "before" and "after" only need some room
        return None if max(start, opens) < min(end, closes) else Reason.CLOSED
    end += DAY_LONG if end <= start else 0
    return (
        None if opens <= start and end <= max(closes, DAY_LONG * (closes == DAY_LONG) * 2) else Reason.CLOSED
    )


def _on_clock(moment: Moment) -> Reason | None:
    """Twice a year an hour of the night is missing, or comes twice."""
    hours = moment.hours
    if hours.part or hours.start is None:
        return None
    ends = [(moment.day, hours.start)]
    if hours.end is not None and hours.end != MIDNIGHT:
        ends.append((moment.day + timedelta(int(hours.end <= hours.start)), hours.end))
    return None if all(_is_plain(day, hour) for day, hour in ends) else Reason.CLOCKS_CHANGE


def _is_plain(day: date, hour: time) -> bool:
    """Whether this hour comes once that day."""
    local = datetime.combine(day, hour, ZONE)
    exists = local.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) == local.replace(tzinfo=None)
    return exists and local.utcoffset() == local.replace(fold=1).utcoffset()


def _cut(span: Span, now: datetime, bounds: Bounds) -> Time | No:
    earliest, latest = now.date() + timedelta(bounds.notice), now.date() + timedelta(bounds.horizon)
    if span.last < now.date():
        return No(Reason.PAST, span)
    cut = trimmed(replace(span, first=max(span.first, earliest), last=min(span.last, latest)))
    if cut is None:
        return No(Reason.TOO_SOON if span.first < earliest else Reason.TOO_FAR, span)
    if isinstance(cut, Moment):
        return checked(cut, now, bounds)
    if not bounds.holidays and all(map(is_holiday, days_of(cut))):
        return No(Reason.HOLIDAY, cut)
    reason = _at_hours(cut.hours, bounds)
    return No(reason, cut) if reason else cut


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _end(hour: time) -> int:
    """Midnight at the end of a stretch is the end of the day."""
    return _minutes(hour) or DAY_LONG
