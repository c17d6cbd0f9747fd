"""Telegram's Bot API: PTB's Bot on our transport, and a raw call where nobody reads the answer."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken

from bot.telegram.transport import Transport

TELEGRAM = "https://api.telegram.org"


class BadToken(Exception):
    """Telegram does not know the token. Its text never holds the token."""


class Api(Bot):
    """PTB's Bot with one method more."""

    async def call(self, method: str, **params: object) -> Any:  # noqa: ANN401 - raw JSON
        """Calls a method by Telegram's own name and gives the raw `result`; a None parameter is left out.

        Raises Flood and PTB's errors: Forbidden, BadRequest, TimedOut, NetworkError.
        """
        # PTB's own way looks for objects and defaults in every parameter; ours are plain JSON already.
        given = {name: value for name, value in params.items() if value is not None}
        return await self._own.ask(f"{self.base_url}/{method}", given)

    @property
    def _own(self) -> Transport:
        """Our transport, which PTB knows as a request."""
        if not isinstance(self.request, Transport):
            raise TypeError(type(self.request))
        return self.request

    async def poll(
        self, offset: int | None, seconds: int, allowed: tuple[str, ...]
    ) -> list[Mapping[str, Any]]:
        """Raw updates from `offset` on, after at most `seconds`; asking confirms all earlier ones."""
        params: dict[str, Any] = {"offset": offset, "timeout": seconds, "allowed_updates": list(allowed)}
        found: list[Mapping[str, Any]] = await self._post("getUpdates", params, read_timeout=seconds + 10.0)
        return found


@asynccontextmanager
async def connected(token: str, api_url: str = TELEGRAM, *, connections: int = 100) -> AsyncIterator[Api]:
    """An open connection that knows its own name. Raises BadToken, or NetworkError when nobody answers."""
    base = api_url.rstrip("/")
    api = Api(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=Transport(connections),
        get_updates_request=Transport(2),
    )
    try:
        await _initialize(api)
        yield api
    finally:
        await api.shutdown()


async def _initialize(api: Api) -> None:
    try:
        await api.initialize()
    except InvalidToken:
        raise BadToken("Telegram kender ikke det token, der står i BETJENT_TOKEN.") from None
