"""The one place where messages appear, change and vanish, and where bots are told of it."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from secrets import token_hex

from .account import Account
from .clock import Clock
from .errors import SandboxError, bad_request
from .events import Events
from .feed import Feed
from .files import Files
from .inbox import CALLBACK_LIFE, DAY, Inbox, Update
from .limits import Limits
from .model import Chat, Dialog, GroupChat, Message, User
from .wire import Json

CALLBACK_QUEUE = 3 << 33
MY_CHAT_MEMBER_QUEUE = 5 << 33
CHAT_MEMBER_QUEUE = 6 << 33
REACTION_QUEUE = 8 << 33
ADMIN_RIGHTS = {
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "is_anonymous": False,
}


@dataclass
class Query:
    """A tap on an inline button that the bot may still answer."""

    id: str
    person: User
    bot: User
    chat: Chat
    expires_at: float


@dataclass(frozen=True)
class Toast:
    """What a bot answered to a tap."""

    text: str
    alert: bool


@dataclass(frozen=True)
class ApiCall:
    """One Bot API call as it came in."""

    method: str
    params: Json
    at: float
    ok: bool


@dataclass(eq=False)
class World:
    """Users, chats and messages; everything that changes them goes through here."""

    clock: Clock
    limits: bool = True
    events: Events = field(default_factory=Events)
    files: Files = field(default_factory=Files)
    accounts: dict[str, Account] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    dialogs: dict[tuple[int, int], Dialog] = field(default_factory=dict)
    groups: dict[int, GroupChat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    toasts: dict[int, list[Toast]] = field(default_factory=dict)
    jumped: Callable[[], Awaitable[None]] | None = None  # what follows when the page puts the clock ahead
    calls: deque[ApiCall] = field(default_factory=lambda: deque(maxlen=5000))
    _last_number: int = 0

    # Who there is.

    def number(self) -> int:
        """A number nobody else has."""
        self._last_number += 1
        return self._last_number

    def add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def add_account(self, token: str, user: User, *, reads_all: bool) -> Account:
        feed = Feed(Inbox(self.clock), self.clock)
        account = Account(token, self.add_user(user), feed, Limits(self.limits), reads_all)
        self.accounts[token] = account
        return account

    def account_of(self, user_id: int) -> Account:
        for account in self.accounts.values():
            if account.user.id == user_id:
                return account
        raise SandboxError(f"No bot has the id {user_id}.")

    def dialog(self, person: User, bot: User) -> Dialog:
        """Their private chat, made on first use."""
        found = self.dialogs.get((bot.id, person.id))
        if found is None:
            found = self.dialogs[bot.id, person.id] = Dialog(person.id, person, bot)
        return found

    def find_chat(self, account: Account, chat_id: int) -> Dialog | GroupChat:
        """The chat a bot means, or Telegram's refusal when it has never met it."""
        group = self.groups.get(chat_id)
        if group:
            return group
        dialog = self.dialogs.get((account.user.id, chat_id))
        if dialog and dialog.started:
            return dialog
        person = self.users.get(chat_id)
        if person is None or not self._share_group(person, account.user):
            raise bad_request("chat not found")
        return self.dialog(person, account.user)

    def _share_group(self, one: User, other: User) -> bool:
        return any(one.id in group.members and other.id in group.members for group in self.groups.values())

    # What is said.

    def post(
        self, chat: Chat, sender: User, content: Json, *, like: Message | None = None
    ) -> tuple[Message, list[Update]]:
        """Puts a message into a chat; `like` lends everything but id, chat, sender, date and content.

        Returns it with the updates that bots get because of it.
        """
        if like:
            message = replace(
                like, id=chat.next_id(), chat=chat, sender=sender, date=self.seconds(), content=content
            )
        else:
            message = Message(chat.next_id(), chat, sender, self.seconds(), content)
        chat.messages[message.id] = message
        self.events.message("message", message)
        return message, self._tell_bots("message", message)

    def change(self, message: Message, *, content: Json, markup: Json | None) -> Message:
        """Edits a message in place. Bots hear of edits by people only."""
        changed = replace(message, content=content, markup=markup, edited=self.seconds())
        message.chat.messages[message.id] = changed
        self.events.message("edit", changed)
        return changed

    def change_by_person(self, message: Message, content: Json) -> tuple[Message, list[Update]]:
        changed = self.change(message, content=content, markup=message.markup)
        return changed, self._tell_bots("edited_message", changed)

    def delete(self, message: Message) -> None:
        """Takes a message away for everybody. Bots are not told."""
        chat = message.chat
        chat.messages.pop(message.id, None)
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        self.events.chat("delete", chat, id=message.id)

    def tap(self, message: Message, person: User, data: str) -> Update | None:
        """Presses an inline button; the message is shown to the bot as it stands now, if it still does."""
        account = self.account_of(message.sender.id)
        self._forget_old_queries()
        expires_at = self.clock.time() + CALLBACK_LIFE
        query = Query(str(int(token_hex(7), 16)), person, account.user, message.chat, expires_at)
        self.queries[query.id] = query
        current = message.chat.messages.get(message.id)
        gone = {"chat": message.chat.json(), "message_id": message.id, "date": 0}
        payload = {
            "id": query.id,
            "from": person.json,
            "message": current.json() if current else gone,
            "chat_instance": str(abs(message.chat.id) * 7919),
            "data": data,
        }
        return account.inbox.push(
            "callback_query", payload, queue=person.id + CALLBACK_QUEUE, life=CALLBACK_LIFE
        )

    def _forget_old_queries(self) -> None:
        """They are kept in the order they came, so the oldest is always in front."""
        now = self.clock.time()
        while self.queries:
            oldest = next(iter(self.queries.values()))
            if oldest.expires_at >= now:
                return
            del self.queries[oldest.id]

    def answer(self, query: Query, toast: Toast) -> None:
        """Shows the answer to a tap on the screen of the one who tapped."""
        del self.queries[query.id]
        self.toasts.setdefault(query.person.id, []).append(toast)
        self.events.person("toast", query.chat, query.person, text=toast.text, alert=toast.alert)

    # Who is where.

    def set_status(self, group: GroupChat, bot: User, status: str, *, by: User) -> Update | None:
        """Changes what a bot is in a group and tells the bot."""
        old = group.status.get(bot.id, "left")
        group.status[bot.id] = status
        if status in ("left", "kicked"):
            group.members.pop(bot.id, None)
        else:
            group.members[bot.id] = bot
        return self.my_chat_member(group, bot, (old, status), by=by)

    def set_blocked(self, dialog: Dialog, blocked: bool) -> Update | None:
        """The person blocks the bot, or lets it in again."""
        if dialog.blocked == blocked:
            return None
        dialog.blocked = blocked
        change = ("member", "kicked") if blocked else ("kicked", "member")
        return self.my_chat_member(dialog, dialog.bot, change, by=dialog.person)

    def my_chat_member(self, chat: Chat, bot: User, change: tuple[str, str], *, by: User) -> Update | None:
        old, new = (member_json(bot, status) for status in change)
        payload = {
            "chat": chat.json(),
            "from": by.json,
            "date": self.seconds(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        inbox = self.account_of(bot.id).inbox
        return inbox.push("my_chat_member", payload, queue=chat.id + MY_CHAT_MEMBER_QUEUE)

    def set_keyboard(self, chat: Chat, person: User, keyboard: Json | None) -> None:
        """What stands under the text field of one person in one chat."""
        if keyboard is None:
            chat.keyboards.pop(person.id, None)
        else:
            chat.keyboards[person.id] = keyboard
        self.events.person("keyboard", chat, person, keyboard=keyboard)

    def seconds(self) -> int:
        return int(self.clock.time())

    def _tell_bots(self, kind: str, message: Message) -> list[Update]:
        if message.sender.is_bot and not message.is_service:
            return []
        pushed = [
            account.inbox.push(kind, message.json(), queue=message.chat.id, life=DAY)
            for account in self.accounts.values()
            if message.sender is not account.user and sees(account, message)
        ]
        return [update for update in pushed if update]


def sees(account: Account, message: Message) -> bool:
    """Whether a bot is shown a message: all in private, by privacy mode in groups."""
    chat, bot = message.chat, account.user
    if isinstance(chat, Dialog):
        return chat.bot is bot and not chat.blocked
    if not isinstance(chat, GroupChat) or bot.id not in chat.members:
        return False
    if account.reads_all or chat.is_admin(bot) or message.is_service:
        return True
    if message.reply_to and message.reply_to.sender is bot:
        return True
    return _is_addressed(message, bot)


def _is_addressed(message: Message, bot: User) -> bool:
    """A command for this bot or for any, or a mention of it."""
    name = f"@{bot.username}".lower()
    units = message.text.encode("utf-16-le")
    for entity in message.entities:
        begin, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        words = units[begin:end].decode("utf-16-le").lower()
        if entity["type"] == "bot_command" and ("@" not in words or words.endswith(name)):
            return True
        if entity["type"] == "mention" and words == name:
            return True
    return False


def member_json(user: User, status: str) -> Json:
    """The Bot API's `ChatMember`."""
    shown: Json = {"user": user.json, "status": status}
    if status == "administrator":
        shown |= {"can_be_edited": False, **ADMIN_RIGHTS, "can_manage_voice_chats": True}
    elif status == "creator":
        shown["is_anonymous"] = False
    elif status == "kicked":
        shown["until_date"] = 0
    return shown
