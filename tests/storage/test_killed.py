"""A process killed with -9 in its traffic, at random points: nothing promised is lost, nothing doubled."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, datetime
from itertools import islice

from storage.opening import open_store
from tests.storage.ledger import everything
from tests.storage.traffic import PLAN
from tests.tree import HOME

KILLS = 2


def receive(url: str, until: int | None = None) -> list[int]:
    """Runs the process until it has reported so many updates (None: to its end); gives what it reported."""
    command = [sys.executable, "-P", "-m", "tests.storage.traffic", url]
    surroundings = {"PYTHONPATH": str(HOME)}
    process = subprocess.Popen(command, cwd=HOME, env=surroundings, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        with process.stdout as lines:
            reported = [int(line) for line in islice(lines, until)]
            if until is None:
                assert process.wait(10) == 0
            return reported
    finally:
        process.kill()
        process.wait()


async def applied(url: str) -> dict[int, list[int]]:
    store = await open_store(url, clock=lambda: datetime.now(UTC))
    try:
        return await everything(store, PLAN)
    finally:
        await store.close()


async def test_what_was_reported_is_there_after_kill_9_and_nothing_twice(database_url: str) -> None:
    chance = random.SystemRandom()
    for _ in range(KILLS):
        until = chance.randint(10, 150)
        reported = receive(database_url, until)
        assert len(reported) == until

        there = await applied(database_url)

        assert set(reported) <= {update_id for updates in there.values() for update_id in updates}
        assert all(updates == PLAN[person][: len(updates)] for person, updates in there.items())

    receive(database_url)

    assert await applied(database_url) == PLAN
