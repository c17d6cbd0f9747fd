"""A sandbox, a connection to it and a store, for every test of the edge."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.api import connected
from storage.opening import open_store
from tests.telegram.edge import START, TOKEN, Edge


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(Clock(START)) as running:
        running.bot(TOKEN)
        yield running


@pytest.fixture
async def edge(sandbox: Sandbox, sqlite_url: str) -> AsyncIterator[Edge]:
    store = await open_store(sqlite_url, clock=sandbox.clock.now)
    async with connected(TOKEN, sandbox.url) as api:
        yield Edge(sandbox, api, store)
    await store.close()


@pytest.fixture
def karla(sandbox: Sandbox) -> Person:
    return sandbox.person("Karla")
