"""What runs by itself: a tick does all there is to do, and the loops end only when they are told to."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import running
from bot.jobs import Jobs
from bot.sandbox.clock import Clock as Hands
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from handlers.rules.sweeps import BATCH, SWEEPS
from storage import drafts
from storage.drafts import StoredDraft
from storage.store import Store
from tests.conftest import Clock
from tests.desk import a_house

TOKEN = "1000:sandbox"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_tick_does_more_than_one_batch(store: Store, clock: Clock) -> None:
    for number in range(2 * BATCH + 1):
        draft = StoredDraft(id=f"kladde {number}", kind="traffic_check", schema=1)
        await store.write(partial(drafts.save, person_id=number, draft=draft))
    clock.turn(timedelta(days=2))
    (reminders,) = [sweep for sweep in SWEEPS if sweep.name == "reminders"]
    told: list[int] = []

    await Jobs(store, a_house(), swept=lambda _name, done: told.append(done)).run(reminders)

    assert told == [2 * BATCH + 1]


async def test_a_stop_tells_the_loops_before_it_ends_them(tmp_path: Path) -> None:
    async with Sandbox(Hands.real()) as sandbox:
        sandbox.bot(TOKEN)
        settings = Settings(
            token=TOKEN, api_url=sandbox.url, district="midt-og-vestsjaelland", data_dir=tmp_path,
            listen="127.0.0.1:0",
        )  # fmt: skip
        async with running(settings) as app:
            waiting = asyncio.ensure_future(app.broken())
            await asyncio.wait({waiting}, timeout=0.01)
            waiting.cancel()

            await asyncio.wait({waiting, *app.tasks}, timeout=0.01)

            assert waiting.cancelled()
            assert not any(task.done() for task in app.tasks)
