"""Takes messages away when they have been shown long enough; what the network refused is due again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import TelegramError

from bot.clock import Clock
from bot.tips.chat import Chat


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """Messages that go at a certain time."""

    until: datetime
    chat_id: int
    ids: list[int]


class Fading:
    """What is to be deleted, in memory alone."""

    def __init__(self, chat: Chat, clock: Clock) -> None:
        self._chat = chat
        self._clock = clock
        self._shown: list[Shown] = []

    def later(self, chat_id: int, ids: list[int], minutes: int) -> None:
        """These go in so many minutes."""
        self._shown.append(Shown(self._clock.now() + timedelta(minutes=minutes), chat_id, ids))

    async def now(self, chat_id: int, ids: list[int]) -> None:
        """These go now, or as soon as the network lets them."""
        self.later(chat_id, list(ids), 0)
        await self.due()

    async def due(self) -> int:
        """Deletes what is due; gives how many lots of messages are gone."""
        now = self._clock.now()
        due = [each for each in self._shown if each.until <= now]
        self._shown = [each for each in self._shown if each.until > now]
        return sum([await self._gone(each) for each in due])

    async def _gone(self, shown: Shown) -> bool:
        try:
            await self._chat.wipe(shown.chat_id, shown.ids)
        except TelegramError:
            self._shown.append(shown)
            return False
        return True
