"""Methods about the bot itself: who it is, what it says of itself, which commands it offers."""

import re
from functools import partial

from bot.sandbox.account import scope_key
from bot.sandbox.errors import bad_request
from bot.sandbox.model import Dialog
from bot.sandbox.wire import Json

from .call import Call, Method

LONGEST = {"name": 64, "description": 512, "short_description": 120}
MOST_COMMANDS = 100
COMMAND_DESCRIPTION = 256
SCOPES = frozenset(
    (
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    )
)


def get_me(call: Call) -> object:
    return {
        **call.bot.json,
        "can_join_groups": True,
        "can_read_all_group_messages": call.account.reads_all,
        "supports_inline_queries": False,
        "supports_guest_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def set_my_commands(call: Call) -> object:
    commands = call.params.things("commands", "BotCommand")
    if commands is None or len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if commands else "can't parse commands JSON object")
    call.account.commands[_scope(call), _language(call)] = [_command(command) for command in commands]
    _show_commands(call)
    return True


def get_my_commands(call: Call) -> object:
    return call.account.commands.get((_scope(call), _language(call)), [])


def delete_my_commands(call: Call) -> object:
    call.account.commands.pop((_scope(call), _language(call)), None)
    _show_commands(call)
    return True


def set_words(call: Call, field: str) -> object:
    """Sets name, description or short_description for a language; an empty text takes it away."""
    text = call.params.text(field)
    if len(text) > LONGEST[field]:
        raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
    key = (field, _language(call))
    if text:
        call.account.words[key] = text
    else:
        call.account.words.pop(key, None)
    return True


def get_words(call: Call, field: str) -> object:
    """The text for exactly that language, else the one for all others."""
    words = call.account.words
    own = call.bot.first_name if field == "name" else ""
    return {field: words.get((field, _language(call))) or words.get((field, "")) or own}


def set_chat_menu_button(call: Call) -> object:
    button = call.params.thing("menu_button", "menu button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if call.params.text("chat_id"):
        _private(call).menu_button = button
    else:
        call.account.menu_button = button
    return True


def get_chat_menu_button(call: Call) -> object:
    own = _private(call).menu_button if call.params.text("chat_id") else None
    button = own or call.account.menu_button
    return {"type": "commands"} if button["type"] == "default" else button


def set_default_rights(call: Call) -> object:
    rights = call.params.thing("rights", "ChatAdministratorRights")
    call.account.rights[call.params.flag("for_channels")] = rights or {}
    return True


def get_default_rights(call: Call) -> object:
    return {**NO_RIGHTS, **call.account.rights.get(call.params.flag("for_channels"), {})}


NO_RIGHTS = {
    "is_anonymous": False,
    "can_manage_chat": False,
    "can_delete_messages": False,
    "can_manage_video_chats": False,
    "can_restrict_members": False,
    "can_promote_members": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
}


def _command(command: Json) -> Json:
    name, description = str(command.get("command", "")).removeprefix("/"), str(command.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {**command, "command": name, "description": description}


def _scope(call: Call) -> str:
    scope = call.params.thing("scope", "BotCommandScope") or {"type": "default"}
    if scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if str(scope["type"]).startswith("chat"):
        call.world.find_chat(call.account, int(scope.get("chat_id") or 0))
    return scope_key(scope)


def _language(call: Call) -> str:
    code = call.params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _private(call: Call) -> Dialog:
    chat = call.chat()
    if not isinstance(chat, Dialog):
        raise bad_request("chat_id must be a private chat")
    return chat


def _show_commands(call: Call) -> None:
    """Tells every open screen which commands it offers now."""
    world, account = call.world, call.account
    chats = [dialog for dialog in world.dialogs.values() if dialog.bot is call.bot]
    groups = [group for group in world.groups.values() if call.bot.id in group.members]
    for chat in (*chats, *groups):
        for person in chat.people():
            world.events.person("commands", chat, person, commands=account.commands_for(chat, person))


TABLE: dict[str, Method] = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
    "setmydefaultadministratorrights": set_default_rights,
    "getmydefaultadministratorrights": get_default_rights,
    "setmyname": partial(set_words, field="name"),
    "getmyname": partial(get_words, field="name"),
    "setmydescription": partial(set_words, field="description"),
    "getmydescription": partial(get_words, field="description"),
    "setmyshortdescription": partial(set_words, field="short_description"),
    "getmyshortdescription": partial(get_words, field="short_description"),
}
