"""Danish days with a name: on which date they fall, and what they are called."""

import re
from datetime import date, timedelta
from functools import cache

GREAT_PRAYER_DAY = "GREAT_PRAYER_DAY"
# Days from Easter Sunday; then the name in each language.
_MOVING = (
    (-3, "Skærtorsdag", "Maundy Thursday"),
    (-2, "Langfredag", "Good Friday"),
    (0, "Påskedag", "Easter Sunday"),
    (1, "Anden påskedag", "Easter Monday"),
    (39, "Kristi himmelfartsdag", "Ascension Day"),
    (49, "Pinsedag", "Pentecost"),
    (50, "Anden pinsedag", "Pentecost Monday"),
)
# An ordinary Friday since 2024 (lov nr. 214 af 6. marts 2023).
_PRAYER = (26, "Store bededag", "Great Prayer Day")
_LAST_PRAYER = 2023
# Month and day. 1 May, 5 June and two evenings are no public holidays, but few are at work.
_FIXED = (
    (1, 1, "Nytårsdag", "New Year's Day"),
    (5, 1, "Arbejdernes kampdag", "Workers' Day"),
    (6, 5, "Grundlovsdag", "Constitution Day"),
    (12, 24, "Juleaften", "Christmas Eve"),
    (12, 25, "Juledag", "Christmas Day"),
    (12, 26, "Anden juledag", "Second Day of Christmas"),
    (12, 31, "Nytårsaften", "New Year's Eve"),
)


def feast_of(day: date, language: str) -> str:
    """What the day is called; empty for a day without a name."""
    return _named(day.year, "en" if language == "en" else "da").get(day, "")


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday; Christmas Eve, New Year's Eve, 1 May and 5 June count as such here."""
    return bool(feast_of(day, "da"))


def date_of(key: str, year: int) -> date | None:
    """The date of a named day ("CHRISTMAS_EVE"); None in a year without it."""
    return _dates(year).get(key)


def season(key: str, year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of a time of the year that goes by a name; several where kommuner differ."""
    return tuple((first, last) for first, last in _seasons(year)[key] if first <= last)


@cache
def _named(year: int, language: str) -> dict[date, str]:
    """Two names on one date, as on 5 June 2028, stand side by side in their alphabetical order."""
    found = dict[date, list[str]]()
    for day, danish, english in _feasts(year):
        found.setdefault(day, []).append(english if language == "en" else danish)
    return {day: "; ".join(sorted(names)) for day, names in found.items()}


@cache
def _dates(year: int) -> dict[str, date]:
    return {_key(name): day for day, _, name in _feasts(year)}


def _feasts(year: int) -> list[tuple[date, str, str]]:
    easter = _easter(year)
    moving = _MOVING if year > _LAST_PRAYER else (*_MOVING, _PRAYER)
    return [
        *((date(year, month, day), danish, english) for month, day, danish, english in _FIXED),
        *((easter + timedelta(days), danish, english) for days, danish, english in moving),
    ]


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, after the "anonymous" rule in Nature of 20 April 1876."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _key(name: str) -> str:
    return re.sub(r"[^A-Z]+", "_", name.upper().replace("'", ""))


@cache
def _seasons(year: int) -> dict[str, tuple[tuple[date, date], ...]]:
    easter = _dates(year)["EASTER_SUNDAY"]
    pentecost = _dates(year)["PENTECOST"]
    return {
        "CHRISTMAS": ((date(year, 12, 24), date(year, 12, 26)),),
        "NEW_YEAR": ((date(year, 12, 31), date(year + 1, 1, 1)),),
        "BETWEEN": ((date(year, 12, 27), date(year, 12, 30)),),
        "EASTER": ((easter - timedelta(3), easter + timedelta(1)),),
        "PENTECOST": ((pentecost, pentecost + timedelta(1)),),
        "AUTUMN_BREAK": (_week(year, 42),),
        "WINTER_BREAK": (_week(year, 7), _week(year, 8)),  # Each kommune chooses.
    }


def _week(year: int, number: int) -> tuple[date, date]:
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(6)
