"""A thief with the disk: what a whole tip leaves behind, and what each further key opens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.prove.scan import Scanner
from bot.prove.sinks import Piece
from bot.prove.tokens import Number
from handlers.tips import intake, reading, thread
from handlers.tips.content import Told
from handlers.tips.opened import Opened
from handlers.tips.reading import Closed, Reader
from storage import tips
from storage.models import Member
from storage.opening import open_store
from storage.store import Store
from storage.tip_models import Tip
from storage.work import Work
from tests.conftest import Clock
from tests.proof.canary import CANARY, WHO, left, traces
from tests.safe import NOW, Safe, safe

BO = 2**49 + 5_544_332_211
MAGPIE = 2**51 + 112_233_445_566  # not the canary: tests share the log of one PostgreSQL server


@pytest.fixture
def keys(tmp_path: Path) -> Safe:
    """The month's public key in the data directory; its private half only in memory."""
    return safe(tmp_path / "tips")


async def given(store: Store, keys: Safe, told: Told = CANARY.told, code: str = CANARY.code) -> bytes:
    sealed = keys.locks.seal(told, code, NOW)
    await store.write(lambda work: intake.put(work, [sealed]))
    return sealed.id


async def a_whole_life(store: Store, keys: Safe) -> bytes:
    """Given, opened, asked about, answered, summarised and handed on; gives its id."""
    tip_id = await given(store, keys)
    reader, ticket = keys.reader(), keys.locks.ticket(CANARY.code)

    def staff(work: Work) -> None:
        reading.open_tip(work, reader, the(work, tip_id))
        reading.ask(work, reader, the(work, tip_id), CANARY.question)

    def tipster(work: Work) -> None:
        waiting = thread.look(work, keys.locks, ticket)
        assert waiting is not None
        assert waiting.questions == (CANARY.question,)
        thread.read(work, ticket, 1)
        assert thread.answer(work, keys.locks, ticket, Told({"words": CANARY.reply}))

    def handed(work: Work) -> None:
        reading.summarise(work, reader, the(work, tip_id), CANARY.summary)
        bo = Member(id=BO, name="Bo", is_officer=True, since=work.now())
        work.session.add(bo)
        reading.hand(work, reader, the(work, tip_id), bo)

    for step in (staff, tipster, handed):
        await store.write(step)
    return tip_id


def the(work: Work, tip_id: bytes) -> Tip:
    found = tips.find(work, tip_id)
    assert found is not None
    return found


async def test_a_stolen_disk_with_its_configuration_says_nothing(
    own_database_url: str, clock: Clock, keys: Safe, tmp_path: Path
) -> None:
    store = await open_store(own_database_url, clock=clock)
    tip_id = await a_whole_life(store, keys)
    settings = (
        "1000:sandbox-and-more-letters",
        "hemmelig-webhook-0123456789",
        keys.profile.model_dump_json(),
    )

    while_it_runs = traces(left(tmp_path, own_database_url), CANARY.tokens, tmp_path, *settings)
    with pytest.raises(Closed):
        await opened(store, Reader("tyven", keys.profile.key, Opened()), tip_id)
    await store.close()

    assert while_it_runs == []
    if own_database_url.startswith("sqlite"):  # closing moves its log into the database
        assert traces(left(tmp_path, own_database_url), CANARY.tokens, tmp_path, *settings) == []


async def test_a_leak_beside_the_tip_is_seen_by_the_same_eyes(
    own_database_url: str, clock: Clock, keys: Safe, tmp_path: Path
) -> None:
    store = await open_store(own_database_url, clock=clock)
    tip_id = await given(store, keys)

    def leak(work: Work) -> None:
        the(work, tip_id).reply_key = MAGPIE.to_bytes(8, "little") * 4

    await store.write(leak)
    found = traces(left(tmp_path, own_database_url), [Number("skaden", MAGPIE)])
    await store.close()

    assert {finding.token for finding in found} == {"skaden"}
    assert len({finding.sink for finding in found}) == 2  # among the rows, and in the files


async def test_the_private_key_opens_what_was_said_and_not_who_said_it(
    store: Store, keys: Safe, database_url: str, tmp_path: Path
) -> None:
    tip_id = await a_whole_life(store, keys)

    page = await opened(store, keys.reader("tyven"), tip_id)

    unlocked = repr(
        (page.told.answers, page.told.photos, page.letters[0].text, page.letters[1].text, page.summary)
    )
    found = Scanner(CANARY.tokens).scan([Piece("åbnet", "tip", unlocked.encode("utf-8", "replace"))]).findings
    assert {finding.token for finding in found} >= {
        "svar: what",
        "svar: source",
        "spørgsmål",
        "svar på spørgsmål",
    }
    assert not [finding for finding in found if finding.token.startswith(WHO)]
    assert traces(left(tmp_path, database_url), CANARY.who, tmp_path) == []


async def test_two_tips_by_one_hand_have_nothing_in_common(store: Store, keys: Safe) -> None:
    """Not one value but the months, weeks and states that every tip of that week has."""
    first, second = [await given(store, keys, code=code) for code in (CANARY.code, "0123456789ABCDEF")]

    mine, other = await store.read(lambda work: [_eights(_bytes(work, each)) for each in (first, second)])

    assert len(mine) > 1000
    assert mine.isdisjoint(other)


async def test_tips_of_one_size_look_alike_and_so_do_their_answers(store: Store, keys: Safe) -> None:
    short = await given(store, keys, Told({"what": "Hash"}), "0000000000000001")
    long = await given(store, keys, Told({"what": "Hash " * 150, "where": "Nørregade"}), "0000000000000002")

    lengths = await store.read(
        lambda work: [[len(value) for value in _bytes(work, each)] for each in (short, long)]
    )

    assert lengths[0] == lengths[1]


async def test_what_was_withdrawn_is_gone_from_the_disk(
    own_database_url: str, clock: Clock, keys: Safe, tmp_path: Path
) -> None:
    store = await open_store(own_database_url, clock=clock)
    await a_whole_life(store, keys)
    sealed = await store.read(lambda work: [row.body for row in work.session.query(Tip)])

    await store.write(lambda work: thread.withdraw(work, keys.locks.ticket(CANARY.code)))
    await store.settle()

    assert traces(left(tmp_path, own_database_url), CANARY.tokens, tmp_path) == []
    if own_database_url.startswith("sqlite"):  # PostgreSQL keeps the locked bytes until it cleans up
        assert not [piece for piece in left(tmp_path, own_database_url) if sealed[0][:40] in piece.content]
    await store.close()


async def test_without_its_month_s_key_an_old_backup_opens_no_more(
    store: Store, keys: Safe, clock: Clock, sqlite_url: str, database_url: str, tmp_path: Path
) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("a backup is a file here")
    tip_id = await a_whole_life(store, keys)
    await store.close()
    shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-backup")
    backup = sqlite_url.replace(tmp_path.name, f"{tmp_path.name}-backup")

    keys.opened.lock()  # what is left once the private half is destroyed

    old = await open_store(backup, clock=clock)
    with pytest.raises(Closed):
        await opened(old, keys.reader(), tip_id)
    await old.close()


async def opened(store: Store, reader: Reader, tip_id: bytes) -> reading.Page:
    return await store.write(lambda work: reading.open_tip(work, reader, the(work, tip_id)))


def _bytes(work: Work, tip_id: bytes) -> list[bytes]:
    tip = the(work, tip_id)
    photos = [value for photo in tips.photos(work, tip_id) for value in (photo.id, photo.body)]
    return [tip.id, tip.tag, tip.reply_key, tip.body, *tips.wraps(work, tip_id).values(), *photos]


def _eights(values: list[bytes]) -> set[bytes]:
    """Every eight bytes in a row."""
    return {value[start : start + 8] for value in values for start in range(len(value) - 7)}
