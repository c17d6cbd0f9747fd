"""What a case gives up when it leaves its officer, and what it has again when that is taken back."""

from datetime import timedelta

from handlers.rules.moves import HELD, Status
from storage import bookings
from storage.booking_models import Booking
from storage.bookings import KEPT, WAITING
from storage.models import Case, Event
from storage.work import Work

A_MOMENT = timedelta(seconds=15)  # so that what staff take back at once is not heard


def let_go(work: Work, case: Case, event: Event, former: int | None) -> None:
    """Frees the times of a case that its officer no longer has, and tells both who had agreed on one.

    A time that has been stays: it is what happened.
    """
    if former is None or (case.officer_id == former and case.status in HELD):
        return
    coming = [each for each in bookings.of_case(work, case.id, KEPT) if each.starts_at > work.now()]
    bookings.free(work, [*bookings.of_case(work, case.id, *WAITING), *coming], event.id)
    for booking in coming:
        tell_both(work, "unbooked", case, booking, event, A_MOMENT)


def tell_both(
    work: Work,
    what: str,
    case: Case,
    booking: Booking,
    event: Event | None = None,
    after: timedelta = timedelta(0),
) -> None:
    """The citizen, after a while if need be, and at once the officer whose time it is hear of it."""
    args = {"booking": booking.id}
    if case.person_id is not None:
        work.post(what, "citizen", case, person_id=case.person_id, event=event, args=args, after=after)
    work.post(what, "officer", case, person_id=booking.officer_id, event=event, args=args)


def have_again(work: Work, case: Case, event: Event) -> Booking | None:
    """The time that a move gave up; None when there was none, or the officer has something else then.

    Then the case is without a time, and one has to be agreed anew.
    """
    for former in bookings.freed_by(work, case.id, event.id):
        if former.expires_at is None and former.starts_at > work.now():
            booking = bookings.claim(work, case, bookings.stretch_of(former), KEPT)
            if booking is not None:
                booking.version = case.version
                return booking
            case.status, case.planned_for = Status.ASSIGNED, None
    return None
