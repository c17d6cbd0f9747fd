"""Adressevælger as it answers, on this machine: what it was asked, and how it is feeling."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from handlers.land.projection import metres

HOUSE = "0a3f507a-e179-32b8-e044-0003ba298018"
FOUND = {
    "status": "ok",
    "beskrivelse": "",
    "fund": [
        {"type": "husnummer", "id": HOUSE, "titel": "Skolevej 4, 4622 Havdrup", "husnummer": "4"},
        {"type": "vejnavn", "id": "x", "titel": "Skolevej"},
        {"type": "husnummer", "id": "", "titel": "uden id"},
    ],
}


@dataclass
class Register:
    """Adressevælger as it answers: what it was asked, and how it is feeling."""

    answer: Callable[[web.Request], web.StreamResponse]
    asked: list[dict[str, str]] = field(default_factory=list)
    hangs: bool = False

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append({"path": request.path, **request.query})
        if self.hangs:
            await asyncio.Event().wait()
        return self.answer(request)


def a_house(request: web.Request) -> web.StreamResponse:
    east, north = metres(55.544, 12.122)
    if request.path.endswith("/soeg"):
        return web.json_response(FOUND)
    point = {"geometri": {"type": "Point", "coordinates": [east, north]}}
    return web.json_response({"status": "ok", "husnummer": {"adgangspunkt": point}})


@asynccontextmanager
async def answering(register: Register) -> AsyncIterator[str]:
    """The address it answers at."""
    app = web.Application()
    app.router.add_get("/{rest:.*}", register.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
