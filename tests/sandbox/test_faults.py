"""Faults on order: the bot's calls fail as told, before or after they took effect."""

import aiohttp
import pytest

from .conftest import Street


@pytest.fixture
async def started(street: Street) -> Street:
    await street.karla.send("/start")
    return street


async def test_a_call_fails_as_often_as_told_and_has_no_effect(started: Street) -> None:
    started.sandbox.fail_next("sendMessage", 500, times=2)

    refused = [
        await started.refusal("sendMessage", chat_id=started.karla.id, text=word) for word in ("en", "to")
    ]
    await started.say("tre")

    assert refused == [(500, "Internal Server Error")] * 2
    assert [message.text for message in started.karla.screen()] == ["/start", "tre"]


async def test_a_flood_refusal_says_how_long(started: Street) -> None:
    started.sandbox.fail_next("*", 429, retry_after=7)

    refused = await started.call("sendMessage", chat_id=started.karla.id, text="Hej")

    assert refused["parameters"] == {"retry_after": 7}


async def test_a_connection_is_cut_before_the_effect(started: Street) -> None:
    started.sandbox.fail_next("sendMessage", "drop")

    with pytest.raises(aiohttp.ClientError):
        await started.say("Hej")

    assert started.karla.reads() == ""


async def test_a_connection_is_cut_after_the_effect(started: Street) -> None:
    started.sandbox.fail_next("sendMessage", "drop", after_effect=True)

    with pytest.raises(aiohttp.ClientError):
        await started.say("Hej")

    assert started.karla.reads() == "Hej"


async def test_other_methods_are_not_touched(started: Street) -> None:
    started.sandbox.fail_next("editMessageText", 400)

    await started.say("Hej")

    assert started.karla.reads() == "Hej"


async def test_calls_are_noted_with_how_they_went(started: Street) -> None:
    started.sandbox.fail_next("sendMessage", 403)
    await started.refusal("sendMessage", chat_id=started.karla.id, text="en")
    await started.say("to")

    noted = [(call.method, call.params["text"], call.ok) for call in started.sandbox.calls]
    assert noted == [("sendmessage", "en", False), ("sendmessage", "to", True)]
