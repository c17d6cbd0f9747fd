"""Reads one date as people write it ("fredag", "d. 3/12", "tomorrow") and never guesses between two."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from handlers.words import fold, word_list
from handlers.words.lexicon import Lexicon

CENTURY = 2000
NEAR = timedelta(60)


class Reason(StrEnum):
    """Why no single date came out."""

    UNCLEAR = "unclear"
    AMBIGUOUS = "ambiguous"  # `choices` holds what it may be.
    IMPOSSIBLE = "impossible"  # There is no such day.
    CONTRADICTION = "contradiction"  # The weekday is not that date's; `choices` holds the date.
    PAST = "past"  # Clear, but over; `choices` holds the date.
    FUTURE = "future"  # Clear, but not yet; `choices` holds the date.


@dataclass(frozen=True)
class Problem:
    """Why a text was not taken as one date, and the dates to offer instead."""

    reason: Reason
    choices: tuple[date, ...] = ()


@dataclass(frozen=True)
class _Wanted:
    """Today, and which side of it is asked for. Today itself always fits."""

    today: date
    past: bool
    future: bool

    def fits(self, day: date) -> bool:
        return (self.past and day <= self.today) or (self.future and day >= self.today)

    def choose(self, days: Iterable[date]) -> date | Problem:
        """The one that fits; all are offered when several do."""
        found = tuple(sorted(set(days)))
        fitting = tuple(day for day in found if self.fits(day))
        if len(fitting) > 1:
            return Problem(Reason.AMBIGUOUS, fitting)
        if fitting:
            return fitting[0]
        if not found:
            return Problem(Reason.IMPOSSIBLE)
        return Problem(Reason.PAST if found[-1] < self.today else Reason.FUTURE, found)

    def nearest(self, days: Iterable[date]) -> date | Problem:
        """The nearest one that fits, for dates said without their year.

        A slip is likelier than a year's distance: "20/11" for a plan made on 24 November is over.
        """
        found = sorted(days, key=lambda day: abs(day - self.today))
        fitting = [day for day in found if self.fits(day)]
        slip = bool(found) and not self.fits(found[0]) and abs(found[0] - self.today) < NEAR
        return self.choose(found[:1] if slip else fitting[:1] or found[:1])


def read_day(text: str, today: date, *, past: bool = True, future: bool = True) -> date | Problem:
    """The date meant by a text in Danish or English, or why there is no telling.

    `past` and `future` say which side of `today` is asked for; today itself always fits. A date without
    a year is the nearest fitting one. Nothing is guessed: a word not understood makes it UNCLEAR.
    """
    wanted = _Wanted(today, past, future)
    symbols = _symbols(text)
    for shape, read in _SHAPES:
        match = shape.fullmatch(symbols)
        if match:
            try:
                return read(match, wanted)
            except (ValueError, OverflowError):  # No such day: 31/4, or a million weeks away.
                return Problem(Reason.IMPOSSIBLE)
    return Problem(Reason.UNCLEAR)


_BETWEEN_NUMBERS = re.compile(r"(?<=\d) ?[./-] ?(?=\d)")
_TOKEN = re.compile(r"\d+(?:/\d+)*|[a-z]+")
_NUMBERED = re.compile(r"^(?P<sort>[NS])(?P<number>\d+)$")


def _symbols(text: str) -> str:
    """The text in the few symbols the shapes speak of: "på fredag d. 3/12" is "THIS D4 3/12"."""
    words = _lexicon().read(_TOKEN.findall(_BETWEEN_NUMBERS.sub("/", fold(text))))
    return " ".join(symbol for word in words if (symbol := _symbol(word)))


def _symbol(word: str) -> str:
    """The word itself when it means nothing here, so that no shape fits."""
    names = _lexicon().classes(word)
    if "SKIP" in names:
        return ""
    return _NUMBERED.sub(_as_written, min(names, default=word))


def _as_written(match: re.Match[str]) -> str:
    """A number word is its number, a short weekday a weekday."""
    return match["number"] if match["sort"] == "N" else f"D{match['number']}"


@cache
def _lexicon() -> Lexicon:
    words = word_list("times.toml")
    weekdays = {f"D{n}": words["classes"][f"D{n}"] for n in range(7)}
    day = dict(words["day"])
    real = day.pop("real").split()
    return Lexicon(weekdays | day, {}, real=real)


_Reader = Callable[[re.Match[str], _Wanted], date | Problem]


def _shifted(days: int) -> _Reader:
    return lambda _, wanted: wanted.choose([wanted.today + timedelta(days)])


def _counted(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    days = int(match["n"]) * (7 if match["unit"].startswith("WEEK") else 1)
    ago = match.groupdict().get("ago") is not None
    return wanted.choose([wanted.today + timedelta(-days if ago else days)])


def _weekday(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    """Said on a Friday, "fredag" may be today or a week off; "næste fredag" is two days to Danes."""
    week = timedelta(7)
    today = wanted.today
    ahead = today + timedelta((int(match["day"]) - today.weekday()) % 7)
    coming = ahead + week if ahead == today else ahead
    passed = ahead - week
    meant = {"LAST": [passed], "THIS": [coming], "NEXT": [coming, coming + week]}
    return wanted.choose(meant.get(match["which"], [passed, ahead, coming]))


def _passed_weekday(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    back = (wanted.today.weekday() - int(match["day"]) - 1) % 7 + 1
    return wanted.choose([wanted.today - timedelta(back)])


def _day_of_near_week(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    monday = wanted.today - timedelta(wanted.today.weekday())
    weeks = 1 if "NEXTWEEK" in match[0] else 0
    return wanted.choose([monday + timedelta(7 * weeks + int(match["day"]))])


def _day_of_week_number(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    number, weekday = int(match["week"]), int(match["day"]) + 1
    days = [day for year in _years(wanted) if (day := _iso_day(year, number, weekday))]
    return wanted.nearest(days)


def _dated(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    """A day and month, perhaps a year, perhaps a weekday that must agree."""
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    if year:
        number = int(year)
        days = [date(number if number >= CENTURY // 2 else CENTURY + number, month, day)]
    else:
        days = [found for number in _years(wanted) if (found := _real_day(number, month, day))]
    return _agreeing(wanted.nearest(days), match.groupdict().get("day"))


def _day_of_month(match: re.Match[str], wanted: _Wanted) -> date | Problem:
    """ "den 24." is this month's or, when that does not fit, the nearest that does."""
    number, today = int(match["d"]), wanted.today
    months = [divmod(today.year * 12 + today.month - 1 + step, 12) for step in (-2, -1, 0, 1, 2)]
    days = [day for year, month in months if (day := _real_day(year, month + 1, number))]
    fitting = [day for day in days if wanted.fits(day)]
    return _agreeing(wanted.nearest(fitting or days), match["day"])


def _agreeing(answer: date | Problem, weekday: str | None) -> date | Problem:
    """A weekday said beside a date must be that date's."""
    if weekday and isinstance(answer, date) and answer.weekday() != int(weekday):
        return Problem(Reason.CONTRADICTION, (answer,))
    return answer


def _years(wanted: _Wanted) -> range:
    year = wanted.today.year
    return range(year - 1, year + 2)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February in most years: simply not one of the candidates.
        return None


def _iso_day(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:  # Week 53 exists in some years only.
        return None


_DAY = r"D(?P<day>\d)"
_SAID = rf"(?:(?:THIS )?{_DAY} )?"
_SHAPES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(shape), read)
    for shape, read in (
        ("TODAY", _shifted(0)),
        ("TOMORROW", _shifted(1)),
        ("AFTER", _shifted(2)),
        ("YESTERDAY", _shifted(-1)),
        ("BEFORE", _shifted(-2)),
        (r"IN (?P<n>\d{1,4}) (?P<unit>DAYS|WEEKS?)", _counted),
        (r"(?P<n>\d{1,4}) (?P<unit>DAYS|WEEKS?) (?P<ago>AGO)", _counted),
        (rf"(?:(?P<which>LAST|THIS|NEXT) )?{_DAY}", _weekday),
        (r"P(?P<day>\d)", _passed_weekday),
        (rf"(?:THIS )?{_DAY} (?:NEXTWEEK|THISWEEK)", _day_of_near_week),
        (rf"(?:NEXTWEEK|THISWEEK) {_DAY}", _day_of_near_week),
        (rf"(?:THIS )?{_DAY} (?:THIS )?WEEK (?P<week>\d{{1,2}})", _day_of_week_number),
        (rf"{_SAID}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<y>\d{{4}}|\d\d))?", _dated),
        (r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})", _dated),
        (rf"{_SAID}(?P<d>\d{{1,2}}) M(?P<m>\d{{1,2}})(?: (?P<y>\d{{4}}))?", _dated),
        (rf"{_SAID}M(?P<m>\d{{1,2}}) (?P<d>\d{{1,2}})(?: (?P<y>\d{{4}}))?", _dated),
        (rf"{_SAID}(?P<d>\d{{1,2}})", _day_of_month),
    )
)
