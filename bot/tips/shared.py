"""Tips that are being told, shared by several replicas: in Valkey's memory, locked, for as long as they last.

Its names and contents are under a key that neither it nor a replica has alone: half of it is born in Valkey
and dies with it, the other half is the webhook's secret. What is in there is worth nothing without both.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b
from secrets import token_bytes

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from bot.tips.sessions import MINUTES, MOST, Full
from handlers.sealing import envelope
from handlers.sealing.envelope import Unopened
from handlers.tips.session import Session
from storage.store import StoreAway

SPACE = "betjent:tip:"
TOUCHED, SALT = SPACE + "touched", SPACE + "salt"
LIFE = (MINUTES + 10) * 60  # seconds: it goes by itself even when nobody is left to wipe it
HELD = 20.0  # seconds that one update may take


class Shared:
    """The conversations of all replicas. Everything raises StoreAway while Valkey is away."""

    def __init__(self, url: str, secret: str, most: int = MOST) -> None:
        self._most = most
        self._valkey = Valkey.from_url(url, socket_timeout=2, socket_connect_timeout=2)
        self._secret = secret.encode()

    async def find(self, person_id: int) -> Session | None:
        """See Sessions."""
        async with _plainly():
            name = await self._name(person_id)
            return await self._opened(name, await self._valkey.get(SPACE + name))

    async def keep(self, person_id: int, session: Session) -> None:
        """See Sessions."""
        async with _plainly():
            name = await self._name(person_id)
            known = await self._valkey.zscore(TOUCHED, name)
            if known is None and await self._valkey.zcard(TOUCHED) >= self._most:
                raise Full
            body = json.dumps(session.dump()).encode()
            sealed = envelope.lock((await self._both())[1], body, name.encode())
            await self._valkey.set(SPACE + name, sealed, ex=LIFE)
            await self._valkey.zadd(TOUCHED, {name: session.touched})

    async def drop(self, person_id: int) -> None:
        """See Sessions."""
        async with _plainly():
            name = await self._name(person_id)
            await self._valkey.delete(SPACE + name)
            await self._valkey.zrem(TOUCHED, name)

    async def take_silent(self, before: float) -> list[Session]:
        """See Sessions. Each is taken by one replica alone."""
        async with _plainly():
            names = await self._valkey.zrangebyscore(TOUCHED, "-inf", before)
            mine = [name.decode() for name in names if await self._valkey.zrem(TOUCHED, name)]
            found = [await self._opened(name, await self._valkey.getdel(SPACE + name)) for name in mine]
            return [session for session in found if session is not None]

    @asynccontextmanager
    async def hold(self, person_id: int) -> AsyncIterator[None]:
        """See Sessions."""
        async with _plainly():
            name = f"{SPACE}{await self._name(person_id)}:lock"
            lock = self._valkey.lock(name, timeout=HELD, blocking_timeout=HELD)
            if not await lock.acquire():
                raise StoreAway("somebody else is serving this conversation")
        try:
            yield
        finally:
            async with _plainly():
                if await lock.owned():
                    await lock.release()

    def photo_bytes(self) -> int:
        """See Sessions: Valkey has a limit of its own (maxmemory)."""
        return 0

    async def close(self) -> None:
        """Lets go of the connection."""
        await self._valkey.aclose()

    async def _opened(self, name: str, sealed: bytes | None) -> Session | None:
        if sealed is None:
            return None
        try:
            return Session.load(json.loads(envelope.unlock((await self._both())[1], sealed, name.encode())))
        except Unopened:  # from before Valkey was started anew, or nobody's
            return None

    async def _name(self, person_id: int) -> str:
        naming = (await self._both())[0]
        return blake2b(str(person_id).encode(), key=naming, digest_size=16).hexdigest()

    async def _both(self) -> tuple[bytes, bytes]:
        """The key for names and the one for contents."""
        salt = await self._valkey.get(SALT)
        if salt is None:
            await self._valkey.set(SALT, token_bytes(32), nx=True)
            salt = await self._valkey.get(SALT) or b""
        made = [blake2b(self._secret + use, key=salt, digest_size=32).digest() for use in (b"name", b"body")]
        return made[0], made[1]


@asynccontextmanager
async def _plainly() -> AsyncIterator[None]:
    """Without Valkey nobody can say whether somebody is telling a tip: nothing may go another way then."""
    try:
        yield
    except (ValkeyError, OSError) as away:
        raise StoreAway(type(away).__name__) from None
