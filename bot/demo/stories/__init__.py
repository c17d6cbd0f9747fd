"""The stories that the demo can play, one file each; a new file is a new story."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.demo.stage import Stage
from bot.demo.teller import Teller
from bot.prove.tokens import Token


@dataclass(frozen=True, slots=True)
class Story:
    """What is played, and what can be said when all of it went as it should.

    `secrets` names what must not be found in anything that the story leaves behind.
    """

    key: str
    tell: Callable[[Teller], Awaitable[None]]
    done: str
    secrets: Callable[[Stage], Sequence[Token]] | None = field(default=None)


def stories() -> dict[str, Story]:
    """All of them, by key."""
    found = [
        importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    ]
    return {module.STORY.key: module.STORY for module in found}
