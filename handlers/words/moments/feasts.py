"""Danish days with a name: on which date they fall, and what they are called."""

import re
from datetime import date, timedelta
from functools import cache

import holidays

# An ordinary Friday since 2024 (lov nr. 214 af 6. marts 2023).
GREAT_PRAYER_DAY = "GREAT_PRAYER_DAY"
_CATEGORIES = ("public", "optional")
_AS_SAID = {"Juleaftensdag": "Juleaften"}
_LANGUAGES = {"da": "da", "en": "en_US"}


def feast_of(day: date, language: str) -> str:
    """What the day is called; empty for a day without a name."""
    return _named(day.year, _LANGUAGES.get(language, "da")).get(day, "")


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
    found = holidays.country_holidays("DK", years=year, language=language, categories=_CATEGORIES)
    return {day: _AS_SAID.get(name, name) for day, name in found.items() if day.year == year}


@cache
def _dates(year: int) -> dict[str, date]:
    """Two names on one date are written with a semicolon by the library."""
    return {_key(name): day for day, names in _named(year, "en_US").items() for name in names.split("; ")}


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
