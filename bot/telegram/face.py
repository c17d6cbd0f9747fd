"""The bot's own face in Telegram: words, menus and webhook, changed only where they differ."""

import hashlib
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import BadRequest, Forbidden

from bot.telegram.api import Api
from handlers.commands import CITIZEN, OFFICER, READER, STAFF, commands_of
from handlers.house import House
from handlers.rules.staff_room import staff_room
from handlers.text import N_, Texts, texts
from storage import facts, members
from storage.models import Member
from storage.store import Store
from storage.work import Work

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
CONNECTIONS = 40

# Telegram shows the first to phones in other languages: those whom the bot answers in English.
FACES = (("", "en"), ("da", "da"))

NAME = N_("Bestil en betjent – {district}")
ABOUT = N_("Bestil en færdselskontrol hos {district}, og følg den her. Akut: {emergency}.")
DESCRIPTION = N_(
    "Her bestiller du en betjent hos {district}: Fortæl, hvor og hvornår trafikken er et problem. "
    "Du får svar på, om vi kan imødekomme det, og hører, hvad vi fandt.\n\n"
    "Er der fare nu, så ring {emergency}. Haster det ikke, så ring {police}. Chatten har ingen døgnvagt."
)


# Who has a menu of their own in private. Staff are citizens there: theirs works in the group.
PRIVATE = {OFFICER: (OFFICER,), READER: (READER, CITIZEN)}


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram delivers; None instead of it means that we fetch."""

    url: str
    secret: str


def commands_in(chat_id: int, role: str) -> tuple[list[BotCommand], BotCommandScope]:
    """The menu of a role in one chat; in private even staff are citizens: theirs work in the group."""
    scope = BotCommandScopeChat(chat_id)
    if role in PRIVATE:
        return _menu(PRIVATE[role], texts("da")), scope
    return _menu((STAFF,) if chat_id < 0 else (CITIZEN,), texts("da")), scope


async def put_on(api: Api, store: Store, house: House, hook: Hook | None) -> list[str]:
    """Makes Telegram show what we are; gives a line for each thing that was changed."""
    changed: list[str] = []
    for code, language in FACES:
        changed += await _words(api, house, code, texts(language))
        changed += await _citizen_menu(api, code, texts(language))
    changed += await _menu_button(api)
    changed += await _role_menus(api, store, house)
    changed += await (_webhook(api, store, hook) if hook else _no_webhook(api))
    return changed


async def _words(api: Api, house: House, code: str, t: Texts) -> list[str]:
    profile = house.profile
    said = {"emergency": profile.phones.emergency, "police": profile.phones.police, "district": profile.name}
    name = t.plain(NAME, district=profile.short)[:64]
    about, description = t.plain(ABOUT, **said)[:120], t.plain(DESCRIPTION, **said)[:512]
    language = code or None
    changed = []
    if (await api.get_my_name(language)).name != name:
        await api.set_my_name(name, language)
        changed.append(f"navn {t.language}")
    if (await api.get_my_short_description(language)).short_description != about:
        await api.set_my_short_description(about, language)
        changed.append(f"kort beskrivelse {t.language}")
    if (await api.get_my_description(language)).description != description:
        await api.set_my_description(description, language)
        changed.append(f"beskrivelse {t.language}")
    return changed


async def _citizen_menu(api: Api, code: str, t: Texts) -> list[str]:
    wanted, scope = _menu((CITIZEN,), t), BotCommandScopeAllPrivateChats()
    if list(await api.get_my_commands(scope, code or None)) == wanted:
        return []
    await api.set_my_commands(wanted, scope, code or None)
    return [f"menu {t.language}"]


async def _menu_button(api: Api) -> list[str]:
    if (await api.get_chat_menu_button()).type == MenuButtonCommands().type:
        return []
    await api.set_chat_menu_button(menu_button=MenuButtonCommands())
    return ["menuknap"]


async def _role_menus(api: Api, store: Store, house: House) -> list[str]:
    """The staff group's menu and each officer's; who had one is remembered, so that it can be taken back."""
    wanted = await store.read(lambda work: _who(work, house))
    had = await store.read(lambda work: facts.get(work, "menus")) or {}
    new = {chat: mark for chat, mark in wanted.items() if had.get(chat) != mark}
    old = [chat for chat in had if chat not in wanted]
    for chat, mark in new.items():
        await _if_there(api.set_my_commands(*commands_in(int(chat), mark.partition(":")[0])))
    for chat in old:
        await _if_there(api.delete_my_commands(BotCommandScopeChat(int(chat))))
    if not new and not old:
        return []
    await store.write(lambda work: facts.put(work, "menus", wanted))
    return [f"menuer for roller: {len(new)} sat, {len(old)} fjernet"]


def _who(work: Work, house: House) -> dict[str, str]:
    """The chats with a menu of their own, each with a mark of what is in it."""
    colleagues = {member.id: _role(member) for member in members.everyone(work)}
    who = {str(chat): _mark(role) for chat, role in colleagues.items() if role in PRIVATE}
    room = staff_room(work, house)
    if room is not None:
        who[str(room)] = _mark(STAFF)
    return who


def _role(member: Member) -> str:
    return OFFICER if member.is_officer else READER if member.reads_tips else STAFF


def _mark(role: str) -> str:
    return f"{role}:{_digest(str(commands_of(role)))}"


async def _if_there(call: Awaitable[bool]) -> None:
    with suppress(BadRequest, Forbidden):  # the chat is gone or has never been opened: it needs no menu
        await call


async def _webhook(api: Api, store: Store, hook: Hook) -> list[str]:
    """Telegram tells everything about the webhook but its secret; we remember what that looked like."""
    found = await api.get_webhook_info()
    mark = {"secret": _digest(hook.secret)}
    same = (
        found.url == hook.url
        and set(found.allowed_updates) == set(UPDATES)
        and found.max_connections == CONNECTIONS
    )
    if same and await store.read(lambda work: facts.get(work, "webhook")) == mark:
        return []
    await api.set_webhook(
        hook.url, secret_token=hook.secret, allowed_updates=UPDATES, max_connections=CONNECTIONS
    )
    await store.write(lambda work: facts.put(work, "webhook", mark))
    return ["webhook"]


async def _no_webhook(api: Api) -> list[str]:
    if not (await api.get_webhook_info()).url:
        return []
    await api.delete_webhook(drop_pending_updates=False)
    return ["webhook fjernet"]


def _menu(roles: tuple[str, ...], t: Texts) -> list[BotCommand]:
    found = [command for role in roles for command in commands_of(role)]
    return [BotCommand(command.name, t.plain(command.text)) for command in found]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
