"""The phrases that name days: "næste fredag", "uge 50", "d. 3/12", "2. juledag", "først i januar"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from handlers.words.moments import feasts
from handlers.words.moments.facts import Ahead, Bad, Edge, Fact, Or, Point, Range, Weekdays
from handlers.words.moments.values import Reason

CENTURY = 2000
WEEK = 7
LONGEST = 92  # days in a stretch from one date to another
Build = Callable[[re.Match[str], date], Sequence[Fact]]
Days = tuple[date, date]

_KINDS = MappingProxyType({"WORKDAY": range(5), "WEEKEND": range(5, 7)})
_THIRDS = MappingProxyType({"START": (1, 10), "MIDDLE": (11, 20), "END": (21, 31)})


def _shifted(days: int) -> Build:
    return lambda _, today: [Point((today + timedelta(days),))]


def _ahead(match: re.Match[str], today: date) -> Sequence[Fact]:
    """ "Om otte dage" is a week to many Danes, and eight days to some."""
    number = int(match["n"][1:])
    if match["unit"] == "MONTHS":
        return [_week_of(_months_on(today, number))]
    if match["unit"].startswith("WEEK"):
        return [Ahead((WEEK * number,))]
    return [Ahead((WEEK, number) if number == WEEK + 1 else (number,))]


def _ago(match: re.Match[str], today: date) -> Sequence[Fact]:
    number = int(match["n"][1:]) * (WEEK if match["unit"].startswith("WEEK") else 1)
    return [Point((today - timedelta(number),))]


def _weekday(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Weekdays((int(match["day"]),), match["which"] or "")]


def _some_weekday(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Weekdays((int(match["day"]),), "SOME")]


def _passed_weekday(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Weekdays((int(match["day"]),), "LAST")]


def _any_day(_match: re.Match[str], _today: date) -> Sequence[Fact]:
    return []


def _kind_of_day(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Weekdays(tuple(_KINDS[match["kind"]]), "SOME")]


def _weekday_run(match: re.Match[str], _: date) -> Sequence[Fact]:
    first, last = int(match["first"]), int(match["last"])
    return [Weekdays(tuple((first + step) % WEEK for step in range((last - first) % WEEK + 1)), "RUN")]


def _weekend(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Weekdays((5, 6), "NEXT_WEEKEND" if match["which"] == "NEXT" else "WEEKEND")]


def _near_week(weeks: int) -> Build:
    return lambda _, today: [_week_of(today + timedelta(WEEK * weeks))]


def _week(match: re.Match[str], today: date) -> Sequence[Fact]:
    """A week number, or several from one to another; every number must be a week of some year near."""
    first, last = int(match["week"]), int(match["last"] or match["week"])
    spans = [
        (start, end)
        for year in ([int(match["y"])] if match["y"] else _years(today))
        if (start := _iso_monday(year, first)) and (end := _iso_monday(year + (last < first), last))
    ]
    if not spans:
        raise ValueError("no such week")
    return [Range(tuple((start, end + timedelta(WEEK - 1)) for start, end in spans))]


def _several_weeks(match: re.Match[str], today: date) -> Sequence[Fact]:
    numbers = [int(number) for number in re.findall(r"#(\d{1,2}) ", match[0])]
    found = [Range(tuple(_weeks(today, number))) for number in numbers]
    return [fact for each in found for fact in (Or(), each)][1:]


def _dated(match: re.Match[str], today: date) -> Sequence[Fact]:
    """A day and a month, perhaps a year."""
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    return [Point(tuple(_dates(day, month, year, today)))]


def _dates_of_month(match: re.Match[str], today: date) -> Sequence[Fact]:
    """ "3. eller 4. december": each of them, not the whole stretch."""
    days = [int(day) for day in re.findall(r"[#O](\d{1,2}) ", match["others"])]
    month, year = int(match["m"]), match["y"]
    found = [Point(tuple(_dates(day, month, year, today))) for day in (*days, int(match["d"]))]
    return [fact for each in found for fact in (Or(), each)][1:]


def _date_run(match: re.Match[str], today: date) -> Sequence[Fact]:
    """ "7.-11. december", "7/12 til 11/12". A weekday said beside one of them must be that date's."""
    month = int(match["m1"] or match["m2"])
    spans = [
        (start, end)
        for start in _dates(int(match["d1"]), month, match["y1"], today)
        for end in _dates(int(match["d2"]), int(match["m2"]), match["y2"], today)
        if 0 <= (end - start).days < LONGEST and _fits(match["w1"], start) and _fits(match["w2"], end)
    ]
    return [Range(tuple(spans))] if spans else [Bad(Reason.CONTRADICTION)]


def _day_of_month(match: re.Match[str], today: date) -> Sequence[Fact]:
    return [Point(tuple(_days_numbered(int(match["d"]), today)), rolls=True)]


def _day_of_near_month(match: re.Match[str], today: date) -> Sequence[Fact]:
    """ "den 1. i måneden" is this month's, or next month's when that is over."""
    number = int(match["d"])
    if match["month"] == "THISMONTH":
        return [Point(tuple(_days_numbered(number, today)), rolls=True)]
    first = _months_on(today.replace(day=1), 1)
    return [Point((first.replace(day=number),))]


def _nth_weekday(match: re.Match[str], today: date) -> Sequence[Fact]:
    """ "anden torsdag i januar", "sidste fredag i måneden"."""
    firsts = _firsts(match, today)
    nth = 0 if match["nth"] == "LAST" else int(match["nth"][1:])
    days = [day for first in firsts if (day := _nth(first, int(match["day"]), nth))]
    return [Point(tuple(days))] if days else [Bad(Reason.IMPOSSIBLE)]


def _month(match: re.Match[str], today: date) -> Sequence[Fact]:
    start, end = _THIRDS.get(match["third"] or "", (1, 31))
    spans = [
        (first.replace(day=start), first.replace(day=min(end, _length(first))))
        for first in _firsts(match, today)
    ]
    return [Range(tuple(spans), rolls=True)]


def _feast(match: re.Match[str], today: date) -> Sequence[Fact]:
    years = [int(match["y"])] if match["y"] else list(_years(today))
    days = [day for year in years if (day := feasts.date_of(match["feast"], year))]
    if match["feast"] == feasts.GREAT_PRAYER_DAY and not any(day >= today for day in days):
        return [Bad(Reason.ABOLISHED)]
    return [Point(tuple(days))] if days else [Bad(Reason.IMPOSSIBLE)]


def _season(match: re.Match[str], today: date) -> Sequence[Fact]:
    spans = [span for year in _years(today) for span in feasts.season(match["season"], year)]
    return [Range(tuple(spans), rolls=True, either=True)]


def _edge(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Edge(match["side"])]


def _or(_match: re.Match[str], _today: date) -> Sequence[Fact]:
    return [Or()]


def _years(today: date) -> range:
    return range(today.year - 1, today.year + 3)


def _dates(day: int, month: int, year: str | None, today: date) -> list[date]:
    """Raises ValueError where no year near has that day."""
    if year:
        number = int(year)
        return [date(number if number >= CENTURY // 2 else CENTURY + number, month, day)]
    found = [real for number in _years(today) if (real := _real_day(number, month, day))]
    if not found:
        raise ValueError("no such day")
    return found


def _days_numbered(number: int, today: date) -> list[date]:
    first = today.replace(day=1)
    months = [_months_on(first, step) for step in range(-2, 4)]
    found = [real for month in months if (real := _real_day(month.year, month.month, number))]
    if not found:
        raise ValueError("no such day")
    return found


def _firsts(match: re.Match[str], today: date) -> list[date]:
    """The first day of each month that may be meant."""
    first = today.replace(day=1)
    if match["near"]:
        return [first if match["near"] == "THISMONTH" else _months_on(first, 1)]
    years = [int(match["y"])] if match["y"] else _years(today)
    return [date(year, int(match["m"]), 1) for year in years]


def _nth(first: date, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, counted from one; zero is the last."""
    days = [first + timedelta(step) for step in range(_length(first))]
    found = [day for day in days if day.weekday() == weekday]
    return found[nth - 1] if nth <= len(found) else None


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _length(first: date) -> int:
    return monthrange(first.year, first.month)[1]


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _week_of(day: date) -> Range:
    return Range(((_monday(day), _monday(day) + timedelta(WEEK - 1)),))


def _weeks(today: date, number: int) -> Iterable[Days]:
    for year in _years(today):
        if monday := _iso_monday(year, number):
            yield monday, monday + timedelta(WEEK - 1)


def _iso_monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:  # Week 53 exists in some years only.
        return None


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February in most years: simply not one of the candidates.
        return None


def _fits(weekday: str | None, day: date) -> bool:
    return weekday is None or day.weekday() == int(weekday)


def _turned(match: re.Match[str], today: date) -> Sequence[Fact]:
    """In English "12/3" is the third of December to some."""
    day, month, year = int(match["m"]), int(match["d"]), match["y"]
    return [Point(tuple(_dates(day, month, year, today)))] if day != month else [Bad(Reason.UNCLEAR)]


_TO = r"(?:DASH|TILL|W2)"
_IN_WORDS = r"S(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d+))?"
_DATE = r"[SFP](?P<d>\d{1,2})[/:](?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?"
_ONE = r"(?:(?:THIS )?D(?P<w@>\d) )?(?:DEN )?[SFPO#](?P<d@>\d{1,2})"
_ONE += r"(?:[/:](?P<m@>\d{1,2})(?:/(?P<y@>\d{4}|\d\d))?)"
_FIRST, _LAST = _ONE.replace("@", "1") + "?", _ONE.replace("@", "2")
_MONTH = r"(?:(?P<near>THISMONTH|NEXTMONTH)|M(?P<m>\d{1,2})(?: #(?P<y>20\d\d))?)"
_N = r"(?P<n>[#W]\d{1,4})"
_UNIT = r"(?P<unit>DAYS|WEEKS?|MONTHS)"
SHAPES: tuple[tuple[str, Build], ...] = (
    (r"TODAY", _shifted(0)),
    (r"TOMORROW", _shifted(1)),
    (r"OVERMORROW", _shifted(2)),
    (r"YESTERDAY", _shifted(-1)),
    (r"FOREYESTERDAY", _shifted(-2)),
    (rf"OM {_N} {_UNIT}", _ahead),
    (rf"{_N} {_UNIT} AGO", _ago),
    (r"(?:(?P<which>LAST|THIS|NEXT) )?D(?P<day>\d)", _weekday),
    (r"(?:THIS )?W1 D(?P<day>\d)", _some_weekday),
    (r"K(?P<day>\d)", _some_weekday),
    (r"P(?P<day>\d)", _passed_weekday),
    (r"D(?P<first>\d) (?:DASH|TILL|W2) D(?P<last>\d)", _weekday_run),
    (r"(?:W1 )?(?P<kind>WORKDAY)", _kind_of_day),
    (r"W1 (?P<kind>WEEKEND)", _kind_of_day),
    (r"(?:(?P<which>THIS|NEXT) )?WEEKEND", _weekend),
    (r"THISWEEK", _near_week(0)),
    (r"NEXTWEEK", _near_week(1)),
    (rf"WEEK #(?P<week>\d{{1,2}})(?: {_TO} #(?P<last>\d{{1,2}}))?(?: I)?(?: #(?P<y>20\d\d))?", _week),
    (r"WEEK #\d{1,2}(?: (?:OR|COMMA) (?:WEEK )?#\d{1,2})+", _several_weeks),
    (rf"(?:DEN )?{_DATE}", _dated),
    (r"(?:(?<=D\d )|DEN )#(?P<d>\d{1,2}) DASH #(?P<m>\d|1[0-2])(?P<y>)", _dated),
    (r"#(?P<d>\d{1,2}) DASH #(?P<m>\d|1[0-2])(?P<y>)(?= KL)", _dated),
    (rf"(?P<others>(?:(?:DEN )?[#O]\d{{1,2}} (?:OR|COMMA) )+)(?:DEN )?{_IN_WORDS}", _dates_of_month),
    (rf"(?:FROM |AFTER )?{_FIRST} {_TO} {_LAST}", _date_run),
    (rf"BETWEEN {_FIRST} OR {_LAST}", _date_run),
    (r"DEN [#ON](?P<d>\d{1,2})", _day_of_month),
    (r"O(?P<d>\d{1,2})", _day_of_month),
    (r"(?<=D\d )#(?P<d>\d{1,2})", _day_of_month),
    (r"(?P<which>)N1 D(?P<day>\d)(?= AFTER)", _weekday),
    (r"W1 DAYS", _any_day),
    (r"(?:DEN )?[#ON](?P<d>\d{1,2}) (?:I )?(?P<month>THISMONTH|NEXTMONTH)", _day_of_near_month),
    (rf"(?:DEN )?(?P<nth>O\d|N\d|LAST) D(?P<day>\d) (?:I |OM |OF )?{_MONTH}", _nth_weekday),
    (rf"(?:(?:DEN )?(?P<third>START|MIDDLE|END) (?:OF |THIS |I )?)?{_MONTH}", _month),
    (r"F_(?P<feast>[A-Z_]+)(?: #(?P<y>20\d\d))?", _feast),
    (r"G_(?P<season>[A-Z_]+)", _season),
    (r"(?P<side>AFTER|BEFORE|UNTIL)", _edge),
    (r"OR", _or),
)
AMERICAN = ((r"(?:DEN )?F(?P<d>\d{1,2})/(?P<m>\d|1[0-2])(?:/(?P<y>\d{4}|\d\d))?", _turned),)
