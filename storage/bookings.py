"""Queries on officers' times: claimed atomically, given back, found when due."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, bindparam, select, update

from storage.booking_models import Booking
from storage.columns import UtcDateTime
from storage.models import Case
from storage.upsert import insert
from storage.work import Work

HELD, OFFERED, KEPT = "held", "offered", "kept"
LAPSED, GONE = "lapsed", "gone"
WAITING = (HELD, OFFERED)  # until they expire
LIVE = (*WAITING, KEPT)
TOLD = (OFFERED, KEPT, LAPSED)  # what the citizen has heard of


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when, and the drive before and after."""

    starts_at: datetime
    ends_at: datetime
    drive: timedelta = timedelta(0)

    @property
    def busy_from(self) -> datetime:
        """When the officer sets off."""
        return self.starts_at - self.drive

    @property
    def busy_until(self) -> datetime:
        """When the officer is back."""
        return self.ends_at + self.drive


def claim(
    work: Work, case: Case, wanted: Stretch, status: str, expires_at: datetime | None = None
) -> Booking | None:
    """The time, which is now this case's officer's; None when they have something else then.

    Two who claim at once take turns in the database: the second gets None. Only one of a case's times will
    come to be, so they may overlap each other: a later one is busy only where the earlier ones are not.
    """
    lapse(work, case.officer_id)
    busy_from, busy_until = _beside(wanted, of_case(work, case.id))
    values = {
        "case_id": case.id, "officer_id": case.officer_id, "status": status,
        "starts_at": wanted.starts_at, "ends_at": wanted.ends_at,
        "busy_from": busy_from, "busy_until": busy_until, "drive": int(wanted.drive.total_seconds()),
        "expires_at": expires_at, "version": case.version, "told_week": False, "told_day": False,
        "asked": False,
    }  # fmt: skip
    added = insert(work, Booking).values(values).on_conflict_do_nothing().returning(Booking.id)
    found = work.session.scalars(added).one_or_none()
    return work.session.get(Booking, found) if found is not None else None


@contextmanager
def all_or_nothing(work: Work) -> Iterator[None]:
    """What is changed inside is undone when it raises, and nothing else is."""
    with work.session.begin_nested():
        yield


def stretch_of(booking: Booking) -> Stretch:
    """From when to when it is, with all of its drive."""
    return Stretch(booking.starts_at, booking.ends_at, timedelta(seconds=booking.drive))


def find(work: Work, booking_id: int) -> Booking | None:
    """One time."""
    return work.session.get(Booking, booking_id)


def of_case(work: Work, case_id: int, *status: str) -> list[Booking]:
    """The times of a case in these states, as they are now, the earliest first."""
    query = select(Booking).where(Booking.case_id == case_id, Booking.status.in_(status or LIVE))
    fresh = {"populate_existing": True}
    return list(work.session.scalars(query.order_by(Booking.starts_at), execution_options=fresh))


def waiting(work: Work, case_id: int, status: str) -> list[Booking]:
    """What is still held or offered for a case, the earliest first."""
    return [each for each in of_case(work, case_id, status) if not is_over(work, each)]


def kept(work: Work, case_id: int) -> Booking | None:
    """The time that both have agreed on."""
    query = select(Booking).where(Booking.case_id == case_id, Booking.status == KEPT)
    return work.session.scalars(query.order_by(Booking.id.desc()).limit(1)).one_or_none()


def of_officer(work: Work, officer_id: int, start: datetime, end: datetime) -> list[Booking]:
    """What an officer has or holds between two times, the earliest first."""
    mine = (Booking.officer_id == officer_id, Booking.status.in_(LIVE))
    within = (Booking.busy_from < end, Booking.busy_until > start)
    query = select(Booking).where(*mine, *within).order_by(Booking.starts_at)
    return [each for each in work.session.scalars(query) if not is_over(work, each)]


def agreed(work: Work, officer_id: int, since: datetime, limit: int = 500) -> list[tuple[Booking, Case]]:
    """What an officer has agreed to from a time on, with what it is about, the earliest first."""
    query = select(Booking, Case).join(Case, Case.id == Booking.case_id)
    mine = query.where(Booking.officer_id == officer_id, Booking.status == KEPT, Booking.ends_at > since)
    found = work.session.execute(mine.order_by(Booking.starts_at).limit(limit))
    return [(booking, case) for booking, case in found]


def is_over(work: Work, booking: Booking) -> bool:
    """Whether nobody holds it any more, whether or not a sweep has said so."""
    return booking.expires_at is not None and booking.expires_at <= work.now()


def free(work: Work, bookings: Sequence[Booking], event_id: int | None = None) -> None:
    """Others may have these times."""
    for booking in bookings:
        booking.status, booking.freed_by = GONE, event_id
    work.session.flush()


def freed_by(work: Work, case_id: int, event_id: int) -> list[Booking]:
    """What a move of this case has given up."""
    query = select(Booking).where(Booking.case_id == case_id, Booking.freed_by == event_id)
    return list(work.session.scalars(query))


def lapse(work: Work, officer_id: int | None = None) -> None:
    """Nothing is held beyond its time, by this officer or by anybody.

    What an officer only held is gone at once; of what was offered, both are still to hear.
    """
    whose = {"now": work.now()} | ({"officer": officer_id} if officer_id is not None else {})
    for statement in _LATE[officer_id is not None]:
        work.session.execute(statement, whose)


def lapsed(work: Work, limit: int) -> list[int]:
    """Cases whose offered times ran out, and nobody has heard of it yet."""
    query = select(Booking.case_id).where(Booking.status == LAPSED).distinct()
    return list(work.session.scalars(query.limit(limit)))


def unreminded(work: Work, before: datetime, *, week: bool, limit: int) -> list[Booking]:
    """Agreed times that begin before this, and nobody was reminded of."""
    flag = Booking.told_week if week else Booking.told_day
    query = select(Booking).where(Booking.status == KEPT, Booking.starts_at > work.now(), flag.is_(False))
    mine = query.where(Booking.starts_at < before).limit(limit).with_for_update(skip_locked=True)
    return list(work.session.scalars(mine))


def unreported(work: Work, since: datetime, states: Collection[str], limit: int) -> list[Booking]:
    """Agreed times that are over, of cases in these states, whose officer was not asked how it went."""
    over = (Booking.status == KEPT, Booking.starts_at > since, Booking.ends_at <= work.now())
    query = select(Booking).join(Case, Case.id == Booking.case_id).where(*over, Booking.asked.is_(False))
    mine = query.where(Case.status.in_(states)).limit(limit)
    return list(work.session.scalars(mine.with_for_update(of=Booking, skip_locked=True)))


def _beside(wanted: Stretch, others: Sequence[Booking]) -> tuple[datetime, datetime]:
    """What of a stretch the others leave over: its head or its tail, or nothing at all."""
    start, end = wanted.busy_from, wanted.busy_until
    for other in others:
        if other.busy_from <= start < other.busy_until:
            start = min(other.busy_until, end)
        if other.busy_from < end <= other.busy_until:
            end = max(other.busy_from, start)
    return start, end


def _late(*which: ColumnElement[bool]) -> tuple[Update, ...]:
    """Built once: a claim begins with them."""
    now = bindparam("now", type_=UtcDateTime)
    return tuple(
        update(Booking)
        .where(Booking.status == before, Booking.expires_at <= now, *which)
        .values(status=after)
        .execution_options(synchronize_session=False)
        for before, after in ((HELD, GONE), (OFFERED, LAPSED))
    )


_LATE = {False: _late(), True: _late(Booking.officer_id == bindparam("officer"))}
