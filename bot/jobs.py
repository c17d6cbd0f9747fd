"""The table of scheduled sweeps: APScheduler only ticks, the database knows what is due."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.house import House
from handlers.rules.sweeps import SWEEPS, Sweep
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger("betjent.jobs")

ROUNDS = 100  # of a sweep's small batches in one tick; what is left then waits for the next


class Jobs:
    """Ticks every sweep at its pace, on any replica; a sweep that is late runs once, not many times."""

    def __init__(self, store: Store, house: House, swept: Callable[[str, int], None]) -> None:
        self._store = store
        self._house = house
        self._swept = swept
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Starts ticking; the first tick of every sweep comes within seconds, to catch up after a stop."""
        soon = datetime.now(UTC) + timedelta(seconds=2)
        for sweep in SWEEPS:
            self._scheduler.add_job(
                self.run,
                "interval",
                seconds=sweep.every,
                args=[sweep],
                next_run_time=soon,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """Stops ticking; a batch in hand is one transaction and ends by itself."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def run(self, sweep: Sweep) -> int:
        """Runs one sweep now, batch by batch until nothing is left, and tells how much it did."""

        def decide(work: Work) -> int:
            return sweep.run(work, self._house)

        done = 0
        try:
            for _ in range(ROUNDS):
                found = await self._store.write(decide)
                done += found
                if not found:
                    break
            if done:  # what a sweep has erased is not left in a log either
                await self._store.settle()
        except StoreAway:
            log.warning("sweep %s waits: the database is away", sweep.name)
        self._swept(sweep.name, done)
        return done

    async def run_all(self) -> int:
        """Runs every sweep once: what a test or the demo does after moving its clock."""
        return sum([await self.run(sweep) for sweep in SWEEPS])
