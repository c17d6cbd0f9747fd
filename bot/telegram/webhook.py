"""Updates that Telegram brings: 200 when the person has been answered, 503 when it should come again."""

import hmac
from collections.abc import Awaitable, Callable

import orjson
from aiohttp import web

from bot.telegram.received import received
from bot.telegram.serve import Front, TryLater

PATH = "/telegram"
LARGEST = 1024 * 1024
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def webhook(front: Front, secret: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler for POST /telegram. Whoever does not know the secret is refused before a byte is read."""
    expected = secret.encode()

    async def receive(request: web.Request) -> web.Response:
        # A stranger's header may hold bytes that are no text; aiohttp hands them over as lone surrogates.
        told = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(told, expected):
            return web.Response(status=401)
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        try:
            update = received(await request.read())
        except ValueError:
            front.garbled()
            return web.Response()
        try:
            answer = await front.serve(update, inline=True)
        except TryLater as later:
            return web.Response(status=503, headers={"Retry-After": str(later.seconds)})
        if answer is None:
            return web.Response()
        return web.Response(body=orjson.dumps(answer), content_type="application/json")

    return receive
