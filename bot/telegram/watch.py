"""Notices when we have gone deaf or dumb: nothing comes in, nothing gets out, or the database is away."""

import asyncio
from datetime import datetime, timedelta

from telegram.error import TelegramError

from bot.clock import Clock
from bot.telegram.api import Api
from bot.web.metrics import Meter
from storage import outbox
from storage.store import Store, StoreAway

ASK_EVERY = 60.0  # seconds between questions to Telegram about the webhook
DEAF = timedelta(minutes=3)
STUCK = timedelta(minutes=5)
PENDING = 50
PATIENCE = 5.0  # seconds that the database has to answer


class Pulse:
    """When something last came from Telegram."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.heard_at: datetime = clock.now()
        self.fetched_at: datetime = clock.now()

    def heard(self) -> None:
        """An update arrived."""
        self.heard_at = self._clock.now()

    def fetched(self) -> None:
        """getUpdates answered, with or without updates."""
        self.fetched_at = self._clock.now()


class Watch:
    """Tells in plain words what is wrong; nothing to tell means that all is well."""

    def __init__(
        self, api: Api, store: Store, clock: Clock, pulse: Pulse, meter: Meter, *, polling: bool
    ) -> None:
        self._api = api
        self._store = store
        self._clock = clock
        self._pulse = pulse
        self._meter = meter
        self._polling = polling
        self._telegram: list[str] = []

    async def run(self) -> None:
        """Asks Telegram now and then; never returns."""
        while True:
            await self.ask_telegram()
            await self._clock.sleep(ASK_EVERY)

    async def ask_telegram(self) -> None:
        """Looks at Telegram's own account of how delivery goes."""
        try:
            found = await self._api.get_webhook_info()
        except TelegramError as fault:
            self._telegram = [f"Telegram svarer ikke ({type(fault).__name__})."]
            return
        now, faults = self._clock.now(), []
        recent = found.last_error_date is not None and now - found.last_error_date < DEAF
        if recent and not self._polling:
            faults.append(f"Telegram kan ikke aflevere til webhooken: {found.last_error_message}.")
        if not found.url and not self._polling:
            faults.append("Telegram har ingen webhook til os.")
        waiting = found.pending_update_count
        if waiting >= PENDING or (waiting and now - self._pulse.heard_at > DEAF):
            faults.append(f"{waiting} {'besked' if waiting == 1 else 'beskeder'} venter hos Telegram.")
        self._telegram = faults

    async def reasons(self) -> list[str]:
        """Everything that is wrong just now."""
        found = [*self._telegram, *self._deaf(), *await self._outbox()]
        self._meter.faults(len(found))
        return found

    def _deaf(self) -> list[str]:
        silent = self._clock.now() - self._pulse.fetched_at
        if not self._polling or silent <= DEAF:
            return []
        return [f"Vi har ikke kunnet hente beskeder i {_minutes(silent)} minutter."]

    async def _outbox(self) -> list[str]:
        try:
            async with asyncio.timeout(PATIENCE):
                oldest = await self._store.read(outbox.oldest_waiting)
        except (StoreAway, TimeoutError):
            return ["Databasen svarer ikke."]
        waited = self._clock.now() - oldest if oldest else timedelta(0)
        self._meter.queue_age(max(0.0, waited.total_seconds()))
        if waited <= STUCK:
            return []
        return [f"Den ældste besked i udbakken har ventet i {_minutes(waited)} minutter."]


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
