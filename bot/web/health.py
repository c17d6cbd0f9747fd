"""What probes ask: is all well, and the numbers."""

import json
import sys
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import aiohttp
from aiohttp import web

from bot.web.metrics import Meter

ASK_SECONDS = 10.0  # longer than /health itself waits for the database
Handler: TypeAlias = Callable[[web.Request], Awaitable[web.Response]]


def health(reasons: Callable[[], Awaitable[list[str]]]) -> Handler:
    """GET /health: 200 with `{"ok": true, "reasons": []}`, or 503 with the reasons in plain words."""

    async def answer(_: web.Request) -> web.Response:
        found = await reasons()
        body = json.dumps({"ok": not found, "reasons": found}, ensure_ascii=False)
        return web.Response(status=503 if found else 200, text=body, content_type="application/json")

    return answer


def metrics(meter: Meter) -> Handler:
    """GET /metrics: Prometheus' text."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(
            body=meter.page(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    return answer


async def ask(host: str, port: int) -> int:
    """Asks a running service how it is and writes the answer for people; exit code 0 when all is well."""
    address = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/health"  # noqa: S104
    try:
        timeout = aiohttp.ClientTimeout(total=ASK_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as answer:
            reasons = list((await answer.json())["reasons"])
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as fault:
        reasons = [f"Der kom intet brugbart svar fra {address} ({type(fault).__name__})."]
    sys.stdout.write("".join(f"✗ {reason}\n" for reason in reasons) or "✓ alt er i orden\n")
    return 1 if reasons else 0
