"""Builds the service from its settings and runs it; the only place that starts tasks."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot import memory
from bot.addresses import Addresses, addresses
from bot.clock import Clock, WallClock
from bot.invite import invitation
from bot.jobs import Jobs
from bot.log import start_logging
from bot.settings import Settings
from bot.startup import plainly
from bot.telegram import face
from bot.telegram.api import Api, connected
from bot.telegram.delivery import Delivery
from bot.telegram.finder import Finder
from bot.telegram.pace import Pace
from bot.telegram.pictures import Pictures
from bot.telegram.polling import Polling
from bot.telegram.respond import Responder
from bot.telegram.serve import Front
from bot.telegram.speak import Speaker
from bot.telegram.watch import Pulse, Watch
from bot.telegram.webhook import PATH, webhook
from bot.tips.building import FOLDER, line_of
from bot.tips.line import Line
from bot.tips.standing import refuse_private_keys
from bot.tips.unlocking import unlocking
from bot.web import calendar
from bot.web.health import health, metrics
from bot.web.metrics import Meter
from bot.web.server import serving
from handlers import route
from handlers.house import House
from handlers.land import source
from handlers.land.borders import borders
from handlers.profile import Profile, read_profile
from handlers.rules import feeds
from handlers.wording import notices
from storage import migrate, outbox
from storage.opening import open_store
from storage.store import Store

log = logging.getLogger("betjent")


@dataclass
class App:
    """The running service, with the parts that a demo or a test wants to reach."""

    settings: Settings
    house: House
    store: Store
    api: Api
    front: Front
    delivery: Delivery
    pictures: Pictures
    jobs: Jobs
    tips: Line
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self, *loops: Coroutine[Any, Any, None]) -> None:
        """Starts what runs until the service stops."""
        self.tasks += [asyncio.create_task(loop) for loop in loops]

    async def deliver_due(self) -> int:
        """Delivers what is due and fetches pictures that wait, once; gives how much there was."""
        return await self.delivery.drain() + await self.pictures.drain() + await self.tips.due()

    async def invite(self, *, role: str, name: str, kommuner: Sequence[str] = ()) -> str:
        """A one-time link for a new colleague."""
        return await invitation(self.store, self.house, role=role, name=name, kommuner=kommuner)

    async def broken(self) -> None:
        """Returns never while all is well; raises what ended one of the loops."""
        # Not gather: cancelled with whoever waits here, it would end the loops before they are told to.
        done, _ = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            await task


async def run(settings: Settings, *, paced: bool = True) -> int:
    """Runs until SIGTERM or SIGINT, finishes what is in hand, and gives the exit code. See `running`.

    `memory.spare` comes before: it helps while this very file is imported.
    """
    start_logging(settings.log_format)
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    with plainly(settings):
        async with running(settings, paced=paced) as app:
            memory.settle()
            way = "by webhook" if settings.webhook_url else "by polling"
            log.info("%s is up, %s", app.house.profile.name, way)
            await _until(stopped, app)
    log.info("stopped")
    return 0


async def _until(stopped: asyncio.Event, app: App) -> None:
    waiting = asyncio.create_task(stopped.wait())
    broken = asyncio.create_task(app.broken())
    done, _ = await asyncio.wait((waiting, broken), return_when=asyncio.FIRST_COMPLETED)
    for task in (waiting, broken):
        task.cancel()
    if broken in done:
        await broken


@asynccontextmanager
async def running(
    settings: Settings, *, clock: Clock | None = None, ticking: bool = True, paced: bool = True
) -> AsyncIterator[App]:
    """The service, up and answering, until left.

    With `ticking` off nothing happens by itself: who holds the app calls `deliver_due` and `jobs`.
    With `paced` off only Telegram's own 429 holds it back.
    Raises ProfileFault and everything that `startup.plainly` puts into words.
    """
    time = clock or WallClock()
    profile = await _prepared(settings)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(_store(settings, time))
        api = await stack.enter_async_context(connected(settings.token, settings.api_url))
        house = _house(settings, profile, api)
        finder = Finder(api, await stack.enter_async_context(_addresses(settings, time)))
        app, watch, pulse, meter = _built(settings, house, store, api, time, finder, paced=paced)
        await stack.enter_async_context(unlocking(settings.data_dir / FOLDER, store, house))
        hook = hook_of(settings)
        stack.push_async_callback(_ended, app)
        await stack.enter_async_context(serving(_routes(app, watch, meter), settings.host, settings.port))
        stack.push_async_callback(app.front.stop)
        for change in await face.put_on(api, store, house, hook):
            log.info("set: %s", change)
        if ticking:
            app.start(app.delivery.run(), app.pictures.run(), app.tips.run(), watch.run())
            app.jobs.start()
        if hook is None:
            app.start(Polling(api, app.front, time, pulse).run())
        yield app


def _house(settings: Settings, profile: Profile, api: Api) -> House:
    return House(
        profile,
        api.bot.id,
        api.bot.username or "",
        settings.staff_chat or profile.staff_chat,
        public_url=settings.public_base,
        feed_key=feeds.key_of(settings.token),
    )


def _routes(app: App, watch: Watch, meter: Meter) -> list[web.RouteDef]:
    """What is served: how we are, what was counted, officers' calendars, and where Telegram delivers."""
    routes = [web.get("/health", health(watch.reasons)), web.get("/metrics", metrics(meter))]
    routes += calendar.routes(app.store, app.house)
    secret = app.settings.webhook_secret
    return [*routes, web.post(PATH, webhook(app.front, secret))] if secret else routes


def _addresses(settings: Settings, clock: Clock) -> AbstractAsyncContextManager[Addresses | None]:
    return addresses(settings.address_url, settings.address_token, clock)


async def _prepared(settings: Settings) -> Profile:
    """The district, with what must be in place before anything is opened."""
    profile = read_profile(settings.profile_path)
    refuse_private_keys(settings.data_dir, profile)
    source.use(settings.data_dir)
    await asyncio.to_thread(borders)  # loaded before the first pin, which would wait for it
    return profile


@asynccontextmanager
async def _store(settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    """The database with today's tables; what a process before us was just sending is free again."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate.upgrade_aside, settings.database)
    store = await open_store(settings.database, clock=clock.now)
    try:
        if store.alone:
            await store.write(outbox.free)
        yield store
    finally:
        await store.close()


def _built(  # noqa: PLR0913 - it joins everything that was opened
    settings: Settings, house: House, store: Store, api: Api, clock: Clock, finder: Finder, *, paced: bool
) -> tuple[App, Watch, Pulse, Meter]:
    meter, pulse = Meter(), Pulse(clock)
    speaker = Speaker(api, store, Pace(clock, limits=paced), clock)
    delivery = Delivery(store, house, speaker, clock, meter, wording=notices)
    pictures = Pictures(api, store, clock, meter, committed=delivery.wake)

    def committed() -> None:
        delivery.wake()
        pictures.wake()

    tips = line_of(settings, house, store, api, speaker, clock)
    front = Front(
        store,
        house,
        Responder(api, speaker),
        decide=route.decide,
        again=route.again,
        pulse=pulse,
        meter=meter,
        committed=committed,
        apart=tips,
        finder=finder,
    )
    jobs = Jobs(store, house, swept=lambda _name, done: delivery.wake() if done else None)
    watch = Watch(api, store, clock, pulse, meter, polling=settings.webhook_url is None)
    return App(settings, house, store, api, front, delivery, pictures, jobs, tips), watch, pulse, meter


def hook_of(settings: Settings) -> face.Hook | None:
    """Telegram delivers to /telegram unless the address already names a path."""
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    whole = urlsplit(settings.webhook_url).path not in {"", "/"}
    return face.Hook(settings.webhook_url if whole else settings.webhook_url + PATH, settings.webhook_secret)


async def _ended(app: App) -> None:
    """Lets what is on its way get through, then ends the loops."""
    app.jobs.stop()
    await app.tips.stop()
    await app.delivery.stop()
    for task in app.tasks:
        task.cancel()
    for task in app.tasks:
        with suppress(asyncio.CancelledError):
            await task
