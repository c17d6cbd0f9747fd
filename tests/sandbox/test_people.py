"""What people can do with their phones, and what the bot hears of it."""

import asyncio
from io import BytesIO

import pytest
from aiohttp import web
from PIL import Image

from bot.sandbox import SandboxError, TapError

from .conftest import Hook, Json, Street, until


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (120, 80)).save(buffer, "PNG")
    return buffer.getvalue()


async def heard(street: Street) -> list[Json]:
    """The messages the bot has got."""
    return [update["message"] for update in await street.result("getUpdates") if "message" in update]


async def test_a_deep_link_starts_the_bot_with_its_code(street: Street) -> None:
    await street.karla.open("https://t.me/bestil_betjent_bot?start=abc-123")

    assert [message["text"] for message in await heard(street)] == ["/start abc-123"]


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/another_bot?start=1",
        "https://example.org/bestil_betjent_bot",
        "https://t.me/bestil_betjent_bot?start=æ",
    ],
)
async def test_a_link_that_leads_nowhere_is_not_opened(street: Street, link: str) -> None:
    with pytest.raises(SandboxError):
        await street.karla.open(link)


async def test_ten_thousand_signs_go_out_in_three_messages(street: Street) -> None:
    await street.karla.send("x" * 10_000)

    assert [len(message["text"]) for message in await heard(street)] == [4096, 4096, 1808]


async def test_an_album_is_several_messages_with_one_caption(street: Street) -> None:
    await street.karla.send_photo(picture(), "Fra vejen", album=[picture(), picture()])

    messages = await heard(street)
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["Fra vejen", None, None]


async def test_her_own_number_carries_her_id_and_a_neighbours_does_not(street: Street) -> None:
    await street.karla.send_contact()
    await street.karla.send_contact("+4520304050", first_name="Mads")

    own, other = [message["contact"] for message in await heard(street)]
    assert (own["user_id"], own["phone_number"]) == (street.karla.id, street.karla.user.phone)
    assert other == {"phone_number": "+4520304050", "first_name": "Mads"}


async def test_the_unexpected_can_be_sent(street: Street) -> None:
    await street.karla.send_voice()
    await street.karla.send_sticker()
    await street.karla.send_document(b"hej", "brev.txt", caption="Læs")
    await street.karla.send_poll()
    await street.karla.send_location(56.3, 8.6)
    await street.karla.send_venue("Netto", "Skolevej 4", at=(56.3, 8.6))

    messages = await heard(street)
    kinds = ("voice", "sticker", "document", "poll", "location", "venue")
    assert [kind in message for kind, message in zip(kinds, messages, strict=True)] == [True] * 6


async def test_an_edit_reaches_the_bot(street: Street) -> None:
    message = await street.karla.send("/start")
    street.clock.advance(5)

    await street.karla.edit(message, "/hjaelp mig")

    edited = (await street.result("getUpdates"))[-1]["edited_message"]
    assert (edited["message_id"], edited["text"], edited["edit_date"]) == (1, "/hjaelp mig", message.date + 5)
    assert edited["entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]


async def test_nobody_edits_or_deletes_what_others_wrote(street: Street) -> None:
    await street.karla.send("/start")
    await street.say("Hej")
    theirs = street.karla.screen()[-1]

    with pytest.raises(SandboxError):
        await street.karla.edit(theirs, "Hov")
    with pytest.raises(SandboxError):
        street.karla.delete(theirs)


async def test_she_takes_her_own_message_away(street: Street) -> None:
    message = await street.karla.send("hov")

    street.karla.delete(message)

    assert street.karla.screen() == []


async def test_a_reply_shows_what_it_answers(street: Street) -> None:
    await street.karla.send("/start")
    await street.say("Hvad hedder vejen?")

    await street.karla.send("Skolevej", reply_to=street.karla.newest())

    assert (await heard(street))[-1]["reply_to_message"]["text"] == "Hvad hedder vejen?"


async def test_a_key_sends_its_words_and_goes_away_when_it_is_for_one_time(street: Street) -> None:
    await street.karla.send("/start")
    await street.say("Hvornår?", reply_markup={"keyboard": [["I dag"]], "one_time_keyboard": True})

    await street.karla.press("I dag")

    assert (await heard(street))[-1]["text"] == "I dag"
    assert street.karla.keys() == []


async def test_a_key_may_ask_for_number_or_place(street: Street) -> None:
    await street.karla.send("/start")
    keys = [[{"text": "Del nummer", "request_contact": True}, {"text": "Del sted", "request_location": True}]]
    await street.say("Hvor?", reply_markup={"keyboard": keys})

    await street.karla.press("Del nummer")
    await street.karla.press("Del sted", at=(55.0, 9.0))

    number, place = (await heard(street))[-2:]
    assert number["contact"]["user_id"] == street.karla.id
    assert place["location"] == {"latitude": 55.0, "longitude": 9.0}


async def test_a_key_that_is_not_there_cannot_be_pressed(street: Street) -> None:
    with pytest.raises(TapError):
        await street.karla.press("Del nummer")


async def test_a_late_tap_sends_what_the_button_was(street: Street) -> None:
    await street.karla.send("/start")
    message = await street.say(
        "1", reply_markup={"inline_keyboard": [[{"text": "Ja", "callback_data": "old"}]]}
    )
    before = street.karla.screen()[-1]
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "new"}]]}
    number = message["message_id"]
    await street.result(
        "editMessageText", chat_id=street.karla.id, message_id=number, text="2", reply_markup=keyboard
    )

    await street.karla.tap("Ja", message=before)
    await street.karla.tap("Ja")

    queries = [update["callback_query"] for update in (await street.result("getUpdates"))[1:]]
    assert [(query["data"], query["message"]["text"]) for query in queries] == [("old", "2"), ("new", "2")]


async def test_a_hostile_app_can_send_any_data(street: Street) -> None:
    await street.karla.send("/start")
    await street.say("Hej")

    await street.karla.tap(callback_data="case:1:delete", message=street.karla.newest())

    assert (await street.result("getUpdates"))[-1]["callback_query"]["data"] == "case:1:delete"


async def test_a_tap_returns_what_the_bot_answered(hooked: Street, hook: Hook) -> None:
    async def answer(update: Json) -> web.Response:
        call = {
            "method": "answerCallbackQuery",
            "callback_query_id": update["callback_query"]["id"],
            "text": "Taget",
        }
        return web.json_response(call)

    await hooked.karla.send("/start")
    await hooked.say("Sag 1", reply_markup={"inline_keyboard": [[{"text": "Tag", "callback_data": "t"}]]})
    hook.answer = answer

    toast = await hooked.karla.tap("Tag")

    assert toast is not None
    assert toast.text == "Taget"


async def test_a_tap_the_bot_refuses_is_an_error(hooked: Street, hook: Hook) -> None:
    async def refuse(_: Json) -> web.Response:
        return web.Response(status=500)

    await hooked.karla.send("/start")
    await hooked.say("Sag 1", reply_markup={"inline_keyboard": [[{"text": "Tag", "callback_data": "t"}]]})
    hook.answer = refuse

    with pytest.raises(TapError, match="did not take Karla's tap"):
        await hooked.karla.tap("Tag")


async def test_what_hangs_is_named(hooked: Street, hook: Hook) -> None:
    opened = asyncio.Event()

    async def hang(_: Json) -> web.Response:
        await opened.wait()
        return web.Response()

    hook.answer = hang
    await hooked.karla.send("hej", wait=False)
    await until(lambda: hook.open == 1)

    with pytest.raises(
        SandboxError, match=r"read by webhook; unfinished: \[<message \d+, tried 0 times, waiting>\]"
    ):
        await hooked.sandbox.settled(0.01)
    opened.set()
    await hooked.sandbox.settled()


async def test_with_two_bots_one_must_be_named(street: Street) -> None:
    other = street.sandbox.bot("2000:other", "other_bot", "Anden")

    with pytest.raises(SandboxError, match="2 bots"):
        await street.karla.send("hej")
    await street.karla.send("hej", other)

    assert await heard(street) == []
