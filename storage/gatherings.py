"""Queries on gatherings, their seats and their questions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.gathering_models import Asked, Gathering, Seat
from storage.work import Work

OPEN, HELD, CANCELLED = "open", "held", "cancelled"
TAKEN, WAITING, GONE = "taken", "waiting", "gone"


def add(work: Work, row: Gathering | Seat | Asked) -> None:
    """Writes a new row, so that it has its id."""
    work.session.add(row)
    work.session.flush()


def find(work: Work, gathering_id: int) -> Gathering | None:
    """The gathering as it is now."""
    return work.session.get(Gathering, gathering_id)


def lock(work: Work, gathering_id: int) -> Gathering | None:
    """The gathering, held against every other enrolment until the commit."""
    query = select(Gathering).where(Gathering.id == gathering_id).with_for_update()
    return work.session.scalars(query, execution_options={"populate_existing": True}).one_or_none()


def of_draft(work: Work, draft_id: str) -> Gathering | None:
    """What this draft has become, if it was sent."""
    return work.session.scalars(select(Gathering).where(Gathering.draft_id == draft_id)).one_or_none()


def coming(work: Work, limit: int = 10) -> list[Gathering]:
    """Those that can be enrolled for, the next one first."""
    query = select(Gathering).where(Gathering.status == OPEN, Gathering.starts_at > work.now())
    return list(work.session.scalars(query.order_by(Gathering.starts_at, Gathering.id).limit(limit)))


def latest(work: Work, limit: int = 10) -> list[Gathering]:
    """What staff have made, what is open first, the latest day first."""
    query = select(Gathering).order_by(Gathering.status == CANCELLED, Gathering.starts_at.desc())
    return list(work.session.scalars(query.limit(limit)))


def taken(work: Work, gathering_id: int) -> int:
    """How many seats are gone."""
    query = select(func.coalesce(func.sum(Seat.number), 0))
    return int(work.session.scalar(query.where(Seat.gathering_id == gathering_id, Seat.status == TAKEN)) or 0)


def seat(work: Work, seat_id: int) -> Seat | None:
    """One enrolment."""
    return work.session.get(Seat, seat_id)


def seat_of_draft(work: Work, draft_id: str) -> Seat | None:
    """What this draft has become, if it was sent."""
    return work.session.scalars(select(Seat).where(Seat.draft_id == draft_id)).one_or_none()


def seat_of(work: Work, gathering_id: int, person_id: int) -> Seat | None:
    """A person's enrolment, unless it was given up."""
    mine = (Seat.gathering_id == gathering_id, Seat.person_id == person_id, Seat.status != GONE)
    return work.session.scalars(select(Seat).where(*mine).order_by(Seat.id).limit(1)).one_or_none()


def seats(work: Work, gathering_id: int, *status: str) -> list[Seat]:
    """The enrolments in these states, in the order they came."""
    query = select(Seat).where(Seat.gathering_id == gathering_id, Seat.status.in_(status or (TAKEN, WAITING)))
    return list(work.session.scalars(query.order_by(Seat.id)))


def seats_of_person(work: Work, person_id: int) -> list[Seat]:
    """All that a person has enrolled for."""
    return list(work.session.scalars(select(Seat).where(Seat.person_id == person_id).order_by(Seat.id)))


def unreminded(work: Work, before: datetime, *, week: bool, limit: int) -> list[Seat]:
    """Seats at gatherings that begin before this time, and nobody was reminded of."""
    flag = Seat.told_week if week else Seat.told_day
    begins = (Gathering.starts_at > work.now(), Gathering.starts_at < before, Gathering.status == OPEN)
    query = select(Seat).join(Gathering, Gathering.id == Seat.gathering_id).where(*begins)
    mine = (Seat.status == TAKEN, Seat.person_id.is_not(None), flag.is_(False))
    due = query.where(*mine).order_by(Seat.id).limit(limit)
    return list(work.session.scalars(due.with_for_update(of=Seat, skip_locked=True)))


def asked(work: Work, gathering_id: int) -> list[Asked]:
    """Every question, in the order they came."""
    query = select(Asked).where(Asked.gathering_id == gathering_id).order_by(Asked.id)
    return list(work.session.scalars(query))


def question(work: Work, asked_id: int) -> Asked | None:
    """One question."""
    return work.session.get(Asked, asked_id)


def old_seats(work: Work, before: datetime, limit: int) -> Sequence[int]:
    """Enrolments for gatherings that were before this time and still lead to a person."""
    query = select(Seat.id).join(Gathering, Gathering.id == Seat.gathering_id)
    old = query.where(Gathering.starts_at < before, Seat.person_id.is_not(None))
    return work.session.scalars(old.limit(limit)).all()


def anonymise(work: Work, seat_ids: Sequence[int]) -> None:
    """Leaves how many came; who it was is gone for good."""
    nobody = {"person_id": None, "name": ""}
    work.session.execute(update(Seat).where(Seat.id.in_(seat_ids)).values(nobody))


def forget(work: Work, person_id: int) -> None:
    """Deletes a person's enrolments for what is to come, and takes her out of what has been."""
    mine = (
        select(Seat.id).join(Gathering, Gathering.id == Seat.gathering_id).where(Seat.person_id == person_id)
    )
    ahead = list(work.session.scalars(mine.where(Gathering.starts_at > work.now())))
    work.session.execute(delete(Seat).where(Seat.id.in_(ahead)))
    anonymise(work, list(work.session.scalars(mine)))
