"""How dates are written in Danish and English: the names of days and months, and "a, b og c"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Names:
    """Of days from Monday and months from January; `heads` stand above the columns of a calendar."""

    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    heads: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    last_of_several: str


_DANISH = Names(
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    short_weekdays=("man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."),
    heads=("ma", "ti", "on", "to", "fr", "lø", "sø"),
    months=(
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    short_months=(
        "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.",
    ),
    last_of_several="og",
)  # fmt: skip
# As in Britain, where the day comes first.
_ENGLISH = Names(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    heads=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    last_of_several="and",
)  # fmt: skip


def names(language: str) -> Names:
    """Danish for a language that has no names here."""
    return _ENGLISH if language == "en" else _DANISH


def written(day: date, shape: str, language: str) -> str:
    """The date in a shape like "{weekday} den {day}. {month} {year}".

    `{short_weekday}` and `{short_month}` are there too.
    """
    said = names(language)
    return shape.format(
        day=day.day,
        year=day.year,
        weekday=said.weekdays[day.weekday()],
        short_weekday=said.short_weekdays[day.weekday()],
        month=said.months[day.month - 1],
        short_month=said.short_months[day.month - 1],
    )


def listed(texts: Sequence[str], language: str) -> str:
    """ "a", "a og b", "a, b og c"; empty for none."""
    if len(texts) < 2:  # noqa: PLR2004 - one alone has no "og"
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {names(language).last_of_several} {texts[-1]}"
