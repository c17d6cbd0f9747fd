"""Groups: who sees what, who may what, and what the bot is told of its own place."""

import pytest

from bot.sandbox import Group, Person

from .conftest import Json, Street


@pytest.fixture
async def inge(street: Street) -> Person:
    return street.sandbox.person("Inge")


@pytest.fixture
async def group(street: Street, inge: Person) -> Group:
    return street.sandbox.group("Vurdering", [inge, street.karla])


async def words(street: Street) -> list[str]:
    updates = await street.result("getUpdates")
    return [update["message"]["text"] for update in updates if "text" in update.get("message", {})]


async def changes(street: Street) -> list[tuple[str, str]]:
    updates = [
        update["my_chat_member"] for update in await street.result("getUpdates") if "my_chat_member" in update
    ]
    return [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in updates]


async def test_a_bot_with_privacy_sees_only_what_is_meant_for_it(
    street: Street, group: Group, inge: Person
) -> None:
    group.add(street.bot)
    said = await street.result("sendMessage", chat_id=group.id, text="Sag 1")
    for text in ("snak", "/koe", "/koe@bestil_betjent_bot", "/koe@another_bot", "@bestil_betjent_bot hej"):
        await inge.send(text, group)
    await inge.send("et svar", group, reply_to=group.chat.messages[said["message_id"]])

    assert await words(street) == ["/koe", "/koe@bestil_betjent_bot", "@bestil_betjent_bot hej", "et svar"]


async def test_an_admin_bot_sees_everything(street: Street, group: Group, inge: Person) -> None:
    group.add(street.bot, admin=True)

    await inge.send("snak", group)

    assert await words(street) == ["snak"]


async def test_the_bot_is_told_when_it_comes_rises_and_goes(street: Street, group: Group) -> None:
    group.add(street.bot)
    group.promote(street.bot)
    group.remove(street.bot)

    assert await changes(street) == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "kicked"),
    ]


async def test_a_bot_that_was_thrown_out_cannot_write(street: Street, group: Group) -> None:
    group.add(street.bot)
    group.remove(street.bot)

    refused = await street.refusal("sendMessage", chat_id=group.id, text="Hej")

    assert refused == (403, "Forbidden: bot was kicked from the supergroup chat")


async def test_a_bot_that_never_came_cannot_write(street: Street, group: Group) -> None:
    refused = await street.refusal("sendMessage", chat_id=group.id, text="Hej")

    assert refused == (403, "Forbidden: bot is not a member of the supergroup chat")


async def test_a_bot_can_leave(street: Street, group: Group) -> None:
    group.add(street.bot)

    await street.result("leaveChat", chat_id=group.id)

    assert await changes(street) == [("left", "member"), ("member", "left")]
    assert street.bot not in group.chat.members.values()


async def test_a_group_that_became_a_supergroup_says_where_it_went(street: Street, inge: Person) -> None:
    group = street.sandbox.group("Vurdering", [inge], kind="group")
    group.add(street.bot)
    old = group.id

    new = group.upgrade()

    refused = await street.call("sendMessage", chat_id=old, text="Hej")
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": new}
    updates: list[Json] = await street.result("getUpdates")
    assert updates[-2]["message"]["migrate_to_chat_id"] == new
    assert updates[-1]["message"]["migrate_from_chat_id"] == old
    await street.result("sendMessage", chat_id=new, text="Hej")


async def test_the_admins_are_listed(street: Street, group: Group, inge: Person) -> None:
    group.add(street.bot, admin=True)

    admins = await street.result("getChatAdministrators", chat_id=group.id)

    assert [(one["user"]["id"], one["status"]) for one in admins] == [
        (inge.id, "creator"),
        (street.bot.id, "administrator"),
    ]
    assert admins[1]["can_pin_messages"] is True


async def test_a_member_can_be_asked_about(street: Street, group: Group) -> None:
    group.add(street.bot)
    stranger = street.sandbox.person("Fremmed")

    statuses = [
        (await street.result("getChatMember", chat_id=group.id, user_id=number))["status"]
        for number in (street.karla.id, street.bot.id, stranger.id)
    ]

    assert statuses == ["member", "member", "left"]


async def test_only_an_admin_bot_pins_and_deletes_what_others_wrote(
    street: Street, group: Group, inge: Person
) -> None:
    group.add(street.bot)
    message = await inge.send("/koe", group)
    pin = {"chat_id": group.id, "message_id": message.id}

    assert (await street.refusal("deleteMessage", **pin))[1] == "Bad Request: message can't be deleted"
    assert (await street.refusal("pinChatMessage", **pin))[1] == (
        "Bad Request: not enough rights to manage pinned messages in the chat"
    )
    group.promote(street.bot)
    await street.result("pinChatMessage", **pin)
    await street.result("deleteMessage", **pin)
    assert group.chat.pinned == []


async def test_taps_of_two_members_are_two_queues(street: Street, group: Group, inge: Person) -> None:
    group.add(street.bot)
    keyboard = {"inline_keyboard": [[{"text": "Tag", "callback_data": "t"}]]}
    await street.result("sendMessage", chat_id=group.id, text="Sag 1", reply_markup=keyboard)

    await inge.tap("Tag", chat=group)
    await street.karla.tap("Tag", chat=group)

    first, second = street.sandbox.updates[-2:]
    assert (first.queue, second.queue) == (inge.id + (3 << 33), street.karla.id + (3 << 33))


async def test_commands_are_offered_by_scope_role_and_language(
    street: Street, group: Group, inge: Person
) -> None:
    group.add(street.bot)
    await offer(street, "alle", scope={"type": "default"})
    await offer(street, "privat", scope={"type": "all_private_chats"})
    await offer(street, "private", scope={"type": "all_private_chats"}, language_code="en")
    await offer(street, "gruppe", scope={"type": "all_group_chats"})
    await offer(street, "ledere", scope={"type": "chat_administrators", "chat_id": group.id})
    account = street.sandbox.world.accounts["1000:sandbox"]
    tom = street.sandbox.person("Tom", language="en-GB")

    offered = [
        account.commands_for(chat, person.user)[0]["command"]
        for chat, person in (
            (street.karla.dialog(), street.karla),
            (tom.dialog(), tom),
            (group.chat, street.karla),
            (group.chat, inge),
        )
    ]

    assert offered == ["privat", "private", "gruppe", "ledere"]


async def offer(street: Street, command: str, **where: object) -> None:
    await street.result("setMyCommands", commands=[{"command": command, "description": "…"}], **where)
