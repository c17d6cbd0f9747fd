"""The bot's face is put on at start, and left alone when it already fits."""

from __future__ import annotations

import pytest
from telegram import BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.face import UPDATES, Hook, put_on
from handlers.commands import COMMANDS, commands_of
from handlers.house import House
from storage.models import Member
from storage.work import Work
from tests.telegram.edge import Edge

HOOK = Hook("https://betjent.example.org/telegram", "hemmelig")
SETTERS = ("set", "delete")


def changes(sandbox: Sandbox) -> list[str]:
    """The calls that changed something."""
    return [call.method for call in sandbox.calls if call.method.startswith(SETTERS)]


async def test_a_new_bot_gets_its_whole_face(edge: Edge) -> None:
    changed = await put_on(edge.api, edge.store, edge.house, HOOK)

    assert (await edge.api.get_my_name("da")).name == "Bestil en betjent – MVSJ"
    assert "112" in (await edge.api.get_my_description("da")).description
    menu = await edge.api.get_my_commands(BotCommandScopeAllPrivateChats(), "da")
    assert [command.command for command in menu] == [command.name for command in commands_of("citizen")]
    hook = await edge.api.get_webhook_info()
    assert (hook.url, set(hook.allowed_updates), hook.max_connections) == (HOOK.url, set(UPDATES), 40)
    assert {"navn en", "menu en", "webhook"} <= set(changed)


async def test_the_second_start_changes_nothing(edge: Edge, sandbox: Sandbox) -> None:
    await put_on(edge.api, edge.store, edge.house, HOOK)
    sandbox.calls.clear()

    assert await put_on(edge.api, edge.store, edge.house, HOOK) == []
    assert changes(sandbox) == []


async def test_a_new_secret_is_told_although_telegram_never_shows_it(edge: Edge, sandbox: Sandbox) -> None:
    await put_on(edge.api, edge.store, edge.house, HOOK)
    sandbox.calls.clear()

    changed = await put_on(edge.api, edge.store, edge.house, Hook(HOOK.url, "en-anden"))

    assert (changed, changes(sandbox)) == (["webhook"], ["setwebhook"])


async def test_going_over_to_fetching_takes_the_webhook_away(edge: Edge) -> None:
    await put_on(edge.api, edge.store, edge.house, HOOK)

    assert await put_on(edge.api, edge.store, edge.house, None) == ["webhook fjernet"]
    assert (await edge.api.get_webhook_info()).url == ""


async def test_the_staff_group_and_officers_get_their_menus(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    group = sandbox.group("Vurdering", [karla])
    group.add(next(iter(sandbox.world.accounts.values())).user)
    await karla.send("/start", wait=False)
    house = House(edge.house.profile, 1000, edge.house.bot_username, group.id)
    await edge.store.write(lambda work: work.session.add(officer(work, karla)))

    await put_on(edge.api, edge.store, house, None)

    assert await names(edge, group.id) == [command.name for command in commands_of("staff")]
    assert await names(edge, karla.id) == [command.name for command in commands_of("officer")]


async def test_an_officer_who_left_loses_the_menu(edge: Edge, karla: Person) -> None:
    await karla.send("/start", wait=False)
    await edge.store.write(lambda work: work.session.add(officer(work, karla)))
    await put_on(edge.api, edge.store, edge.house, None)

    def leave(work: Work) -> None:
        work.session.get_one(Member, karla.id).left_at = work.now()

    await edge.store.write(leave)
    await put_on(edge.api, edge.store, edge.house, None)

    assert await names(edge, karla.id) == []


@pytest.mark.parametrize("role", ["citizen", "officer", "staff", "tips"])
def test_every_menu_is_one_that_telegram_takes(role: str) -> None:
    menu = commands_of(role)

    assert len({command.name for command in menu}) == len(menu)
    assert all(1 <= len(command.text) <= 256 and command.name.isascii() for command in menu)
    assert all(set(command.roles) <= {"citizen", "officer", "staff", "tips"} for command in COMMANDS)


def officer(work: Work, person: Person) -> Member:
    return Member(id=person.id, name=person.name, is_officer=True, kommuner=["0265"], since=work.now())


async def names(edge: Edge, chat_id: int) -> list[str]:
    return [command.command for command in await edge.api.get_my_commands(BotCommandScopeChat(chat_id))]
