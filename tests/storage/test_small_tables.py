"""The inbox's failures, photos, and facts: short promises about short tables."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from storage import facts, inbox, media, tallies
from storage.models import DraftRow, Stumble, Tally
from storage.store import Store
from storage.work import Work
from tests.conftest import Clock
from tests.storage.ledger import look, send


async def test_a_failure_is_counted_and_only_a_short_error_is_kept(store: Store) -> None:
    tries = [await store.write(lambda work: inbox.stumble(work, 7, "ab" * 200)) for _ in range(3)]

    assert tries == [1, 2, 3]
    error = await store.read(lambda work: work.session.get_one(Stumble, 7).error)
    assert error == "ab" * 100


@pytest.mark.parametrize("stumbled", [True, False])
async def test_an_update_that_was_given_up_is_not_tried_again(
    store: Store, clock: Clock, stumbled: bool
) -> None:
    if stumbled:
        await store.write(lambda work: inbox.stumble(work, 7, "KeyError"))

    for _ in range(2):
        await store.write(lambda work: inbox.bury(work, 7))

    assert await send(store, 1, 7) == []
    row = await store.read(lambda work: work.session.get_one(Stumble, 7))
    assert (row.dead_at, row.error) == (clock(), "KeyError" if stumbled else "")


async def test_old_updates_are_forgotten_and_young_ones_are_not(store: Store, clock: Clock) -> None:
    await send(store, 1, 7)
    await store.write(lambda work: inbox.stumble(work, 6, "KeyError"))
    clock.turn(timedelta(hours=72))
    await send(store, 1, 8)

    pruned = [await store.write(lambda work: inbox.prune(work, clock())) for _ in range(2)]

    assert pruned == [2, 0]
    assert await store.once(8, 1, look(2), look(1)) == [7, 8]


async def test_a_fact_is_remembered_and_replaced(store: Store) -> None:
    assert await store.read(lambda work: facts.get(work, "group")) is None

    for value in ({"id": -1}, {"id": -2, "navn": "Vurdering på øen"}):
        await store.write(partial(facts.put, key="group", value=value))

    assert await store.read(lambda work: facts.get(work, "group")) == {"id": -2, "navn": "Vurdering på øen"}


async def filed(store: Store, draft_id: str = "draft") -> str:
    return await store.write(lambda work: media.file(work, 1, draft_id, "telegrams-handle"))


async def test_a_photo_is_ours_when_it_is_ready(store: Store) -> None:
    photo = await filed(store)
    waiting = await store.read(lambda work: media.waiting(work, 5))
    assert [(each.id, each.file_id) for each in waiting] == [(photo, "telegrams-handle")]
    assert await store.read(lambda work: media.body(work, photo)) is None

    made = await store.write(lambda work: media.ready(work, photo, b"pixels"))

    assert made is not None
    assert (made.state, made.file_id) == ("ready", "")
    assert await store.read(lambda work: media.body(work, photo)) == b"pixels"
    assert await store.read(lambda work: media.waiting(work, 5)) == []
    assert await store.write(lambda work: media.ready(work, photo, b"other")) is None


async def test_the_photos_of_a_draft_follow_it_into_the_case(store: Store) -> None:
    first, second, _ = await filed(store), await filed(store), await filed(store, "another")
    await store.write(lambda work: media.ready(work, first, b"pixels"))

    assert await store.write(lambda work: media.attach(work, "draft", 17)) == 2

    assert await store.read(lambda work: media.ready_of(work, 17)) == [first]
    assert await store.write(lambda work: media.drop_unsent(work, "draft")) == 0
    assert await store.write(lambda work: media.drop_of(work, 17)) == 2
    assert await store.write(lambda work: media.failed(work, second)) is None


async def test_a_photo_that_cannot_be_fetched_is_tried_again_later_and_then_given_up(
    store: Store, clock: Clock
) -> None:
    photo = await filed(store)
    waits = []
    while found := await store.write(lambda work: media.failed(work, photo)):
        waits.append(found.at - clock())
        assert await store.read(lambda work: media.waiting(work, 5)) == []
        clock.turn(waits[-1])

    assert [wait.total_seconds() for wait in waits] == [30, 120, 480, 1920, 7680]
    assert await store.read(lambda work: media.waiting(work, 5)) == []


async def test_a_photo_that_is_no_picture_is_given_up_at_once(store: Store) -> None:
    photo = await filed(store)

    found = await store.write(lambda work: media.failed(work, photo, tries=1))

    assert found is not None
    assert (found.state, found.file_id) == ("failed", "")


async def test_photos_nobody_will_send_are_deleted(store: Store, clock: Clock) -> None:
    def begin(work: Work) -> None:
        work.session.add(
            DraftRow(person_id=1, id="alive", kind="k", schema=1, state={}, updated_at=work.now())
        )
        work.session.flush()

    await store.write(begin)
    for draft in ("alive", "gone"):
        await filed(store, draft)
    sent = await filed(store, "sent")
    await store.write(lambda work: media.attach(work, "sent", 17))
    await store.write(lambda work: media.ready(work, sent, b"pixels"))
    clock.turn(timedelta(days=1))

    pruned = [await store.write(lambda work: media.prune(work, clock())) for _ in range(2)]

    assert pruned == [1, 0]
    assert await store.read(lambda work: media.ready_of(work, 17)) == [sent]
    assert len(await store.read(lambda work: media.waiting(work, 5))) == 1


async def test_a_tally_sums_weeks_by_name_and_holds_nothing_else(store: Store) -> None:
    for week, name in (("2026-W46", "old"), ("2026-W47", "card"), ("2026-W48", "card"), ("2026-W48", "card")):
        await store.write(partial(tallies.add, week=week, name=name))

    assert await store.read(lambda work: tallies.since(work, "2026-W47")) == {"card": 3}
    assert {column.name for column in Tally.__table__.columns} == {"week", "name", "number"}
