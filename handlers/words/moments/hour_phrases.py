"""The phrases that name hours: "kl. 19", "halv otte", "kvart i 8", "mellem 19 og 21", "om aftenen"."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from handlers.words.moments.facts import Clock, Fact, Midnight, Part, Point, Reading

NOON, HOURS, MINUTES, HALF, QUARTER = 12, 24, 60, 30, 15
Build = Callable[[re.Match[str], date], Sequence[Fact]]

_PARTS = MappingProxyType(
    {name.upper(): name for name in ("morning", "forenoon", "afternoon", "evening", "night")}
)
_DAYTIME = Clock(Reading(8, sure=True), Reading(16, sure=True))


def _exact(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Clock(_reading(match["start"]), half=match["half"] or "")]


def _dotted(match: re.Match[str], _: date) -> Sequence[Fact]:
    """ "19.30", but not "5.12": nobody asks for twelve minutes past, and many write a date so."""
    return [Clock(_on_five(_reading(match["start"])), half=match["half"] or "")]


def _run_together(match: re.Match[str], _: date) -> Sequence[Fact]:
    """ "kl 1930"."""
    return [Clock(_checked(Reading(int(match["h"]), int(match["m"]), written=True, sure=True)))]


def _half_to(match: re.Match[str], _: date) -> Sequence[Fact]:
    """ "Halv otte" is half past seven."""
    return [Clock(_before(_reading(match["start"]), HALF), half=match["half"] or "")]


def _half_past(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Clock(_after(_reading(match["start"]), HALF), half=match["half"] or "")]


def _around(match: re.Match[str], _: date) -> Sequence[Fact]:
    """ "Kvart i otte", "ti minutter over syv", "fem i halv otte"."""
    minutes = QUARTER if match["n"].startswith("QUARTER") else int(match["n"][1:3])
    hour = _reading(match["start"])
    if match["halv"]:
        hour = _before(hour, HALF)
    moved = _after(hour, minutes) if match["way"] == "OVER" else _before(hour, minutes)
    return [Clock(moved, half=match["half"] or "")]


def _stretch(match: re.Match[str], _: date) -> Sequence[Fact]:
    start = _reading(match["start"])
    if match["own"]:  # "11 am - 1 pm"
        start = Reading(start.hour % NOON + NOON * (match["own"] == "PM"), start.minute, sure=True)
    return [Clock(start, _reading(match["end"]), half=match["half"] or "")]


def _from(match: re.Match[str], _: date) -> Sequence[Fact]:
    start = _reading(match["start"])
    return [Clock(start if "KL" in match[0] else _on_five(start), loose=True, half=match["half"] or "")]


def _until(match: re.Match[str], _: date) -> Sequence[Fact]:
    end = _reading(match["start"])
    return [Clock(None, end if "KL" in match[0] else _on_five(end), loose=True, half=match["half"] or "")]


def _part(match: re.Match[str], _: date) -> Sequence[Fact]:
    return [Part(_PARTS[match["part"]])]


def _night_to(_match: re.Match[str], _today: date) -> Sequence[Fact]:
    return [Part("night", to=True)]


def _this_night(_match: re.Match[str], today: date) -> Sequence[Fact]:
    return [Point((today + timedelta(1),)), Part("night", to=True)]


def _daytime(_match: re.Match[str], _today: date) -> Sequence[Fact]:
    return [_DAYTIME]


def _noon(_match: re.Match[str], _today: date) -> Sequence[Fact]:
    return [Clock(Reading(NOON, sure=True))]


def _midnight(_match: re.Match[str], _today: date) -> Sequence[Fact]:
    return [Midnight()]


def _reading(symbol: str) -> Reading:
    """The hour in T19:30, P19.30, #19, O19 or W7. A leading zero, or an hour past noon, leaves no doubt.

    Raises ValueError for an hour there is not.
    """
    hour, _, minute = symbol[1:].partition(":")
    sure = int(hour) > NOON or hour.startswith("0")
    reading = Reading(int(hour), int(minute or 0), written=symbol[0] != "W", sure=sure)
    if symbol[0] == "P" and len(minute) != len("30"):
        raise ValueError("one figure is no minute")
    return _checked(reading)


def _on_five(reading: Reading) -> Reading:
    if reading.minute % 5:
        raise ValueError("not an hour that is asked for")
    return reading


def _checked(reading: Reading) -> Reading:
    if reading.hour > HOURS or reading.minute >= MINUTES or (reading.hour == HOURS and reading.minute):
        raise ValueError("no such hour")
    return reading


def _before(reading: Reading, minutes: int) -> Reading:
    return _moved(reading, -minutes)


def _after(reading: Reading, minutes: int) -> Reading:
    return _moved(reading, minutes)


def _moved(reading: Reading, minutes: int) -> Reading:
    """Said aloud, hours run from one to twelve; those past noon stay what they are."""
    total = (reading.hour * MINUTES + reading.minute + minutes) % (HOURS * MINUTES)
    hour, minute = divmod(total, MINUTES)
    return Reading(hour or HOURS // 2, minute, sure=hour > NOON)


_HALF = r"(?: (?P<half>AM|PM))?"
_SAID = r"(?:[TP]\d{1,2}:\d{1,2}|[#OW]\d{1,2})"
_FIGURES = r"(?:[TP]\d{1,2}:\d{1,2}|[#O]\d{1,2})"
_TO = r"(?: (?P<own>AM|PM))? (?:DASH|TILL|W2)"
_ROUND = rf"(?P<way>I|W2|OVER) (?P<halv>HALF )?(?P<start>[#WO]\d{{1,2}}){_HALF}"
_ROUND_FIGURES = _ROUND.replace("W2|", "")  # "19 to 21" is a stretch
_BEGUN = r"(?:KL |FROM |AFTER |BETWEEN )"
SHAPES: tuple[tuple[str, Build], ...] = (
    (rf"KL (?P<start>{_SAID}){_HALF}", _exact),
    (rf"(?P<start>T\d{{1,2}}:\d\d){_HALF}", _exact),
    (rf"(?P<start>P\d{{1,2}}:\d\d){_HALF}", _dotted),
    (r"(?P<start>#\d{1,2})(?P<half>)", _exact),
    (r"(?P<start>[#W]\d{1,2}) (?P<half>AM|PM)", _exact),
    (r"KL #(?P<h>[01]?\d|2[0-4])(?P<m>[0-5]\d)", _run_together),
    (r"(?:KL )?(?P<start>#\d{1,2}) (?:DASH )?AROUND_HOUR(?P<half>)", _exact),
    (rf"(?:KL )?HALF (?P<start>[#WO]\d{{1,2}}){_HALF}", _half_to),
    (rf"(?:KL )?HALF_PAST (?P<start>[#WO]\d{{1,2}}){_HALF}", _half_past),
    (rf"(?:KL )?(?P<n>QUARTER|[#W]\d{{1,2}} MINUTES|W\d{{1,2}}) {_ROUND}", _around),
    (rf"(?:KL )?(?P<n>#\d{{1,2}}) {_ROUND_FIGURES}", _around),
    (rf"{_BEGUN}*(?P<start>{_FIGURES}){_TO} (?:KL )?(?P<end>{_FIGURES}){_HALF}", _stretch),
    (rf"{_BEGUN}+(?P<start>{_SAID}){_TO} (?:KL )?(?P<end>{_SAID}){_HALF}", _stretch),
    (rf"BETWEEN (?:KL )?(?P<start>{_SAID})(?: (?P<own>AM|PM))? OR (?:KL )?(?P<end>{_SAID}){_HALF}", _stretch),
    (rf"(?:AFTER|FROM) (?:KL )?(?P<start>{_FIGURES}){_HALF}", _from),
    (rf"(?:AFTER|FROM) KL (?P<start>{_SAID}){_HALF}", _from),
    (rf"(?:BEFORE|UNTIL|TILL) (?:KL )?(?P<start>{_FIGURES}){_HALF}", _until),
    (rf"(?:BEFORE|UNTIL|TILL) KL (?P<start>{_SAID}){_HALF}", _until),
    (r"(?:(?:OM )?W1 )?(?P<part>MORNING|FORENOON|AFTERNOON|EVENING|NIGHT)", _part),
    (r"NIGHT_TO", _night_to),
    (r"THIS_NIGHT", _this_night),
    (r"DAYTIME", _daytime),
    (r"(?:KL )?NOON", _noon),
    (r"(?:KL )?#12 NOON", _noon),
    (r"(?:KL )?MIDNIGHT", _midnight),
)  # fmt: skip
