"""python-telegram-bot's own Bot, as it is, works against the sandbox."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from .conftest import TOKEN, Street


@pytest.fixture
async def bot(street: Street) -> AsyncIterator[Bot]:
    await street.karla.send("/start")
    url = street.sandbox.url
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


def picture(width: int = 400, height: int = 300, kind: str = "JPEG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, kind)
    return buffer.getvalue()


async def test_it_knows_who_it_is(bot: Bot) -> None:
    assert (await bot.get_me()).username == "bestil_betjent_bot"


async def test_it_sends_formatted_words_with_buttons(bot: Bot, street: Street) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])

    message = await bot.send_message(street.karla.id, "<b>Hej</b> Karla", "HTML", reply_markup=keyboard)

    assert message.text_html == "<b>Hej</b> Karla"
    assert street.karla.reads() == "Hej Karla"
    assert street.karla.screen()[-1].buttons == [["Ja"]]


async def test_it_hears_a_tap_and_edits_the_message(bot: Bot, street: Street) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])
    await bot.send_message(street.karla.id, "Er det rigtigt?", reply_markup=keyboard)
    await street.karla.tap("Ja")

    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    await query.answer("Tak", show_alert=True)
    await query.edit_message_text("Noteret.")

    assert street.karla.reads() == "Noteret."
    assert [(toast.text, toast.alert) for toast in street.karla.toasts] == [("Tak", True)]


async def test_it_sends_and_fetches_photos(bot: Bot, street: Street) -> None:
    content = picture(1000, 500)

    message = await bot.send_photo(street.karla.id, content, caption="<i>Skolevej</i>", parse_mode="HTML")
    file = await bot.get_file(message.photo[-1])

    assert [(size.width, size.height) for size in message.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    assert bytes(await file.download_as_bytearray()) == content
    assert message.caption == "Skolevej"


async def test_it_sends_a_photo_again_by_its_file_id(bot: Bot, street: Street) -> None:
    await street.karla.send_photo(picture())
    sent = (await bot.get_updates())[-1].message
    assert sent is not None

    again = await bot.send_photo(street.karla.id, sent.photo[-1].file_id)

    assert again.photo == sent.photo


async def test_it_sends_an_album(bot: Bot, street: Street) -> None:
    album = [InputMediaPhoto(picture(), caption="Fra vejen"), InputMediaPhoto(picture(kind="PNG"))]

    sent = await bot.send_media_group(street.karla.id, album)

    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["Fra vejen", None]


async def test_it_swaps_a_photo_in_place(bot: Bot, street: Street) -> None:
    message = await bot.send_photo(street.karla.id, picture())

    await bot.edit_message_media(InputMediaPhoto(picture(90, 90)), street.karla.id, message.id)

    assert street.karla.screen()[-1].content["photo"][-1]["width"] == 90


async def test_it_sends_places_files_and_contacts(bot: Bot, street: Street) -> None:
    await bot.send_location(street.karla.id, 56.36, 8.62)
    await bot.send_venue(street.karla.id, 56.36, 8.62, "Netto", "Skolevej 4")
    await bot.send_document(street.karla.id, b"{}", filename="data.json")
    street.clock.advance(1)
    await bot.send_contact(street.karla.id, "+4520304050", "Bo")

    kinds = [next(iter(message.content)) for message in street.karla.screen()[-4:]]
    assert kinds == ["location", "venue", "document", "contact"]


async def test_it_puts_a_keyboard_under_the_text_field_and_takes_it_away(bot: Bot, street: Street) -> None:
    await bot.send_message(
        street.karla.id, "Hvornår?", reply_markup=ReplyKeyboardMarkup([["I dag"], ["I morgen"]])
    )
    assert street.karla.keys() == [["I dag"], ["I morgen"]]

    await bot.send_message(street.karla.id, "Tak.", reply_markup=ReplyKeyboardRemove())
    assert street.karla.keys() == []


async def test_it_copies_forwards_pins_and_deletes(bot: Bot, street: Street) -> None:
    message = await bot.send_message(street.karla.id, "Vigtigt")
    copied = await bot.copy_message(street.karla.id, street.karla.id, message.id)
    forwarded = await bot.forward_message(street.karla.id, street.karla.id, 1)
    await bot.pin_chat_message(street.karla.id, message.id)
    await bot.delete_messages(street.karla.id, [copied.message_id, forwarded.id])

    pinned = (await bot.get_chat(street.karla.id)).pinned_message
    assert pinned is not None
    assert pinned.id == message.id
    assert [one.id for one in street.karla.screen()] == [1, message.id, forwarded.id + 1]


async def test_it_arranges_its_own_face(bot: Bot) -> None:
    groups = BotCommandScopeAllGroupChats()
    await bot.set_my_commands([BotCommand("koe", "Køen")], scope=groups, language_code="da")
    await bot.set_my_description("Bestil en færdselskontrol")
    await bot.set_my_short_description("Order a check", language_code="en")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    assert await bot.get_my_commands(scope=groups, language_code="da") == (BotCommand("koe", "Køen"),)
    assert await bot.get_my_commands() == ()
    assert (await bot.get_my_description("en")).description == "Bestil en færdselskontrol"
    assert (await bot.get_my_short_description("en")).short_description == "Order a check"
    assert (await bot.get_my_short_description()).short_description == ""
    assert (await bot.get_my_name()).name == "Bestil en betjent"


async def test_a_wrong_token_is_unauthorized(street: Street) -> None:
    stranger = Bot("1:wrong", base_url=f"{street.sandbox.url}/bot")

    with pytest.raises(InvalidToken):
        async with stranger:
            pass


async def test_its_errors_are_the_usual_ones(bot: Bot, street: Street) -> None:
    await street.karla.block()

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(street.karla.id, "Hallo?")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "Hallo?")
