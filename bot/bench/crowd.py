"""Many citizens at once: so many at a time, or so many updates a second come what may."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, TypeAlias

from bot.bench.people import Astray, Citizen
from bot.bench.script import ORDER

Json: TypeAlias = dict[str, Any]

STEP = 50  # updates between two words of progress


@dataclass
class Crowd:
    """What came of the conversations. `twice` is the share of updates that Telegram delivers twice."""

    meet: Callable[[], Citizen]
    progress: Callable[[int], None]  # told how many updates have been answered
    acts: int = len(ORDER)  # fewer leave the conversations open
    twice: float = 0.0
    latencies: list[float] = field(default_factory=list)  # seconds
    citizens: list[Citizen] = field(default_factory=list)
    astray: int = 0
    began: float = field(default_factory=perf_counter)

    async def some_at_a_time(self, conversations: int, citizens: int) -> None:
        """Everybody acts as soon as she is answered; when she is through, another comes."""
        left = iter(range(conversations))
        async with asyncio.TaskGroup() as tasks:
            for _ in range(min(citizens, conversations)):
                tasks.create_task(self._in_turn(left))

    async def at_a_rate(self, per_second: float, updates: int) -> None:
        """An update every so often, however long the answers take; whoever has been answered goes on."""
        idle: deque[Citizen] = deque()
        async with asyncio.TaskGroup() as tasks:
            for number in range(updates):
                await asyncio.sleep(max(0.0, self.began + number / per_second - perf_counter()))
                tasks.create_task(self._next_act(idle))
        async with asyncio.TaskGroup() as tasks:
            for citizen in idle:
                tasks.create_task(self._goes_on(citizen))

    def result(self) -> Json:
        """All of it as JSON; times are in milliseconds."""
        return {
            "seconds": perf_counter() - self.began,
            "latencies": [round(seconds * 1000, 3) for seconds in self.latencies],
            "people": [citizen.user.id for citizen in self.citizens],
            "astray": self.astray,
            "wrong": sum(citizen.wrong for citizen in self.citizens),
            "repeats": sum(citizen.repeats for citizen in self.citizens),
            "screens": [citizen.screens for citizen in self.citizens if not citizen.repeats],
        }

    async def _in_turn(self, left: Iterator[int]) -> None:
        for _ in left:
            await self._goes_on(self._somebody())

    async def _goes_on(self, citizen: Citizen) -> None:
        while citizen.acts < self.acts and await self._acts(citizen):
            pass
        await citizen.rests()

    async def _next_act(self, idle: deque[Citizen]) -> None:
        citizen = idle.popleft() if idle else self._somebody()
        if await self._acts(citizen) and citizen.acts < self.acts:
            idle.append(citizen)

    async def _acts(self, citizen: Citizen) -> bool:
        """Whether the conversation can go on."""
        try:
            seconds = await citizen.does(ORDER[citizen.acts], twice=random.random() < self.twice)  # noqa: S311
        except Astray:
            self.astray += 1
            return False
        self.latencies.append(seconds)
        if len(self.latencies) % STEP == 0:
            self.progress(len(self.latencies))
        return True

    def _somebody(self) -> Citizen:
        citizen = self.meet()
        self.citizens.append(citizen)
        return citizen
