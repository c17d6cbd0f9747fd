"""Who is telling something now, where several processes answer: in Valkey's memory, locked.

The key has two halves: one is born in Valkey with the first conversation and dies there with the last, the
other comes from the webhook's secret. Neither a copy of that memory nor a stolen disk opens anything alone.
"""

import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from hashlib import blake2b
from secrets import token_bytes
from typing import TypeVar

from valkey.asyncio import Valkey
from valkey.exceptions import LockError, OutOfMemoryError, ValkeyError

from bot.tips.sessions import MOST, Full
from handlers.sealing import envelope
from handlers.sealing.envelope import Unopened
from handlers.tips.session import Session
from storage.store import StoreAway

T = TypeVar("T")

SPACE = "betjent:"
SALT, TIMES = SPACE + "salt", SPACE + "times"
LASTS = 40 * 60  # seconds without a word, then Valkey forgets by itself what no process wiped
TURN, PATIENCE = 30.0, 15.0  # seconds: how long one may serve, how long the next waits
DAY = 24 * 60 * 60


class MemoryAway(StoreAway):
    """The shared memory does not answer: nobody can say who is telling something. Try again later."""


class Shared:
    """See Sessions."""

    def __init__(self, url: str, secret: str, most: int = MOST) -> None:
        self._most = most
        self._valkey = Valkey.from_url(url, socket_timeout=5, socket_connect_timeout=5)
        self._half = blake2b(secret.encode(), person=b"betjent.tips").digest()

    async def find(self, person_id: int) -> Session | None:
        """See Sessions. Where nobody tells anything there is no key, and one question is enough."""
        key = await self._key()
        if key is None:
            return None
        name = _name(key, person_id)
        held = await _asked(self._valkey.get(name))
        return _opened(key, name, held) if held else None

    async def keep(self, person_id: int, session: Session) -> None:
        """See Sessions."""
        key = await self._born()
        name = _name(key, person_id)
        if (
            not await _asked(self._valkey.exists(name))
            and await _asked(self._valkey.zcard(TIMES)) >= self._most
        ):
            raise Full
        body = envelope.lock(key, json.dumps(session.dump()).encode(), name.encode())
        async with self._valkey.pipeline(transaction=True) as all_or_none:
            all_or_none.set(name, body, ex=LASTS)
            all_or_none.zadd(TIMES, {name: session.until})
            all_or_none.expire(TIMES, LASTS)
            all_or_none.expire(SALT, LASTS)
            await _asked(all_or_none.execute())

    async def drop(self, person_id: int) -> None:
        """See Sessions."""
        key = await self._key()
        if key is not None:
            await self._taken(key, _name(key, person_id))

    @asynccontextmanager
    async def hold(self, person_id: int) -> AsyncIterator[None]:
        """See Sessions. Raises MemoryAway when another process does not come to an end."""
        name = _name(await self._born(), person_id)
        lock = self._valkey.lock(f"{name}:turn", timeout=TURN, blocking_timeout=PATIENCE)
        if not await _asked(lock.acquire()):
            raise MemoryAway
        try:
            yield
        finally:
            with suppress(LockError, ValkeyError):  # it ran out, or goes by itself in half a minute
                await lock.release()

    async def take_silent(self, now: float) -> list[Session]:
        """See Sessions. Each is given to one process alone."""
        key = await self._key()
        if key is None:
            return []
        names = [each.decode() for each in await _asked(self._valkey.zrangebyscore(TIMES, 0, now))]
        taken = [await self._taken(key, name) for name in names]
        return [session for session in taken if session is not None]

    async def take_all(self) -> list[Session]:
        """See Sessions. None end with this process: another one goes on."""
        return []

    async def take_back(self, draft: str) -> None:
        """See Sessions."""
        await _asked(self._valkey.set(_left(draft), b"1", ex=DAY))

    async def taken_back(self, draft: str) -> bool:
        """See Sessions."""
        return bool(await _asked(self._valkey.exists(_left(draft))))

    def photo_bytes(self) -> int:
        """See Sessions. Valkey has a bound of its own."""
        return 0

    async def close(self) -> None:
        """See Sessions."""
        await self._valkey.aclose()

    async def standing(self) -> dict[str, str]:
        """What `betjent check` wants to know: the settings that decide whether anything reaches a disk."""
        found: dict[str, str] = {}
        for name in ("save", "appendonly"):
            found |= await _asked(self._valkey.config_get(name))
        return {_text(name): _text(value) for name, value in found.items()}

    async def _taken(self, key: bytes, name: str) -> Session | None:
        """Lets go of it; gives it to whoever was first."""
        async with self._valkey.pipeline(transaction=True) as all_or_none:
            all_or_none.zrem(TIMES, name)
            all_or_none.getdel(name)
            _, held = await _asked(all_or_none.execute())
        return _opened(key, name, held) if held else None

    async def _key(self) -> bytes | None:
        salt = await _asked(self._valkey.get(SALT))
        return blake2b(salt, key=self._half, digest_size=envelope.KEY).digest() if salt else None

    async def _born(self) -> bytes:
        """The key; a new one when nobody tells anything yet."""
        await _asked(self._valkey.set(SALT, token_bytes(32), nx=True, ex=LASTS))
        return await self._key() or await self._born()


async def _asked(answer: Awaitable[T]) -> T:
    """Valkey's answer. Raises Full when it has no room, else MemoryAway."""
    try:
        return await answer
    except OutOfMemoryError:
        raise Full from None
    except (ValkeyError, OSError):
        raise MemoryAway from None


def _name(key: bytes, person_id: int) -> str:
    return SPACE + blake2b(str(person_id).encode(), key=key, digest_size=16).hexdigest()


def _left(draft: str) -> str:
    return f"{SPACE}left:{draft}"


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _opened(key: bytes, name: str, held: bytes) -> Session | None:
    """The session; None when it was locked under a key that is gone."""
    try:
        return Session.load(json.loads(envelope.unlock(key, held, name.encode())))
    except Unopened:
        return None
