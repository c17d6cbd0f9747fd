"""Shows a time so that it can be read again: always with its weekday, and with the name of the day."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from handlers.words.dates import names, written
from handlers.words.moments.feasts import feast_of
from handlers.words.moments.symbols import shown
from handlers.words.moments.values import MIDNIGHT, Hours, Moment, Span, Time
from handlers.words.times import show_day

FIRST_BARE = 8  # "kl. 7" might be in the evening, "kl. 07" is not
_KINDS = {(): "any", (0, 1, 2, 3, 4): "weekday", (5, 6): "weekend"}


def show(asked: Time, language: str, *, today: date | None = None) -> str:
    """ "torsdag den 3. december kl. 19.30", with the year when that is not today's."""
    if isinstance(asked, Moment):
        day = _day(asked.day, language, today)
        return _with_hours(day, asked.hours, language)
    return _span(asked, language, today)


def show_short(asked: Time, language: str) -> str:
    """For a button: "tors. 3. dec. kl. 19.30", "man. 7. dec.–søn. 13. dec."."""
    shape = shown(language)["short_day"]
    if isinstance(asked, Moment):
        return _with_hours(written(asked.day, shape, language), asked.hours, language)
    first, last = (written(day, shape, language) for day in (asked.first, asked.last))
    return _with_hours(f"{first}–{last}", asked.hours, language)


def show_hours(hours: Hours, language: str) -> str:
    """ "kl. 19–21", "om aftenen"; empty when nothing was said. A night is shown with its day."""
    said = shown(language)
    if hours.part:
        return said[hours.part] if hours.part != "night" else ""
    overnight = hours.start is not None and hours.end is not None and hours.end < hours.start
    start, end = _clock(hours.start, said["clock"]), _clock(hours.end, said["clock"], early=overnight)
    if hours.start is None:
        return said["until"].format(end=end) if hours.end is not None else ""
    if hours.end is None:
        return said["at"].format(start=start)
    return said["from" if hours.end == MIDNIGHT else "stretch"].format(start=start, end=end)


def show_clock(hour: time, language: str) -> str:
    """ "19.30", "8"; "19:30", "8:00" in English."""
    return _clock(hour, shown(language)["clock"])


def _with_hours(day: str, hours: Hours, language: str) -> str:
    if hours.part == "night":
        return shown(language)["night"].format(day=day)
    return f"{day} {show_hours(hours, language)}".rstrip()


def _day(day: date, language: str, today: date | None) -> str:
    """The date, and what it is called: "fredag den 25. december (juledag)"."""
    text = show_day(day, language, today=today)
    feast = feast_of(day, language)
    if language != "en":
        feast = feast[:1].lower() + feast[1:]
    return shown(language)["feast"].format(day=text, feast=feast) if feast else text


def _span(span: Span, language: str, today: date | None) -> str:
    said = shown(language)
    first, last = (show_day(day, language, today=today) for day in (span.first, span.last))
    days = [_some(span.weekdays, language)]
    if _is_week(span):
        days.append(said["week"].format(week=span.first.isocalendar().week) + ",")
    ends = said["span"].format(first=first, last=last)
    return _with_hours(" ".join([*days, ends]), span.hours, language)


def _some(weekdays: Sequence[int], language: str) -> str:
    said = shown(language)
    kind = _KINDS.get(tuple(weekdays))
    if kind:
        return said[kind]
    called = names(language).weekdays
    one = said["one_of"].format(day=called[weekdays[0]])
    return one if len(weekdays) == 1 else f"{called[weekdays[0]]}–{called[weekdays[-1]]}"


def _is_week(span: Span) -> bool:
    return span.first.weekday() == 0 and span.last - span.first == timedelta(6)


def _clock(hour: time | None, sign: str, *, early: bool = False) -> str:
    """An early hour has its nought, so that nobody takes it for the evening."""
    if hour is None:
        return ""
    shown_hour = f"{hour.hour:02}" if early or hour.hour < FIRST_BARE else f"{hour.hour}"
    return f"{shown_hour}{sign}{hour.minute:02}" if hour.minute or sign == ":" else shown_hour
