"""The buttons of a calendar: a month with its weekdays, and the hours of a day."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from handlers.conversation.steps import Option
from handlers.text import N_, Texts
from handlers.words.dates import names, written
from handlers.words.moments import (
    PARTS,
    ZONE,
    Bounds,
    Hours,
    Moment,
    No,
    Time,
    checked,
    show_clock,
    to_code,
    with_hours,
)

Row = tuple[Option, ...]
WEEK, ACROSS, PARTS_ACROSS = 7, 4, 2
TAKEN, NOT_HAD, NO_DAY = "✓", "·", "–"  # Telegram takes no button without a visible sign
IDLE = "n"  # the key of a button that only tells what to do
MONTH = "m"  # before a year and month: the key that shows it; alone, the first one that can be had
HOURS = tuple(time(hour) for hour in range(8, 22))
PART_NAMES = {
    "morning": N_("Morgen"),
    "forenoon": N_("Formiddag"),
    "afternoon": N_("Eftermiddag"),
    "evening": N_("Aften"),
    "night": N_("Nat"),
}


def month_rows(
    first: date, taken: Collection[date], bounds: Bounds, now: datetime, language: str
) -> tuple[Row, ...]:
    """A month from its first day: the way back and forward, the weekdays, and its days.

    A day's key is "?" and its date, a month's is "m" and its year and month. Days that cannot be had are
    dots; they can be pressed, to hear why.
    """
    local = now.astimezone(ZONE)
    heading = tuple(Option(IDLE, head) for head in names(language).heads)
    cells = [Option(IDLE, NO_DAY)] * first.weekday()
    cells += [_day(day, taken, bounds, local) for day in _days_of_month(first)]
    cells += [Option(IDLE, NO_DAY)] * (-len(cells) % WEEK)
    return (_turning(first, bounds, local, language), heading, *_in_rows(cells, WEEK))


def hour_rows(asked: Time, bounds: Bounds, now: datetime, t: Texts, *, exact: bool) -> tuple[Row, ...]:
    """Parts of the day, hours, and any time at all, or with `exact` hours alone.

    Each key is "+" and the code of the whole time.
    """
    local = now.astimezone(ZONE)
    parts = [
        Option(f"+{to_code(found)}", t.plain(PART_NAMES[part]))
        for part in PARTS
        if (found := _had(asked, Hours(part=part), bounds, local))
    ]
    hours = [
        Option(f"+{to_code(found)}", show_clock(hour, t.language))
        for hour in HOURS
        if (found := _had(asked, Hours(start=hour), bounds, local))
    ]
    if exact:
        return _in_rows(hours, ACROSS)
    any_time = Option(f"+{to_code(asked)}", t.plain(N_("Når som helst på dagen")))
    return (*_in_rows(parts, PARTS_ACROSS), *_in_rows(hours, ACROSS), (any_time,))


def month_of(day: date) -> str:
    """The key that shows this day's month."""
    return f"{MONTH}{day:%Y-%m}"


def first_of(key: str, bounds: Bounds, now: datetime) -> date:
    """The first day of the month that a key names, kept within what can be had; else of the first month."""
    earliest, latest = _limits(bounds, now.astimezone(ZONE))
    try:
        first = date.fromisoformat(f"{key.removeprefix(MONTH)}-01")
    except ValueError:  # the key without a month, or a forged one
        first = earliest
    return min(max(first, earliest.replace(day=1)), latest.replace(day=1)).replace(day=1)


def _turning(first: date, bounds: Bounds, now: datetime, language: str) -> Row:
    earliest, latest = _limits(bounds, now)
    before, after = first - timedelta(1), first + timedelta(31)
    row = [Option(IDLE, written(first, "{month} {year}", language))]
    if before >= earliest.replace(day=1):
        row.insert(0, Option(month_of(before), f"« {written(before, '{short_month}', language)}"))
    if after.replace(day=1) <= latest:
        row.append(Option(month_of(after), f"{written(after, '{short_month}', language)} »"))
    return tuple(row)


def _day(day: date, taken: Collection[date], bounds: Bounds, now: datetime) -> Option:
    had = not isinstance(checked(Moment(day), now, bounds), No)
    label = f"{TAKEN}{day.day}" if day in taken else f"{day.day}" if had else NOT_HAD
    return Option(f"?{day}", label)


def _had(asked: Time, hours: Hours, bounds: Bounds, now: datetime) -> Time | None:
    """The time at these hours, where it can be had at all."""
    found = checked(with_hours(asked, hours), now, bounds)
    return None if isinstance(found, No) else found


def _days_of_month(first: date) -> list[date]:
    return [first + timedelta(step) for step in range(monthrange(first.year, first.month)[1])]


def _limits(bounds: Bounds, now: datetime) -> tuple[date, date]:
    """The first and the last day that can be had."""
    return now.date() + timedelta(bounds.notice), now.date() + timedelta(bounds.horizon)


def _in_rows(options: Sequence[Option], across: int) -> tuple[Row, ...]:
    return tuple(tuple(options[start : start + across]) for start in range(0, len(options), across))
