"""The client for Bot API calls, against a server that does everything wrong that a server can do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import TypeAlias

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram import wire as wire_module
from bot.telegram.transport import Transport
from bot.telegram.wire import Wire
from tests.telegram.rude import Line, Server, always, answer, polite, serving

SECRET = "1000:very-secret"
LARGEST = 1000


class Caller:
    """Calls as the bot does, through Transport."""

    def __init__(self, transport: Transport, port: int) -> None:
        self._transport, self._port = transport, port

    async def __call__(self, number: int = 1, read_timeout: float = 5.0) -> tuple[int, bytes]:
        asked = RequestData([RequestParameter("n", number, None)])
        url = f"http://127.0.0.1:{self._port}/bot{SECRET}/sendMessage"
        return await self._transport.do_request(url, "POST", asked, read_timeout=read_timeout)


Calls: TypeAlias = Callable[..., Awaitable[Caller]]


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


@pytest.fixture
def calls(stack: AsyncExitStack) -> Calls:
    """A caller of the server given."""

    async def to(server: Server, connections: int = 5) -> Caller:
        port = await stack.enter_async_context(serving(server))
        transport = Transport(connections)
        await transport.initialize()
        stack.push_async_callback(transport.shutdown)
        return Caller(transport, port)

    return to


async def test_a_request_says_what_a_bot_api_server_wants_to_know(calls: Calls) -> None:
    server = Server(polite)

    status, body = await (await calls(server))(7)

    assert (status, json.loads(body)) == (200, {"n": 7})
    lines = server.lines[0].head.decode().split("\r\n")
    assert lines[0] == f"POST /bot{SECRET}/sendMessage HTTP/1.1"
    assert lines[1].startswith("Host: 127.0.0.1:")
    assert "Content-Type: application/json" in lines


async def test_a_connection_is_used_again(calls: Calls) -> None:
    server = Server(polite)
    call = await calls(server)

    for number in range(5):
        assert await call(number) == (200, b'{"n":%d}' % number)

    assert len(server.lines) == 1


async def test_an_answer_may_come_byte_by_byte(calls: Calls) -> None:
    async def slowly(line: Line) -> None:
        while True:
            for byte in answer(await line.hears()):
                await line.says(bytes([byte]))

    call = await calls(Server(slowly))

    assert [await call(1), await call(2)] == [(200, b'{"n":1}'), (200, b'{"n":2}')]


async def test_an_answer_may_come_in_chunks_or_after_a_continue(calls: Calls) -> None:
    chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n3;a=b\r\n   \r\n0\r\n\r\n"
    early = b"HTTP/1.1 100 Continue\r\n\r\n"
    server = Server(always(early + early + chunks))
    call = await calls(server)

    assert [await call(), await call()] == [(200, b"{}   ")] * 2
    assert len(server.lines) == 1


@pytest.mark.parametrize(
    "last",
    [
        answer(b"{}", b"HTTP/1.0 200 OK"),
        answer(b"{}", b"HTTP/1.1 200 OK\r\nConnection: close"),
        answer(b"{}") + answer(b"[]"),
        answer(b"{}") + b"and more",
    ],
)
async def test_a_connection_is_left_after_an_answer_that_ends_it_or_has_more_behind_it(
    calls: Calls, last: bytes
) -> None:
    server = Server(always(last), polite)
    call = await calls(server)

    assert await call(1) == (200, b"{}")
    assert await call(2) == (200, b'{"n":2}')
    await server.lines[0].left.wait()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n{}",
        b"HTTP/1.1 200",
    ],
)
async def test_an_answer_cut_short_is_a_network_error_and_is_not_asked_for_again(
    calls: Calls, broken: bytes
) -> None:
    server = Server(always(broken, hangs_up=True), polite)
    call = await calls(server)

    with pytest.raises(NetworkError) as fault:
        await call(1)

    assert not isinstance(fault.value, TimedOut)
    assert len(server.lines) == 1
    assert await call(2) == (200, b'{"n":2}')


@pytest.mark.parametrize(
    "garbage",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n",
    ],
)
async def test_what_is_not_an_answer_is_a_network_error_at_once(calls: Calls, garbage: bytes) -> None:
    call = await calls(Server(always(garbage), polite))

    with pytest.raises(NetworkError) as fault:
        await call(1)

    assert not isinstance(fault.value, TimedOut)
    assert SECRET not in repr(fault.value)
    assert await call(2) == (200, b'{"n":2}')


async def test_silence_is_a_time_out_and_its_late_answer_goes_to_nobody(calls: Calls) -> None:
    server = Server(always(b""), polite)
    call = await calls(server)

    with pytest.raises(TimedOut) as fault:
        await call(1, read_timeout=0.02)

    assert fault.value.__cause__ is None
    await server.lines[0].left.wait()
    assert await call(2) == (200, b'{"n":2}')


async def test_a_connection_closed_while_it_rested_costs_no_call(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire_module, "DOUBT_SECONDS", -1.0)
    server = Server(always(answer(b"{}"), hangs_up=True), polite)
    call = await calls(server)
    await call(1)

    await server.lines[0].left.wait()

    assert await call(2) == (200, b'{"n":2}')


async def test_a_connection_that_spoke_unasked_is_not_used_again(calls: Calls) -> None:
    async def chatty(line: Line) -> None:
        await line.hears()
        await line.says(answer(b"{}"))
        await asked.wait()
        await line.says(answer(b"for nobody"))
        await line.listens()

    asked = asyncio.Event()
    server = Server(chatty, polite)
    call = await calls(server)
    await call(1)

    asked.set()
    await server.lines[0].left.wait()

    assert await call(2) == (200, b'{"n":2}')


async def test_a_connection_that_rested_too_long_is_not_used_again(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(polite)
    call = await calls(server)
    await call(1)

    monkeypatch.setattr(wire_module, "REST_SECONDS", -1.0)

    assert await call(2) == (200, b'{"n":2}')
    assert len(server.lines) == 2


async def test_fifty_calls_over_five_connections_get_their_own_answers(calls: Calls) -> None:
    server = Server(polite)
    call = await calls(server, 5)

    answers = await asyncio.gather(*(call(number) for number in range(50)))

    assert answers == [(200, b'{"n":%d}' % number) for number in range(50)]
    assert len(server.lines) == 5


async def test_a_caller_who_leaves_gives_nobody_the_answer_meant_for_him(calls: Calls) -> None:
    async def late_with_every_third(line: Line) -> None:
        while True:
            heard = await line.hears()
            number = json.loads(heard)["n"]
            if number % 3 == 0:
                asked[number].set()
                await gone[number].wait()
            await line.says(answer(heard))

    asked, gone = [[asyncio.Event() for _ in range(12)] for _ in range(2)]
    call = await calls(Server(late_with_every_third), 2)
    tasks = [asyncio.create_task(call(number)) for number in range(12)]
    for number in range(0, 12, 3):
        await asked[number].wait()
        tasks[number].cancel()
        gone[number].set()

    answers = await asyncio.gather(*tasks, return_exceptions=True)

    assert [found for found in answers if not isinstance(found, BaseException)] == [
        (200, b'{"n":%d}' % number) for number in range(12) if number % 3
    ]


async def test_leaving_frees_the_place_and_closes_the_connection(calls: Calls) -> None:
    server = Server(always(b""), polite)
    call = await calls(server, 1)
    first = asyncio.create_task(call(1))
    second = asyncio.create_task(call(2))
    await server.called.wait()

    first.cancel()

    assert await second == (200, b'{"n":2}')
    await server.lines[0].left.wait()


async def test_closing_ends_every_call_also_those_that_queue() -> None:
    server = Server(always(b""))
    async with serving(server) as port:
        wire = Wire(1, agent="test", largest=LARGEST)
        url = f"http://127.0.0.1:{port}/"
        tasks = [asyncio.create_task(wire.post(url, b"{}", connect=5, read=5)) for _ in range(3)]
        await server.called.wait()

        await wire.close()

        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(fault) for fault in found] == [ConnectionError] * 3
        with pytest.raises(ConnectionError):
            await wire.post(url, b"{}", connect=5, read=5)
        assert len(server.lines) == 1


async def test_an_answer_without_end_is_cut_off() -> None:
    async def endless(line: Line) -> None:
        await line.hears()
        await line.says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            await line.says(b"64\r\n" + b"x" * 100 + b"\r\n")

    async with serving(Server(endless)) as port:
        wire = Wire(1, agent="test", largest=LARGEST)

        with pytest.raises(ConnectionError):
            await wire.post(f"http://127.0.0.1:{port}/", b"{}", connect=5, read=5)

        await wire.close()


async def test_a_redirect_is_an_answer_and_is_not_followed(calls: Calls) -> None:
    server = Server(always(answer(b"{}", b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/")))

    assert await (await calls(server))() == (302, b"{}")
