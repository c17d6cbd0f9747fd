"""Ends a membership: the rights go at once, and the cases of an officer go back to the queue."""

from handlers.house import House
from handlers.rules import moves, triage
from handlers.rules.triage import Actor
from storage import cases, members
from storage.models import Case, Member
from storage.work import Work


def end(work: Work, house: House, member: Member, by: Actor) -> int:
    """The member has left; gives how many cases went back. Their name stays in what was written."""
    held = [case for case in cases.of_officer(work, member.id, None) if _still_theirs(work, case, member)]
    for case in held:
        triage.officer_left(work, house, case, by)
    members.leave(work, member)
    detail = {"member": member.id, "cases": len(held)}
    work.note("member.left", by.role, member=by.member, detail=detail)
    return len(held)


def _still_theirs(work: Work, case: Case, member: Member) -> bool:
    """Held until the commit; what is done already stays with whoever did it."""
    cases.lock(work, case.id)
    return case.officer_id == member.id and case.status in moves.OFFICER_LEFT.starts
