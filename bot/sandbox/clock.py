"""The time the sandbox lives in: the real one, or one that a test moves by hand."""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class _Alarm:
    at: float
    call: Callable[[], None]
    timer: asyncio.TimerHandle | None


class Clock:
    """Gives aware UTC time and lets tasks sleep on it.

    Without a start the clock is real; `advance` then jumps it ahead and it runs on from there.
    With a start it stands still until `advance` is called.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self.manual = start is not None
        self.movable = self.manual
        self._base = 0.0 if start is None else start.timestamp()
        self._alarms: dict[int, _Alarm] = {}
        self._order = itertools.count()
        self.sleepers = 0  # tasks that wait in `sleep` just now

    @classmethod
    def real(cls, *, movable: bool = False) -> "Clock":
        """A running clock; a movable one is shown on the page with buttons that put it ahead."""
        clock = cls()
        clock.movable = movable
        return clock

    @property
    def shifted(self) -> bool:
        """Whether this clock shows something else than the wall does."""
        return self.manual or self._base != 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def time(self) -> float:
        """Seconds since 1970, the same instant as `now`."""
        return self._base if self.manual else self._base + time.time()

    def advance(self, seconds: float) -> None:
        """Moves the clock ahead at once and wakes everybody whose sleep is over."""
        self._base += seconds
        due = sorted((alarm.at, key) for key, alarm in self._alarms.items() if alarm.at <= self.time())
        for _, key in due:
            self._ring(key)

    def after(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Calls once that much time has passed; what it returns takes the order back."""
        key = next(self._order)
        timer = None
        if not self.manual:
            timer = asyncio.get_running_loop().call_later(seconds, self._ring, key)
        self._alarms[key] = _Alarm(self.time() + seconds, call, timer)
        return lambda: self._forget(key)

    async def sleep(self, seconds: float) -> None:
        """Returns once this clock has moved on by that many seconds."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        over = asyncio.Event()
        forget = self.after(seconds, over.set)
        self.sleepers += 1
        try:
            await over.wait()
        finally:
            self.sleepers -= 1
            forget()

    def _ring(self, key: int) -> None:
        alarm = self._alarms.get(key)
        if alarm:
            self._forget(key)
            alarm.call()

    def _forget(self, key: int) -> None:
        alarm = self._alarms.pop(key, None)
        if alarm and alarm.timer:
            alarm.timer.cancel()
