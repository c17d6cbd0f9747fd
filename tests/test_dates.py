"""The names of days and months are those of CLDR, which Babel knows, and dates look as they always did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date, get_day_names
from babel.lists import format_list

from handlers.words.dates import listed, names, written
from handlers.words.moments import Moment, show, show_short
from handlers.words.times import show_day

LOCALES = {"da": "da", "en": "en_GB"}
YEAR = [date(2026, 11, 28) + timedelta(step) for step in range(366)]
SHAPES = (
    ("da", "{weekday} den {day}. {month}", "EEEE 'den' d. MMMM"),
    ("da", "{weekday} den {day}. {month} {year}", "EEEE 'den' d. MMMM y"),
    ("da", "{short_weekday} {day}. {short_month}", "EEE d. MMM"),
    ("en", "{weekday} {day} {month}", "EEEE d MMMM"),
    ("en", "{weekday} {day} {month} {year}", "EEEE d MMMM y"),
    ("en", "{short_weekday} {day} {short_month}", "EEE d MMM"),
    *((language, "{month} {year}", "MMMM y") for language in LOCALES),
    *((language, "{short_month}", "MMM") for language in LOCALES),
)


@pytest.mark.parametrize(("language", "ours", "theirs"), SHAPES)
def test_every_day_of_a_year_is_written_as_babel_writes_it(language: str, ours: str, theirs: str) -> None:
    shown = [written(day, ours, language) for day in YEAR]

    assert shown == [format_date(day, theirs, locale=LOCALES[language]) for day in YEAR]


@pytest.mark.parametrize("language", LOCALES)
def test_a_calendar_has_the_shortest_names_above_its_columns(language: str) -> None:
    theirs = get_day_names("short", locale=LOCALES[language])

    assert list(names(language).heads) == [theirs[day].rstrip(".") for day in range(7)]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("count", range(5))
def test_several_things_are_listed_as_babel_lists_them(language: str, count: int) -> None:
    things = ["fart", "larm", "lys", "fald"][:count]

    assert listed(things, language) == format_list(things, locale=LOCALES[language])


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("da", "torsdag den 3. december 2026", "tors. 3. dec."),
        ("en", "Thursday 3 December 2026", "Thu 3 Dec"),
        ("tlh", "torsdag den 3. december 2026", "tors. 3. dec."),
    ],
)
def test_a_date_reads_as_people_say_it(language: str, long: str, short: str) -> None:
    day = date(2026, 12, 3)

    assert show_day(day, language, today=date(2027, 1, 1)) == long
    assert show(Moment(day), language, today=date(2027, 1, 1)) == long
    assert show_short(Moment(day), language) == short
