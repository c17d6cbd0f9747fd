"""A small HTTP/1.1 client: it posts JSON over connections kept open, and does nothing else."""

import asyncio
import socket
import ssl
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, urlsplit

import httptools
from aiohappyeyeballs import start_connection

REST_SECONDS = 15.0  # Servers and what stands before them forget a silent connection; we forget it first.
DOUBT_SECONDS = 1.0  # After that long a rest we ask the system whether the other side has left; before, not.
NEXT_ADDRESS_SECONDS = 0.25  # RFC 8305: when the first address is slow, the next is tried beside it.
LENGTH = b"content-length"
KEPT_IN_TARGETS = "/:@!$&'()*+,;=~%?"

Answer: TypeAlias = tuple[int, bytes]


class Place(NamedTuple):
    """Where a connection leads."""

    host: str
    port: int
    tls: bool


@dataclass(frozen=True)
class Call:
    """An address, ready to be sent; the head holds the token and is therefore never shown."""

    place: Place
    head: bytes = field(repr=False)


class Wire:
    """Connections to any number of places, at most `connections` to each; more calls than that queue.

    A connection is used again only after a whole answer that allows it. Nothing is ever sent twice.
    """

    def __init__(
        self, connections: int, *, agent: str, largest: int, trust: ssl.SSLContext | None = None
    ) -> None:
        self._connections, self._agent, self._largest, self._trust = connections, agent, largest, trust
        self._pools: dict[Place, _Pool] = {}
        self._closed = False

    async def post(self, url: str, body: bytes, *, connect: float, read: float) -> Answer:
        """The status and body of the answer to `body`, which is JSON; a redirect is an answer.

        `connect` is seconds to open a connection, when one is needed; `read` seconds to the answer's end.
        Raises TimeoutError (what was asked may have happened), OSError, or ValueError for a wrong address.
        None of them holds the path.
        """
        if self._closed:
            raise ConnectionError("closed")
        call = _call(url, self._agent)
        pool = self._pools.get(call.place) or self._pool(call.place)
        return await pool.ask(b"%b%d\r\n\r\n%b" % (call.head, len(body), body), connect=connect, read=read)

    async def close(self) -> None:
        """Closes every connection; a call that is waiting gets a ConnectionError."""
        self._closed = True
        for pool in self._pools.values():
            await pool.close()

    def _pool(self, place: Place) -> "_Pool":
        trust = (self._trust or _trusted()) if place.tls else None
        pool = self._pools[place] = _Pool(place, self._connections, self._largest, trust)
        return pool


@lru_cache(maxsize=256)
def _call(url: str, agent: str) -> Call:
    parts = urlsplit(url)
    if not url.isprintable() or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        raise ValueError("not an address that can be called")
    place = Place(_host(parts.hostname), parts.port or _usual(parts.scheme), parts.scheme == "https")
    shown = f"[{place.host}]" if ":" in place.host else place.host
    port = "" if place.port == _usual(parts.scheme) else f":{place.port}"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = (
        f"POST {quote(target, KEPT_IN_TARGETS)} HTTP/1.1\r\n"
        f"Host: {shown}{port}\r\n"
        f"User-Agent: {agent}\r\n"
        "Accept: application/json\r\n"
        "Accept-Encoding: identity\r\n"
        "Content-Type: application/json\r\n"
        "Content-Length: "
    )
    return Call(place, head.encode("ascii"))


def _host(name: str | None) -> str:
    if not name:
        raise ValueError("an address without a host")
    return name if ":" in name else name.encode("idna").decode()


def _usual(scheme: str) -> int:
    return 443 if scheme == "https" else 80


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """The machine's own list of authorities, kept because reading it takes some 20 ms."""
    return ssl.create_default_context()


class _Pool:
    """The connections to one place."""

    def __init__(self, place: Place, connections: int, largest: int, trust: ssl.SSLContext | None) -> None:
        self._place, self._largest, self._trust = place, largest, trust
        # A connection is opened only when none rests, so there are never more of them than calls at work.
        self._places = asyncio.Semaphore(connections)
        self._resting: deque[_Connection] = deque()
        self._open: set[_Connection] = set()
        self._closed = False

    async def ask(self, request: bytes, *, connect: float, read: float) -> Answer:
        async with self._places:
            if self._closed:
                raise ConnectionError("closed")
            connection = self._rested() or await self._opened(connect)
            try:
                return await connection.ask(request, read)
            finally:
                self._give_back(connection)

    async def close(self) -> None:
        self._closed = True
        connections = list(self._open)
        for connection in connections:
            connection.close()
        for connection in connections:
            await connection.gone

    def _rested(self) -> "_Connection | None":
        """The one used last, since the others may then grow old and be closed."""
        now = asyncio.get_running_loop().time()
        self._forget_the_old(now - REST_SECONDS)
        while self._resting:
            connection = self._resting.pop()
            # Closed by the other side in the meantime: nothing was sent on it, so another one may be used.
            doubtful = connection.rests_since < now - DOUBT_SECONDS
            if connection.usable and (not doubtful or connection.silent):
                return connection
            connection.close()
        return None

    async def _opened(self, seconds: float) -> "_Connection":
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(seconds):
            addresses = await loop.getaddrinfo(self._place.host, self._place.port, type=socket.SOCK_STREAM)
            plain = await start_connection(addresses, happy_eyeballs_delay=NEXT_ADDRESS_SECONDS, loop=loop)
            connection = await self._shaken(plain)
        self._open.add(connection)
        connection.gone.add_done_callback(lambda _: self._open.discard(connection))
        if self._closed:
            connection.close()
        return connection

    async def _shaken(self, plain: socket.socket) -> "_Connection":
        """Hands shaken, where TLS wants it; the certificate must bear the host's name."""
        transport, connection = await asyncio.get_running_loop().create_connection(
            lambda: _Connection(plain, self._largest),
            sock=plain,
            ssl=self._trust,
            server_hostname=self._place.host if self._place.tls else None,
        )
        connection.transport = transport
        return connection

    def _give_back(self, connection: "_Connection") -> None:
        if connection.usable and not self._closed:
            connection.rests_since = asyncio.get_running_loop().time()
            self._resting.append(connection)
        else:
            connection.close()

    def _forget_the_old(self, oldest: float) -> None:
        while self._resting and self._resting[0].rests_since < oldest:
            self._resting.popleft().close()


class _Connection(asyncio.Protocol):
    """One request at a time, and its answer."""

    transport: asyncio.Transport | None = None
    rests_since = 0.0

    def __init__(self, plain: socket.socket, largest: int) -> None:
        self._plain, self._largest = plain, largest
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[Answer] | None = None
        self._body: list[bytes] = []
        self._received = 0
        self._keep = True
        self.gone: asyncio.Future[None] = self._loop.create_future()

    @property
    def usable(self) -> bool:
        """The last answer was whole and nobody has closed since."""
        return self._keep and self.transport is not None and not self.transport.is_closing()

    @property
    def silent(self) -> bool:
        """Nothing has come in that the loop has not seen yet, above all no goodbye."""
        try:
            self._plain.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    async def ask(self, request: bytes, seconds: float) -> Answer:
        if self.transport is None or not self.usable:
            raise ConnectionError("closed before anything was sent")
        self._keep, self._received = False, 0  # Until the answer is whole; so nobody inherits half of one.
        answer: asyncio.Future[Answer] = self._loop.create_future()
        self._answer = answer
        timer = self._loop.call_later(seconds, self._late)
        self.transport.write(request)
        try:
            return await answer
        finally:
            timer.cancel()
            self._answer = None

    def close(self) -> None:
        """Drops the connection; whoever waits for an answer gets a ConnectionError."""
        self._fail(ConnectionError("closed by us"))

    def data_received(self, data: bytes) -> None:
        """From the loop. Every byte must belong to the one answer somebody waits for."""
        self._received += len(data)
        if self._answer is None or self._answer.done() or self._received > self._largest:
            self._fail(ConnectionError("more than was asked for"))
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._fail(ConnectionError("not an answer"))

    def connection_lost(self, exc: Exception | None) -> None:
        """From the loop: closed by either side."""
        del exc  # Its words are the system's; that the answer is missing is what matters.
        self._fail(ConnectionError("closed before the answer was whole"))
        self.gone.set_result(None)

    def on_message_begin(self) -> None:
        """From the parser. A second answer to one request ends the connection."""
        if self._answer is None or self._answer.done():
            raise ConnectionError("an answer nobody asked for")
        self._body.clear()

    def on_header(self, name: bytes, value: bytes) -> None:
        """From the parser."""
        if len(name) == len(LENGTH) and name.lower() == LENGTH and int(value) > self._largest:
            raise ConnectionError("the answer is too large")

    def on_body(self, piece: bytes) -> None:
        """From the parser."""
        self._body.append(piece)

    def on_message_complete(self) -> None:
        """From the parser. What begins with 1 ("100 Continue") only announces the answer."""
        status = self._parser.get_status_code()
        if status >= HTTPStatus.OK and self._answer is not None:
            self._keep = self._parser.should_keep_alive()
            self._answer.set_result((status, b"".join(self._body)))

    def _late(self) -> None:
        self._fail(TimeoutError())

    def _fail(self, fault: Exception) -> None:
        self._keep = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(fault)
        if self.transport is not None:
            self.transport.abort()
