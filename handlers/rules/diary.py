"""An officer's time: what stands in the way of an hour, and which hours of a wish are free."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from handlers.house import COPENHAGEN, House
from handlers.profile import Meetings
from handlers.requests import Meeting, kinds
from handlers.rules import promise
from handlers.text import N_
from handlers.words.moments import (
    ANY_TIME,
    HOURS_OF,
    MIDNIGHT,
    Bounds,
    Hours,
    Moment,
    No,
    Reason,
    Time,
    checked,
    days_of,
    from_json,
    is_json,
)
from storage import absences, bookings
from storage.bookings import Stretch
from storage.models import Case
from storage.work import Work

HORIZON = 400
LOOKED_AT = timedelta(days=45)  # of a wish that is wider, only the first days are looked at

PAST = N_("Den tid er forbi.")
FAR = N_("Det er for langt ude i fremtiden.")
CLOCKS = N_("Den nat stilles uret, så tiden findes ikke eller kommer to gange.")
CLOSED = N_("Det er uden for arbejdstiden, som er kl. {opens}-{closes}.")
DAY_OFF = N_("Den ugedag arbejder vi ikke.")
AWAY = N_("Du er meldt væk den dag.")
BUSY = N_("Du er optaget da: sag {number} kl. {start}-{end}, og kørslen med.")
_WHY = {Reason.PAST: PAST, Reason.TOO_FAR: FAR, Reason.CLOCKS_CHANGE: CLOCKS}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an hour cannot be had, in marked Danish."""

    text: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Busy:
    """What an officer has already, the drive included; times of the case in hand are never in the way."""

    case_id: int
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Diary:
    """One officer's time for one case, as it was when it was opened; the database has the last word."""

    rules: Meetings
    now: datetime
    busy: tuple[Busy, ...] = ()
    away: tuple[tuple[date, date], ...] = ()

    def obstacle(self, wanted: Stretch) -> Obstacle | None:
        """What stands in the way, the plainest thing first."""
        return self._closed(wanted) or self._absent(wanted) or self._taken(wanted)

    def _closed(self, wanted: Stretch) -> Obstacle | None:
        start, end = promise.local(wanted.starts_at), promise.local(wanted.ends_at)
        rules = self.rules
        found = checked(
            Moment(start.date(), Hours(start=start.time())), promise.local(self.now), Bounds(horizon=HORIZON)
        )
        if isinstance(found, No):
            return Obstacle(_WHY.get(found.reason, PAST))
        if start.isoweekday() not in rules.weekdays:
            return Obstacle(DAY_OFF)
        late = end.date() != start.date() or end.time() > rules.closes
        if start.time() < rules.opens or late:
            hours = (("opens", f"{rules.opens:%H.%M}"), ("closes", f"{rules.closes:%H.%M}"))
            return Obstacle(CLOSED, hours)
        return None

    def _absent(self, wanted: Stretch) -> Obstacle | None:
        day = promise.today(wanted.starts_at)
        return Obstacle(AWAY) if any(first <= day <= last for first, last in self.away) else None

    def _taken(self, wanted: Stretch) -> Obstacle | None:
        for other in self.busy:
            if other.stretch.busy_from < wanted.busy_until and other.stretch.busy_until > wanted.busy_from:
                return Obstacle(BUSY, (("number", other.case_id), *_clocks(other.stretch)))
        return None


def diary(work: Work, house: House, case: Case, first: datetime, last: datetime) -> Diary:
    """The time between these two of the officer who has the case."""
    if case.officer_id is None:
        return Diary(house.profile.meetings, work.now())
    others = bookings.of_officer(work, case.officer_id, first, last)
    drive = _drive(house)
    busy = tuple(
        Busy(each.case_id, Stretch(each.starts_at, each.ends_at, drive))
        for each in others
        if each.case_id != case.id
    )
    days = absences.of(work, case.officer_id, promise.today(first))
    return Diary(house.profile.meetings, work.now(), busy, tuple((each.first, each.last) for each in days))


def meeting_of(case: Case) -> Meeting | None:
    """How this case is met about; None when it is done without an agreement."""
    kind = kinds().get(case.kind)
    return kind.meeting if kind else None


def wishes_of(case: Case) -> list[Time]:
    """When she can, as she has said."""
    return wishes_in(meeting_of(case), case.answers)


def wishes_in(meeting: Meeting | None, answers: Mapping[str, Any]) -> list[Time]:
    """When she can, as these answers say."""
    told = answers.get(meeting.wishes) if meeting else None
    listed = told if isinstance(told, list) else [told]
    return [from_json(each) for each in listed if isinstance(each, dict) and is_json(each)]


def length_of(case: Case, hours: Hours = ANY_TIME) -> timedelta:
    """How long it takes: from when to when she said, else what the answer or the kind says."""
    meeting = meeting_of(case) or Meeting()
    said = case.answers.get(meeting.wishes)
    if hours.end is None and isinstance(said, dict) and is_json(said):
        hours = from_json(said).hours
    if hours.start is not None and hours.end is not None and hours.start < hours.end:
        return datetime.combine(date.min, hours.end) - datetime.combine(date.min, hours.start)
    told = case.answers.get(meeting.length)
    minutes = told.get("minutes", meeting.minutes) if isinstance(told, dict) else meeting.minutes
    return timedelta(minutes=int(minutes))


def at(house: House, day: date, start: time, length: timedelta) -> Stretch:
    """An hour in Copenhagen as a stretch with its drive."""
    begins = datetime.combine(day, start, COPENHAGEN).astimezone(UTC)
    return Stretch(begins, begins + length, _drive(house))


def _drive(house: House) -> timedelta:
    return timedelta(minutes=house.profile.meetings.drive_minutes)


def exact(house: House, case: Case, wish: Time) -> Stretch | None:
    """The stretch of a wish for one day and hour; None for "an evening in week 50"."""
    hours = wish.hours
    if not isinstance(wish, Moment) or hours.start is None or hours.end == MIDNIGHT:
        return None
    return at(house, wish.day, hours.start, length_of(case, hours))


def openings(work: Work, house: House, case: Case, wish: Time, limit: int) -> list[Stretch]:
    """The first free times within a wish, the earliest of each day first."""
    days = [day for day in days_of(wish) if day >= promise.today(work.now())]
    if not days:
        return []
    days = [day for day in days if day < days[0] + LOOKED_AT]
    first = datetime.combine(days[0], MIDNIGHT, COPENHAGEN).astimezone(UTC)
    known = diary(work, house, case, first, first + LOOKED_AT + timedelta(days=1))
    length = length_of(case, wish.hours)
    hours = list(starts(house.profile.meetings, wish.hours, length))
    found: list[Stretch] = []
    for day in days:
        for start in hours:
            stretch = at(house, day, start, length)
            if known.obstacle(stretch) is None:
                found.append(stretch)
            if len(found) == limit:
                return found
    return found


def starts(rules: Meetings, hours: Hours, length: timedelta) -> Iterator[time]:
    """When something this long may begin on a day, so that it is over before the hours end."""
    opens, closes = HOURS_OF.get(hours.part, (hours.start or rules.opens, hours.end or rules.closes))
    closes = rules.closes if closes == MIDNIGHT else min(closes, rules.closes)
    moment = datetime.combine(date.min, max(opens, rules.opens))
    while moment + length <= datetime.combine(date.min, closes):
        yield moment.time()
        moment += timedelta(minutes=rules.step_minutes)


def _clocks(stretch: Stretch) -> tuple[tuple[str, object], ...]:
    return ("start", promise.clock(stretch.starts_at)), ("end", promise.clock(stretch.ends_at))
