"""Addresses as one types, from Adressevælger (Klimadatastyrelsen). Off unless an operator switches it on.

The service hears what somebody wrote in answer to "where is it?", and nothing else: no name, no chat, no tip.
It is an extra: whatever goes wrong here, the words that were written stand, and it has one second.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeAlias

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.clock import Clock
from handlers.land.projection import degrees

log = logging.getLogger(__name__)

Json: TypeAlias = Mapping[str, Any]

PATIENCE = 1.0  # seconds
FAILURES = 3  # in a row, before nobody is asked any more
REST = timedelta(minutes=1)  # and for how long
MOST = 5
LONGEST = 100  # characters that are sent
SEARCH, LOOK_UP = "husnumre/soeg", "husnumre"


@dataclass(frozen=True, slots=True)
class Address:
    """A house number as the service knows it."""

    id: str
    title: str


class Addresses:
    """The service, behind a breaker: after three failures it is left alone for a minute."""

    def __init__(
        self, http: ClientSession, base: str, token: str, clock: Clock, *, patience: float = PATIENCE
    ) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._token = token
        self._clock = clock
        self._patience = patience
        self._failures = 0
        self._rests_until: datetime | None = None

    async def like(self, words: str) -> list[Address]:
        """At most five addresses that the words may mean; none when the service cannot be had."""
        found = await self._asked(SEARCH, tekst=words[:LONGEST], maksimum=str(MOST))
        hits = found.get("fund")
        rows = [hit for hit in hits if isinstance(hit, dict)] if isinstance(hits, list) else []
        houses = [Address(str(hit["id"]), str(hit["titel"])) for hit in rows if _is_house(hit)]
        return houses[:MOST]

    async def point(self, address_id: str) -> tuple[float, float] | None:
        """Latitude and longitude of its door; None when it cannot be had."""
        found = await self._asked(f"{LOOK_UP}/{address_id}")
        try:
            east, north = found["husnummer"]["adgangspunkt"]["geometri"]["coordinates"][:2]
            return degrees(float(east), float(north))
        except (KeyError, TypeError, ValueError):
            return None

    async def _asked(self, path: str, **words: str) -> Json:
        """The service's answer; an empty one when it does not come in time, or is none."""
        if self._rests_until is not None and self._clock.now() < self._rests_until:
            return {}
        try:
            answer = await self._fetched(path, words)
        except (ClientError, TimeoutError, ValueError) as fault:
            self._failed(type(fault).__name__)
            return {}
        self._failures, self._rests_until = 0, None
        return answer

    async def _fetched(self, path: str, words: Mapping[str, str]) -> Json:
        """Raises ClientError, TimeoutError or ValueError."""
        params = {**words, "token": self._token}
        async with (
            asyncio.timeout(self._patience),
            self._http.get(f"{self._base}/{path}", params=params) as got,
        ):
            if got.status == HTTPStatus.NOT_FOUND:
                return {}
            got.raise_for_status()
            answer = await got.json(content_type=None)
        return answer if isinstance(answer, dict) else {}

    def _failed(self, why: str) -> None:
        """Its own words are not logged: they may hold the address that was asked for."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._rests_until = self._clock.now() + REST
            log.warning("the address service does not answer (%s); left alone for %s", why, REST)


@asynccontextmanager
async def addresses(base: str | None, token: str, clock: Clock) -> AsyncIterator[Addresses | None]:
    """The service while the bot runs; None when it is switched off."""
    if base is None:
        yield None
        return
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE)) as http:
        yield Addresses(http, base, token, clock)


def _is_house(hit: Json) -> bool:
    return hit.get("type") == "husnummer" and bool(hit.get("id")) and bool(hit.get("titel"))
