"""Whatever breaks in the middle of a tip: no log, no answer to others and no file tells whose it was."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress

import aiohttp
import psycopg
import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.demo.stage import SECRET
from bot.sandbox import SandboxError
from bot.sandbox.faults import FaultKind
from handlers.tips import conversation
from tests.proof.canary import CANARY
from tests.proof.nest import CODE, Nest

FAULTS: list[FaultKind] = [400, 403, 429, 500, "drop"]


async def told_with_trouble(nest: Nest, trouble: FaultKind) -> None:
    """Every act meets a Telegram that fails once, at the first call that comes of it."""
    acts = ("/tip", CANARY.answers["what"], CANARY.answers["where"], CANARY.code)
    for words in acts:
        nest.town.sandbox.fail_next("*", trouble, retry_after=30 if trouble == 429 else None)
        await nest.tries(nest.says(words))
        for label in ("Fortsæt", "Nej", "Spring over"):
            nest.town.sandbox.fail_next("*", trouble, retry_after=30 if trouble == 429 else None)
            await nest.tries(nest.taps(label))
    nest.town.sandbox.fail_next("*", trouble, times=3, retry_after=30 if trouble == 429 else None)
    await nest.tries(nest.taps("Gå til oversigten"))
    await nest.tries(nest.taps("Send tippet"))


@pytest.mark.parametrize("trouble", FAULTS, ids=str)
@pytest.mark.parametrize("own_database_url", ["sqlite"], indirect=True)
async def test_when_telegram_fails_at_every_step(nest: Nest, trouble: FaultKind) -> None:
    await told_with_trouble(nest, trouble)

    [found] = nest.traces(await nest.behind())
    assert found == []


@pytest.mark.parametrize("own_database_url", ["sqlite"], indirect=True)
async def test_when_a_handler_raises_with_the_words_in_its_mouth(
    nest: Nest, monkeypatch: pytest.MonkeyPatch
) -> None:
    await nest.begins()
    await nest.says(CANARY.answers["what"])

    def raises(session: object, visit: object) -> conversation.Turn:
        raise ValueError(f"{session!r} {visit!r} {CANARY.answers} {CANARY.id}")

    with monkeypatch.context() as broken:
        broken.setattr(conversation, "served", raises)
        await nest.tries(nest.says(CANARY.answers["where"]))
        await nest.tries(nest.taps("Spring over"))

    assert "ValueError" in nest.log.getvalue()
    [found] = nest.traces(await nest.behind())
    assert found == []
    await nest.says(CANARY.answers["where"])
    await nest.taps("Gå til oversigten")
    assert CANARY.answers["what"] in nest.canary.reads()


async def test_when_the_database_raises_while_it_is_written(nest: Nest) -> None:
    await nest.begins()
    await nest.says(CANARY.answers["what"])
    await nest.taps("Gå til oversigten")
    _change(nest, "ALTER TABLE tip_wraps RENAME TO væk")
    with suppress(SQLAlchemyError):  # the town looks at what is due as well, and meets the same
        await nest.taps("Send tippet")
    while_broken = nest.log.getvalue()
    _change(nest, "ALTER TABLE væk RENAME TO tip_wraps")

    assert "Error" in while_broken
    assert CODE.search(nest.canary.reads()) is None
    [found] = nest.traces(await nest.behind())
    assert found == []


@pytest.mark.parametrize("own_database_url", ["sqlite"], indirect=True)
async def test_when_what_comes_cannot_be_read(nest: Nest) -> None:
    town, words = nest.town, CANARY.answers["what"]
    garbled = (
        json.dumps({"update_id": 900_000_001, "message": {"text": words, "chat": CANARY.id}}),
        json.dumps({"update_id": words, "message": {"from": {"id": CANARY.id}}}),
        json.dumps([words, CANARY.id]),
        f'{{"text": "{words}"',
    )
    async with aiohttp.ClientSession() as client:
        for body in garbled:
            address = f"http://{town.play.settings.listen}/telegram"
            await client.post(address, data=body, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})
    await town.play.settled()

    [found] = nest.traces(await nest.behind())
    assert "put aside" in nest.log.getvalue()
    assert found == []


@pytest.mark.parametrize("own_database_url", ["sqlite"], indirect=True)
async def test_when_it_is_written_and_cannot_be_answered(nest: Nest) -> None:
    await nest.tells()
    nest.sent.append(nest.town.clock.now())
    nest.town.sandbox.fail_next("sendMessage", "drop", times=100)
    with suppress(SandboxError):
        await nest.taps("Send tippet")

    [found] = nest.traces(await nest.behind())
    assert found == []


def _change(nest: Nest, statement: str) -> None:
    if nest.database_url.startswith("sqlite"):
        with closing(sqlite3.connect(nest.folder / "betjent.sqlite3", timeout=5)) as database:
            database.execute(statement)
            database.commit()
    else:
        with psycopg.connect(nest.database_url, autocommit=True) as server:
            server.execute(statement.encode())
