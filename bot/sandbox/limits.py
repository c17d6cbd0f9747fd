"""How much a bot may send: 30 a second in all, 1 a second to a person, 20 a minute to a group, edits too."""

import math
from collections import deque
from dataclasses import dataclass, field

from .errors import flood
from .model import Chat

OVERALL = 30
BURST = 3
"""Telegram lets a short burst through to one person before it insists on one message a second."""
ROUNDING = 1e-6
GROUP_LIMIT, GROUP_WINDOW = 20, 60.0


@dataclass
class _Bucket:
    tokens: float
    at: float

    def wait(self, count: int, now: float, *, rate: float, size: float) -> float:
        """Refills, and tells how long until that many tokens are there; 0 when they are."""
        self.tokens = min(size, self.tokens + (now - self.at) * rate)
        self.at = now
        # An album may be larger than the bucket: a full bucket is then enough.
        return max(0.0, (min(count, size) - self.tokens) / rate)


@dataclass
class Limits:
    """One bot's budget. Refused calls cost nothing."""

    enabled: bool = True
    _overall: _Bucket = field(default_factory=lambda: _Bucket(OVERALL, 0.0))
    _people: dict[int, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def spend(self, chat: Chat, now: float, count: int = 1) -> None:
        """Takes what a call costs from the budget, or raises 429 with the whole seconds to wait."""
        if not self.enabled:
            return
        wait = self._overall.wait(count, now, rate=OVERALL, size=OVERALL)
        if chat.kind == "private":
            person = self._people.setdefault(chat.id, _Bucket(BURST, now))
            wait = max(wait, person.wait(count, now, rate=1, size=BURST))
        else:
            wait = max(wait, self._group_wait(chat.id, now, count))
        if wait > ROUNDING:
            raise flood(math.ceil(wait))
        self._overall.tokens -= count
        if chat.kind == "private":
            self._people[chat.id].tokens -= count
        else:
            self._groups[chat.id].extend([now] * count)

    def _group_wait(self, chat_id: int, now: float, count: int) -> float:
        sent = self._groups.setdefault(chat_id, deque())
        while sent and sent[0] <= now - GROUP_WINDOW:
            sent.popleft()
        over = len(sent) + count - GROUP_LIMIT
        return sent[min(over, len(sent)) - 1] + GROUP_WINDOW - now if over > 0 and sent else 0.0
