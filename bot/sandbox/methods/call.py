"""One Bot API call being answered, and the checks that most methods share."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.account import Account
from bot.sandbox.errors import Refusal, bad_request, forbidden
from bot.sandbox.model import Chat, Dialog, GroupChat, Message, User
from bot.sandbox.params import Params
from bot.sandbox.world import World


@dataclass(slots=True)
class Call:
    """Who calls, with what."""

    world: World
    account: Account
    params: Params

    @property
    def bot(self) -> User:
        return self.account.user

    def chat(self, name: str = "chat_id") -> Dialog | GroupChat:
        """The chat named by a parameter; a group the bot has left or that has moved on is refused."""
        chat = self.world.find_chat(self.account, self.chat_id(name))
        if isinstance(chat, GroupChat):
            check_group(chat, self.bot)
        return chat

    def chat_id(self, name: str = "chat_id") -> int:
        given = self.params.text(name)
        if not given:
            raise bad_request("chat_id is empty")
        try:
            return int(given)
        except ValueError:
            raise bad_request("chat not found") from None

    def write(self, chat: Dialog | GroupChat, count: int = 1) -> None:
        """Checks that the bot may write there, and takes what that costs from its budget."""
        if isinstance(chat, Dialog):
            check_dialog(chat)
        self.spend(chat, count)

    def spend(self, chat: Chat, count: int = 1) -> None:
        self.account.limits.spend(chat, self.world.clock.time(), count)

    def message(self, what: str, *, chat: Dialog | GroupChat | None = None) -> Message:
        """The message named by message_id; `what` stands in the refusal."""
        chat = chat or self.chat()
        found = chat.messages.get(self.params.number("message_id"))
        if found is None:
            raise bad_request(f"{what} not found")
        return found


Method = Callable[[Call], object]


def check_dialog(chat: Dialog) -> None:
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def check_group(chat: GroupChat, bot: User) -> None:
    if chat.migrated_to is not None:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, words, {"migrate_to_chat_id": chat.migrated_to})
    if bot.id not in chat.members:
        if chat.status.get(bot.id) == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
