"""Danish days with a name, beside the calendar of a library that many people keep right."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from handlers.words.moments.feasts import date_of, feast_of

FIRST, LAST = 2000, 2100  # the library knows no later year
CALENDARS = {"da": "da", "en": "en_US"}
AS_SAID = {"Juleaftensdag": "Juleaften"}


@pytest.mark.parametrize("language", CALENDARS)
def test_every_day_of_this_century_is_called_what_the_library_calls_it(language: str) -> None:
    library = holidays.country_holidays(
        "DK", years=range(FIRST, LAST + 1), language=CALENDARS[language], categories=("public", "optional")
    )
    days = [date(FIRST, 1, 1) + timedelta(step) for step in range((LAST - FIRST + 1) * 365)]

    ours = {day: name for day in days if (name := feast_of(day, language))}

    assert ours == {day: AS_SAID.get(name, name) for day, name in library.items() if day <= days[-1]}


def test_two_names_of_one_day_stand_side_by_side() -> None:
    assert feast_of(date(2028, 6, 5), "da") == "Anden pinsedag; Grundlovsdag"


def test_the_great_prayer_day_was_kept_for_the_last_time_in_2023() -> None:
    assert date_of("GREAT_PRAYER_DAY", 2023) == date(2023, 5, 5)
    assert date_of("GREAT_PRAYER_DAY", 2024) is None
