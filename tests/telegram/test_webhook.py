"""Telegram's deliveries over real HTTP: answered last, refused kindly, never believed without the secret."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.face import UPDATES
from bot.telegram.webhook import HEADER, LARGEST, PATH, webhook
from bot.web.server import serving
from handlers.reply import Button, Reply, say
from tests.telegram.edge import Edge

SECRET = "kun-telegram-kender-den"


@pytest.fixture
async def address(edge: Edge) -> AsyncIterator[str]:
    async with serving([web.post(PATH, webhook(edge.front, SECRET))], "127.0.0.1", 0) as base:
        yield base + PATH


@pytest.fixture
async def hooked(edge: Edge, address: str) -> AsyncIterator[Edge]:
    await edge.api.set_webhook(address, secret_token=SECRET, allowed_updates=UPDATES)
    yield edge
    await edge.api.delete_webhook()


async def post(address: str, body: bytes, secret: str | None = SECRET) -> aiohttp.ClientResponse:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=io.BytesIO(body), headers=headers) as answer,
    ):
        await answer.read()
        return answer


async def test_a_secret_that_is_no_text_is_refused_like_any_other(address: str) -> None:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n{HEADER}: ".encode()

    writer.write(head + b"\xff\r\n\r\n")

    assert b"401" in await reader.readline()
    writer.close()


@pytest.mark.usefixtures("hooked")
async def test_what_karla_writes_is_answered(karla: Person) -> None:
    await karla.send("hej")

    assert karla.reads() == "Du sagde hej."


async def test_a_tap_is_answered_in_the_response_itself(hooked: Edge, karla: Person) -> None:
    await karla.send("hej")
    hooked.script.answer = lambda _: Reply(say("Hvornår?").says, toast="Gemt")

    toast = await karla.tap("Igen")
    await hooked.sandbox.settled()

    assert (toast or karla.toasts[-1]).text == "Gemt"
    assert hooked.texts(karla) == ["Hvornår?"]


@pytest.mark.parametrize("secret", [None, "", "forkert", SECRET + "x", "æøå"])
async def test_without_the_secret_nothing_happens(edge: Edge, address: str, secret: str | None) -> None:
    answer = await post(address, json.dumps({"update_id": 1, "message": {}}).encode(), secret)

    assert answer.status == 401
    assert edge.script.decided == []


async def test_a_passing_fault_is_answered_503_with_the_time_to_come_back(
    edge: Edge, address: str, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    (update,) = await edge.api.poll(None, 0, UPDATES)
    edge.sandbox.fail_next("sendMessage", 429, retry_after=30)

    answer = await post(address, json.dumps(update).encode())

    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")


async def test_telegram_delivers_again_and_nothing_is_done_twice(
    hooked: Edge, sandbox: Sandbox, karla: Person
) -> None:
    sandbox.fail_next("sendMessage", 502)
    await karla.send("hej", wait=False)

    await hooked.until(lambda: karla.reads() == "Du sagde hej.")

    assert len(hooked.script.decided) == 1
    assert len(hooked.script.repeated) == 1


async def test_what_is_no_json_is_taken_and_put_aside(edge: Edge, address: str) -> None:
    answer = await post(address, b"{not json")

    assert answer.status == 200
    assert b'betjent_updates_total{outcome="unreadable"} 1.0' in edge.meter.page()


@pytest.mark.parametrize("body", [b"[]", b"17", b'"hej"', b"null"])
async def test_json_that_is_no_update_is_taken_and_put_aside(edge: Edge, address: str, body: bytes) -> None:
    assert (await post(address, body)).status == 200
    assert edge.script.decided == []


async def test_more_than_a_megabyte_is_not_read(address: str) -> None:
    assert (await post(address, b"x" * (LARGEST + 1))).status == 413


async def test_while_stopping_telegram_is_asked_to_come_again(
    edge: Edge, address: str, karla: Person
) -> None:
    await karla.send("hej", wait=False)
    (update,) = await edge.api.poll(None, 0, UPDATES)
    await edge.front.stop()

    answer = await post(address, json.dumps(update).encode())

    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert edge.script.decided == []


async def test_two_people_are_served_side_by_side(hooked: Edge, sandbox: Sandbox, karla: Person) -> None:
    bo = sandbox.person("Bo")
    hooked.script.answer = lambda visit: say(f"Hej {visit.first_name}", (Button("A", data="a"),))

    await karla.send("hej", wait=False)
    await bo.send("hej", wait=False)
    await sandbox.settled()

    assert (karla.reads(), bo.reads()) == ("Hej Karla", "Hej Bo")
