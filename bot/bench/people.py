"""Citizens who keep to the script, and the screens they look at."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

from bot.bench.script import Act
from bot.sandbox import content
from bot.sandbox.account import Account
from bot.sandbox.events import Events
from bot.sandbox.inbox import Outcome, Update
from bot.sandbox.model import Chat, Dialog, Message, User
from bot.sandbox.world import World

AGAIN_SECONDS = 0.02  # between looks at an update that the bot has refused for now
PATIENCE = 30.0  # seconds for an answer to be seen


class Astray(Exception):
    """The conversation cannot go on: the button is not there, or the update was given up."""


class Screens(Events):
    """Tells each citizen what the bot shows, at the moment it shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.citizens: dict[Chat, Citizen] = {}

    def message(self, kind: str, message: Message) -> None:
        """A new message or an edit."""
        super().message(kind, message)
        citizen = self.citizens.get(message.chat)
        if citizen and message.sender.is_bot:
            citizen.sees(message)


@dataclass(eq=False)
class Citizen:
    """One person in one conversation with one bot."""

    world: World
    user: User
    account: Account
    shown: list[Message] = field(default_factory=list)
    shown_at: float = 0.0
    screens: int = 0  # how often anything was shown
    acts: int = 0
    wrong: int = 0  # answers that did not show what they should
    updates: list[Update] = field(default_factory=list)
    repeated: list[Update] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def dialog(self) -> Dialog:
        """Her private chat with the bot."""
        return self.world.dialog(self.user, self.account.user)

    @property
    def repeats(self) -> int:
        """How often Telegram has delivered something of hers again."""
        return len(self.repeated) + sum(update.attempts for update in self.updates)

    def sees(self, message: Message) -> None:
        """Something appears, or changes."""
        self.shown.append(message)
        self.screens += 1
        self.shown_at = perf_counter()
        self._news.set()

    async def does(self, act: Act, *, twice: bool = False) -> float:
        """One act; gives the seconds until its answer was to be seen. Raises Astray."""
        before = list(self.shown)
        self.shown.clear()
        began = perf_counter()
        update = self._says(act.words) if act.typed else self._taps(act.words, before)
        self.updates.append(update)
        if twice:
            self._repeat(update)
        await _taken(update)
        await self._answered()
        self.acts += 1
        if not any(_holds(message, act.shows) for message in self.shown):
            self.wrong += 1
        if not self.shown:  # she still looks at what was there
            self.shown, self.shown_at = before, perf_counter()
        return self.shown_at - began

    async def _answered(self) -> None:
        """A bot that polls takes an update before it answers it; ours has answered by now."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self.shown:
                    self._news.clear()
                    await self._news.wait()

    async def rests(self) -> None:
        """Returns when all that was sent twice has been taken twice."""
        for update in self.repeated:
            await _taken(update)

    def _says(self, words: str) -> Update:
        self.dialog.started = True
        _, updates = self.world.post(self.dialog, self.user, content.text(words))
        if not updates:
            raise Astray("nobody reads")
        return updates[0]

    def _taps(self, label: str, before: list[Message]) -> Update:
        """What changed last is what she looks at; above it stand the older messages."""
        for message in (*reversed(before), *reversed(self.dialog.messages.values())):
            for button in (button for row in message.keyboard for button in row):
                if button["text"] == label:
                    return self._tapped(message, button["callback_data"])
        raise Astray(f"no button {label!r}")

    def _tapped(self, message: Message, data: str) -> Update:
        update = self.world.tap(message, self.user, data)
        if update is None:
            raise Astray("nobody reads taps")
        return update

    def _repeat(self, update: Update) -> None:
        """The same update beside itself, as when Telegram did not hear our answer."""
        again = update.again()
        self.repeated.append(again)
        webhook = self.account.feed.webhook
        if webhook:
            webhook.push(again)


async def _taken(update: Update) -> None:
    while (outcome := await update.finished()) is not Outcome.DONE:
        if outcome is Outcome.DROPPED:
            raise Astray("an update was given up")
        await asyncio.sleep(AGAIN_SECONDS)


def _holds(message: Message, words: str) -> bool:
    return words in message.text or any(words in row for row in message.buttons)
