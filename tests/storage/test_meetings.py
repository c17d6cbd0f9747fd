"""Agreeing on times under fire, on both databases: all act at once, and each time is one's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from handlers.rules import meetings
from handlers.rules.diary import at
from handlers.rules.triage import Rejected, officer
from storage import bookings, cases
from storage.booking_models import Booking
from storage.models import Case, Member, Person
from storage.store import Store
from storage.work import Work
from tests.conftest import Clock
from tests.desk import a_house

HOUSE = a_house(kinds=["*"])
BO, KARLA = 2001, 1001
CROWD = 24
HOUR = timedelta(hours=1)


def evening(hour: int = 19, minute: int = 0, day: int = 3) -> bookings.Stretch:
    return at(HOUSE, date(2026, 12, day), time(hour, minute), HOUR)


def taken(work: Work, person: int = KARLA) -> int:
    """A talk that Bo has; gives its number."""
    if work.session.get(Member, BO) is None:
        bo = Member(id=BO, name="Bo", is_officer=True, is_staff=False, reads_tips=False, kommuner=[])
        bo.since = work.now()
        work.session.add(bo)
    work.session.merge(Person(id=person, language="da", since=work.now()))
    soon = work.now() + timedelta(days=30)
    case = Case(
        kind="talk", schema=1, status="assigned", answers={}, created_at=work.now(), answer_by=soon,
        done_by=soon, due_at=soon, officer_id=BO, person_id=person,
    )  # fmt: skip
    work.session.add(case)
    work.session.flush()
    return case.id


def case_of(work: Work, number: int) -> Case:
    case = cases.lock(work, number)
    assert case is not None
    return case


def holds(work: Work, number: int, *wanted: bookings.Stretch) -> bool:
    """Whether Bo could hold these."""
    actor = officer(work.session.get_one(Member, BO))
    try:
        meetings.hold(work, HOUSE, case_of(work, number), actor, wanted)
    except Rejected:
        return False
    return True


def proposes(work: Work, number: int) -> list[int]:
    """Bo sends what he holds; gives the times."""
    meetings.propose(work, HOUSE, case_of(work, number), officer(work.session.get_one(Member, BO)))
    return [each.id for each in bookings.of_case(work, number, bookings.OFFERED)]


def takes(work: Work, number: int, booking: int) -> bool:
    """Whether the citizen got it."""
    try:
        meetings.take(work, case_of(work, number), booking)
    except Rejected:
        return False
    return True


def live(work: Work) -> list[Booking]:
    found = [each for each in work.session.query(Booking) if each.status in bookings.LIVE]
    return sorted(found, key=lambda each: each.starts_at)


async def everybody(store: Store, *acts: Callable[[Work], object]) -> list[object]:
    return list(await asyncio.gather(*(store.write(act) for act in acts)))


async def test_many_cases_of_one_officer_hold_the_same_evening_and_one_does(store: Store) -> None:
    numbers = [await store.write(partial(taken, person=person)) for person in range(1, CROWD + 1)]

    got = await everybody(store, *(lambda work, n=n: holds(work, n, evening()) for n in numbers))

    assert got.count(True) == 1
    assert len(await store.read(live)) == 1


async def test_a_citizen_who_taps_two_times_at_once_has_one_of_them(store: Store) -> None:
    number = await store.write(taken)
    await store.write(lambda work: holds(work, number, evening(18), evening(18, 30), evening(20)))
    offered = await store.write(lambda work: proposes(work, number))
    assert len(offered) == 3

    got = await everybody(store, *(lambda work, b=b: takes(work, number, b) for b in offered * 4))

    assert got.count(True) == 1
    kept = await store.read(live)
    assert [each.status for each in kept] == [bookings.KEPT]
    assert kept[0].busy_until - kept[0].busy_from == 2 * HOUR  # all of it, with the drive there and back


async def test_what_cannot_be_held_leaves_what_was_held_as_it_was(store: Store) -> None:
    mine, other = await store.write(taken), await store.write(taken)
    await store.write(lambda work: holds(work, other, evening(day=4)))
    assert await store.write(lambda work: holds(work, mine, evening(day=2)))

    assert not await store.write(lambda work: holds(work, mine, evening(day=1), evening(day=4)))

    held = await store.read(lambda work: bookings.waiting(work, mine, bookings.HELD))
    assert [each.starts_at for each in held] == [evening(day=2).starts_at]


async def test_a_wish_that_somebody_else_has_got_leaves_the_agreed_time_standing(store: Store) -> None:
    mine, other = await store.write(taken), await store.write(taken)

    def books(work: Work, number: int, wanted: bookings.Stretch) -> bool:
        actor = officer(work.session.get_one(Member, BO))
        try:
            meetings.book(work, HOUSE, case_of(work, number), actor, wanted)
        except Rejected:
            return False
        return True

    assert await store.write(partial(books, number=mine, wanted=evening(day=2)))
    got = await everybody(
        store,
        partial(books, number=mine, wanted=evening(19, day=4)),
        partial(books, number=other, wanted=evening(19, 30, day=4)),
    )

    kept = await store.read(live)
    assert got.count(True) == 1
    assert {each.case_id for each in kept} == ({mine, other} if not got[0] else {mine})
    assert len(kept) == (2 if not got[0] else 1)


@pytest.mark.parametrize("late", [timedelta(hours=72), timedelta(hours=71, minutes=59)])
async def test_an_offer_is_taken_until_it_expires_and_not_a_moment_longer(
    store: Store, clock: Clock, late: timedelta
) -> None:
    clock.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    number = await store.write(taken)
    await store.write(lambda work: holds(work, number, evening()))
    (booking,) = await store.write(lambda work: proposes(work, number))

    clock.turn(late)

    assert await store.write(partial(takes, number=number, booking=booking)) == (late < timedelta(hours=72))


async def test_sweeps_of_two_processes_tell_of_a_lapse_once(store: Store, clock: Clock) -> None:
    number = await store.write(taken)
    await store.write(lambda work: holds(work, number, evening()))
    await store.write(lambda work: proposes(work, number))
    clock.turn(timedelta(days=4))

    await everybody(store, *[lambda work: meetings.tend(work, HOUSE)] * 4)

    names = await store.read(lambda work: [each.name for each in cases.events(work, number)])
    assert names.count("times.lapsed") == 1
