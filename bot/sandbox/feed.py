"""How one bot fetches its updates: by webhook or by polling, never by both."""

import asyncio
import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from .clock import Clock
from .errors import POLLED_TWICE, Refusal, bad_request, conflict
from .inbox import Inbox, Outcome, Update
from .params import Params
from .webhook import Address, RunReply, Webhook
from .wire import Json

LONGEST_POLL = 50
LONGEST_SECRET = 256
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(eq=False)
class Feed:
    """One bot's way to its inbox."""

    inbox: Inbox
    clock: Clock
    run_reply: RunReply | None = None
    webhook: Webhook | None = None
    _poll: asyncio.Future[None] | None = None
    _handed_out: int = 0

    def __post_init__(self) -> None:
        self.inbox.on_update = self._arrived

    # Webhook.

    async def set_webhook(self, params: Params) -> bool:
        """Setting what is set already changes nothing; anything else delivers what was in flight again."""
        address = _address(params)
        drop = params.flag("drop_pending_updates")
        self.inbox.allow(params.words("allowed_updates"))
        current = self.webhook.address if self.webhook else None
        if current == address and not drop:
            return True
        await self.close()
        if drop:
            self.inbox.clear()
        if address:
            self._end_poll(conflict("terminated by setWebhook request"))
            self.webhook = Webhook(address, self.inbox, self.clock, run_reply=self._reply)
            self.webhook.open()
        return True

    async def delete_webhook(self, params: Params) -> bool:
        await self.close()
        if params.flag("drop_pending_updates"):
            self.inbox.clear()
        return True

    def webhook_info(self) -> Json:
        self.inbox.expire()
        address = self.webhook.address if self.webhook else None
        shown: Json = {
            "url": address.url if address else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.inbox.pending),
        }
        if self.webhook and self.webhook.last_error:
            shown["last_error_date"], shown["last_error_message"] = self.webhook.last_error
        if address:
            shown |= {"max_connections": address.max_connections, "ip_address": address.ip_address}
        if self.inbox.allowed:
            shown["allowed_updates"] = self.inbox.allowed
        return shown

    # Polling.

    async def get_updates(self, params: Params) -> bytes:
        """A JSON list of updates; asking from an offset on confirms everything before it."""
        if self.webhook:
            raise conflict(WEBHOOK_ACTIVE)
        self._end_poll(conflict(POLLED_TWICE))
        self.inbox.allow(params.words("allowed_updates"))
        self._confirm(params.number("offset"))
        limit = min(max(params.number("limit", 100), 1), 100)
        batch = self._batch(limit)
        timeout = min(params.number("timeout"), LONGEST_POLL)
        if not batch and timeout > 0:
            await self._wait(timeout)
            batch = self._batch(limit)
        if batch:
            self._handed_out = max(self._handed_out, batch[-1].id)
        return b"[" + b",".join(update.body for update in batch) + b"]"

    @property
    def is_read(self) -> bool:
        """Whether somebody is there to take updates: a webhook, a waiting poll or a batch in work."""
        return bool(self.webhook or self._poll or self._handed_out in self.inbox.pending)

    def unfinished(self) -> list[Update]:
        """Updates that will move without the clock being touched."""
        if self.webhook is None:
            return list(self.inbox.pending.values())
        return self.webhook.in_flight()

    def repeat(self, update: Update) -> None:
        """Delivers an update once more, whatever became of it."""
        again = update.again()
        if self.webhook:
            self.webhook.push(again)
        else:
            self.inbox.repeats.append(again)
            self._wake()

    async def close(self) -> None:
        """Takes the webhook down."""
        if self.webhook:
            webhook, self.webhook = self.webhook, None
            await webhook.close()

    def stop(self) -> None:
        """Ends a waiting poll with what there is."""
        self._wake()

    def _arrived(self, update: Update) -> None:
        if self.webhook:
            self.webhook.push(update)
        else:
            self._wake()

    def _reply(self, method: str, params: Json) -> None:
        if self.run_reply:
            self.run_reply(method, params)

    def _confirm(self, offset: int) -> None:
        pending = self.inbox.pending
        forgets = offset < 0
        ids = list(pending)[:offset] if forgets else [number for number in pending if number < offset]
        for number in ids:
            self.inbox.close(pending[number], Outcome.DONE)

    def _batch(self, limit: int) -> list[Update]:
        self.inbox.expire()
        repeats = self.inbox.repeats[:limit]
        del self.inbox.repeats[:limit]
        for update in repeats:
            update.settle(Outcome.DONE)
        return repeats + list(islice(self.inbox.pending.values(), limit - len(repeats)))

    async def _wait(self, seconds: float) -> None:
        """Until an update comes or time is up; another poll or a webhook ends it with a refusal."""
        poll = self._poll = asyncio.get_running_loop().create_future()
        forget = self.clock.after(seconds, self._wake)
        try:
            await poll
        finally:
            forget()
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _end_poll(self, refusal: Refusal) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(refusal)


def _address(params: Params) -> Address | None:
    url = params.text("url")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    secret = params.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(params.number("max_connections", 40), 1), 100)
    return Address(url, secret, connections, params.text("ip_address") or "127.0.0.1")
