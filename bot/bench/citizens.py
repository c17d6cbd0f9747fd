"""A Telegram full of citizens, in a process of its own: `python -m bot.bench.citizens`.

It reads orders from stdin, a line of JSON each, and answers each with a line; progress comes between.
"""

import asyncio
import json
import random
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.bench.crowd import Crowd
from bot.bench.people import Citizen, Screens
from bot.sandbox import Sandbox
from bot.sandbox.model import User

Json: TypeAlias = dict[str, Any]

OURS, PEER = "1000:sandbox", "2000:sandbox"
IDS = 10**11, 10**12  # nobody's number is likely to come back in another run on the same database


class Town:
    """The sandbox with one group, two bots, and as many citizens as are asked for."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(limits=False)
        self.screens = Screens()
        self.sandbox.world.events = self.screens
        self.sandbox.bot(PEER, "default_bot", "Default")
        self.group = self.sandbox.group("Vurdering")
        self.group.add(self.sandbox.bot(OURS), admin=True)
        self._next = random.randrange(*IDS)  # noqa: S311 - no secret, only a start.

    async def talk(self, order: Json) -> Json:
        """Whole conversations, or open ones; see Crowd."""
        crowd = self._crowd(order)
        await crowd.some_at_a_time(order["conversations"], order["citizens"])
        return crowd.result()

    async def rate(self, order: Json) -> Json:
        """So many updates, so many a second."""
        crowd = self._crowd(order)
        await crowd.at_a_rate(order["rate"], order["updates"])
        return crowd.result()

    async def delay(self, order: Json) -> Json:
        """From now on every Bot API call takes so many seconds."""
        self.sandbox.api.delay = order["seconds"]
        return {}

    def _crowd(self, order: Json) -> Crowd:
        token = order.get("token", OURS)
        crowd = Crowd(lambda: self._citizen(token), lambda updates: _say({"progress": updates}))
        crowd.acts = order.get("acts", crowd.acts)
        crowd.twice = order.get("twice", 0.0)
        return crowd

    def _citizen(self, token: str) -> Citizen:
        """Somebody who has never written before."""
        self._next += 1
        world = self.sandbox.world
        user = world.add_user(User(self._next, "Karla", language="da"))
        citizen = Citizen(world, user, world.accounts[token])
        self.screens.citizens[citizen.dialog] = citizen
        return citizen


async def live() -> None:
    """Until stdin ends, which it also does when the one who asked is killed."""
    town = Town()
    await town.sandbox.start()
    _say({"url": town.sandbox.url, "group": town.group.id})
    does: dict[str, Callable[[Json], Awaitable[Json]]] = {
        "talk": town.talk,
        "rate": town.rate,
        "delay": town.delay,
    }
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        _say({"done": await does[order["do"]](order)})
    await town.sandbox.stop()


def _say(line: Json) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        import uvloop
    except ImportError:  # not made for Windows
        asyncio.run(live())
    else:
        uvloop.run(live())
