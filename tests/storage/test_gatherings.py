"""Seats under fire: many enrol at once, on both databases, and nobody sits on another's chair."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from handlers.conversation.flow import Draft
from handlers.rules import gatherings as rules
from storage import gatherings
from storage.gathering_models import Gathering, Seat
from storage.models import Member
from storage.store import Store
from storage.work import Work

CROWD = 40
SEATS = 10


def made(work: Work, seats: int = SEATS) -> int:
    member = Member(id=1, name="Inge", is_staff=True, kommuner=[], since=work.now())
    day = (work.now() + timedelta(days=30)).date()
    answers = {
        "sort": "meeting", "title": "Borgermøde", "time": {"day": day.isoformat(), "start": "19:00"},
        "where": {"text": "Salen"}, "seats": seats, "most": 4, "box": "yes",
    }  # fmt: skip
    work.session.merge(member)
    return rules.make(work, work.session.get_one(Member, 1), Draft("g", "gathering", 1, answers)).id


def enrolled(work: Work, person: int, gathering: int, number: int = 1) -> Seat:
    draft = Draft(f"d{person}", "enrol", 1, {"number": number, "name": f"Nr. {person}"})
    return rules.enrol(work, person, gathering, draft)


async def test_many_at_once_get_exactly_the_seats_there_are_and_the_rest_wait_in_line(store: Store) -> None:
    number = await store.write(made)

    await asyncio.gather(
        *(
            store.write(partial(enrolled, person=person, gathering=number))
            for person in range(100, 100 + CROWD)
        )
    )

    seats = await store.read(lambda work: gatherings.seats(work, number))
    states = [seat.status for seat in seats]
    assert len(seats) == CROWD
    assert states == ["taken"] * SEATS + ["waiting"] * (CROWD - SEATS)


async def test_many_leave_at_once_and_as_many_move_up(store: Store) -> None:
    number = await store.write(made)
    for person in range(100, 100 + CROWD):
        await store.write(partial(enrolled, person=person, gathering=number))

    def leaves(work: Work, person: int) -> None:
        seat = gatherings.seat_of(work, number, person)
        assert seat
        rules.give_up(work, seat)

    await asyncio.gather(*(store.write(partial(leaves, person=person)) for person in range(100, 105)))

    taken = await store.read(lambda work: gatherings.seats(work, number, "taken"))
    assert [seat.person_id for seat in taken] == list(range(105, 115))


async def test_the_same_draft_and_the_same_person_have_one_enrolment(store: Store) -> None:
    number = await store.write(made)

    once = [await store.write(partial(enrolled, person=100, gathering=number)) for _ in range(2)]

    assert once[0].id == once[1].id
    assert await store.read(lambda work: gatherings.taken(work, number)) == 1


async def test_a_forgotten_person_leaves_a_seat_ahead_free_and_a_past_one_nameless(store: Store) -> None:
    number = await store.write(made)
    await store.write(partial(enrolled, person=100, gathering=number))

    await store.write(lambda work: gatherings.forget(work, 100))
    assert await store.read(lambda work: gatherings.taken(work, number)) == 0

    await store.write(partial(enrolled, person=101, gathering=number))

    def has_been(work: Work) -> None:
        found = work.session.get_one(Gathering, number)
        found.starts_at = work.now() - timedelta(days=1)
        work.session.flush()
        gatherings.forget(work, 101)

    await store.write(has_been)
    seats = await store.read(lambda work: gatherings.seats(work, number))
    assert [(seat.person_id, seat.name, seat.number) for seat in seats] == [(None, "", 1)]
