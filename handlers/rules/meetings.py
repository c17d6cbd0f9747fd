"""Agreeing on a time: held and offered by the officer, taken, moved or given up by either."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from handlers.house import House
from handlers.rules import moves, promise, reminding
from handlers.rules.diary import diary, meeting_of
from handlers.rules.letting_go import A_MOMENT, tell_both
from handlers.rules.reminding import WEEK, is_near, within_a_week
from handlers.rules.triage import CITIZEN, SYSTEM, Actor, Rejected, carry_out, check_move, tell_her
from handlers.text import N_
from handlers.words.moments import Time, to_json
from storage import bookings, cases
from storage.booking_models import Booking
from storage.bookings import HELD, KEPT, LAPSED, OFFERED, WAITING, Stretch
from storage.models import Case
from storage.work import Work

MOST_OFFERED = 3
DAYS_TO_TELL = 3  # after the meeting, until she has heard what came of it
BATCH = 50

NOT_MET = N_("Den slags har ingen aftalt tid.")
FULL = N_("Du kan foreslå højst {most} tider. Fjern en først.")
NOTHING_HELD = N_("Vælg mindst én tid først.")
TAKEN = N_("Den tid er lige blevet optaget af en anden sag.")
TOO_LATE = N_("Den tid er ikke holdt længere.")
AGREED = N_("Det er allerede den tid, I har aftalt.")
STARTED = N_("Det kan ikke flyttes eller aflyses, når det er begyndt.")


def hold(work: Work, house: House, case: Case, actor: Actor, wanted: Sequence[Stretch]) -> None:
    """The officer is choosing: exactly these times are held for a while.

    Raises Rejected when one of them cannot be had; then everything is as it was.
    """
    cases.lock(work, case.id)
    _check(work, house, case, actor, wanted)
    until = work.now() + timedelta(minutes=house.profile.meetings.pick_minutes)
    with bookings.all_or_nothing(work):
        bookings.free(work, bookings.of_case(work, case.id, HELD))
        for each in wanted:
            if bookings.claim(work, case, each, HELD, until) is None:
                raise Rejected(TAKEN)


def propose(work: Work, house: House, case: Case, actor: Actor) -> Case:
    """What is held goes to the citizen, in place of what was offered before."""
    cases.lock(work, case.id)
    held = [bookings.stretch_of(each) for each in bookings.waiting(work, case.id, HELD)]
    if not held:
        raise Rejected(NOTHING_HELD)
    until = work.now() + timedelta(hours=house.profile.meetings.hold_hours)
    with bookings.all_or_nothing(work):
        # Anew: one that was held beside an earlier offer has to stand without it.
        bookings.free(work, bookings.of_case(work, case.id, *WAITING))
        offered = [bookings.claim(work, case, each, OFFERED, until) for each in held]
        if not all(offered):
            raise Rejected(TAKEN)
        event = carry_out(work, case, actor, moves.PROPOSE)
    tell_her(work, house, case, "times", event, held=False)
    return case


def book(work: Work, house: House, case: Case, actor: Actor, wanted: Stretch) -> Case:
    """The officer takes a time that the citizen has wished for to the minute: both have said yes."""
    cases.lock(work, case.id)
    _check(work, house, case, actor, [wanted])
    return _agree(work, case, actor, wanted)


def take(work: Work, case: Case, booking_id: int) -> Case:
    """The citizen takes a time that she was offered."""
    cases.lock(work, case.id)
    offered = {each.id: each for each in bookings.of_case(work, case.id, OFFERED, KEPT)}
    chosen = offered.get(booking_id)
    if chosen is None or bookings.is_over(work, chosen) or chosen.starts_at <= work.now():
        raise Rejected(TOO_LATE)
    if chosen.status == KEPT:
        raise Rejected(AGREED)
    return _agree(work, case, CITIZEN, bookings.stretch_of(chosen))


def wish(work: Work, case: Case, wishes: Sequence[Time], words: str) -> Case:
    """None of them fits, or she wants another time: what she can is told to the officer.

    What was agreed stands until there is something else; what was only offered does not.
    """
    _not_begun(work, case)
    told: dict[str, Any] = {"times": [to_json(each) for each in wishes], "words": words}
    event = carry_out(work, case, CITIZEN, moves.WISH, detail=told)
    bookings.free(work, bookings.of_case(work, case.id, *WAITING), event.id)
    meeting = meeting_of(case)
    if meeting and meeting.wishes and wishes:
        several = isinstance(case.answers.get(meeting.wishes), list)
        case.answers = {**case.answers, meeting.wishes: told["times"] if several else told["times"][0]}
    work.post("wished", "officer", case, person_id=case.officer_id, event=event, args=told)
    return case


def cancel(work: Work, case: Case, actor: Actor) -> Case:
    """The officer cannot that day after all; the case is still theirs, and another time is to be found."""
    _not_begun(work, case)
    booking = bookings.kept(work, case.id)
    event = carry_out(work, case, actor, moves.UNBOOK, changes={"planned_for": None, "alarm": ""})
    bookings.free(work, bookings.of_case(work, case.id), event.id)
    if booking is not None:
        tell_both(work, "unbooked", case, booking, event, A_MOMENT)
    return case


def lapse(work: Work, house: House) -> int:
    """Offered times that nobody took are free again, and both hear it."""
    bookings.lapse(work)
    found = bookings.lapsed(work, BATCH)
    for number in found:
        case = cases.lock(work, number)
        late = bookings.of_case(work, number, LAPSED)
        bookings.free(work, late)
        if case is None or not late or case.status not in moves.HELD:
            continue
        event = carry_out(work, case, SYSTEM, moves.UNANSWERED)
        tell_her(work, house, case, "times_lapsed", event, held=False)
        work.post("times_lapsed", "officer", case, person_id=case.officer_id, event=event)
    return len(found)


def remind(work: Work, _house: House) -> int:
    """A week and a day before, both hear of what they agreed on, once each."""
    return reminding.remind(work, bookings.unreminded, _remind)


def ask_how_it_went(work: Work, _house: House) -> int:
    """When it is over, the officer is asked for the result, once."""
    over = bookings.unreported(work, work.now() - WEEK, moves.HELD, BATCH)
    for booking in over:
        booking.asked = True
        case = cases.find(work, booking.case_id)
        if case is not None and case.officer_id == booking.officer_id:
            work.post("met", "officer", case, person_id=booking.officer_id, args={"booking": booking.id})
    return len(over)


def tend(work: Work, house: House) -> int:
    """All that time alone makes happen to agreed and offered times."""
    return lapse(work, house) + remind(work, house) + ask_how_it_went(work, house)


def _check(work: Work, house: House, case: Case, actor: Actor, wanted: Sequence[Stretch]) -> None:
    check_move(case, actor, moves.BOOK)
    if meeting_of(case) is None:
        raise Rejected(NOT_MET)
    if len(wanted) > MOST_OFFERED:
        raise Rejected(FULL, most=MOST_OFFERED)
    agreed = bookings.kept(work, case.id)
    for each in wanted:
        if agreed is not None and each.starts_at == agreed.starts_at:
            raise Rejected(AGREED)
        known = diary(work, house, case, each.busy_from, each.busy_until)
        if obstacle := known.obstacle(each):
            raise Rejected(obstacle.text, **dict(obstacle.values))


def _agree(work: Work, case: Case, actor: Actor, wanted: Stretch) -> Case:
    """The time is theirs, and every other of the case is free; all of it or nothing."""
    check_move(case, actor, moves.BOOK)
    others = bookings.of_case(work, case.id)
    with bookings.all_or_nothing(work):
        bookings.free(work, others)
        booking = bookings.claim(work, case, wanted, KEPT)
        if booking is None:
            raise Rejected(TAKEN)
    day = promise.today(wanted.starts_at)
    # The amber alarm counts as given: nobody is warned of what is agreed.
    changes: dict[str, Any] = {"planned_for": day, "alarm": promise.AMBER}
    told_by = promise.end_of_day(wanted.starts_at, DAYS_TO_TELL)
    if case.done_by < told_by:  # She has agreed to a later day than we promised.
        changes |= dict.fromkeys(("done_by", "due_at"), told_by)
    event = carry_out(work, case, actor, moves.BOOK, changes=changes, detail={"booking": booking.id})
    booking.version = case.version
    booking.told_day = is_near(work, booking.starts_at)
    booking.told_week = within_a_week(work, booking.starts_at)
    work.session.flush()
    tell_both(work, "booked", case, booking, event)
    return case


def _remind(work: Work, booking: Booking) -> None:
    case = cases.find(work, booking.case_id)
    if case is not None and case.status in moves.HELD:
        tell_both(work, "meeting_soon", case, booking)


def _not_begun(work: Work, case: Case) -> None:
    booking = bookings.kept(work, case.id)
    if booking is not None and booking.starts_at <= work.now():
        raise Rejected(STARTED)
