"""An HTTP server whose manners each test chooses, good or bad, and the certificate it shows."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias

# Made for these tests and for "localhost"; nobody trusts it but them.
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBcTCCARegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEdNn9hxAjyzmf1d
XYtA+AJsXlz/tPawiytl/ZjS9t6Qcve4lavtthb8AYvp6d44gcQwHnEqAwnDnotb
sreefwGjWDBWMB0GA1UdDgQWBBQztiArrv6jT7qg3+13vcBzLOIPiDAPBgNVHRMB
Af8EBTADAQH/MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAOBgNVHQ8BAf8EBAMCAoQw
CgYIKoZIzj0EAwIDSAAwRQIhAKNb9nJzK1V6N1eAZMsu9IUp2UB163UY2m9aTLoH
egkrAiAQdlhiZMaJagAEbyKvJogIw22eLia2AaWttP5AVbzRaw==
-----END CERTIFICATE-----
"""
KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAnmUXWsrhtPJwiqK
u8ECi1q5nmF5DG+h+hblmpMbsIKhRANCAARHTZ/YcQI8s5n9XV2LQPgCbF5c/7T2
sIsrZf2Y0vbekHL3uJWr7bYW/AGL6eneOIHEMB5xKgMJw56LW7K3nn8B
-----END PRIVATE KEY-----
"""


class Line:
    """The server's end of one connection."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, called: asyncio.Event
    ) -> None:
        self.reader, self.writer, self._called = reader, writer, called
        self.head = b""
        self.left = asyncio.Event()

    async def hears(self) -> bytes:
        """The body of the next request. Raises IncompleteReadError when the caller has left."""
        self.head = await self.reader.readuntil(b"\r\n\r\n")
        length = self.head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        body = await self.reader.readexactly(int(length))
        self._called.set()
        return body

    async def says(self, text: bytes) -> None:
        self.writer.write(text)
        await self.writer.drain()

    async def listens(self) -> None:
        """Returns when the caller has left."""
        while await self.reader.read(1000):
            pass


Manners: TypeAlias = Callable[[Line], Awaitable[None]]


class Server:
    """Treats its first connection by the first manners given, and so on; the last serve all others."""

    def __init__(self, *manners: Manners) -> None:
        self._manners = manners
        self.lines: list[Line] = []
        self.called = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(reader, writer, self.called)
        self.lines.append(line)
        try:
            await self._manners[min(len(self.lines), len(self._manners)) - 1](line)
        except (asyncio.IncompleteReadError, ConnectionError):  # the caller has left
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            line.left.set()


@asynccontextmanager
async def serving(
    server: Server, host: str = "127.0.0.1", trust: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    listener = await asyncio.start_server(server.serve, host, 0, ssl=trust)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()


def answer(words: bytes, head: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"%b\r\nContent-Length: %d\r\n\r\n%b" % (head, len(words), words)


async def polite(line: Line) -> None:
    """Repeats what it hears."""
    while True:
        await line.says(answer(await line.hears()))


def always(text: bytes, *, hangs_up: bool = False) -> Manners:
    """Says the same to everything."""

    async def manners(line: Line) -> None:
        while True:
            await line.hears()
            await line.says(text)
            if hangs_up:
                return

    return manners
