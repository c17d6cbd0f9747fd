"""The updates that wait for one bot, whichever way it fetches them."""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from enum import StrEnum

from .clock import Clock
from .wire import Json, dumps

DAY = 24 * 60 * 60.0
CALLBACK_LIFE = 150.0
UNASKED = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
"""Kinds that a bot gets only when it names them in allowed_updates."""
KINDS = frozenset(
    (
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "purchased_paid_media",
        *UNASKED,
    )
)


class Outcome(StrEnum):
    """What became of an update."""

    DONE = "done"
    FAILING = "failing"
    """The bot refused it, or one before it in its queue; it comes again later."""
    DROPPED = "dropped"


class Update:
    """One update on its way; `body` is the JSON the bot gets."""

    __slots__ = ("_waiting", "attempts", "body", "delay", "expires_at", "id", "kind", "outcome", "queue")

    def __init__(self, number: int, kind: str, queue: int, *, body: bytes, expires_at: float) -> None:
        self.id = number
        self.kind = kind
        self.queue = queue
        self.body = body
        self.expires_at = expires_at
        self.attempts = 0
        self.delay = 1.0
        self.outcome: Outcome | None = None
        self._waiting: list[asyncio.Future[Outcome]] = []

    def settle(self, outcome: Outcome) -> None:
        """Tells everybody who waits for it."""
        self.outcome = outcome
        for future in self._waiting:
            if not future.done():
                future.set_result(outcome)
        self._waiting.clear()

    async def finished(self) -> Outcome:
        """Waits until the bot has dealt with it, has refused it for now, or it has expired."""
        if self.outcome:
            return self.outcome
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return await future

    def again(self) -> "Update":
        """The same update once more, in a queue of its own."""
        return Update(self.id, self.kind, -self.id, body=self.body, expires_at=self.expires_at)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}, tried {self.attempts} times, {self.outcome or 'waiting'}>"


class Inbox:
    """Holds updates in order until the bot has taken them or they have expired."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_id = random.randrange(10_000_000, 900_000_000)  # noqa: S311 - no secret, only a start.
        self.pending: dict[int, Update] = {}
        self.recent: deque[Update] = deque(maxlen=2000)
        self.allowed: list[str] | None = None
        self.repeats: list[Update] = []
        self.on_update: Callable[[Update], None] | None = None

    def push(self, kind: str, payload: Json, *, queue: int, life: float = DAY) -> Update | None:
        """Queues an update, or returns None when the bot has not asked for that kind."""
        if not self.wants(kind):
            return None
        number = self._next_id
        self._next_id += 1
        body = dumps({"update_id": number, kind: payload})
        update = Update(number, kind, queue, body=body, expires_at=self._clock.time() + life)
        self.pending[number] = update
        self.recent.append(update)
        if self.on_update:
            self.on_update(update)
        return update

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def allow(self, kinds: list[str] | None) -> None:
        """None leaves it as it was, an empty list means the usual kinds; unknown names are ignored."""
        if kinds is not None:
            self.allowed = [kind for kind in kinds if kind in KINDS] or None

    def holds(self, update: Update) -> bool:
        return self.pending.get(update.id) is update

    def close(self, update: Update, outcome: Outcome) -> None:
        """Takes an update out and says what became of it."""
        if self.holds(update):
            del self.pending[update.id]
        update.settle(outcome)

    def expire(self) -> None:
        """Drops what nobody fetched in time."""
        now = self._clock.time()
        for update in [update for update in self.pending.values() if update.expires_at < now]:
            self.close(update, Outcome.DROPPED)

    def clear(self) -> None:
        for update in list(self.pending.values()):
            self.close(update, Outcome.DROPPED)
