"""Queries on the days on which officers are away."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select

from storage.booking_models import Absence
from storage.models import Member
from storage.work import Work


def add(work: Work, member: Member, first: date, last: date) -> None:
    """Away from `first` to `last`; what touches other days away becomes one with them."""
    touching = [each for each in of(work, member.id, first) if each.first <= last]
    for each in touching:
        first, last = min(first, each.first), max(last, each.last)
        work.session.delete(each)
    work.session.add(Absence(member_id=member.id, first=first, last=last))
    work.session.flush()


def of(work: Work, member_id: int, since: date) -> list[Absence]:
    """When somebody is away on or after this day, the earliest first."""
    query = select(Absence).where(Absence.member_id == member_id, Absence.last >= since)
    return list(work.session.scalars(query.order_by(Absence.first)))


def away(work: Work, member_ids: Collection[int], day: date) -> dict[int, date]:
    """Who of these is away that day, and their last day of it."""
    query = select(Absence.member_id, Absence.last).where(Absence.member_id.in_(member_ids))
    found = work.session.execute(query.where(Absence.first <= day, Absence.last >= day))
    return {row.member_id: row.last for row in found}


def end(work: Work, member: Member, today: date) -> None:
    """Back from today on; what is planned for later stays."""
    now = (Absence.member_id == member.id, Absence.first <= today, Absence.last >= today)
    work.session.execute(delete(Absence).where(*now))


def drop(work: Work, member: Member, absence_id: int) -> None:
    """Is there after all in these days."""
    mine = (Absence.member_id == member.id, Absence.id == absence_id)
    work.session.execute(delete(Absence).where(*mine))


def forget(work: Work, member: Member) -> None:
    """Who has left is not away."""
    work.session.execute(delete(Absence).where(Absence.member_id == member.id))
