"""What Telegram refuses, in its own words."""

import aiohttp
import pytest

from bot.sandbox import TapError

from .conftest import Json, Street

TWO_DAYS = 48 * 60 * 60


@pytest.fixture
async def started(street: Street) -> Street:
    await street.karla.send("/start")
    return street


def button(**more: object) -> Json:
    return {"inline_keyboard": [[{"text": "Ja", **more}]]}


async def edit(street: Street, message: Json, text: str, **more: object) -> Json:
    return await street.call(
        "editMessageText", chat_id=street.karla.id, message_id=message["message_id"], text=text, **more
    )


async def test_an_unknown_method_is_not_found(street: Street) -> None:
    assert await street.refusal("sendNonsense") == (404, "Not Found: method not found")


async def test_method_names_may_be_written_in_any_case(street: Street) -> None:
    assert (await street.result("GETME"))["id"] == street.bot.id


async def test_forms_are_as_good_as_json(started: Street) -> None:
    form = {"chat_id": str(started.karla.id), "text": "Hej", "reply_markup": '{"force_reply":true}'}
    async with started.http.post(f"{started.sandbox.url}/bot1000:sandbox/sendMessage", data=form) as response:
        assert (await response.json())["result"]["text"] == "Hej"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "Hej", "parse_mode": "RTF"}, "unsupported parse_mode"),
        ({"text": "Hej", "reply_markup": button(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "Hej", "reply_markup": button(callback_data="æ" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "Hej", "reply_markup": button(copy_text={"text": ""})}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "Hej", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (
            {"text": "Hej", "reply_markup": button()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "Hej", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_a_message_telegram_would_not_take(started: Street, params: Json, words: str) -> None:
    assert await started.refusal("sendMessage", chat_id=started.karla.id, **params) == (
        400,
        f"Bad Request: {words}",
    )


async def test_4096_signs_after_the_tags_are_read_are_taken(started: Street) -> None:
    message = await started.say(f"<b>{'x' * 4096}</b>", parse_mode="HTML")

    assert len(message["text"]) == 4096


async def test_64_bytes_of_callback_data_are_taken(started: Street) -> None:
    await started.say("Hej", reply_markup=button(callback_data="x" * 64))

    assert started.karla.screen()[-1].buttons == [["Ja"]]


async def test_a_stranger_cannot_be_written_to(street: Street) -> None:
    assert street.karla.reads() == ""

    refused = await street.refusal("sendMessage", chat_id=street.karla.id, text="Hej")

    assert refused == (400, "Bad Request: chat not found")


async def test_a_fellow_member_who_never_started_the_bot_cannot_be_written_to(street: Street) -> None:
    street.sandbox.group("Vurdering", [street.karla]).add(street.bot)

    refused = await street.refusal("sendMessage", chat_id=street.karla.id, text="Hej")

    assert refused == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_who_blocked_the_bot_hears_nothing_until_she_writes_again(started: Street) -> None:
    await started.karla.block()
    refused = await started.refusal("sendMessage", chat_id=started.karla.id, text="Hej")
    await started.karla.send("Hej igen")
    await started.say("Velkommen tilbage")

    assert refused == (403, "Forbidden: bot was blocked by the user")
    changes = [
        (
            update["my_chat_member"]["old_chat_member"]["status"],
            update["my_chat_member"]["new_chat_member"]["status"],
        )
        for update in await started.result("getUpdates")
        if "my_chat_member" in update
    ]
    assert changes == [("member", "kicked"), ("kicked", "member")]


async def test_an_edit_that_changes_nothing_is_refused(started: Street) -> None:
    message = await started.say("<b>Hej</b>", parse_mode="HTML", reply_markup=button(callback_data="ja"))

    same = await edit(
        started, message, "<b>Hej</b>", parse_mode="HTML", reply_markup=button(callback_data="ja")
    )
    other = await edit(
        started, message, "<i>Hej</i>", parse_mode="HTML", reply_markup=button(callback_data="ja")
    )

    assert same["description"].startswith(
        "Bad Request: message is not modified: specified new message content"
    )
    assert other["ok"]


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(started: Street) -> None:
    message = await started.say("Hej", reply_markup=button(callback_data="ja"))

    await edit(started, message, "Hej")

    assert started.karla.screen()[-1].buttons == []


async def test_a_message_that_is_gone_cannot_be_edited(started: Street) -> None:
    assert (await edit(started, {"message_id": 99}, "Hej"))[
        "description"
    ] == "Bad Request: message to edit not found"


async def test_other_peoples_messages_cannot_be_edited(started: Street) -> None:
    assert (await edit(started, {"message_id": 1}, "Hej"))[
        "description"
    ] == "Bad Request: message can't be edited"


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(started: Street) -> None:
    message = await started.say("Hej", reply_markup={"keyboard": [["Ja"]]})

    assert (await edit(started, message, "Hov"))["description"] == "Bad Request: message can't be edited"


async def test_a_photo_has_no_text_to_edit(started: Street) -> None:
    location = await started.result("sendLocation", chat_id=started.karla.id, latitude=56.3, longitude=8.6)

    refused = await edit(started, location, "Her")

    assert refused["description"] == "Bad Request: there is no text in the message to edit"


async def test_the_bot_may_delete_what_a_person_wrote_in_private(started: Street) -> None:
    await started.result("deleteMessage", chat_id=started.karla.id, message_id=1)

    assert started.karla.screen() == []


async def test_nothing_is_deleted_after_48_hours(started: Street) -> None:
    message = await started.say("Hej")
    started.clock.advance(TWO_DAYS + 1)

    refused = await started.refusal(
        "deleteMessage", chat_id=started.karla.id, message_id=message["message_id"]
    )

    assert refused == (400, "Bad Request: message can't be deleted for everyone")


async def test_a_message_that_is_gone_cannot_be_deleted(started: Street) -> None:
    refused = await started.refusal("deleteMessage", chat_id=started.karla.id, message_id=99)

    assert refused == (400, "Bad Request: message to delete not found")


async def query_id(street: Street) -> str:
    await street.say("Klar?", reply_markup=button(callback_data="ja"))
    await street.karla.tap("Ja")
    found: str = (await street.result("getUpdates"))[-1]["callback_query"]["id"]
    return found


async def test_a_tap_is_answered_once(started: Street) -> None:
    query = await query_id(started)
    await started.result("answerCallbackQuery", callback_query_id=query, text="Ja tak")

    again = await started.refusal("answerCallbackQuery", callback_query_id=query)

    assert again == (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert [toast.text for toast in started.karla.toasts] == ["Ja tak"]


async def test_a_tap_cannot_be_answered_after_150_seconds(started: Street) -> None:
    query = await query_id(started)
    started.clock.advance(151)

    code, words = await started.refusal("answerCallbackQuery", callback_query_id=query)

    assert (code, words[:26]) == (400, "Bad Request: query is too ")


async def test_a_tap_on_a_deleted_message_shows_it_as_gone(started: Street) -> None:
    await started.say("Klar?", reply_markup=button(callback_data="ja"))
    old = started.karla.screen()[-1]
    await started.result("deleteMessage", chat_id=started.karla.id, message_id=old.id)

    await started.karla.tap("Ja", message=old)

    query = (await started.result("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["message"]["date"]) == ("ja", 0)


async def test_a_protected_message_cannot_be_copied(started: Street) -> None:
    message = await started.say("Fortroligt", protect_content=True)
    here = started.karla.id

    refused = await started.refusal(
        "copyMessage", chat_id=here, from_chat_id=here, message_id=message["message_id"]
    )

    assert refused == (400, "Bad Request: the message can't be copied")


async def test_nobody_can_tap_what_is_not_there(started: Street) -> None:
    with pytest.raises(TapError, match="sees no button 'Nej'"):
        await started.karla.tap("Nej")


async def test_a_file_that_is_no_picture_is_no_photo(started: Street) -> None:
    form = aiohttp.FormData({"chat_id": str(started.karla.id)})
    form.add_field("photo", b"not a picture", filename="photo.jpg")
    async with started.http.post(f"{started.sandbox.url}/bot1000:sandbox/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"command": "Kø", "description": "Køen"}, "BOT_COMMAND_INVALID"),
        ({"command": "koe", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_command_telegram_would_not_take(street: Street, command: Json, words: str) -> None:
    assert await street.refusal("setMyCommands", commands=[command]) == (400, f"Bad Request: {words}")
