"""A bot's account: its face, its commands and how it gets its updates."""

from dataclasses import dataclass, field

from .feed import Feed
from .inbox import Inbox
from .limits import Limits
from .model import Chat, GroupChat, User
from .wire import Json

NO_COMMANDS: list[Json] = []


@dataclass(eq=False)
class Account:
    """Everything Telegram keeps about one bot; its words are kept per language, "" for all others."""

    token: str
    user: User
    feed: Feed
    limits: Limits
    reads_all: bool = False
    """False is Telegram's privacy mode: in groups it only sees what is meant for it."""
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    """(field, language) to text, the field being name, description or short_description."""
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """(scope, language) to commands; see `scope_key`."""
    menu_button: Json = field(default_factory=lambda: {"type": "default"})
    rights: dict[bool, Json] = field(default_factory=dict)

    @property
    def inbox(self) -> Inbox:
        return self.feed.inbox

    def commands_for(self, chat: Chat, person: User) -> list[Json]:
        """The commands this person is offered there: the narrowest scope wins, then their language."""
        language = (person.language or "")[:2]
        for scope in _scopes(chat, person):
            for spoken in (language, ""):
                found = self.commands.get((scope, spoken))
                if found:
                    return found
        return NO_COMMANDS


def scope_key(scope: Json) -> str:
    """One string per BotCommandScope."""
    parts = (scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id"))
    return ":".join(str(part) for part in parts if part is not None)


def _scopes(chat: Chat, person: User) -> list[str]:
    if not isinstance(chat, GroupChat):
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    scopes = [f"chat_member:{chat.id}:{person.id}", f"chat:{chat.id}", "all_group_chats", "default"]
    if chat.is_admin(person):
        scopes[1:1] = [f"chat_administrators:{chat.id}"]
        scopes[3:3] = ["all_chat_administrators"]
    return scopes
