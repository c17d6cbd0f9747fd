"""The citizens' process as the measuring one sees it: orders go out, and what came of them comes back."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from bot.bench.script import ORDER
from bot.settings import environment

Json: TypeAlias = dict[str, Any]

HOME = Path(__file__).parents[2]
LONGEST_LINE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the citizens say of their conversations; times in milliseconds."""

    seconds: float
    latencies: list[float]
    people: list[int]
    astray: int
    wrong: int
    repeats: int
    screens: list[int]  # how much was shown in each conversation in which nothing came twice

    @property
    def updates(self) -> int:
        """How many were answered."""
        return len(self.latencies)

    def at(self, share: float) -> float:
        """The time within which this share of the updates was answered."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Town:
    """Where the sandbox listens, and what its citizens can be asked to do."""

    def __init__(self, process: asyncio.subprocess.Process, hello: Json) -> None:
        self._process = process
        self.url: str = hello["url"]
        self.group: int = hello["group"]

    async def talk(
        self,
        conversations: int,
        citizens: int,
        *,
        acts: int = len(ORDER),
        twice: float = 0.0,
        token: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Heard:
        """Conversations from hello to receipt, so many at a time; fewer `acts` leave them open."""
        order = {"conversations": conversations, "citizens": citizens, "acts": acts, "twice": twice}
        who = {"token": token} if token else {}
        return Heard(**await self._ask({"do": "talk", **order, **who}, progress))

    async def rate(
        self, per_second: float, updates: int, *, progress: Callable[[int], None] | None = None
    ) -> Heard:
        """So many updates at a fixed rate; then the conversations that are under way are finished."""
        order = {"do": "rate", "rate": per_second, "updates": updates}
        return Heard(**await self._ask(order, progress))

    async def delay(self, seconds: float) -> None:
        """From now on Telegram takes so long for every call."""
        await self._ask({"do": "delay", "seconds": seconds})

    async def _ask(self, order: Json, progress: Callable[[int], None] | None = None) -> Json:
        stdin = self._process.stdin
        if stdin is None:
            raise RuntimeError("the citizens' process has no stdin")
        stdin.write(json.dumps(order).encode() + b"\n")
        await stdin.drain()
        while True:
            line = await _line(self._process)
            if "done" in line:
                found: Json = line["done"]
                return found
            if progress:
                progress(line["progress"])


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    """Starts the process; it ends when this is left."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "bot.bench.citizens",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=LONGEST_LINE,
        env=environment({"PYTHONPATH": str(HOME)}),
    )  # fmt: skip
    try:
        yield Town(process, await _line(process))
    finally:
        if process.stdin:
            process.stdin.close()
        await process.wait()


async def _line(process: asyncio.subprocess.Process) -> Json:
    if process.stdout is None:
        raise RuntimeError("the citizens' process has no stdout")
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError("the citizens' process has ended")
    found: Json = json.loads(line)
    return found
