"""Takes the last move back, and corrects it towards everyone who has already heard of it."""

from handlers.rules import moves
from handlers.rules.letting_go import have_again, tell_both
from handlers.rules.triage import Actor, Rejected, tell_gone
from handlers.text import N_
from handlers.wording import lines
from storage import cases, outbox, remarks
from storage.models import Case, Event
from storage.work import Work

NOT_LAST = N_("Der er sket mere på sag {number} siden. Ret den med de andre knapper.")
NOTHING_TO_UNDO = N_("Der er ikke noget, du kan fortryde lige nu.")
ALREADY_READ = N_("Beskeden er sendt og kan ikke kaldes tilbage. Skriv en rettelse: /svar {number} …")

# Notices to the citizen that a move posts.
TO_CITIZEN = frozenset(
    {"granted", "declined", "forwarded", "asked", "replied", "delayed", "assigned", "planned", "done"}
)
# Moves the citizen hears a correction of, once she has heard of them and they are taken back.
CORRECTED = frozenset(
    each.event
    for each in (
        moves.GRANT,
        moves.REFUSE,
        moves.FORWARD,
        moves.ASK,
        moves.DELAY,
        moves.PLAN,
        moves.COMPLETE,
    )
)
TAKEN_AWAY = frozenset({moves.REFUSE.event, moves.FORWARD.event, moves.OFFER.event})  # from an officer


def undo(work: Work, actor: Actor, case_id: int | None = None) -> tuple[Case, Event]:
    """Takes back the member's last move, while nothing has followed it.

    A notice that has not left is dropped; one that has is followed by a correction.
    """
    case, last = _last_move(work, actor, case_id)
    waiting = {notice.what for notice in outbox.drop_for_event(work, last.id) if notice.attempts == 0}
    unread = not waiting.isdisjoint(TO_CITIZEN)
    _take_words_back(work, case, last, unread=unread)
    before = last.before or {}
    changed = cases.snapshot(case, tuple(before))
    cases.restore(case, before)
    last.undone_at = work.now()
    case.version += 1
    again = have_again(work, case, last)
    event = work.note(
        moves.UNDONE, actor.role, case, member=actor.member, before=changed, detail={"of": last.name}
    )
    work.post("card", "staff", case)
    _correct(work, case, last, event, unread=unread)
    _reach_officers(work, case, last, event, unread=waiting)
    if again is not None and "unbooked" not in waiting:
        tell_both(work, "booked", case, again, event)
    return case, last


def _last_move(work: Work, actor: Actor, case_id: int | None) -> tuple[Case, Event]:
    member = actor.member
    mine = cases.last_of_member(work, member.id, case_id) if member else None
    case = cases.lock(work, mine.case_id) if mine and mine.case_id else None
    if mine is None or case is None or mine.undone_at or not moves.undoable(mine.name, actor.role):
        raise Rejected(NOTHING_TO_UNDO)
    known = [event for event in cases.events(work, case.id) if event.name in moves.TOLD]
    if known[-1].id != mine.id:
        raise Rejected(NOT_LAST, number=case.id)
    return case, mine


def _take_words_back(work: Work, case: Case, last: Event, *, unread: bool) -> None:
    remark_id = (last.detail or {}).get("remark")
    if last.name == moves.REPLY.event and not unread:
        raise Rejected(ALREADY_READ, number=case.id)
    if remark_id and (unread or last.name == moves.NOTE.event):
        remarks.drop(work, remark_id)


def _correct(work: Work, case: Case, last: Event, event: Event, *, unread: bool) -> None:
    """Says which message was wrong: others may have reached her since."""
    moved = last.name == moves.PLAN.event and "status" not in (last.before or {})
    if moved and not lines.day_is_told(case):  # She heard neither of the two days.
        return
    if case.person_id is not None and last.name in CORRECTED and not unread:
        args = {"of": last.name, "day": (last.detail or {}).get("day", "")}
        work.post("corrected", "citizen", case, person_id=case.person_id, event=event, args=args)


def _reach_officers(work: Work, case: Case, last: Event, event: Event, *, unread: set[str]) -> None:
    """Whoever lost the case by the move that was taken back has it again; whoever got it has not.

    Each hears of it only when what the move told them has left.
    """
    offered_to = (last.detail or {}).get("officer")
    if offered_to is not None and offered_to != case.officer_id and "offer" not in unread:
        tell_gone(work, case, offered_to, "undone", event)
    if case.officer_id is not None and last.name in TAKEN_AWAY and "gone" not in unread:
        work.post("yours", "officer", case, person_id=case.officer_id, event=event)
