"""What people mean when they say when: a grammar of Danish and plain English that never guesses."""

from handlers.words.moments.limits import ZONE, checked
from handlers.words.moments.reading import read, read_all, read_day
from handlers.words.moments.shown import show, show_clock, show_hours, show_short
from handlers.words.moments.spotting import times_in
from handlers.words.moments.stored import from_code, from_json, is_json, to_code, to_json
from handlers.words.moments.values import (
    ANY,
    ANY_TIME,
    HOURS_OF,
    MIDNIGHT,
    PARTS,
    Answer,
    Bounds,
    Doubt,
    Hours,
    Moment,
    No,
    Reason,
    Span,
    Time,
    Which,
    days_of,
    with_hours,
)

__all__ = [
    "ANY",
    "ANY_TIME",
    "HOURS_OF",
    "MIDNIGHT",
    "PARTS",
    "ZONE",
    "Answer",
    "Bounds",
    "Doubt",
    "Hours",
    "Moment",
    "No",
    "Reason",
    "Span",
    "Time",
    "Which",
    "checked",
    "days_of",
    "from_code",
    "from_json",
    "is_json",
    "read",
    "read_all",
    "read_day",
    "show",
    "show_clock",
    "show_hours",
    "show_short",
    "times_in",
    "to_code",
    "to_json",
    "with_hours",
]
