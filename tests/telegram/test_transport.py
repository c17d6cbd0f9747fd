"""The wire: faults become PTB's, and the token stays inside."""

from __future__ import annotations

import io
import logging

import pytest
from PIL import Image
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.log import SILENCED
from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.api import BadToken, connected
from bot.telegram.transport import Flood
from handlers.reply import Say
from tests.telegram.edge import TOKEN, Edge


def pixels() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "JPEG")
    return made.getvalue()


SECRET = "1000:wrong-and-secret"


async def test_a_raw_call_gives_telegrams_own_answer(edge: Edge, karla: Person) -> None:
    await karla.send("hej")

    sent = await edge.api.call("sendMessage", chat_id=karla.id, text="Hej <b>Karla</b>", parse_mode="HTML")

    assert sent["text"] == "Hej Karla"
    assert karla.reads() == "Hej Karla"


async def test_ptbs_own_methods_go_the_same_way(edge: Edge, karla: Person) -> None:
    await karla.send("hej")

    message = await edge.api.send_photo(karla.id, pixels(), caption="Skolevej")

    assert (message.caption, len(message.photo) > 0) == ("Skolevej", True)


async def test_429_says_how_long(edge: Edge, sandbox: Sandbox, karla: Person) -> None:
    sandbox.fail_next("sendMessage", 429, retry_after=7)

    with pytest.raises(Flood) as flood:
        await edge.api.call("sendMessage", chat_id=karla.id, text="hej")

    assert flood.value.seconds == 7


@pytest.mark.parametrize(("error", "expected"), [(403, Forbidden), (400, BadRequest), (502, NetworkError)])
async def test_refusals_are_ptbs_errors(
    edge: Edge, sandbox: Sandbox, karla: Person, error: int, expected: type[Exception]
) -> None:
    sandbox.fail_next("sendMessage", error)

    with pytest.raises(expected):
        await edge.api.call("sendMessage", chat_id=karla.id, text="hej")


async def test_a_cut_connection_is_a_network_error_without_any_address(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    sandbox.fail_next("sendMessage", "drop")

    with pytest.raises(NetworkError) as fault:
        await edge.api.call("sendMessage", chat_id=karla.id, text="hej")

    assert "sandbox" not in str(fault.value)
    assert fault.value.__cause__ is None


async def test_a_token_nobody_knows_is_refused_without_being_repeated(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(BadToken) as refusal:
        async with connected(SECRET, sandbox.url):
            pass

    assert SECRET not in str(refusal.value) + caplog.text
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


async def test_nobody_at_the_address_is_a_network_error() -> None:
    with pytest.raises(NetworkError) as fault:
        async with connected(SECRET, "http://127.0.0.1:1"):
            pass

    assert SECRET not in str(fault.value)


async def test_a_whole_conversation_leaves_no_trace_in_the_log(
    edge: Edge, sandbox: Sandbox, karla: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for name in SILENCED:
            caplog.set_level(logging.WARNING, name)
        await karla.send("Skolevej 3", wait=False)
        await edge.hears()
        sandbox.fail_next("sendMessage", "drop")
        with pytest.raises(NetworkError):
            await edge.speaker.say(karla.id, Say("Skolevej 3"), first=True)

    assert edge.texts(karla) == ["Du sagde Skolevej 3."]
    secrets = (TOKEN, "Skolevej", "Karla", str(karla.id))
    ours = [
        line.getMessage() for line in caplog.records if not line.name.startswith(("bot.sandbox", "asyncio"))
    ]
    assert [line for line in ours if any(secret in line for secret in secrets)] == []
