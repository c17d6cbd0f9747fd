"""The things there are: users, chats and messages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .render import to_html
from .wire import Json

SERVICE = frozenset(
    (
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "pinned_message",
        "group_chat_created",
        "supergroup_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    )
)


@dataclass(frozen=True, eq=False)
class User:
    """A person or a bot; `json` is how the Bot API shows them."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language: str | None = None
    phone: str = ""
    json: Json = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language}
        shown.update((key, value) for key, value in optional.items() if value)
        object.__setattr__(self, "json", shown)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stood at one moment; an edit makes a new one with the same id."""

    id: int
    chat: "Chat" = field(repr=False)
    sender: User
    date: int
    content: Json
    edited: int | None = None
    reply_to: "Message | None" = None
    markup: Json | None = None
    album: str | None = None
    protected: bool = False
    silent: bool = False
    forwarded_from: User | None = None

    @property
    def text(self) -> str:
        """The words of it: the text, or the caption of what it carries."""
        text: str = self.content.get("text") or self.content.get("caption") or ""
        return text

    @property
    def entities(self) -> list[Json]:
        found: list[Json] = self.content.get("entities") or self.content.get("caption_entities") or []
        return found

    @property
    def keyboard(self) -> list[list[Json]]:
        """The rows of inline buttons under it, as the Bot API has them."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[list[str]]:
        """The words on its inline buttons, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def html(self) -> str:
        return to_html(self.text, self.entities)

    @property
    def is_service(self) -> bool:
        return not SERVICE.isdisjoint(self.content)

    def json(self, *, with_reply: bool = True) -> Json:
        """The Bot API's `Message`."""
        shown = {
            "message_id": self.id,
            "from": self.sender.json,
            "chat": self.chat.json(),
            "date": self.date,
            **self.content,
        }
        if self.edited:
            shown["edit_date"] = self.edited
        if self.keyboard:
            shown["reply_markup"] = self.markup
        if self.album:
            shown["media_group_id"] = self.album
        if self.protected:
            shown["has_protected_content"] = True
        if self.reply_to and with_reply:
            shown["reply_to_message"] = self.reply_to.json(with_reply=False)
        if self.forwarded_from:
            shown["forward_origin"] = {
                "type": "user",
                "date": self.date,
                "sender_user": self.forwarded_from.json,
            }
        return shown


@dataclass(eq=False)
class Chat:
    """What a private chat and a group have in common. Message ids count up from 1 in every chat."""

    id: int
    messages: dict[int, Message] = field(default_factory=dict, init=False, repr=False)
    pinned: list[int] = field(default_factory=list, init=False)
    keyboards: dict[int, Json] = field(default_factory=dict, init=False, repr=False)
    last_id: int = field(default=0, init=False)

    kind: str = field(default="private", init=False)

    @property
    def page_id(self) -> int:
        """The id by which people's screens know the chat."""
        return self.id

    def json(self) -> Json:
        raise NotImplementedError

    def people(self) -> Iterable[User]:
        """Everybody human whose screen shows the chat."""
        raise NotImplementedError

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id


@dataclass(eq=False)
class Dialog(Chat):
    """The private chat of one person and one bot; to the bot its id is the person's."""

    person: User
    bot: User
    started: bool = False
    blocked: bool = False
    menu_button: Json | None = None

    @property
    def page_id(self) -> int:
        return self.bot.id

    def json(self) -> Json:
        user = self.person.json
        shown = {"id": self.id, "type": "private", "first_name": user["first_name"]}
        shown.update((key, user[key]) for key in ("last_name", "username") if key in user)
        return shown

    def people(self) -> Iterable[User]:
        return (self.person,)


@dataclass(eq=False)
class GroupChat(Chat):
    """A basic group or a supergroup; a member's status is the Bot API's word for it."""

    title: str
    supergroup: bool = True
    members: dict[int, User] = field(default_factory=dict)
    status: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None

    def __post_init__(self) -> None:
        self.kind = "supergroup" if self.supergroup else "group"

    def json(self) -> Json:
        return {"id": self.id, "title": self.title, "type": self.kind}

    def people(self) -> Iterable[User]:
        return (user for user in self.members.values() if not user.is_bot)

    def is_admin(self, user: User) -> bool:
        return self.status.get(user.id) in ("creator", "administrator")
