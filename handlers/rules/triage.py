"""Carries out the moves of a case: each changes it, writes one event and posts who should hear of it."""

# ruff: noqa: ARG001 - every move takes work, house, case and actor, whether or not it needs the house.

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.conversation.flow import Draft
from handlers.house import House
from handlers.requests import Kind
from handlers.rules import moves, promise
from handlers.rules.diary import meeting_of
from handlers.rules.letting_go import let_go
from handlers.rules.moves import ASSESSED, Move, Role
from handlers.rules.moves import Status as Status
from handlers.rules.reasons import CANNOT, REASONS, reason
from handlers.text import N_, Texts
from handlers.wording import lines
from storage import cases, remarks
from storage.models import Case, Event, Json, Member, Remark
from storage.work import Work

TRACKED = (
    "status", "due_at", "answer_by", "done_by", "answered_at", "paused_at", "is_open", "closed_at", "alarm",
    "handler_id", "officer_id", "offered_at", "planned_for", "reason", "reason_words", "result",
    "kind", "schema",
)  # fmt: skip

WORDS_LIMIT = 1500
ENDED = frozenset({Status.DECLINED, Status.FORWARDED, Status.WITHDRAWN})  # without being done

WRONG_STATE = N_("Det kan ikke lade sig gøre nu. Sag {number} er {state}.")
WRONG_PERSON = N_("Den sag er ikke hos dig nu.")
NO_REASON = N_("Vælg en grund. Ingen afvisning uden grund.")
NO_WORDS = N_("Skriv, hvad der skal stå.")
TOO_LONG = N_("Det var langt. Højst {limit} tegn, du skrev {length}.")
NEEDS_AN_HOUR = N_("Her skal I aftale et klokkeslæt. Tryk Aftal tid.")
NOBODY = N_("Borgeren har fået slettet sine oplysninger, så beskeden kan ikke sendes.")
CLOSED_TO_HER = N_("Bestillingen er afsluttet, så den kan ikke ændres.")


class Rejected(Exception):
    """The move cannot be made; `words` says why in plain Danish, for the person who tried."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text, self.values = text, values

    def words(self, t: Texts) -> str:
        """Plain text for a toast; escape it before it becomes HTML."""
        return t.plain(self.text, **self.values)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes the move, and as what."""

    role: Role
    member: Member | None = None


CITIZEN = Actor(Role.CITIZEN)
SYSTEM = Actor(Role.SYSTEM)


def staff(member: Member) -> Actor:
    """A member acting in the group."""
    return Actor(Role.STAFF, member)


def officer(member: Member) -> Actor:
    """A member acting on their own cases."""
    return Actor(Role.OFFICER, member)


def take(work: Work, house: House, case: Case, actor: Actor) -> Case:
    """Somebody begins to assess it."""
    carry_out(work, case, actor, moves.TAKE)
    return case


def grant(work: Work, house: House, case: Case, actor: Actor) -> Case:
    """We say yes; the second promise begins to tick."""
    event = carry_out(work, case, actor, moves.GRANT)
    tell_her(work, house, case, "granted", event)
    return case


def refuse(work: Work, house: House, case: Case, actor: Actor, key: str, words: str = "") -> Case:
    """We say no, with a reason from the list."""
    if reason(key, REASONS) is None:
        raise Rejected(NO_REASON)
    said = {"reason": key, "reason_words": _tidy(words, least=0)}
    event = carry_out(work, case, actor, moves.REFUSE, changes=said, detail={"reason": key})
    tell_her(work, house, case, "declined", event)
    return case


def forward(work: Work, house: House, case: Case, actor: Actor, to: str) -> Case:
    """Somebody else is the right one; `to` is a kommune's code or a name."""
    event = carry_out(work, case, actor, moves.FORWARD, changes={"reason": "", "reason_words": _tidy(to)})
    tell_her(work, house, case, "forwarded", event)
    return case


def ask(work: Work, house: House, case: Case, actor: Actor, text: str) -> Case:
    """Asks the citizen, and stops the clock until she answers."""
    return _write_to_her(work, house, case, actor, move=moves.ASK, text=text)


def reply(work: Work, house: House, case: Case, actor: Actor, text: str) -> Case:
    """Writes to the citizen; nothing else changes."""
    return _write_to_her(work, house, case, actor, move=moves.REPLY, text=text)


def note(work: Work, house: House, case: Case, actor: Actor, text: str) -> Case:
    """Words that never leave the house."""
    remark = _remark(work, case, actor, moves.NOTE, audience=remarks.INTERNAL, text=text)
    carry_out(work, case, actor, moves.NOTE, detail={"remark": remark.id})
    return case


def delay(work: Work, house: House, case: Case, actor: Actor, by: datetime) -> Case:
    """Gives the citizen a new date for the promise that ticks."""
    changes: Json = {"due_at": by, "alarm": "", "done_by": max(by, case.done_by)}
    changes["done_by" if case.answered_at else "answer_by"] = by
    event = carry_out(work, case, actor, moves.DELAY, changes=changes)
    tell_her(work, house, case, "delayed", event, by=by.isoformat())
    return case


def sort(work: Work, house: House, case: Case, actor: Actor, kind: Kind) -> Case:
    """It is another kind of request than it came as; the answers stay, whatever asked for them."""
    carry_out(work, case, actor, moves.SORT, changes={"kind": kind.key, "schema": kind.order.schema})
    return case


def offer(work: Work, house: House, case: Case, actor: Actor, to: Member) -> Case:
    """Offers the case to an officer; whoever had it, or was offered it, hears that it is gone."""
    former = case.officer_id
    changes = {"officer_id": to.id, "offered_at": work.now(), "planned_for": None}
    event = carry_out(work, case, actor, moves.OFFER, changes=changes, detail={"officer": to.id})
    if former is not None and former != to.id:
        tell_gone(work, case, former, "moved", event)
    work.post("offer", "officer", case, person_id=to.id, event=event)
    return case


def accept(work: Work, house: House, case: Case, actor: Actor) -> Case:
    """The officer takes the offer."""
    _must_be_offered(case)
    event = carry_out(work, case, actor, moves.ACCEPT, changes={"offered_at": None})
    tell_her(work, house, case, "assigned", event, held=False)
    return case


def decline(work: Work, house: House, case: Case, actor: Actor, key: str, words: str = "") -> Case:
    """The officer cannot; the case goes back to the queue."""
    _must_be_offered(case)
    return _back_to_queue(work, case, actor, moves.DECLINE, detail=_cannot(key, words))


def give_back(work: Work, house: House, case: Case, actor: Actor, key: str, words: str = "") -> Case:
    """The officer cannot do it after all."""
    return _back_to_queue(work, case, actor, moves.GIVE_BACK, detail=_cannot(key, words))


def offer_lapsed(work: Work, house: House, case: Case, actor: Actor = SYSTEM) -> Case:
    """Nobody answered the offer in time."""
    _must_be_offered(case)
    former = case.officer_id
    _back_to_queue(work, case, actor, moves.LAPSE, detail={})
    tell_gone(work, case, former, "lapsed")
    return case


def officer_left(work: Work, house: House, case: Case, actor: Actor) -> Case:
    """Whoever has it, or was offered it, is no officer any more."""
    former = case.officer_id
    _back_to_queue(work, case, actor, moves.OFFICER_LEFT, detail={})
    tell_gone(work, case, former, "left")
    return case


def plan(work: Work, house: House, case: Case, actor: Actor, day: date) -> Case:
    """The officer sets the day; the citizen hears it, or that there is one."""
    if meeting_of(case) is not None:
        raise Rejected(NEEDS_AN_HOUR)
    moved = case.status == Status.PLANNED
    event = carry_out(
        work, case, actor, moves.PLAN, changes={"planned_for": day}, detail={"day": day.isoformat()}
    )
    if not moved or lines.day_is_told(case):
        tell_her(work, house, case, "planned", event, day=day.isoformat())
    return case


def complete(work: Work, house: House, case: Case, actor: Actor, report: Draft) -> Case:
    """It is done; the case closes once the citizen has the result."""
    changes = {"result": report.answers, "offered_at": None}
    event = carry_out(work, case, actor, moves.COMPLETE, changes=changes, detail={"draft": report.id})
    return _finish(work, house, case, event)


def check_complete(case: Case, actor: Actor) -> None:
    """Raises Rejected when this officer cannot report on the case now."""
    check_move(case, actor, moves.COMPLETE)


def conclude(work: Work, house: House, case: Case, actor: Actor, words: str) -> Case:
    """Staff report in their own words what came of it."""
    changes = {"result": {"words": _tidy(words)}, "offered_at": None}
    return _finish(work, house, case, carry_out(work, case, actor, moves.CONCLUDE, changes=changes))


def close(work: Work, house: House, case: Case, actor: Actor = SYSTEM) -> Case:
    """Nothing is left to do, and the citizen knows."""
    carry_out(work, case, actor, moves.CLOSE)
    return case


def withdraw(work: Work, house: House, case: Case, actor: Actor = CITIZEN) -> Case:
    """The citizen does not want it any more."""
    event = carry_out(work, case, actor, moves.WITHDRAW)
    work.post("withdrawn", "staff", case, event=event)
    return case


def add(work: Work, house: House, case: Case, text: str, actor: Actor = CITIZEN) -> Case:
    """The citizen tells more; while we wait for her answer, this is it."""
    if case.status == Status.WAITING:
        return answer(work, house, case, text, actor)
    return _from_her(work, case, actor, moves.ADD, what="added", text=text)


def answer(work: Work, house: House, case: Case, text: str, actor: Actor = CITIZEN) -> Case:
    """The citizen answers our question, and the clock goes on."""
    return _from_her(work, case, actor, moves.ANSWER, what="answered", text=text)


def tell_gone(work: Work, case: Case, officer_id: int | None, why: str, event: Event | None = None) -> None:
    """The officer hears that nothing more is to be done; then the card loses its details and buttons."""
    for what in ("gone", "old_card"):
        work.post(what, "officer", case, person_id=officer_id, event=event, args={"why": why})


def carry_out(
    work: Work, case: Case, actor: Actor, move: Move, *,
    changes: Json | None = None, detail: Json | None = None,
) -> Event:  # fmt: skip
    cases.lock(work, case.id)
    check_move(case, actor, move)
    before = cases.snapshot(case, TRACKED)
    officer_id = case.officer_id
    _set(work, case, actor, move, changes or {})
    after = cases.snapshot(case, TRACKED)
    changed = {name: value for name, value in before.items() if after[name] != value}
    case.version += not move.quiet
    event = work.note(move.event, actor.role, case, member=actor.member, before=changed, detail=detail)
    work.post("card", "staff", case)
    let_go(work, case, event, officer_id)
    if officer_id is not None and case.status in ENDED:
        tell_gone(work, case, officer_id, case.status, event)
    return event


def check_move(case: Case, actor: Actor, move: Move) -> None:
    if actor.role not in move.who:
        raise Rejected(WRONG_PERSON)
    if Status(case.status) not in move.starts:
        state = moves.STAFF_WORDS[Status(case.status)]
        text = CLOSED_TO_HER if actor.role is Role.CITIZEN else WRONG_STATE
        raise Rejected(text, number=case.id, state=state)
    if actor.role is Role.OFFICER and (actor.member is None or case.officer_id != actor.member.id):
        raise Rejected(WRONG_PERSON)


def _set(work: Work, case: Case, actor: Actor, move: Move, changes: Json) -> None:
    was, to = Status(case.status), move.to or Status(case.status)
    if was is Status.WAITING and to is not was:
        _resume(case, work.now())
    if to is Status.WAITING:
        case.paused_at = case.paused_at or work.now()
    if actor.role is Role.STAFF and actor.member and was in ASSESSED and move.to:
        case.handler_id = actor.member.id
    if was in ASSESSED and to is Status.GRANTED:
        case.answered_at, case.due_at, case.alarm = work.now(), case.done_by, ""
    if to not in moves.OPEN:
        case.is_open, case.closed_at = False, work.now()
        case.answered_at = case.answered_at or work.now()
        case.officer_id = None if case.offered_at else case.officer_id
        case.offered_at = None
    case.status = to
    for name, value in changes.items():
        setattr(case, name, value)


def _resume(case: Case, now: datetime) -> None:
    """The days we waited are not counted against either promise."""
    days = promise.days_between(case.paused_at or now, now)
    case.paused_at = None
    case.answer_by = promise.end_of_day(case.answer_by, days)
    case.done_by = promise.end_of_day(case.done_by, days)
    case.due_at = promise.end_of_day(case.due_at, days)


def tell_her(
    work: Work, house: House, case: Case, what: str, event: Event, *, held: bool = True, **args: object
) -> None:
    """Posts a notice to the citizen; a decision is held back a moment, so that it can be undone unread."""
    if case.person_id is None:
        return
    after = timedelta(seconds=house.profile.times.undo_seconds if held else 0)
    work.post(what, "citizen", case, person_id=case.person_id, event=event, args=args, after=after)


def _write_to_her(work: Work, house: House, case: Case, actor: Actor, *, move: Move, text: str) -> Case:
    if case.person_id is None:
        raise Rejected(NOBODY)
    remark = _remark(work, case, actor, move, audience=remarks.TO_CITIZEN, text=text)
    event = carry_out(work, case, actor, move, detail={"remark": remark.id})
    tell_her(work, house, case, "asked" if move is moves.ASK else "replied", event, remark=remark.id)
    return case


def _from_her(work: Work, case: Case, actor: Actor, move: Move, *, what: str, text: str) -> Case:
    remark = _remark(work, case, actor, move, audience=remarks.FROM_CITIZEN, text=text)
    event = carry_out(work, case, actor, move, detail={"remark": remark.id})
    work.post(what, "staff", case, event=event, args={"remark": remark.id})
    if case.officer_id is not None and case.offered_at is None:
        work.post(what, "officer", case, person_id=case.officer_id, event=event, args={"remark": remark.id})
    return case


def _remark(work: Work, case: Case, actor: Actor, move: Move, *, audience: str, text: str) -> Remark:
    """Keeps the words of a move, once it is sure that the move can be made."""
    tidy = _tidy(text)
    check_move(cases.lock(work, case.id) or case, actor, move)
    return remarks.add(work, case, audience, tidy, actor.member.name if actor.member else "")


def check_words(words: str) -> None:
    """Raises Rejected when the words are too long to be sent."""
    _tidy(words, least=0)


def _tidy(text: str, least: int = 1) -> str:
    tidy = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if len(tidy) < least:
        raise Rejected(NO_WORDS)
    if len(tidy) > WORDS_LIMIT:
        raise Rejected(TOO_LONG, limit=WORDS_LIMIT, length=len(tidy))
    return tidy


def _cannot(key: str, words: str) -> Json:
    if reason(key, CANNOT) is None:
        raise Rejected(NO_REASON)
    return {"reason": key, "words": _tidy(words, least=0)}


def _must_be_offered(case: Case) -> None:
    if case.offered_at is None:
        raise Rejected(WRONG_PERSON)


def _back_to_queue(work: Work, case: Case, actor: Actor, move: Move, *, detail: Json) -> Case:
    detail = {**detail, "officer": case.officer_id}
    changes = {"officer_id": None, "offered_at": None, "planned_for": None}
    event = carry_out(work, case, actor, move, changes=changes, detail=detail)
    work.post("back", "staff", case, event=event)
    return case


def _finish(work: Work, house: House, case: Case, event: Event) -> Case:
    tell_her(work, house, case, "done", event)
    if _was_met(case):
        tell_her(work, house, case, "how_was_it", event)
    if case.person_id is None:
        return close(work, house, case)
    return case


def _was_met(case: Case) -> bool:
    """Whether an officer's report tells that both were there, so that she can say how it was."""
    meeting, result = meeting_of(case), case.result or {}
    if meeting is None or "words" in result:
        return False
    return result.get("outcome") not in meeting.unheld
