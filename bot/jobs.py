"""Lets every sweep run at its pace: here it only ticks, the database knows what is due."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.clock import Clock, WallClock
from bot.telegram.trouble import code_of, log_error
from handlers.house import House
from handlers.rules.sweeps import SWEEPS, Sweep
from storage.store import Store, StoreAway
from storage.work import Work

log = logging.getLogger("betjent.jobs")

SOON = 2.0  # seconds until the first tick, which catches up after a stop
ROUNDS = 100  # of a sweep's small batches in one tick; what is left then waits for the next


class Jobs:
    """Ticks every sweep at its pace, on any replica; a sweep that is late runs once, not many times."""

    def __init__(
        self, store: Store, house: House, swept: Callable[[str, int], None], clock: Clock | None = None
    ) -> None:
        self._store = store
        self._house = house
        self._swept = swept
        self._clock = clock or WallClock()  # also in a demo: a sweep finds what is due, whenever it looks
        self._stopped = False

    def loops(self) -> list[Coroutine[Any, Any, None]]:
        """One for each sweep, to be started side by side; none returns before `stop`."""
        return [self.tick(sweep) for sweep in SWEEPS]

    def stop(self) -> None:
        """Nothing more is begun; a batch in hand is one transaction and ends by itself."""
        self._stopped = True

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

    async def tick(self, sweep: Sweep) -> None:
        """Runs one sweep at its pace until `stop`."""
        pause = SOON
        while True:
            await self._clock.sleep(pause)
            if self._stopped:
                return
            pause = sweep.every
            try:
                await self.run(sweep)
            except Exception as error:  # a fault in one sweep must end neither the others nor the service
                log_error(log, code_of(), error)

    async def run_all(self) -> int:
        """Runs every sweep once: what a test or the demo does after moving its clock."""
        return sum([await self.run(sweep) for sweep in SWEEPS])
