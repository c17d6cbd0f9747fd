"""Updates arrive by webhook in Telegram's order, again until they are taken, and not for ever."""

import asyncio

import pytest
from aiohttp import web

from bot.sandbox import Outcome

from .conftest import Hook, Json, Street, until

KEYBOARD = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}


class Gate:
    """Holds answers back until it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()

    async def __call__(self, _: Json) -> web.Response:
        await self.opened.wait()
        return web.Response()


async def refuse(_: Json) -> web.Response:
    return web.Response(status=503)


async def test_every_delivery_carries_the_secret(hooked: Street, hook: Hook) -> None:
    await hooked.karla.send("hej")

    assert hook.texts() == ["hej"]
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"


async def test_update_ids_count_up_by_one(hooked: Street, hook: Hook) -> None:
    for word in ("en", "to", "tre"):
        await hooked.karla.send(word)

    first = hook.got[0]["update_id"]
    assert [update["update_id"] for update in hook.got] == [first, first + 1, first + 2]


async def test_messages_and_edits_of_one_chat_come_one_at_a_time(hooked: Street, hook: Hook) -> None:
    hook.answer = gate = Gate()
    message = await hooked.karla.send("en", wait=False)
    await hooked.karla.edit(message, "en rettet", wait=False)
    await hooked.karla.send("to", wait=False)
    await until(lambda: hook.open == 1)

    gate.opened.set()
    await hooked.sandbox.settled()

    assert hook.most_open == 1
    assert [next(iter(update.keys() - {"update_id"})) for update in hook.got] == [
        "message",
        "edited_message",
        "message",
    ]


async def test_a_tap_does_not_wait_for_the_same_persons_message(hooked: Street, hook: Hook) -> None:
    await hooked.karla.send("/start")
    await hooked.say("Klar?", reply_markup=KEYBOARD)
    hook.answer = gate = Gate()

    await hooked.karla.send("hej", wait=False)
    await hooked.karla.tap("Ja", wait=False)
    await until(lambda: hook.open == 2)

    gate.opened.set()
    await hooked.sandbox.settled()


async def test_other_chats_are_served_while_one_is_slow(hooked: Street, hook: Hook) -> None:
    hook.answer = gate = Gate()
    people = [hooked.sandbox.person(name) for name in ("Anna", "Bo", "Carl")]

    for person in people:
        await person.send("hej", wait=False)
    await until(lambda: hook.open == 3)

    gate.opened.set()
    await hooked.sandbox.settled()


async def test_no_more_than_max_connections_are_open(street: Street, hook: Hook) -> None:
    await street.result("setWebhook", url=hook.url, max_connections=2)
    hook.answer = gate = Gate()
    for number in range(7):
        await street.sandbox.person(f"P{number}").send("hej", wait=False)
    await until(lambda: hook.open == 2)

    gate.opened.set()
    await street.sandbox.settled()

    assert (len(hook.got), hook.most_open) == (7, 2)


async def test_a_chat_that_fails_for_ever_starves_the_others(street: Street, hook: Hook) -> None:
    await street.result("setWebhook", url=hook.url, max_connections=1)
    hook.answer = refuse
    for number in range(2):
        await street.karla.send(str(number), wait=False)
    await street.sandbox.settled()
    hook.answer = None

    await street.sandbox.person("Bo").send("hallo", wait=False)
    await street.sandbox.settled()

    assert "hallo" not in hook.texts()


async def test_a_refused_update_comes_again_at_once_and_then_ever_later(hooked: Street, hook: Hook) -> None:
    hook.answer = refuse
    await hooked.karla.send("hej")
    tries = [len(hook.got)]

    for seconds in (1.9, 0.2, 3.9, 0.2, 8, 16, 32, 59, 62):
        hooked.clock.advance(seconds)
        await hooked.sandbox.settled()
        tries.append(len(hook.got))

    assert tries == [2, 2, 3, 3, 4, 5, 6, 7, 7, 8]


async def test_the_queue_behind_a_refused_update_waits_with_it(hooked: Street, hook: Hook) -> None:
    hook.answer = refuse
    await hooked.karla.send("en")
    hook.answer = None
    await hooked.karla.send("to")
    assert hook.texts() == ["en", "en"]

    hooked.clock.advance(2)
    await hooked.sandbox.settled()
    assert hook.texts() == ["en", "en", "en", "to"]


async def test_retry_after_sets_the_delay(hooked: Street, hook: Hook) -> None:
    async def later(_: Json) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "5"})

    hook.answer = later
    await hooked.karla.send("hej")
    hook.answer = None
    hooked.clock.advance(4.9)
    await hooked.sandbox.settled()
    assert len(hook.got) == 1

    hooked.clock.advance(0.2)
    await hooked.sandbox.settled()
    assert len(hook.got) == 2


async def test_a_hang_up_counts_as_a_refusal(hooked: Street, hook: Hook) -> None:
    async def hang_up(_: Json) -> web.Response:
        hook.answer = None
        raise web.HTTPInternalServerError

    hook.answer = hang_up
    await hooked.karla.send("hej")

    assert hook.texts() == ["hej", "hej"]
    assert (await hooked.result("getWebhookInfo"))["pending_update_count"] == 0


async def test_no_answer_for_a_minute_counts_as_a_refusal(hooked: Street, hook: Hook) -> None:
    hook.answer = Gate()
    await hooked.karla.send("hej", wait=False)
    await until(lambda: hook.open == 1)
    hook.answer = None

    hooked.clock.advance(60)
    await hooked.sandbox.settled()

    assert hook.texts() == ["hej", "hej"]
    assert (await hooked.result("getWebhookInfo"))["last_error_message"] == "Read timeout expired"


async def test_a_tap_is_dropped_after_150_seconds(hooked: Street, hook: Hook) -> None:
    await hooked.karla.send("/start")
    await hooked.say("Klar?", reply_markup=KEYBOARD)
    hook.answer = refuse
    await hooked.karla.tap("Ja", wait=False)
    await hooked.sandbox.settled()
    hook.answer = None

    hooked.clock.advance(151)
    await hooked.sandbox.settled()

    assert hooked.sandbox.updates[-1].outcome == Outcome.DROPPED
    assert sum("callback_query" in update for update in hook.got) == 2


async def test_a_tap_whose_next_try_would_come_too_late_is_dropped_at_once(
    hooked: Street, hook: Hook
) -> None:
    async def much_later(_: Json) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "151"})

    await hooked.karla.send("/start")
    await hooked.say("Klar?", reply_markup=KEYBOARD)
    hook.answer = much_later
    await hooked.karla.tap("Ja", wait=False)
    await hooked.sandbox.settled()

    assert hooked.sandbox.updates[-1].outcome == Outcome.DROPPED


async def test_a_message_is_dropped_after_a_day(hooked: Street, hook: Hook) -> None:
    hook.answer = refuse
    await hooked.karla.send("hej")
    hooked.clock.advance(24 * 60 * 60 + 1)
    await hooked.sandbox.settled()

    assert (await hooked.result("getWebhookInfo"))["pending_update_count"] == 0


async def test_webhook_info_tells_what_is_wrong(hooked: Street, hook: Hook) -> None:
    hook.answer = refuse
    await hooked.karla.send("hej")

    info = await hooked.result("getWebhookInfo")

    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["last_error_date"] == int(hooked.clock.time())


async def test_nobody_at_the_address_is_connection_refused(street: Street) -> None:
    await street.result("setWebhook", url="http://127.0.0.1:9/telegram")
    await street.karla.send("hej")

    assert (await street.result("getWebhookInfo"))["last_error_message"] == "Connection refused"


async def test_the_answer_may_carry_a_call(hooked: Street, hook: Hook) -> None:
    async def answer_with_call(_: Json) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": hooked.karla.id, "text": "Svar"})

    hook.answer = answer_with_call
    await hooked.karla.send("hej")

    assert hooked.karla.reads() == "Svar"


@pytest.mark.parametrize("method", ["deleteWebhook", "setWebhook", "getMe", "close"])
async def test_the_answer_may_not_carry_a_question_or_a_webhook_change(
    hooked: Street, hook: Hook, method: str
) -> None:
    async def answer_with_call(_: Json) -> web.Response:
        return web.json_response({"method": method})

    hook.answer = answer_with_call
    await hooked.karla.send("hej")

    assert [call.method for call in hooked.sandbox.calls] == ["setwebhook"]


async def test_setting_the_same_webhook_changes_nothing(hooked: Street, hook: Hook) -> None:
    hook.answer = gate = Gate()
    await hooked.karla.send("hej", wait=False)
    await until(lambda: hook.open == 1)

    await hooked.result("setWebhook", url=hook.url, secret_token="s3cret")
    gate.opened.set()
    await hooked.sandbox.settled()

    assert hook.texts() == ["hej"]


async def test_another_secret_delivers_again_what_was_in_flight(hooked: Street, hook: Hook) -> None:
    hook.answer = gate = Gate()
    await hooked.karla.send("hej", wait=False)
    await until(lambda: hook.open == 1)

    await hooked.result("setWebhook", url=hook.url, secret_token="other")
    gate.opened.set()
    await hooked.sandbox.settled()

    assert hook.texts() == ["hej", "hej"]


async def test_what_waited_without_a_webhook_is_delivered_in_order(street: Street, hook: Hook) -> None:
    await street.karla.send("en")
    await street.karla.send("to")

    await street.result("setWebhook", url=hook.url)
    await street.sandbox.settled()

    assert hook.texts() == ["en", "to"]


async def test_pending_updates_can_be_dropped(street: Street, hook: Hook) -> None:
    await street.karla.send("gammel")

    await street.result("setWebhook", url=hook.url, drop_pending_updates=True)
    await street.sandbox.settled()

    assert hook.got == []


async def test_only_allowed_kinds_are_delivered(street: Street, hook: Hook) -> None:
    await street.result("setWebhook", url=hook.url, allowed_updates=["callback_query"])
    await street.karla.send("hej")

    assert hook.got == []
    assert (await street.result("getWebhookInfo"))["allowed_updates"] == ["callback_query"]


async def test_an_update_can_be_delivered_a_second_time(hooked: Street, hook: Hook) -> None:
    await hooked.karla.send("hej")

    hooked.sandbox.redeliver(hooked.sandbox.updates[-1])
    await hooked.sandbox.settled()

    assert hook.got[0] == hook.got[1]


async def test_a_secret_with_odd_signs_is_refused(street: Street, hook: Hook) -> None:
    refused = await street.refusal("setWebhook", url=hook.url, secret_token="æ")

    assert refused == (400, "Bad Request: secret token contains unallowed characters")
