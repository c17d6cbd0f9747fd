"""The stage of demo and tests: a sandbox Telegram, the real application, and a fixed cast."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import App, running
from bot.demo.keys import tip_keys
from bot.sandbox import Clock, Sandbox
from bot.sandbox.groups import Group
from bot.sandbox.people import Person
from bot.settings import Settings
from handlers.tips.opened import Opened

TOKEN = "1000:sandbox"  # noqa: S105 - it opens nothing but the sandbox
SECRET = "sandbox-secret"  # noqa: S105 - likewise


@dataclass(frozen=True, slots=True)
class Setting:
    """How the stage is set; every part may be otherwise in a test.

    With `ticking` off nothing is delivered by itself: `settled` does it, so a story is told in order.
    """

    district: str = "midt-og-vestsjaelland"
    database_url: str = ""
    sandbox_port: int = 0
    polling: bool = False
    ticking: bool = True
    limits: bool = True
    address_url: str | None = None
    tips_memory: str | None = None


@dataclass(slots=True)
class Stage:
    """Karla asks, Inge and Jens assess, Bo does it; everything between them is the real thing."""

    clock: Clock
    sandbox: Sandbox
    setting: Setting
    settings: Settings
    group: Group
    karla: Person
    inge: Person
    jens: Person
    bo: Person
    opened: Opened  # the demo's private keys for tips
    _apps: list[App] = field(default_factory=list)
    _up: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def app(self) -> App:
        """The application that runs now, or ran last."""
        return self._apps[-1]

    async def start(self) -> None:
        """Starts the application on the stage's data and sandbox."""
        setting = self.setting
        wanted = running(self.settings, clock=self.clock, ticking=setting.ticking, paced=setting.limits)
        self._apps.append(await self._up.enter_async_context(wanted))
        self.app.house.opened.take_all(self.opened)

    async def stop(self) -> None:
        """Stops the application in good order; the sandbox goes on and keeps what comes."""
        await self._up.aclose()

    async def settled(self, patience: float = 10.0) -> None:
        """Returns when nothing is on its way: no update, no notice that is due, no picture."""
        async with asyncio.timeout(patience):
            while True:
                await self.sandbox.settled(patience)
                if not await self.app.deliver_due():
                    break

    async def later(self, seconds: float) -> None:
        """Lets time pass: the clock jumps, the sweeps run, and what became due is delivered."""
        self.clock.advance(seconds)
        await self.swept()
        await self.settled()

    async def swept(self) -> None:
        """What has become due is done now, and not when the sweeps tick next."""
        await self.app.jobs.run_all()


@asynccontextmanager
async def stage(
    data_dir: Path, setting: Setting | None = None, *, clock: Clock | None = None
) -> AsyncIterator[Stage]:
    """Everything up and running, with Inge, Jens and Bo already members."""
    wanted = setting or Setting()
    sandbox = Sandbox(clock or Clock.real(movable=True), limits=wanted.limits)
    bot = sandbox.bot(token=TOKEN)
    karla, inge, jens, bo = (sandbox.person(name) for name in ("Karla", "Inge", "Jens", "Bo"))
    group = sandbox.group("Vurdering", [inge, jens])
    group.add(bot, admin=True)
    await sandbox.start(port=wanted.sandbox_port)
    profile, opened = tip_keys(data_dir, wanted.district, sandbox.clock.now())
    settings = _settings(sandbox, group, data_dir, wanted, profile)
    play = Stage(sandbox.clock, sandbox, wanted, settings, group, karla, inge, jens, bo, opened)
    try:
        await play.start()
        await _introduce(play)
        yield play
    finally:
        await play.stop()
        await sandbox.stop()


def _settings(sandbox: Sandbox, group: Group, data_dir: Path, wanted: Setting, profile: Path) -> Settings:
    listen = f"127.0.0.1:{_free_port()}"
    return Settings(
        token=TOKEN,
        district=str(profile),
        api_url=sandbox.url,
        data_dir=data_dir,
        database_url=wanted.database_url,
        staff_chat=group.id,
        listen=listen,
        webhook_url=None if wanted.polling else f"http://{listen}/telegram",
        webhook_secret=None if wanted.polling else SECRET,
        address_url=wanted.address_url,
        tips_memory=wanted.tips_memory,
    )


async def _introduce(play: Stage) -> None:
    """Everybody follows an invitation of their own, as the real people would."""
    for person, role, kommuner in (
        (play.inge, "tips", ()),
        (play.jens, "staff", ()),
        (play.bo, "officer", ("0259", "0269")),
    ):
        await person.open(await play.app.invite(role=role, name=person.name, kommuner=kommuner))
    await play.settled()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
