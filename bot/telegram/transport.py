"""HTTP for python-telegram-bot: calls over our own wire, files over aiohttp; the token never leaves it."""

import io
from collections.abc import Coroutine, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.received import received
from bot.telegram.wire import Answer, Wire

CONNECT_SECONDS, READ_SECONDS, UPLOAD_SECONDS = 5.0, 8.0, 30.0
LARGEST_ANSWER = 21 * 1024 * 1024  # a file may be 20 MB (Bot API); more than that is not for us

JSON = {"Content-Type": "application/json"}

Timeout: TypeAlias = ODVInput[float]


class Flood(TelegramError):
    """Telegram's 429: it wants to hear nothing for `seconds`.

    PTB's own RetryAfter warns of its coming change each time it is made, so this stands in for it.
    """

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


class Transport(BaseRequest):
    """Connections that are kept open. Faults become PTB's `TimedOut` and `NetworkError`, without any address.

    `TimedOut` leaves open whether Telegram did what it was asked.
    """

    __slots__ = ("_connections", "_session", "_wire")

    def __init__(self, connections: int = 100) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._wire: Wire | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when the caller names none."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Makes both ways ready; twice does no harm."""
        if self._wire is None:
            self._wire = Wire(self._connections, agent=self.USER_AGENT, largest=LARGEST_ANSWER)
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=15)
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(connector=connector, headers=headers, auto_decompress=True)

    async def shutdown(self) -> None:
        """Closes every connection; a call that still waits for its answer gets a NetworkError."""
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.close()
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON. PTB's own would write what it cannot read into the log."""
        try:
            found: dict[str, Any] = received(payload)
        except ValueError:
            raise TelegramError("Invalid server response") from None
        return found

    async def ask(self, url: str, params: Mapping[str, object]) -> Any:  # noqa: ANN401 - raw JSON
        """The raw `result` of a call whose parameters are plain JSON. Raises what PTB's own way raises."""
        posted = self._posted(url, orjson.dumps(params), connect=CONNECT_SECONDS, read=READ_SECONDS)
        status, body = await _without_address(posted)
        if status == HTTPStatus.OK:
            return self.parse_json_payload(body)["result"]
        return await _Refused(status, body).post(url)

    async def do_request(  # noqa: PLR0913, PLR0917 - PTB decides what its transport is given.
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - both ways queue instead.
    ) -> tuple[int, bytes]:
        """The status and body of one call. Raises Flood, TimedOut or NetworkError."""
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        uploads = bool(request_data and request_data.contains_files)
        read = _seconds(read_timeout, UPLOAD_SECONDS if uploads else READ_SECONDS)
        if method == "POST" and request_data is not None and not uploads:
            given = orjson.dumps(request_data.parameters)
            return await _without_address(self._posted(url, given, connect=connect, read=read))
        read += _seconds(write_timeout, 0.0) if uploads else 0.0
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)
        return await _without_address(self._transfer(method, url, request_data, patience=timeout))

    async def _posted(self, url: str, body: bytes, *, connect: float, read: float) -> Answer:
        if self._wire is None:
            raise NetworkError("the transport is not open")
        return await self._wire.post(url, body, connect=connect, read=read)

    async def _transfer(
        self, method: str, url: str, request: RequestData | None, *, patience: aiohttp.ClientTimeout
    ) -> Answer:
        if self._session is None:
            raise NetworkError("the transport is not open")
        async with self._session.request(method, url, timeout=patience, **_body(request)) as answer:
            return answer.status, await _whole(answer)


class _Refused(BaseRequest):
    """An answer that is there already: PTB turns it into its own exception."""

    __slots__ = ("_answer",)

    def __init__(self, status: int, body: bytes) -> None:
        self._answer = status, body

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to make ready."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        """What was answered."""
        return self._answer


async def _without_address(call: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer to a call. Raises Flood, TimedOut or NetworkError."""
    try:
        status, body = await call
    except TimeoutError:
        raise TimedOut from None
    except (aiohttp.ClientError, OSError, ValueError) as fault:
        # The library's own words may hold the address, and the address holds the token.
        raise NetworkError(type(fault).__name__) from None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Flood(_retry_after(body))
    return status, body


def _retry_after(body: bytes) -> float:
    try:
        return float(received(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):  # a proxy's 429 rather than Telegram's
        return 1.0


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    if (answer.content_length or 0) > LARGEST_ANSWER:
        raise NetworkError("the answer is too large")
    if answer.content_length is not None:
        return await answer.read()
    body = bytearray()
    async for chunk in answer.content.iter_chunked(1 << 16):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise NetworkError("the answer is too large")
    return bytes(body)


def _body(request: RequestData | None) -> dict[str, Any]:
    if request is None:
        return {}
    if not request.contains_files:
        return {"data": orjson.dumps(request.parameters), "headers": JSON}
    form = aiohttp.FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, sort) in request.multipart_data.items():
        content = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, content, filename=filename, content_type=sort)
    return {"data": form}


def _seconds(wanted: Timeout, usual: float) -> float:
    return usual if isinstance(wanted, DefaultValue) or wanted is None else float(wanted)
