"""Delivery by webhook: one update in flight per queue, other queues beside it, again until it is taken."""

import asyncio
import itertools
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from json import JSONDecodeError, loads
from urllib.parse import parse_qsl

import aiohttp

from .clock import Clock
from .inbox import Inbox, Outcome, Update
from .wire import Json

SUCCESS = range(200, 300)
ANSWER_TIMEOUT = 60.0
LONGEST_DELAY = 60.0
LONGEST_RETRY_AFTER = 3600
REPLY_REFUSED = ("get", "setwebhook", "deletewebhook", "close", "logout")

RunReply = Callable[[str, Json], None]


@dataclass(frozen=True)
class Address:
    """What setWebhook was told. Deliveries take turns between the replicas when there are any."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = "127.0.0.1"


@dataclass(frozen=True)
class _Refused:
    why: str
    retry_after: int = 0


class Webhook:
    """Feeds one bot. At most twice `max_connections` updates are looked at; the rest wait their turn."""

    def __init__(self, address: Address, inbox: Inbox, clock: Clock, *, run_reply: RunReply) -> None:
        self.address = address
        self.last_error: tuple[int, str] | None = None
        self.replicas: list[str] = []
        self._turn = itertools.count()
        self._inbox = inbox
        self._clock = clock
        self._run_reply = run_reply
        self._session: aiohttp.ClientSession | None = None
        self._unread: deque[Update] = deque(inbox.pending.values())
        self._lanes: dict[int, deque[Update]] = {}
        self._ready: deque[int] = deque()
        self._loaded = 0
        self._sending: dict[asyncio.Task[None], Update] = {}
        self._resting: dict[int, tuple[Update, Callable[[], None]]] = {}
        self._headers = {"Content-Type": "application/json"}
        if address.secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = address.secret

    def open(self) -> None:
        """Begins to deliver what waits and what comes."""
        connector = aiohttp.TCPConnector(limit=0, ssl=False)
        timeout = aiohttp.ClientTimeout(total=None)
        self._session = aiohttp.ClientSession(connector=connector, timeout=timeout, auto_decompress=False)
        self.pump()

    async def close(self) -> None:
        """Stops; what was in flight stays in the inbox and is delivered again by the next webhook."""
        session, self._session = self._session, None
        for _, forget in self._resting.values():
            forget()
        tasks = list(self._sending)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if session:
            await session.close()

    def push(self, update: Update) -> None:
        self._unread.append(update)
        self.pump()

    def in_flight(self) -> list[Update]:
        """Updates that were sent and are not answered yet."""
        return list(self._sending.values())

    def resting(self) -> list[Update]:
        """Updates that were refused and wait for a later try; their whole queue waits with them."""
        return [update for update, _ in self._resting.values()]

    def pump(self) -> None:
        """Loads what there is room for and sends the first update of every queue that may send."""
        if self._session is None:
            return
        while self._unread and self._loaded < 2 * self.address.max_connections:
            self._load(self._unread.popleft())
        while self._ready and len(self._sending) < self.address.max_connections:
            update = self._lanes[self._ready.popleft()][0]
            task = asyncio.create_task(self._deliver(update, self._session))
            self._sending[task] = update
            task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        del self._sending[task]
        if not task.cancelled():
            task.result()
        self.pump()

    def _load(self, update: Update) -> None:
        self._loaded += 1
        lane = self._lanes.get(update.queue)
        if lane is None:
            self._lanes[update.queue] = deque((update,))
            self._ready.append(update.queue)
        else:
            lane.append(update)
            if update.queue in self._resting:
                update.settle(Outcome.FAILING)

    async def _deliver(self, update: Update, session: aiohttp.ClientSession) -> None:
        if update.expires_at < self._clock.time():
            return self._finish(update, Outcome.DROPPED)
        refused = await self._attempt(update, session)
        if refused is None:
            return self._finish(update, Outcome.DONE)
        self.last_error = (int(self._clock.time()), refused.why)
        delay = self._next_delay(update, refused.retry_after)
        if self._clock.time() + delay > update.expires_at:
            return self._finish(update, Outcome.DROPPED)
        if delay == 0:
            return self._ready.append(update.queue)
        return self._rest(update, delay)

    def _rest(self, update: Update, delay: float) -> None:
        """Lets the whole queue wait; nobody need wait for it meanwhile."""
        forget = self._clock.after(delay, partial(self._wake, update.queue))
        self._resting[update.queue] = (update, forget)
        for waiting in self._lanes[update.queue]:
            waiting.settle(Outcome.FAILING)

    def _wake(self, queue: int) -> None:
        del self._resting[queue]
        for waiting in self._lanes[queue]:
            waiting.outcome = None
        self._ready.append(queue)
        self.pump()

    def _next_delay(self, update: Update, retry_after: int) -> float:
        """At once, then 2, 4, 8, 16, 32 s, then a random 60 to 120 s; an answered Retry-After wins."""
        update.attempts += 1
        if retry_after:
            return float(min(retry_after, LONGEST_RETRY_AFTER))
        if update.attempts == 1:
            return 0.0
        longest = random.uniform(LONGEST_DELAY, 2 * LONGEST_DELAY)  # noqa: S311 - only spreads the load.
        update.delay = min(update.delay * 2, longest)
        return update.delay

    def _finish(self, update: Update, outcome: Outcome) -> None:
        lane = self._lanes[update.queue]
        lane.popleft()
        self._loaded -= 1
        if lane:
            self._ready.append(update.queue)
        else:
            del self._lanes[update.queue]
        self._inbox.close(update, outcome)

    async def _attempt(self, update: Update, session: aiohttp.ClientSession) -> _Refused | None:
        try:
            async with asyncio.timeout(None) as limit:
                forget = self._clock.after(ANSWER_TIMEOUT, lambda: limit.reschedule(0))
                try:
                    return await self._post(update, session)
                finally:
                    forget()
        except TimeoutError:
            return _Refused("Read timeout expired")
        except aiohttp.ClientConnectorError:
            return _Refused("Connection refused")
        except (aiohttp.ClientError, ConnectionError):
            return _Refused("Webhook connection closed")

    async def _post(self, update: Update, session: aiohttp.ClientSession) -> _Refused | None:
        async with session.post(
            self._target(), data=update.body, headers=self._headers, allow_redirects=False
        ) as response:
            body = await response.read()
            if response.status in SUCCESS:
                self._take_reply(body, response.content_type)
                return None
            return _refusal(response)

    def _target(self) -> str:
        if not self.replicas:
            return self.address.url
        return self.replicas[next(self._turn) % len(self.replicas)]

    def _take_reply(self, body: bytes, content_type: str) -> None:
        """A 2xx answer may carry one API call; nobody hears how it went."""
        if b"method" not in body:
            return
        try:
            call = loads(body) if content_type == "application/json" else dict(parse_qsl(body.decode()))
        except (JSONDecodeError, UnicodeDecodeError):
            return
        method = str(call.pop("method", "")).lower() if isinstance(call, dict) else ""
        if method and not method.startswith(REPLY_REFUSED):
            self._run_reply(method, call)


def _refusal(response: aiohttp.ClientResponse) -> _Refused:
    reason = response.reason or HTTPStatus(response.status).phrase
    after = response.headers.get("Retry-After", "")
    seconds = int(after) if after.isascii() and after.isdigit() else 0
    return _Refused(f"Wrong response from the webhook: {response.status} {reason}", seconds)
