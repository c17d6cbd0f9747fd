"""Queries on staff and officers."""

from collections.abc import Sequence

from sqlalchemy import select, true

from storage import absences, feeds
from storage.models import Member
from storage.work import Work


def find(work: Work, person_id: int) -> Member | None:
    """The member, unless the person never was one or has left."""
    member = work.session.get(Member, person_id)
    return member if member and member.left_at is None else None


def known(work: Work, person_id: int | None) -> str:
    """The name of a member, also of one who has left; empty when nobody has this id."""
    member = work.session.get(Member, person_id) if person_id is not None else None
    return member.name if member else ""


def officers(work: Work) -> list[Member]:
    """Everyone who can be offered a case, by name."""
    query = select(Member).where(Member.is_officer == true(), Member.left_at.is_(None))
    return list(work.session.scalars(query.order_by(Member.name, Member.id)))


def everyone(work: Work) -> list[Member]:
    """All who are staff or officers, by name."""
    query = select(Member).where(Member.left_at.is_(None))
    return list(work.session.scalars(query.order_by(Member.name, Member.id)))


def named(work: Work, name: str) -> list[Member]:
    """The officers who are called that; all of them may be meant."""
    return called(officers(work), name)


def called(found: Sequence[Member], name: str) -> list[Member]:
    """Those whose name is these words, else begins with them, else contains them."""
    wanted = " ".join(name.lower().split())
    known = [(member.name.lower(), member) for member in found]
    tests = (
        lambda own: own == wanted,
        lambda own: own.startswith(wanted),
        lambda own: wanted in own,
    )
    for test in tests:
        if meant := [member for own, member in known if test(own)]:
            return meant
    return []


def leave(work: Work, member: Member) -> None:
    """Ends all of a membership; whoever comes back by a new invitation gets only what that one gives."""
    member.left_at = work.now()
    member.is_staff = member.is_officer = member.reads_tips = False
    member.kommuner, member.prompt = [], None
    absences.forget(work, member)
    feeds.revoke(work, member)
    work.session.flush()


def join(work: Work, person_id: int, *, role: str, name: str, kommuner: Sequence[str]) -> Member:
    """Makes somebody a member, or gives a member one more role; kommuner are added to those they had."""
    member = work.session.get(Member, person_id)
    if member is None:
        member = Member(
            id=person_id,
            name=name,
            kommuner=[],
            since=work.now(),
            is_staff=False,
            is_officer=False,
            reads_tips=False,
        )
        work.session.add(member)
    member.name, member.left_at = name, None
    member.is_staff = member.is_staff or role in ("staff", "tips")
    member.reads_tips = member.reads_tips or role == "tips"
    member.is_officer = member.is_officer or role == "officer"
    member.kommuner = [*member.kommuner, *(code for code in kommuner if code not in member.kommuner)]
    work.session.flush()
    return member
