"""Killed at the worst moments: what is on the disk then, and what the dead process had said."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

from bot.demo.keys import tip_keys
from bot.prove import sinks
from bot.prove.sinks import Piece
from bot.sandbox import Person
from tests.machine import Machine, a_machine, free_port
from tests.proof.canary import CANARY, left, traces
from tests.proof.nest import CODE, arrives, picture

ACTS = ("Fortsæt", "Nej", "Nej")


class Victim:
    """A real process that will be killed, and the canary in front of it."""

    def __init__(self, machine: Machine, folder: Path) -> None:
        self.machine = machine
        self.folder = folder
        self.canary: Person = arrives(machine.sandbox)

    async def tells(self) -> None:
        """Answers something, with a picture, as far as the summary."""
        await self.canary.send("/tip")
        for label in ACTS:
            await self.canary.tap(label)
        await self.canary.send(CANARY.answers["what"])
        await self.canary.tap("Salg på gaden")
        await self.canary.send(CANARY.answers["where"])
        await self.canary.tap("Gå til oversigten")
        await self.canary.send_photo(picture())

    async def dies(self) -> list[Piece]:
        """kill -9; gives what is on the disk, and everything the process had said."""
        process = self.machine.running[-1]
        process.kill()
        out, errors = await process.communicate()
        said = sinks.text("stdout og stderr", "processen", (out + errors).decode())
        return [*left(self.folder, "sqlite"), said]

    def tips(self) -> int:
        """How many are written."""
        with closing(sqlite3.connect(self.folder / "betjent.sqlite3")) as database:
            return int(database.execute("SELECT count(*) FROM tips").fetchone()[0])


@asynccontextmanager
async def a_victim(folder: Path, *, tick_seconds: int) -> AsyncIterator[Victim]:
    """By webhook, so that every act of the canary has been dealt with when it returns."""
    port = free_port()
    async with a_machine(
        folder,
        DISTRICT=district(folder, tick_seconds),
        LISTEN=f"127.0.0.1:{port}",
        WEBHOOK_URL=f"http://127.0.0.1:{port}",
        WEBHOOK_SECRET="hemmelig",
    ) as machine:
        yield Victim(machine, folder)


def district(folder: Path, tick_seconds: int) -> str:
    """The demo's keys and profile, with a tick of its own."""
    profile, _ = tip_keys(folder, "midt-og-vestsjaelland", datetime.now(UTC))
    profile.write_text(
        profile.read_text("utf-8").replace("tick_seconds = 0", f"tick_seconds = {tick_seconds}")
    )
    return str(profile)


async def test_killed_when_it_is_told_and_locked_and_not_yet_written(tmp_path: Path) -> None:
    async with a_victim(tmp_path, tick_seconds=3600) as victim:
        await victim.machine.is_up()
        await victim.tells()
        stolen_while_told = left(tmp_path, "sqlite")
        await victim.canary.tap("Send tippet")
        await victim.machine.reads(victim.canary, "låses")

        assert traces(await victim.dies(), CANARY.tokens) == []
        assert traces(stolen_while_told, CANARY.tokens) == []
        assert victim.tips() == 0


async def test_killed_when_it_is_written_and_not_yet_answered(tmp_path: Path) -> None:
    async with a_victim(tmp_path, tick_seconds=0) as victim:
        machine = victim.machine
        await machine.is_up()
        await victim.tells()
        machine.sandbox.fail_next("sendMessage", "drop", times=1000)
        await victim.canary.tap("Send tippet")

        assert traces(await victim.dies(), CANARY.tokens) == []
        assert victim.tips() == 1
        assert CODE.search(victim.canary.reads()) is None


async def test_stopped_in_good_order_it_writes_what_is_locked(tmp_path: Path) -> None:
    async with a_victim(tmp_path, tick_seconds=3600) as victim:
        machine = victim.machine
        process = await machine.is_up()
        await victim.tells()
        await victim.canary.tap("Send tippet")
        await machine.reads(victim.canary, "låses")
        assert await machine.stops(process) == 0

        assert victim.tips() == 1
        assert traces(left(tmp_path, "sqlite"), CANARY.tokens) == []
