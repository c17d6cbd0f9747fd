"""Puts the facts about days together: which day or days a text means, and never a guess between two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from handlers.words.moments.facts import Ahead, Edge, Fact, Point, Range, Weekdays
from handlers.words.moments.values import Moment, No, Reason, Span, Time, trimmed

WEEK = 7
NEAR = timedelta(60)
_WEEKENDS = MappingProxyType({"WEEKEND": (0,), "NEXT_WEEKEND": (0, 1)})
Days: TypeAlias = tuple[date, date]
Settled: TypeAlias = tuple[Time, ...] | No
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Today, and which side of it is asked for. Today itself always fits."""

    today: date
    ahead: bool

    def fits(self, days: Days) -> bool:
        """Whether some of these days are on the side that is asked for."""
        first, last = days
        return last >= self.today if self.ahead else first <= self.today

    def refusal(self, days: Days) -> No:
        """Says that they are on the other side."""
        return No(Reason.PAST if self.ahead else Reason.FUTURE, as_time(days))

    def nearest(self, found: Iterable[Days], *, rolls: bool = False) -> Days | No:
        """The nearest that fits, for days said without their year.

        A slip is likelier than a year's distance: "20/11" for a plan made on 24 November is over.
        """
        ordered = sorted(found, key=lambda days: abs(_nearer(days, self.today) - self.today))
        fitting = [days for days in ordered if self.fits(days)]
        first = ordered[0]
        slip = not rolls and not self.fits(first) and abs(_nearer(first, self.today) - self.today) < NEAR
        if slip or not fitting:
            return self.refusal(first)
        return fitting[0]


def settle(facts: Sequence[Fact], wanted: Wanted) -> Settled:
    """What the facts of one wish mean: several times where it may be any of them."""
    edges = [fact for fact in facts if isinstance(fact, Edge)]
    if len(edges) > 1 or any(len(_all(facts, kind)) > 1 for kind in (Weekdays, Ahead)):
        return No(Reason.UNCLEAR)
    if not edges:
        return _meant(facts, wanted)
    before, after = _around(facts, edges[0])
    found = _meant(after, wanted)
    if isinstance(found, No):
        return found
    return _beside(edges[0], found, _all(before, Weekdays), wanted)


def as_time(days: Days) -> Time:
    """One day is a moment, several are a span."""
    first, last = days
    return Moment(first) if first == last else Span(first, last)


def _meant(facts: Sequence[Fact], wanted: Wanted) -> Settled:
    points, ranges = _all(facts, Point), _all(facts, Range)
    weekdays, ahead = _first(facts, Weekdays), _first(facts, Ahead)
    if ahead:
        return _counted(ahead, points, weekdays, wanted) if not ranges else No(Reason.UNCLEAR)
    if points:
        return _dated(points, ranges, weekdays, wanted)
    if ranges:
        return _within(ranges, weekdays, wanted)
    return _weekday(weekdays, wanted) if weekdays else No(Reason.NO_DAY)


def _dated(points: list[Point], ranges: list[Range], weekdays: Weekdays | None, wanted: Wanted) -> Settled:
    """A date; whatever is said beside it must be true of it."""
    both = set(points[0].days).intersection(*(point.days for point in points))
    rolls = all(point.rolls for point in points)
    dates = [(day, day) for day in both or points[0].days]
    found = wanted.nearest(dates, rolls=rolls)
    if isinstance(found, No) and weekdays:  # not a slip when the weekday is that of the date to come
        agreeing = [days for days in dates if days[0].weekday() in weekdays.days]
        found = wanted.nearest(agreeing, rolls=rolls) if agreeing else found
    if isinstance(found, No):
        return found
    day = found[0]
    agrees = bool(both) and (weekdays is None or day.weekday() in weekdays.days)
    agrees = agrees and all(any(first <= day <= last for first, last in each.spans) for each in ranges)
    return (Moment(day),) if agrees else No(Reason.CONTRADICTION, Moment(day))


def _within(ranges: list[Range], weekdays: Weekdays | None, wanted: Wanted) -> Settled:
    """A stretch of days, or one weekday of it."""
    spans = list(ranges[0].spans)
    for other in ranges[1:]:
        spans = [shared for one in spans for two in other.spans if (shared := _shared(one, two))]
    some = weekdays.days if weekdays else ()
    times = {_ends(time): time for span in spans if (time := trimmed(Span(*span, some)))}
    if not times:
        return No(Reason.CONTRADICTION)
    found = wanted.nearest(times, rolls=any(each.rolls for each in ranges))
    if isinstance(found, No):
        return found
    either = any(each.either for each in ranges)
    return tuple(
        time for days, time in times.items() if days == found or (either and _is_near(days, found, wanted))
    )


def _weekday(weekdays: Weekdays, wanted: Wanted) -> Settled:
    """Said on a Friday, "fredag" may be today or a week off; "næste fredag" is two days to Danes."""
    if len(weekdays.days) > 1:
        return _run(weekdays, wanted)
    ahead = wanted.today + timedelta((weekdays.days[0] - wanted.today.weekday()) % WEEK)
    coming = ahead + timedelta(WEEK) if ahead == wanted.today else ahead
    passed, later = ahead - timedelta(WEEK), coming + timedelta(WEEK)
    meant = {"LAST": [passed], "THIS": [coming], "NEXT": [coming, later], "SOME": [coming, later]}
    days = meant.get(weekdays.which, [ahead, coming] if wanted.ahead else [passed, ahead])
    return _fitting(days, wanted)


def _run(weekdays: Weekdays, wanted: Wanted) -> Settled:
    """ "Mandag-onsdag" is the coming ones, "næste weekend" may be two; "en hverdag" says no day yet."""
    if weekdays.which == "SOME":
        return No(Reason.NO_DAY)
    if weekdays.which in _WEEKENDS:
        saturday = wanted.today + timedelta(5 - wanted.today.weekday())
        meant = [saturday + timedelta(WEEK * ahead) for ahead in _WEEKENDS[weekdays.which]]
        return tuple(Span(day, day + timedelta(1)) for day in meant)
    first = wanted.today + timedelta((weekdays.days[0] - wanted.today.weekday()) % WEEK)
    return (Span(first, first + timedelta(len(weekdays.days) - 1)),)


def _counted(ahead: Ahead, points: list[Point], weekdays: Weekdays | None, wanted: Wanted) -> Settled:
    """ "Om en uge", "i morgen om otte dage", "på mandag om en uge": a weekday stays that weekday."""
    starts = [wanted.today]
    if points:
        starts = list(points[0].days) if len(points) == 1 and len(points[0].days) == 1 else []
    elif weekdays:
        found = _weekday(weekdays, wanted) if weekdays.which in ("", "THIS") else ()
        starts = [] if isinstance(found, No) else [time.day for time in found if isinstance(time, Moment)]
    days = [start + timedelta(more) for start in starts for more in ahead.days]
    if weekdays:
        days = [day for day in days if day.weekday() in weekdays.days]
    return _fitting(days, wanted) if days else No(Reason.UNCLEAR)


def _beside(edge: Edge, found: tuple[Time, ...], outside: list[Weekdays], wanted: Wanted) -> Settled:
    """ "Før jul" is every day until then; "efter jul" has no end, so the next weeks are offered."""
    if len(found) != 1 or not wanted.ahead:
        return No(Reason.UNCLEAR)
    first, last = _ends(found[0])
    if edge.side == "AFTER":
        if outside:
            return _next_such(last, outside[0])
        return tuple(as_time(days) for days in _weeks_after(last))
    until = last if edge.side == "UNTIL" else first - timedelta(1)
    if outside or until < wanted.today:
        return No(Reason.UNCLEAR) if outside else wanted.refusal((until, until))
    return (as_time((wanted.today, until)),)


def _next_such(last: date, weekdays: Weekdays) -> Settled:
    if len(weekdays.days) != 1:
        return No(Reason.UNCLEAR)
    return (Moment(last + timedelta((weekdays.days[0] - last.weekday() - 1) % WEEK + 1)),)


def _weeks_after(last: date) -> list[Days]:
    """The rest of that week, when there is more than a day of it, and the weeks that follow: three in all."""
    sunday = last + timedelta(6 - last.weekday())
    rest = [(last + timedelta(1), sunday)] if (sunday - last).days > 1 else []
    weeks = [(sunday + timedelta(1 + WEEK * n), sunday + timedelta(WEEK * (n + 1))) for n in range(3)]
    return [*rest, *weeks][:3]


def _fitting(days: Iterable[date], wanted: Wanted) -> Settled:
    ordered = sorted(set(days))
    fitting = tuple(Moment(day) for day in ordered if wanted.fits((day, day)))
    return fitting or wanted.refusal((ordered[-1], ordered[-1]))


def _shared(one: Days, two: Days) -> Days | None:
    first, last = max(one[0], two[0]), min(one[1], two[1])
    return (first, last) if first <= last else None


def _is_near(days: Days, found: Days, wanted: Wanted) -> bool:
    return wanted.fits(days) and abs(days[0] - found[0]) < NEAR


def _nearer(days: Days, today: date) -> date:
    first, last = days
    return min(max(today, first), last)


def _ends(time: Time) -> Days:
    return (time.day, time.day) if isinstance(time, Moment) else (time.first, time.last)


def _around(facts: Sequence[Fact], edge: Edge) -> tuple[list[Fact], list[Fact]]:
    at = list(facts).index(edge)
    return list(facts[:at]), list(facts[at + 1 :])


def _all(facts: Iterable[Fact], kind: type[Kind]) -> list[Kind]:
    return [fact for fact in facts if isinstance(fact, kind)]


def _first(facts: Iterable[Fact], kind: type[Kind]) -> Kind | None:
    return next(iter(_all(facts, kind)), None)
