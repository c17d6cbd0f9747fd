"""Reads a wish for a time: every way to read the words is settled, and the rest told, asked or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from handlers.words.moments import days, hours
from handlers.words.moments.facts import (
    Ahead,
    Bad,
    Clock,
    Fact,
    Midnight,
    Or,
    Part,
    Point,
    Range,
    Weekdays,
)
from handlers.words.moments.limits import ZONE, checked
from handlers.words.moments.parse import ways
from handlers.words.moments.symbols import is_understood, symbols_of
from handlers.words.moments.values import (
    ANY,
    Answer,
    Bounds,
    Doubt,
    Moment,
    No,
    Reason,
    Span,
    Time,
    Which,
)

LONGEST = 200  # characters; nobody needs more to say when
_TIMES, _DAYS = (Part, Clock, Midnight), (Point, Weekdays, Ahead, Range)


def read(text: str, now: datetime, bounds: Bounds = ANY, language: str = "da") -> Answer:
    """The one time that a text in Danish or English asks for, or why there is no telling.

    `now` is aware. Nothing is guessed: a word not understood makes it UNCLEAR, and what may be two things is
    asked. Words for several times give them all as choices.
    """
    found = read_all(text, now, bounds, language)
    if len(found) == 1:
        return found[0]
    refused = next((each for each in found if isinstance(each, No)), None)
    return refused or _asked(Doubt.DAY, [time for each in found for time in _times(each)])


def read_all(text: str, now: datetime, bounds: Bounds = ANY, language: str = "da") -> tuple[Answer, ...]:
    """An answer for each time that the text asks for: "torsdag eller fredag kl 19" is two."""
    line = symbols_of(text) if len(text) <= LONGEST else "? "
    if not is_understood(line):
        return (No(Reason.UNCLEAR),)
    local = now.astimezone(ZONE)
    best: list[tuple[Answer, ...]] = []
    for commas_part in (False, True):
        found = ways(line, local.date(), language, commas_part=commas_part)
        best = _best([*best, *(_answers(way, local, bounds) for way in found)])
    return _merged(best) if best else (No(Reason.UNCLEAR),)


def read_day(text: str, now: datetime, bounds: Bounds = ANY, language: str = "da") -> date | Which | No:
    """The one day that a text means, whatever its hours; as choices, days alone."""
    found = read(text, now, bounds, language)
    meant = list(dict.fromkeys(each.day for each in _times(found) if isinstance(each, Moment)))
    if len(meant) == 1 and not (isinstance(found, Which) and found.doubt is Doubt.DAY):
        return meant[0]
    if isinstance(found, No):
        return found
    return _asked(Doubt.DAY, [Moment(day) for day in meant]) if meant else No(Reason.UNCLEAR)


def _answers(way: list[Fact], now: datetime, bounds: Bounds) -> tuple[Answer, ...]:
    return tuple(_answer(facts, now, bounds) for facts in _wishes(way)) or (No(Reason.UNCLEAR),)


def _wishes(way: list[Fact]) -> list[list[Fact]]:
    """The facts of each wish; what is said once about several goes with all that lack it."""
    wishes: list[list[Fact]] = [[]]
    for fact in way:
        if isinstance(fact, Or):
            wishes.append([])
        else:
            wishes[-1].append(fact)
    wishes = [wish for wish in wishes if wish]
    return [_completed(wishes, at) for at in range(len(wishes))]


def _completed(wishes: list[list[Fact]], at: int) -> list[Fact]:
    """Days share an hour that comes after them, hours a day before them, weekdays a week beside them."""
    wish, before, after = wishes[at], wishes[:at], wishes[at + 1 :]
    shared: list[Fact] = []
    if not _has(wish, _TIMES):
        shared += _first_of(after, _TIMES)
    if not _has(wish, _DAYS):
        return [*_first_of(reversed(before), _DAYS), *wish, *shared]
    if _has(wish, (Weekdays,)) and not _has(wish, (Point, Range, Ahead)):
        shared += _first_of([*after, *reversed(before)], (Range, Ahead))
        if _follows_next(before):
            wish = [_next(fact) for fact in wish]
    return [*wish, *shared]


def _follows_next(before: list[list[Fact]]) -> bool:
    """ "Næste torsdag eller fredag": the second is as uncertain as the first."""
    return any(isinstance(fact, Weekdays) and fact.which == "NEXT" for wish in before for fact in wish)


def _next(fact: Fact) -> Fact:
    return replace(fact, which="NEXT") if isinstance(fact, Weekdays) and not fact.which else fact


def _has(wish: list[Fact], kinds: tuple[type[Fact], ...]) -> bool:
    return any(isinstance(fact, kinds) for fact in wish)


def _first_of(wishes: Iterable[list[Fact]], kinds: tuple[type[Fact], ...]) -> list[Fact]:
    found = ([fact for fact in wish if isinstance(fact, kinds)] for wish in wishes)
    return next((facts for facts in found if facts), [])


def _answer(facts: Sequence[Fact], now: datetime, bounds: Bounds) -> Answer:
    """What one wish comes to: its days with its hours, and the bounds it must keep."""
    for fact in facts:
        if isinstance(fact, Bad):
            return No(fact.reason)
    on = days.settle(facts, days.Wanted(now.date(), bounds.ahead))
    at = hours.settle(facts)
    if isinstance(at, No):
        return at
    if isinstance(on, No):
        return replace(on, found=_with(on.found, at[0])) if on.found else on
    usual = [_with(time, said) for time in on for said in at if not said.spare]
    spare = [_with(time, said) for time in on for said in at if said.spare]
    return _chosen(
        usual,
        spare,
        now,
        bounds,
        doubtful=len(on) > 1 or len({said.days for said in at if not said.spare}) > 1,
    )


def _with(time: Time | None, said: hours.Said) -> Time:
    if isinstance(time, Moment):
        return Moment(time.day + timedelta(said.days), said.hours)
    assert isinstance(time, Span)  # noqa: S101 - the caller has looked
    return replace(time, hours=said.hours)


def _chosen(usual: list[Time], spare: list[Time], now: datetime, bounds: Bounds, *, doubtful: bool) -> Answer:
    """The one that can be had. Where the day was in doubt it is asked about even when only one is left."""
    tried = [checked(time, now, bounds) for time in usual]
    good = _distinct(each for each in tried if not isinstance(each, No))
    if not good:
        again = (checked(time, now, bounds) for time in spare)
        others = _distinct(each for each in again if not isinstance(each, No))
        return _asked(Doubt.HOUR, others) if others else next(each for each in tried if isinstance(each, No))
    lost = any(isinstance(each, No) and each.reason is Reason.CLOCKS_CHANGE for each in tried)
    if len(good) > 1 or doubtful or lost:
        return _asked(Doubt.DAY if doubtful else Doubt.HOUR, good)
    return good[0]


def _asked(doubt: Doubt, choices: Sequence[Time]) -> Which:
    return Which(doubt, tuple(choices))


def _times(answer: Answer) -> tuple[Time, ...]:
    if isinstance(answer, Which):
        return answer.choices
    return () if isinstance(answer, No) else (answer,)


def _distinct(times: Iterable[Time]) -> list[Time]:
    return list(dict.fromkeys(times))


_RANK = {
    Reason.UNCLEAR: 3,
    Reason.NO_DAY: 2,
    Reason.IMPOSSIBLE: 2,
    Reason.CONTRADICTION: 2,
}


def _rank(answers: tuple[Answer, ...]) -> int:
    """Nought when all can be had, one when all is understood, more the less is."""
    return max(_RANK.get(each.reason, 1) if isinstance(each, No) else 0 for each in answers)


def _best(found: list[tuple[Answer, ...]]) -> list[tuple[Answer, ...]]:
    """The readings that make most sense; the first are kept where others make no more."""
    if not found:
        return []
    least = min(map(_rank, found))
    return [answers for answers in found if _rank(answers) == least]


def _merged(found: list[tuple[Answer, ...]]) -> tuple[Answer, ...]:
    """Readings that come to different times are all offered."""
    if len(set(map(len, found))) > 1:
        found = [answers for answers in found if len(answers) == len(found[0])]
    return tuple(_either([each for each in group if each]) for group in zip_longest(*found))


def _either(answers: list[Answer]) -> Answer:
    distinct = list(dict.fromkeys(answers))
    if len(distinct) == 1 or any(isinstance(each, No) for each in distinct):
        return distinct[0]
    times = _distinct(time for each in distinct for time in _times(each))
    same_day = len({time.day if isinstance(time, Moment) else time for time in times}) == 1
    return _asked(Doubt.HOUR if same_day else Doubt.DAY, times)
