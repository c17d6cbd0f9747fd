"""Where codes are stretched: one at a time beside the event loop, and never a crowd waiting in memory."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
NICE = 19
WAITING = 40  # at about 0.15 s each, nobody waits longer than Telegram does


class Busy(Exception):
    """There are too many in front."""


class SlowLane:
    """One thread: Argon2id takes 64 MiB a time, so that two at once would cost what nobody gains."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "tips", initializer=_step_back)
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Runs it in its turn. Raises Busy."""
        if self._waiting >= WAITING:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Ends the thread when it has done what it was given."""
        self._pool.shutdown()


def _step_back() -> None:
    """Lets everybody else go first on the processors; Linux counts each thread by itself."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
