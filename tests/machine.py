"""A machine for real processes: `python -m bot …` beside a sandbox, with only BETJENT_* set."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox import Group, Person, Sandbox
from bot.settings import environment
from tests.tree import HOME

TOKEN = "1000:sandbox"
SERVICE = ("bot", "run")
UNPACED = ("bot.bench.unpaced",)  # the same service; a Telegram without limits need not be spared


@dataclass
class Machine:
    """A machine with the bot's settings, and the people who talk to it."""

    sandbox: Sandbox
    karla: Person
    inge: Person
    group: Group
    settings: dict[str, str]
    service: tuple[str, ...] = SERVICE
    running: list[Process] = field(default_factory=list)

    async def starts(self, *arguments: str) -> Process:
        """Starts a command."""
        return await self._runs("bot", *arguments)

    async def does(self, *arguments: str, typed: str = "") -> tuple[int | None, str]:
        """Runs a command to its end, with what is typed; gives the exit code and all it wrote."""
        process = await self.starts(*arguments)
        out, errors = await process.communicate(typed.encode())
        return process.returncode, (out + errors).decode()

    async def is_up(self, **others: str) -> Process:
        """Starts the service and waits until it says so; `others` are settings of this process alone."""
        process = await self._runs(*self.service, **others)
        assert process.stderr is not None
        lines = [line async for line in until(process.stderr, b"is up")]
        assert b"is up" in lines[-1], b"".join(lines).decode()
        return process

    async def stops(self, process: Process) -> int | None:
        """SIGTERM, as systemd sends it."""
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        return process.returncode

    async def dies(self, process: Process) -> None:
        """kill -9: nothing is finished, nothing is said goodbye to."""
        process.kill()
        await process.communicate()

    async def reads(self, who: Person, words: str, chat: Group | None = None) -> str:
        """Waits until the bot has said these words there; gives all of the message."""
        changes = self.sandbox.subscribe()
        while True:
            found = [each.text for each in who.screen(chat) if each.sender.is_bot and words in each.text]
            if found:
                return found[-1]
            await anext(changes)

    async def _runs(self, *module: str, **others: str) -> Process:
        settings = self.settings | {f"BETJENT_{name}": value for name, value in others.items()}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", *module, cwd=HOME, stdin=PIPE, stdout=PIPE, stderr=PIPE,
            env=environment({"PYTHONPATH": str(HOME)} | settings),
        )  # fmt: skip
        self.running.append(process)
        return process


async def until(lines: asyncio.StreamReader, words: bytes) -> AsyncIterator[bytes]:
    async for line in lines:
        yield line
        if words in line:
            return


@asynccontextmanager
async def a_machine(folder: Path, **settings: str) -> AsyncIterator[Machine]:
    """Whatever was started is gone afterwards."""
    async with Sandbox(limits=False) as sandbox:
        bot = sandbox.bot(token=TOKEN)
        karla, inge = sandbox.person("Karla"), sandbox.person("Inge")
        group = sandbox.group("Vurdering", [inge])
        group.add(bot, admin=True)
        given = {
            "TOKEN": TOKEN,
            "API_URL": sandbox.url,
            "DATA_DIR": str(folder),
            "DISTRICT": "midt-og-vestsjaelland",
            "STAFF_CHAT": str(group.id),
            "LISTEN": f"127.0.0.1:{free_port()}",
        }
        named = {f"BETJENT_{name}": value for name, value in (given | settings).items()}
        machine = Machine(sandbox, karla, inge, group, named)
        try:
            yield machine
        finally:
            for process in machine.running:
                if process.returncode is None:
                    await machine.dies(process)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
