"""Whole numbers as people write them: "1.200", "tyve", "en halv time", "an hour and a half"."""

import re
from collections.abc import Iterator
from types import MappingProxyType

HALF_HOUR, HOUR = 30, 60
MOST_DIGITS = 18

WORDS = MappingProxyType(
    {
        word: number
        for number, words in {
            0: "nul ingen zero none", 1: "en én et ét one a an", 2: "to two", 3: "tre three", 4: "fire four",
            5: "fem five", 6: "seks six", 7: "syv seven", 8: "otte eight", 9: "ni nine", 10: "ti ten",
            11: "elleve eleven", 12: "tolv twelve", 13: "tretten thirteen", 14: "fjorten fourteen",
            15: "femten fifteen", 16: "seksten sixteen", 17: "sytten seventeen", 18: "atten eighteen",
            19: "nitten nineteen", 20: "tyve twenty", 30: "tredive thirty", 40: "fyrre forty",
            50: "halvtreds fifty", 60: "tres sixty", 70: "halvfjerds seventy", 80: "firs eighty",
            90: "halvfems ninety", 100: "hundrede hundred", 1000: "tusind tusinde thousand",
        }.items()
        for word in words.split()
    }
)  # fmt: skip
ARTICLES = frozenset({"en", "et", "a", "an"})  # before a noun that is not counted: "en masse", "a few"
SCALES = frozenset({"hundrede", "hundred", "tusind", "tusinde", "thousand"})
LENGTHS = MappingProxyType(
    {
        "kvarter": 15, "et kvarter": 15, "a quarter": 15, "tre kvarter": 45, "three quarters": 45,
        "halv time": 30, "en halv time": 30, "half hour": 30, "half an hour": 30, "a half hour": 30,
        "halvanden time": 90, "halvanden": 90,
    }
)  # fmt: skip

# "vi er nok omkring 40", "we will be about 40": what people say before a number.
ABOUT = re.compile(
    r"^(?:(?:ca|cirka|omkring|about|around|approx|vi|der|det|er|bliver|kommer|var|nok|måske|vel|we|there|are"
    r"|will|be|were|maybe|probably)\b\.?\s*)+"
)
# People who were counted in the middle of a text.
COUNTED = re.compile(
    r"\b(?:vi (?:er|bliver)|we are|we will be)(?: (?:nok|ca\.?|cirka|omkring|about|around))* (\d{1,4})\b"
    r"|\b(\d{1,4}) (?:deltagere?|personer|mennesker|medlemmer|elever|børn|beboere|forældre|unge|ældre|people"
    r"|pupils|members|children|residents)\b"
)
DIGITS = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(\s*)(\D.*|)")
TENTHS = re.compile(r"(\d{1,3})[.,](\d) ?(?:t|h|timer?|hours?)")
HOURS = re.compile(r"(?:t|h|timer?|hours?)")
HOURS_AND_A_HALF = (
    re.compile(r"(.+?)(?: og| and)?(?: en| a) (?:halv|half) (?:timer?|hours?)"),
    re.compile(r"(.+?) (?:timer?|hours?) (?:og|and) (?:en|a) (?:halv|half)"),
)
HOURS_AND_MORE = re.compile(r"(.+?(?:(?<=\d)|(?<= ))(?:t|h|timer?|hours?)) (?:og |and )?(.+)")
NOUN = re.compile(r"[^\W\d]+(?:[ /][^\W\d]+)*")


def number_in(text: str, unit: str = "") -> int | None:
    """The number, counted in `unit`; None when there is none, or when something else was counted.

    Where minutes are counted ("minutter"), hours are understood too.
    """
    tidy = ABOUT.sub("", " ".join(text.lower().split()).rstrip(".,!/"), count=1)
    minutes = _minutes(tidy) if unit.startswith("minut") else None
    return _counted(tidy, unit) if minutes is None else minutes


def _minutes(text: str) -> int | None:
    """How long, where hours, halves or quarters are named; None for anything else."""
    if text in LENGTHS:
        return LENGTHS[text]
    return next((found for found in _readings(text) if found is not None), None)


def _readings(text: str) -> Iterator[int | None]:
    if tenths := TENTHS.fullmatch(text):
        yield int(tenths[1]) * HOUR + int(tenths[2]) * HOUR // 10
    for shape in HOURS_AND_A_HALF:
        if half := shape.fullmatch(text):
            number, noun = _split(half[1])
            yield None if noun or number is None else number * HOUR + HALF_HOUR
    if parts := HOURS_AND_MORE.fullmatch(text):
        hours, more = _minutes(parts[1]), number_in(parts[2], "minutter")
        yield None if hours is None or more is None else hours + more
    number, noun = _split(text)
    yield number * HOUR if number is not None and HOURS.fullmatch(noun) else None


def _counted(text: str, unit: str) -> int | None:
    """A number alone, or with what was counted behind it."""
    number, noun = _split(text)
    if number is None or not noun:
        return number
    vague = text.partition(" ")[0] in ARTICLES and not unit
    ours = not unit or unit.startswith(noun[:2])
    others = any(word in WORDS for word in noun.split())  # "to hundrede og ti" is more than two hundred
    return number if ours and not vague and not others and NOUN.fullmatch(noun) else None


def _split(text: str) -> tuple[int | None, str]:
    """The number a text begins with, and what follows it."""
    digits = DIGITS.fullmatch(text)
    word, _, noun = digits.groups() if digits else text.partition(" ")
    number = _figures(word) if digits else _spelt(word)
    scale, _, rest = noun.partition(" ")
    return (number * WORDS[scale], rest) if number is not None and scale in SCALES else (number, noun)


def _figures(digits: str) -> int:
    """The number these digits write, cut where it is beyond every limit anyway."""
    bare = re.sub(r"\D", "", digits).lstrip("0")
    return int(bare[:MOST_DIGITS] or "0")


def _spelt(word: str) -> int | None:
    """A number in words: "tyve", "femogtyve", "twenty-five"; None for other words."""
    if word in WORDS:
        return WORDS[word]
    danish, english = word.partition("og"), word.partition("-")
    ones, tens = (danish[0], danish[2]) if danish[2] else (english[2], english[0])
    one, ten = WORDS.get(ones, 0), WORDS.get(tens, 0)
    return one + ten if 0 < one < 10 and 20 <= ten < 100 else None  # noqa: PLR2004 - ones and tens.
