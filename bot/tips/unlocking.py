"""Takes the passphrase of the district's keys over a socket that only the bot's own user can open.

What it opens is in memory until `lock` or the end of the process; neither it nor the passphrase is ever
written, logged, or put into the environment.
"""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.settings import StartFault
from bot.tips.ceremony import month_files
from handlers.house import House
from handlers.sealing.keys import BadKey, WrongPassphrase
from handlers.tips.opened import Opened
from storage import audit
from storage.store import Store

SOCKET = "unlock.sock"
LONGEST_PATH = 100  # bytes: what every system can bind a socket to
LONGEST = 4096  # bytes of a request
PATIENCE = 10.0  # seconds for whoever has connected to say something

# What anything but a request does to its reading: no end, no JSON, no such part; or it went away.
STRANGE = (
    *(EOFError, asyncio.LimitOverrunError, OSError),
    *(ValueError, KeyError, TypeError, AttributeError),
)

Answer = Mapping[str, Any]
BUSY = "et andet forsøg er i gang; vent et øjeblik"


class Door:
    """Opens and locks the keys of a folder; one try at a time."""

    def __init__(self, folder: Path, store: Store, opened: Opened) -> None:
        self._folder = folder
        self._store = store
        self._opened = opened
        self._busy = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request and its answer, each a line of JSON."""
        try:
            async with asyncio.timeout(PATIENCE):
                asked = json.loads(await reader.readuntil())
            answer = await self._answer(str(asked["do"]), str(asked["who"]), str(asked.get("passphrase", "")))
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        except STRANGE:
            pass  # A stranger to this protocol gets no answer; its words are kept nowhere.
        finally:
            writer.close()

    async def _answer(self, do: str, who: str, passphrase: str) -> Answer:
        if do == "lock":
            self._opened.lock()
            await self._store.write(lambda work: audit.append(work, who, "keys.locked"))
            return {"open": []}
        if self._busy:
            return {"fault": BUSY}
        self._busy = True
        try:
            return await self._unlock(who, passphrase)
        finally:
            self._busy = False

    async def _unlock(self, who: str, passphrase: str) -> Answer:
        files = await asyncio.to_thread(month_files, self._folder)
        if not files:
            return {"fault": f"{self._folder}: her er ingen private nøgler"}
        try:
            found = await asyncio.to_thread(self._opened.unlock, files, passphrase)
        except WrongPassphrase as wrong:
            return {"fault": f"{wrong}: adgangskoden passer ikke"}
        except BadKey as bad:
            return {"fault": str(bad)}
        detail = " ".join(found)
        await self._store.write(lambda work: audit.append(work, who, "keys.unlocked", detail=detail))
        return {"open": found}


@asynccontextmanager
async def unlocking(folder: Path, store: Store, house: House) -> AsyncIterator[None]:
    """Where tips are read in chat, the door stands in the folder until left. Raises StartFault."""
    if house.profile.tips.reading != "chat":
        yield
        return
    path = folder / SOCKET
    door = Door(folder, store, house.opened)
    server = await asyncio.start_unix_server(door.serve, sock=_bound(path), limit=LONGEST)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)
        house.opened.lock()


async def ask(folder: Path, do: str, who: str, passphrase: str = "") -> list[str]:
    """Asks the running bot; gives the months that are open. Raises StartFault."""
    try:
        reader, writer = await asyncio.open_unix_connection(folder / SOCKET)
    except OSError:
        raise StartFault(f"{folder / SOCKET}: ingen svarer. Kører botten, og læses tips i chatten?") from None
    try:
        writer.write(json.dumps({"do": do, "who": who, "passphrase": passphrase}).encode() + b"\n")
        answer = json.loads(await reader.readline() or b'{"fault": "botten svarede ikke"}')
    finally:
        writer.close()
    if "fault" in answer:
        raise StartFault(answer["fault"])
    return [str(month) for month in answer["open"]]


def _bound(path: Path) -> socket.socket:
    """Nobody can connect before it listens, and by then it is closed to everybody else."""
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise StartFault(f"{path}: stien er for lang til en socket; giv BETJENT_DATA_DIR en kortere")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # left by a process that was killed
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(str(path))
    path.chmod(0o600)
    made.setblocking(False)
    return made
