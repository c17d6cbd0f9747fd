"""The bot that is measured: in this process, or in one of its own that can be killed."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot import memory
from bot.app import App, running
from bot.bench.citizens import OURS
from bot.bench.town import HOME
from bot.clock import WallClock
from bot.settings import Settings, environment
from storage import cases, migrate
from storage.measure import clear
from storage.opening import open_store
from storage.store import Store

DISTRICT = "midt-og-vestsjaelland"
SECRET = "bench"  # noqa: S105 - it opens nothing but the sandbox
# With compiled bytecode kept, as an installation has it.
SURROUNDINGS = {"PYTHONPATH": str(HOME), "PYTHONDONTWRITEBYTECODE": ""}
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


def settings_for(api_url: str, group: int, data_dir: Path, database_url: str) -> Settings:
    """By webhook on a free port; SQLite in the data folder unless a database is named."""
    listen = f"127.0.0.1:{_free_port()}"
    return Settings(
        token=OURS, district=DISTRICT, api_url=api_url, staff_chat=group,
        data_dir=data_dir, listen=listen, webhook_url=f"http://{listen}/telegram", webhook_secret=SECRET,
        database_url=database_url or f"sqlite:///{data_dir / 'bench.db'}",
    )  # fmt: skip


def moved(settings: Settings) -> Settings:
    """The same on another port, so that Telegram has not yet given up on it."""
    listen = f"127.0.0.1:{_free_port()}"
    return settings.model_copy(update={"listen": listen, "webhook_url": f"http://{listen}/telegram"})


@asynccontextmanager
async def here(settings: Settings, *, ticking: bool = True) -> AsyncIterator[App]:
    """In this process; with `ticking` off nothing is done but what updates ask for."""
    async with running(settings, paced=False, ticking=ticking) as app:
        memory.settle()
        yield app


async def cleared(settings: Settings) -> None:
    """Makes the tables and empties them. Raises NotForMeasuring when somebody's cases are in them."""
    async with opened(settings.database) as store:
        await store.write(clear)


async def cases_of(store: Store, people: Sequence[int]) -> dict[int, int]:
    """How many cases each of these people has."""
    return await store.read(
        lambda work: {person: len(cases.of_person(work, person, limit=9)) for person in people}
    )


async def cases_in(settings: Settings, people: Sequence[int]) -> dict[int, int]:
    """The same, once the bot that had the database is gone."""
    async with opened(settings.database) as store:
        return await cases_of(store, people)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """The database alone, with its tables."""
    await asyncio.to_thread(migrate.upgrade, url)
    store = await open_store(url, clock=WallClock().now)
    try:
        yield store
    finally:
        await store.close()


class Elsewhere:
    """In a process of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Returns at once; it answers when it is ready."""
        said = self._settings.model_dump(exclude_none=True, exclude_defaults=True)
        told = {f"BETJENT_{name.upper()}": str(value) for name, value in said.items()}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "bot.bench.unpaced",
            env=environment({**SURROUNDINGS, **told}), stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    async def kill(self) -> None:
        """As when the power goes."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Asks it to finish what it has; gives its exit code."""
        return await self._end(signal.SIGTERM)

    def resident(self) -> float:
        """Megabytes of memory it has now; 0 where the system does not tell."""
        statm = Path(f"/proc/{self._process.pid}/statm") if self._process else Path("/nowhere")
        return int(statm.read_text().split()[1]) * PAGE / 1e6 if statm.exists() else 0.0

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None or self._process.returncode is not None:
            return 0
        self._process.send_signal(how)
        return await self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
