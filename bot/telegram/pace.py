"""How fast we may speak: 30 a second in all, 1 a second to a person, 20 a minute to a group, edits included.

Telegram's numbers (core.telegram.org/bots/faq). Each replica keeps to them by itself; where several together
say too much, Telegram's own 429 holds them back.
"""

from collections import deque
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.telegram.transport import Flood

OVERALL = 30
BURST = 3  # to one person; after that one a second
GROUP, WINDOW = 20, 60.0
SPARE_OVERALL, SPARE_GROUP = 6, 4  # what notices leave for the answers to people in front of us
REMEMBERED = 5000  # chats; a full bucket needs no remembering
MARGIN = 0.02  # seconds: Telegram's clock started a little after ours


@dataclass(slots=True)
class _Bucket:
    rate: float
    size: float
    tokens: float
    at: float

    def lacks(self, count: float, now: float) -> float:
        """Seconds until there are `count`."""
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (min(count, self.size) - self.tokens) / self.rate)


@dataclass(slots=True)
class _Window:
    spent: deque[float] = field(default_factory=deque)

    def lacks(self, count: int, now: float, limit: int) -> float:
        """Seconds until so many fit below the limit."""
        while self.spent and self.spent[0] <= now - WINDOW:
            self.spent.popleft()
        over = len(self.spent) + count - limit
        return self.spent[min(over, len(self.spent)) - 1] + WINDOW - now if over > 0 and self.spent else 0.0


class Pace:
    """The budget that replies and notices share. With `limits` off only Telegram's own 429 is obeyed."""

    def __init__(self, clock: Clock, *, limits: bool = True) -> None:
        self._clock = clock
        self._limits = limits
        self._overall = _Bucket(OVERALL, OVERALL, OVERALL, self._now())
        self._people: dict[int, _Bucket] = {}
        self._groups: dict[int, _Window] = {}
        self._held: dict[int, float] = {}

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram said 429: nothing to this chat until then."""
        self._held[chat_id] = self._now() + seconds

    def wait(self, chat_id: int, count: int = 1, *, first: bool) -> float:
        """Seconds until `count` calls to this chat are allowed; `first` for somebody who waits."""
        now = self._now()
        held = self._held.get(chat_id, 0.0) - now
        if held <= 0:
            self._held.pop(chat_id, None)
        if not self._limits:
            return max(0.0, held)
        overall = self._overall.lacks(count + (0 if first else SPARE_OVERALL), now)
        return max(0.0, held, overall, self._chat_lacks(chat_id, count, now, first))

    async def turn(self, chat_id: int, count: int = 1, *, first: bool, patience: float) -> bool:
        """Waits for the turn and takes it; tells whether it had to wait.

        Raises Flood at once when the turn is further away than `patience` seconds.
        """
        waited = 0.0
        while (wait := self.wait(chat_id, count, first=first)) > 0:
            if waited + wait > patience:
                raise Flood(wait)
            await self._clock.sleep(wait + MARGIN)
            waited += wait + MARGIN
        self._spend(chat_id, count)
        return waited > 0

    def _chat_lacks(self, chat_id: int, count: int, now: float, first: bool) -> float:
        if chat_id > 0:
            bucket = self._people.get(chat_id)
            return bucket.lacks(count, now) if bucket else 0.0
        window = self._groups.get(chat_id)
        return window.lacks(count, now, GROUP if first else GROUP - SPARE_GROUP) if window else 0.0

    def _spend(self, chat_id: int, count: int) -> None:
        if not self._limits:
            return
        now = self._now()
        self._overall.tokens -= count
        if chat_id < 0:
            self._groups.setdefault(chat_id, _Window()).spent.extend([now] * count)
            return
        if len(self._people) >= REMEMBERED:
            self._people = {
                key: bucket for key, bucket in self._people.items() if bucket.lacks(BURST, now) > 0
            }
        self._people.setdefault(chat_id, _Bucket(1, BURST, BURST, now)).tokens -= count

    def _now(self) -> float:
        return self._clock.now().timestamp()
