"""Where a reader works: a bundle in a file, or the database itself; neither needs the bot's token."""

import argparse
import asyncio
import getpass
from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.clock import WallClock
from bot.settings import StartFault, read_ground
from bot.startup import database_plainly
from handlers.profile import read_profile
from handlers.tips import bundle
from handlers.tips.bundle import NoBundle
from storage import migrate
from storage.opening import open_store
from storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """An open store with tips, the district whose they are, and who reads."""

    store: Store
    district: str
    who: str


def who_of(options: argparse.Namespace) -> str:
    """Who reads. Raises StartFault."""
    try:
        return " ".join((options.who or getpass.getuser()).split())
    except (KeyError, OSError):
        raise StartFault("Hvem er du? Skriv --as og dit navn.") from None


@asynccontextmanager
async def at_home(who: str) -> AsyncIterator[Place]:
    """The database. Raises StartFault, SettingsFault and ProfileFault."""
    ground = read_ground()
    profile = read_profile(ground.profile_path)
    async with opened(
        ground.database, "Databasen har ikke denne udgaves tabeller: kør betjent migrate"
    ) as store:
        yield Place(store, profile.key, who)


@asynccontextmanager
async def in_bundle(path: Path, who: str) -> AsyncIterator[Place]:
    """A bundle. Raises StartFault."""
    if not await asyncio.to_thread(path.is_file):
        raise StartFault(f"{path}: findes ikke")
    async with opened(url_of(path), f"{path}: er fra en anden udgave, eller ingen pakke med tips") as store:
        head = await _plainly(path, store.read(bundle.head_of))
        yield Place(store, head.district, who)


def place_of(options: argparse.Namespace) -> AbstractAsyncContextManager[Place]:
    """Where this command is to read."""
    who = who_of(options)
    return in_bundle(options.bundle, who) if options.bundle else at_home(who)


@asynccontextmanager
async def opened(url: str, behind: str) -> AsyncIterator[Store]:
    """A store beside whoever else uses it. Raises StartFault: `behind` when the tables are not today's."""
    with database_plainly():
        if not await asyncio.to_thread(migrate.is_current, url):
            raise StartFault(behind)
        store = await open_store(url, clock=WallClock().now, alone=False)
        try:
            yield store
        finally:
            await store.close()


def url_of(path: Path) -> str:
    """A file as a database."""
    return f"sqlite:///{path.absolute()}"


async def _plainly(path: Path, reading: Awaitable[T]) -> T:
    try:
        return await reading
    except NoBundle as fault:
        raise StartFault(f"{path}: {fault}") from None
