"""Tips in the database: what is kept, who can open it, and the way back with a code, on both databases."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from handlers.house import House
from handlers.sealing import code
from handlers.sealing.code import Ticket
from handlers.tips import intake, keeping, reading, thread, week
from handlers.tips.content import OPEN, Status, Told
from handlers.tips.locks import Locks, NoKey
from handlers.tips.opened import Opened
from handlers.tips.reading import Closed, NotForYou, Reader
from storage import audit, members, tips
from storage.models import Notice
from storage.opening import open_store
from storage.store import Store
from storage.tip_models import Tip, TipAudit
from storage.work import Work
from tests.conftest import Clock
from tests.safe import DEALING, MONTH, NOW, Safe, safe

CODE = "7H2KQ9XWB4TN0V1M"
TICKET = code.ticket(CODE, "midt-og-vestsjaelland")


@pytest.fixture
def keys(tmp_path: Path) -> Safe:
    return safe(tmp_path / "tips")


@pytest.fixture
def house(keys: Safe) -> House:
    return House(keys.profile, 1, "betjent_bot", -100)


async def given(store: Store, keys: Safe, told: Told = DEALING, receipt: str = CODE) -> bytes:
    """A tip that was written; gives its id."""
    sealed = keys.locks.seal(told, receipt, NOW)
    await store.write(lambda work: intake.put(work, [sealed]))
    return sealed.id


def the(work: Work, tip_id: bytes) -> Tip:
    found = tips.find(work, tip_id)
    assert found is not None
    return found


async def opened(store: Store, keys: Safe, tip_id: bytes, reader: Reader | None = None) -> reading.Page:
    return await store.write(lambda work: reading.open_tip(work, reader or keys.reader(), the(work, tip_id)))


async def status(store: Store, tip_id: bytes) -> str:
    return await store.read(lambda work: the(work, tip_id).status)


async def test_a_reader_sees_what_was_told_with_its_pictures(store: Store, keys: Safe) -> None:
    told = Told({"what": "æøå"}, (b"jpeg one", b"jpeg two"), school=True, language="en")
    tip_id = await given(store, keys, told)

    page = await opened(store, keys, tip_id)

    assert page.told == told
    assert await status(store, tip_id) == Status.READ


async def test_without_the_months_key_nothing_opens(store: Store, keys: Safe, tmp_path: Path) -> None:
    tip_id = await given(store, keys)

    for stranger in (Opened(), safe(tmp_path / "other").opened):
        with pytest.raises(Closed):
            await opened(store, keys, tip_id, Reader("Inge", keys.profile.key, stranger))
    assert await status(store, tip_id) == Status.NEW


async def test_a_body_moved_to_another_tip_does_not_open(store: Store, keys: Safe) -> None:
    one = await given(store, keys)
    two = await given(store, keys, receipt=code.fresh())

    def swap(work: Work) -> None:
        a, b = the(work, one), the(work, two)
        a.body, b.body = b.body, a.body

    await store.write(swap)
    for tip_id in (one, two):
        with pytest.raises(Closed):
            await opened(store, keys, tip_id)


def test_a_tip_has_eight_columns_that_can_be_read_and_no_time() -> None:
    columns = {column.name: column.type.python_type for column in inspect(Tip).columns}

    assert len(columns) - 1 == 8  # all but the body
    assert set(columns.values()) <= {bytes, str, bool}


async def test_no_time_finer_than_the_week_is_kept(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)

    assert await store.read(lambda work: the(work, tip_id).week) == "2026-W47"
    assert week.week_of(NOW + timedelta(hours=14)) == "2026-W48"  # Sunday 23:00 UTC is Monday in Denmark
    assert week.epoch_of(NOW) == MONTH


async def test_two_tips_by_one_hand_share_no_value(store: Store, keys: Safe) -> None:
    ids = [await given(store, keys, receipt=code.fresh()) for _ in range(2)]

    def values(work: Work) -> list[set[bytes]]:
        found = [the(work, tip_id) for tip_id in ids]
        wraps = [tips.wraps(work, tip_id)[MONTH] for tip_id in ids]
        return [
            {tip.id, tip.tag, tip.reply_key, tip.body, wrap} for tip, wrap in zip(found, wraps, strict=True)
        ]

    one, two = await store.read(values)
    assert not one & two
    assert {len(value) for value in one} == {len(value) for value in two}


async def test_a_tip_written_twice_is_there_once(store: Store, keys: Safe) -> None:
    sealed = keys.locks.seal(DEALING, CODE, NOW)
    for _ in range(2):
        await store.write(lambda work: intake.put(work, [sealed]))

    assert await store.read(lambda work: len(tips.listed(work, OPEN, hidden_from=None, limit=9))) == 1


@pytest.mark.parametrize(
    ("told", "alarms"), [(DEALING, 0), (Told({}, school=True), 1), (Told({}, now=True), 1)]
)
async def test_only_what_cannot_wait_raises_the_alarm(
    store: Store, keys: Safe, told: Told, alarms: int
) -> None:
    await given(store, keys, told)

    notices = await store.read(lambda work: list(work.session.scalars(select(Notice.what))))
    assert notices == [intake.ALARM] * alarms


async def test_a_question_is_read_by_the_code_and_answered(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)
    await store.write(lambda work: reading.ask(work, keys.reader(), the(work, tip_id), "Hvilken farve?"))

    waiting = await store.read(lambda work: thread.look(work, keys.locks, TICKET))
    assert waiting is not None
    assert waiting.questions == ("Hvilken farve?",)
    assert await status(store, tip_id) == Status.ASKED

    await store.write(lambda work: thread.read(work, TICKET, 1))
    said = Told({"words": "Rød"})
    assert await store.write(lambda work: thread.answer(work, keys.locks, TICKET, said))
    page = await opened(store, keys, tip_id)
    assert [(letter.way, letter.text) for letter in page.letters] == [
        ("asked", "Hvilken farve?"), ("answer", "Rød"),
    ]  # fmt: skip
    assert await status(store, tip_id) == Status.ANSWERED
    again = await store.read(lambda work: thread.look(work, keys.locks, TICKET))
    assert again is not None
    assert again.questions == ()


async def test_every_code_that_opens_nothing_is_the_same(store: Store, keys: Safe) -> None:
    await given(store, keys)
    withdrawn = code.ticket(code.fresh(), keys.profile.key)
    await store.write(lambda work: thread.withdraw(work, withdrawn))

    for ticket in (Ticket(secrets.token_bytes(16), TICKET.seed), code.ticket(CODE, "andet"), withdrawn):
        assert await store.read(partial(thread.look, locks=keys.locks, ticket=ticket)) is None
        assert not await store.write(
            partial(thread.answer, locks=keys.locks, ticket=ticket, told=Told({"words": "x"}))
        )


async def test_a_withdrawn_tip_is_gone_with_all_that_belongs_to_it(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys, Told({"what": "x"}, (b"jpeg",)))
    await store.write(lambda work: reading.ask(work, keys.reader(), the(work, tip_id), "Hvor?"))

    assert await store.write(lambda work: thread.withdraw(work, TICKET))

    tables = [table for table in Tip.metadata.sorted_tables if table.name.startswith("tip")]
    kept = await store.read(
        lambda work: {table.name: work.connection.execute(select(table)).all() for table in tables}
    )
    assert {name for name, rows in kept.items() if rows} == {"tip_audit"}


async def test_an_officer_gets_the_summary_and_not_the_tip(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)
    inge = keys.reader()

    def handed(work: Work) -> str:
        bo = members.join(work, 7, role="officer", name="Bo", kommuner=())
        reading.summarise(work, inge, the(work, tip_id), "Handel ved en kiosk i Nørregade.")
        reading.hand(work, inge, the(work, tip_id), bo)
        return reading.summary(work, keys.reader("Bo", 7), the(work, tip_id))

    assert await store.write(handed) == "Handel ved en kiosk i Nørregade."
    assert await status(store, tip_id) == Status.HANDED
    assert await store.read(lambda work: [tip.id for tip in tips.of_member(work, 7, "officer")]) == [tip_id]


async def test_whoever_is_kept_out_reads_nothing_and_is_handed_nothing(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)
    sara = keys.reader("Sara", 8)

    def kept_out(work: Work) -> None:
        member = members.join(work, 8, role="officer", name="Sara", kommuner=())
        reading.exclude(work, keys.reader(), the(work, tip_id), member)

    await store.write(kept_out)
    with pytest.raises(NotForYou):
        await opened(store, keys, tip_id, sara)
    with pytest.raises(NotForYou):
        await store.write(
            lambda work: reading.hand(work, keys.reader(), the(work, tip_id), members.officers(work)[0])
        )
    assert await store.read(lambda work: tips.listed(work, OPEN, hidden_from=8, limit=9)) == []


async def test_what_became_of_it_is_counted_once(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)

    def ended(work: Work) -> None:
        for outcome in (Status.PASSED_ON, Status.ARCHIVED):
            reading.end(work, keys.reader(), the(work, tip_id), outcome)

    await store.write(ended)
    assert await store.read(lambda work: tips.counts(work, "2026-W01")) == {
        ("2026-W47", "0265", "passed_on"): 1
    }


async def test_the_audit_trail_tells_who_did_what_and_shows_a_change(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)
    await opened(store, keys, tip_id)
    await store.write(
        lambda work: reading.set_urgent(work, keys.reader("Sara"), the(work, tip_id), urgent=True)
    )

    whole = await store.read(audit.verify)
    lines = await store.read(lambda work: [(line.who, line.what) for line in audit.trail(work, tip_id, 9)])
    assert lines == [("Sara", "tip.urgent"), ("Inge", "tip.opened")]
    assert (whole.lines, whole.broken) == (2, None)

    def forged(work: Work) -> None:
        line = work.session.get(TipAudit, 1)
        assert line is not None
        line.who = "Sara"

    await store.write(forged)
    assert (await store.read(audit.verify)).broken == 1


async def test_a_line_that_was_taken_out_is_seen(store: Store, keys: Safe) -> None:
    tip_id = await given(store, keys)
    for _ in range(3):
        await opened(store, keys, tip_id)
    await store.write(lambda work: work.session.delete(work.session.get_one(TipAudit, 2)))

    assert (await store.read(audit.verify)).broken == 3


@pytest.mark.parametrize(
    "kept",
    [
        (59, Status.NEW, 0),
        (68, Status.NEW, 1),
        (68, Status.READ, 0),
        (98, Status.ARCHIVED, 1),
        (188, Status.READ, 1),
    ],
)
async def test_a_tip_is_kept_as_long_as_its_state_allows(
    sqlite_url: str, keys: Safe, house: House, kept: tuple[int, Status, int]
) -> None:
    days, state, gone = kept
    clock = Clock()
    store = await open_store(sqlite_url, clock=clock)
    tip_id = await given(store, keys)

    def set_state(work: Work) -> None:
        the(work, tip_id).status = state

    await store.write(set_state)
    clock.turn(timedelta(days))

    assert await store.write(lambda work: keeping.expire(work, house)) == gone
    assert await store.read(lambda work: tips.find(work, tip_id) is None) == bool(gone)
    await store.close()


async def test_staff_hear_how_many_wait_once_in_each_slot(
    store: Store, keys: Safe, house: House, clock: Clock
) -> None:
    for _ in range(2):
        await given(store, keys, receipt=code.fresh())
    for minutes in (0, 10, 179, 60):
        clock.turn(timedelta(minutes=minutes))
        await store.write(lambda work: keeping.digest(work, house))

    notices = await store.read(
        lambda work: [(notice.what, notice.args) for notice in work.session.scalars(select(Notice))]
    )
    assert notices == [("tip_digest", {"number": 2})] * 2


async def test_staff_hear_that_nobody_reads(store: Store, keys: Safe, house: House, clock: Clock) -> None:
    await given(store, keys)
    clock.turn(timedelta(days=8))

    await store.write(lambda work: keeping.digest(work, house))

    assert await store.read(lambda work: list(work.session.scalars(select(Notice.what)))) == [
        "tip_digest", "tip_ageing",
    ]  # fmt: skip


def test_no_tip_is_locked_when_the_key_is_missing_or_wrong(tmp_path: Path) -> None:
    keys = safe(tmp_path / "tips")
    other = safe(tmp_path / "other")

    assert keys.locks.why_not(NOW) is None
    assert "2026-12.pub: findes ikke" in (keys.locks.why_not(NOW + timedelta(days=9)) or "")
    assert "aftrykket" in (Locks.of(other.folder, keys.profile).why_not(NOW) or "")
    foreign = keys.profile.model_copy(update={"key": "andet"})
    assert "er en nøgle for" in (Locks.of(keys.folder, foreign).why_not(NOW) or "")
    with pytest.raises(NoKey):
        keys.locks.seal(DEALING, CODE, NOW + timedelta(days=9))
