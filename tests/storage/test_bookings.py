"""An officer stands in one place at a time: many claim at once, on both databases, and nothing overlaps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy.exc import DBAPIError

from storage import bookings
from storage.booking_models import Booking
from storage.bookings import GONE, HELD, KEPT, LAPSED, OFFERED, Stretch
from storage.models import Case
from storage.store import Store
from storage.work import Work
from tests.conftest import Clock

BO, LISE = 2001, 2002
EVENING = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)
HOUR, DRIVE = timedelta(hours=1), timedelta(minutes=30)
CROWD = 40


def opened(work: Work, officer: int = BO) -> int:
    """A case that this officer has; gives its number."""
    soon = work.now() + timedelta(days=30)
    case = Case(
        kind="talk", schema=1, status="assigned", answers={}, created_at=work.now(), answer_by=soon,
        done_by=soon, due_at=soon, officer_id=officer,
    )  # fmt: skip
    work.session.add(case)
    work.session.flush()
    return case.id


def claims(
    work: Work, number: int, at: datetime = EVENING, status: str = KEPT, expires_at: datetime | None = None
) -> int | None:
    case = work.session.get_one(Case, number)
    found = bookings.claim(work, case, Stretch(at, at + HOUR, DRIVE), status, expires_at)
    return found.id if found else None


def live(work: Work) -> list[Booking]:
    return sorted(
        (each for each in work.session.query(Booking) if each.status in bookings.LIVE),
        key=lambda each: (each.officer_id, each.busy_from),
    )


async def test_of_many_who_claim_one_time_at_once_one_gets_it(store: Store) -> None:
    numbers = [await store.write(opened) for _ in range(CROWD)]

    got = await asyncio.gather(*(store.write(partial(claims, number=number)) for number in numbers))

    assert sum(each is not None for each in got) == 1
    assert len(await store.read(live)) == 1


async def test_many_who_claim_times_that_touch_leave_nothing_that_overlaps(store: Store) -> None:
    numbers = [await store.write(partial(opened, officer=BO + step % 2)) for step in range(CROWD)]
    starts = [EVENING + timedelta(minutes=15 * (step % 20)) for step in range(CROWD)]

    await asyncio.gather(
        *(
            store.write(partial(claims, number=number, at=at))
            for number, at in zip(numbers, starts, strict=True)
        )
    )

    agreed = await store.read(live)
    assert {each.officer_id for each in agreed} == {BO, LISE}
    for earlier, later in pairwise(agreed):
        assert earlier.officer_id != later.officer_id or earlier.busy_until <= later.busy_from


async def test_one_visit_may_follow_the_other_when_there_is_time_for_the_drive(store: Store) -> None:
    numbers = [await store.write(opened) for _ in range(3)]

    first = await store.write(partial(claims, number=numbers[0]))
    close = await store.write(partial(claims, number=numbers[1], at=EVENING + HOUR + DRIVE))
    later = await store.write(partial(claims, number=numbers[2], at=EVENING + HOUR + 2 * DRIVE))

    assert [each is not None for each in (first, close, later)] == [True, False, True]


async def test_what_is_held_is_free_the_moment_it_expires_whether_or_not_it_was_swept(
    store: Store, clock: Clock
) -> None:
    mine, other = await store.write(opened), await store.write(opened)
    until = clock.now + timedelta(minutes=30)
    assert await store.write(partial(claims, number=mine, status=HELD, expires_at=until))
    assert await store.write(partial(claims, number=other)) is None

    clock.turn(timedelta(minutes=30))

    assert await store.write(partial(claims, number=other))
    assert {each.status for each in await store.read(live)} == {KEPT}


async def test_offered_times_that_lapse_are_found_once_more_so_that_both_hear(
    store: Store, clock: Clock
) -> None:
    mine, other = await store.write(opened), await store.write(opened)
    until = clock.now + timedelta(days=3)
    await store.write(partial(claims, number=mine, status=OFFERED, expires_at=until))
    clock.turn(timedelta(days=4))

    await store.write(partial(claims, number=other))

    assert await store.read(lambda work: bookings.lapsed(work, 10)) == [mine]
    assert [
        each.status for each in await store.read(lambda work: bookings.of_case(work, mine, LAPSED, GONE))
    ] == [LAPSED]


async def test_the_database_itself_lets_no_ended_time_come_back_over_another(store: Store) -> None:
    first, second = await store.write(opened), await store.write(opened)
    ended = await store.write(partial(claims, number=first))

    def revived(work: Work) -> None:
        found = bookings.find(work, ended or 0)
        assert found
        found.status = KEPT

    await store.write(lambda work: bookings.free(work, bookings.of_case(work, first)))
    await store.write(partial(claims, number=second))

    with pytest.raises(DBAPIError):
        await store.write(revived)


async def test_times_of_one_case_may_overlap_each_other_and_still_keep_everybody_else_out(
    store: Store,
) -> None:
    mine, other = await store.write(opened), await store.write(opened)
    half = timedelta(minutes=30)
    for shift in (-half, half, timedelta(0)):
        assert await store.write(partial(claims, number=mine, at=EVENING + shift, status=OFFERED))

    tried = [
        await store.write(partial(claims, number=other, at=EVENING + shift))
        for shift in (-2 * HOUR, -HOUR, timedelta(0), HOUR, 2 * HOUR)
    ]

    assert tried == [None] * 5
    assert await store.write(partial(claims, number=other, at=EVENING + 3 * HOUR))
