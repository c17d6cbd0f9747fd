"""getUpdates: offset, limit, waiting, and only one at a time."""

import asyncio

from .conftest import Hook, Street, until


async def test_updates_stay_until_a_later_offset_confirms_them(street: Street) -> None:
    await street.karla.send("en")
    await street.karla.send("to")

    first = await street.result("getUpdates")
    again = await street.result("getUpdates")
    rest = await street.result("getUpdates", offset=first[0]["update_id"] + 1)

    assert first == again
    assert [update["message"]["text"] for update in rest] == ["to"]
    assert await street.result("getUpdates", offset=first[1]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_only_the_last(street: Street) -> None:
    for word in ("en", "to", "tre"):
        await street.karla.send(word)

    updates = await street.result("getUpdates", offset=-1)

    assert [update["message"]["text"] for update in updates] == ["tre"]


async def test_the_limit_is_kept(street: Street) -> None:
    for word in ("en", "to", "tre"):
        await street.karla.send(word)

    assert len(await street.result("getUpdates", limit=2)) == 2


async def test_a_waiting_poll_gets_what_comes(street: Street) -> None:
    poll = asyncio.create_task(street.result("getUpdates", timeout=30))
    await until(lambda: street.feed.is_read)

    await street.karla.send("hej", wait=False)

    assert [update["message"]["text"] for update in await poll] == ["hej"]


async def test_a_waiting_poll_ends_empty_when_its_time_is_up(street: Street) -> None:
    poll = asyncio.create_task(street.result("getUpdates", timeout=30))
    await until(lambda: street.feed.is_read)

    street.clock.advance(30)

    assert await poll == []


async def test_a_second_poller_ends_the_first_with_409(street: Street) -> None:
    first = asyncio.create_task(street.refusal("getUpdates", timeout=30))
    await until(lambda: street.feed.is_read)

    await street.result("getUpdates")

    code, words = await first
    assert code == 409
    assert words.startswith("Conflict: terminated by other getUpdates request")


async def test_polling_is_refused_while_a_webhook_is_set(hooked: Street) -> None:
    code, words = await hooked.refusal("getUpdates")

    assert code == 409
    assert "can't use getUpdates method while webhook is active" in words


async def test_setting_a_webhook_ends_a_waiting_poll(street: Street, hook: Hook) -> None:
    poll = asyncio.create_task(street.refusal("getUpdates", timeout=30))
    await until(lambda: street.feed.is_read)

    await street.result("setWebhook", url=hook.url)

    assert await poll == (409, "Conflict: terminated by setWebhook request")


async def test_old_updates_are_not_handed_out(street: Street) -> None:
    await street.karla.send("hej")

    street.clock.advance(24 * 60 * 60 + 1)

    assert await street.result("getUpdates") == []


async def test_an_update_can_be_handed_out_a_second_time(street: Street) -> None:
    await street.karla.send("hej")
    first = await street.result("getUpdates")
    offset = first[0]["update_id"] + 1
    assert await street.result("getUpdates", offset=offset) == []

    street.sandbox.redeliver(street.sandbox.updates[0])

    assert await street.result("getUpdates", offset=offset) == first
    assert await street.result("getUpdates", offset=offset) == []
