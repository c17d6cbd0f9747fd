"""People who write, tap and send things, and what they see."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from . import content
from .content import Picture
from .errors import SandboxError, TapError
from .groups import Group
from .inbox import Outcome, Update
from .model import Chat, Dialog, Message, User
from .wire import Json
from .world import Toast, World

Where = Group | User | None

TEXT_LIMIT = 4096
PATIENCE = 10.0
"""Real seconds a person waits for a bot that is there before the test is told that it hangs."""
HERE = (56.36, 8.62)
ALBUM_NUMBERS = 13_000_000_000_000_000


@dataclass(eq=False)
class Person:
    """Somebody with a phone.

    Every act waits until the bots that are listening have dealt with it, unless `wait` is False;
    where nobody listens it returns at once and the updates lie ready. `chat` is a group, a bot's
    account, or None for the private chat with the only bot.
    """

    world: World
    user: User

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    # Saying things.

    async def send(
        self,
        text: str,
        chat: Where = None,
        *,
        reply_to: Message | None = None,
        wait: bool = True,
    ) -> Message:
        """Sends a text; one that is too long goes out in several, of which the last is returned."""
        parts = [text[at : at + TEXT_LIMIT] for at in range(0, len(text), TEXT_LIMIT)] or [text]
        sent = [self._put(chat, content.text(part), reply_to=reply_to) for part in parts]
        return await self._wait(sent, wait=wait)

    async def send_photo(
        self,
        photo: Picture | None = None,
        caption: str = "",
        chat: Where = None,
        *,
        album: Sequence[Picture] = (),
        wait: bool = True,
    ) -> Message:
        """Sends one photo, or it and those of `album` as one album; returns the first message."""
        pictures = [*([] if photo is None else [photo]), *album]
        if not pictures:
            raise SandboxError(f"{self.name} has no photo to send.")
        group = str(self.world.number() + ALBUM_NUMBERS) if len(pictures) > 1 else None
        words = content.caption(caption)
        sent: list[tuple[Message, list[Update]]] = []
        for picture in pictures:
            carried = content.photo(self.world.files, picture)
            sent.append(self._put(chat, carried if sent else {**carried, **words}, album=group))
        await self._wait(sent, wait=wait)
        return sent[0][0]

    async def send_location(
        self, lat: float, lon: float, chat: Where = None, *, wait: bool = True
    ) -> Message:
        return await self.put({"location": {"latitude": lat, "longitude": lon}}, chat, wait=wait)

    async def send_venue(
        self, title: str, address: str, *, at: tuple[float, float], chat: Where = None, wait: bool = True
    ) -> Message:
        """Sends a named place; `at` is latitude and longitude."""
        return await self.put(content.venue(title, address, at), chat, wait=wait)

    async def send_contact(
        self,
        phone: str | None = None,
        chat: Where = None,
        *,
        first_name: str | None = None,
        wait: bool = True,
    ) -> Message:
        """Sends a contact card; without a number her own."""
        return await self.put(content.contact(self.user, phone, first_name), chat, wait=wait)

    async def send_voice(self, chat: Where = None, *, seconds: int = 5, wait: bool = True) -> Message:
        return await self.put(content.voice(self.world.files, seconds), chat, wait=wait)

    async def send_sticker(self, chat: Where = None, *, emoji: str = "👍", wait: bool = True) -> Message:
        return await self.put(content.sticker(self.world.files, emoji), chat, wait=wait)

    async def send_document(
        self,
        document: Picture = b"%PDF-1.4",
        name: str = "fil.pdf",
        chat: Where = None,
        *,
        caption: str = "",
        wait: bool = True,
    ) -> Message:
        """Sends a file; `name` is what bytes are called, a path has its own."""
        carried = content.document(self.world.files, document, name)
        return await self.put({**carried, **content.caption(caption)}, chat, wait=wait)

    async def send_poll(
        self,
        question: str = "Hvad synes du?",
        options: tuple[str, ...] = ("Ja", "Nej"),
        chat: Where = None,
        *,
        wait: bool = True,
    ) -> Message:
        return await self.put(content.poll(self.world.number(), question, options), chat, wait=wait)

    async def put(
        self,
        carried: Json,
        chat: Where = None,
        *,
        reply_to: Message | None = None,
        wait: bool = True,
    ) -> Message:
        """Sends anything in the Bot API's form, for kinds that have no method here."""
        return await self._wait([self._put(chat, carried, reply_to=reply_to)], wait=wait)

    async def edit(self, message: Message, text: str, *, wait: bool = True) -> Message:
        """Changes her own text or caption."""
        current = message.chat.messages.get(message.id)
        if current is None or current.sender is not self.user:
            raise SandboxError(f"{self.name} cannot edit that message.")
        if "text" in current.content:
            new = content.text(text)
        else:
            kept = {key: value for key, value in current.content.items() if not key.startswith("caption")}
            new = {**kept, **content.caption(text)}
        return await self._wait([self.world.change_by_person(current, new)], wait=wait)

    def delete(self, message: Message) -> None:
        """Takes her own message away for everybody; bots are not told."""
        if message.sender is not self.user:
            raise SandboxError(f"{self.name} cannot delete that message.")
        self.world.delete(message)

    async def open(self, link: str, *, wait: bool = True) -> Message:
        """Follows a https://t.me/<bot>?start=<code> link and presses Start."""
        parts = urlsplit(link)
        if parts.hostname not in ("t.me", "telegram.me"):
            raise SandboxError(f"{link} is no link to a bot.")
        bot = self._bot_named(parts.path.strip("/"))
        payload = parse_qs(parts.query).get("start", [""])[0]
        if payload and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload):
            raise SandboxError("A start code has 1 to 64 of A-Z, a-z, 0-9, _ and -.")
        return await self.send(f"/start {payload}".strip(), bot, wait=wait)

    async def block(self, bot: User | None = None, *, wait: bool = True) -> None:
        """Stops the bot from writing to her. Writing to it again lets it in."""
        update = self.world.set_blocked(self.dialog(bot), True)
        await self._settle([update] if update else [], wait=wait)

    async def unblock(self, bot: User | None = None, *, wait: bool = True) -> None:
        update = self.world.set_blocked(self.dialog(bot), False)
        await self._settle([update] if update else [], wait=wait)

    # Tapping.

    async def tap(
        self,
        text: str | None = None,
        *,
        callback_data: str | None = None,
        message: Message | None = None,
        chat: Where = None,
        wait: bool = True,
    ) -> Toast | None:
        """Taps an inline button and returns what the bot answered to the tap, if anything.

        The newest message that has the button is taken, or the given one as it was then, even if it
        has changed or gone since: that is how a late tap happens. With a message, `callback_data`
        need not be on it: a hostile app can send anything. Raises TapError when there is no such
        button or the bot did not take the tap.
        """
        target, data = self._find_button(text, callback_data, message, self.chat(chat))
        toasts = self.world.toasts.setdefault(self.id, [])
        before = len(toasts)
        update = self.world.tap(target, self.user, data)
        if update is None:
            raise TapError(f"The bot has not asked for taps, so {self.name}'s tap went nowhere.")
        await self._settle([update], wait=wait)
        if wait and update.outcome not in (None, Outcome.DONE):
            raise TapError(f"The bot did not take {self.name}'s tap on {text or data!r}: {update!r}.")
        return toasts[before] if len(toasts) > before else None

    async def press(
        self,
        text: str,
        chat: Where = None,
        *,
        at: tuple[float, float] | None = None,
        wait: bool = True,
    ) -> Message:
        """Presses a key of the keyboard under the text field; `at` is where she is, should it ask."""
        where = self.chat(chat)
        keyboard = where.keyboards.get(self.id) or {}
        rows = keyboard.get("keyboard", [])
        button = next((button for row in rows for button in row if button["text"] == text), None)
        if button is None:
            shown = [button["text"] for row in rows for button in row]
            raise TapError(f"{self.name} has no key {text!r}; the keys are {shown}.")
        if keyboard.get("one_time_keyboard"):
            self.world.set_keyboard(where, self.user, None)
        if button.get("request_contact"):
            return await self.send_contact(chat=chat, wait=wait)
        if button.get("request_location"):
            return await self.send_location(*(at or HERE), chat, wait=wait)
        return await self.send(text, chat, wait=wait)

    # Seeing.

    def screen(self, chat: Where = None) -> list[Message]:
        """The messages of a chat, oldest first."""
        return list(self.chat(chat).messages.values())

    def reads(self, chat: Where = None) -> str:
        """The words of the newest message from a bot in that chat; empty when there is none."""
        message = self.newest(chat)
        return message.text if message else ""

    def newest(self, chat: Where = None) -> Message | None:
        """The newest message from a bot in that chat."""
        messages = reversed(self.chat(chat).messages.values())
        return next((m for m in messages if m.sender.is_bot and not m.is_service), None)

    def keys(self, chat: Where = None) -> list[list[str]]:
        """The keyboard under the text field, row by row; empty when there is none."""
        rows = (self.chat(chat).keyboards.get(self.id) or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def toasts(self) -> list[Toast]:
        """What bots answered to her taps, oldest first."""
        return self.world.toasts.setdefault(self.id, [])

    def chat(self, chat: Where = None) -> Chat:
        if chat is None or isinstance(chat, User):
            return self.dialog(chat)
        if self.id not in chat.chat.members:
            raise SandboxError(f"{self.name} is not a member of {chat.title}.")
        return chat.chat

    def dialog(self, bot: User | None = None) -> Dialog:
        """Her private chat with that bot, or with the only one there is."""
        if bot is None:
            accounts = list(self.world.accounts.values())
            if len(accounts) != 1:
                raise SandboxError(f"There are {len(accounts)} bots: say which one {self.name} means.")
            bot = accounts[0].user
        return self.world.dialog(self.user, bot)

    def _put(
        self,
        where: Where,
        carried: Json,
        *,
        reply_to: Message | None = None,
        album: str | None = None,
    ) -> tuple[Message, list[Update]]:
        chat = self.chat(where)
        before: list[Update] = []
        if isinstance(chat, Dialog):
            unblocked = self.world.set_blocked(chat, False)
            before = [unblocked] if unblocked else []
            chat.started = True
        like = Message(0, chat, self.user, 0, {}, reply_to=reply_to, album=album)
        message, updates = self.world.post(chat, self.user, carried, like=like)
        return message, before + updates

    def _find_button(
        self, text: str | None, data: str | None, message: Message | None, chat: Chat
    ) -> tuple[Message, str]:
        candidates = [message] if message else list(reversed(chat.messages.values()))
        for candidate in candidates:
            for button in (button for row in candidate.keyboard for button in row):
                if "callback_data" in button and (button["text"] == text or button["callback_data"] == data):
                    return candidate, button["callback_data"]
        if message and data is not None:
            return message, data
        shown = [message.buttons for message in candidates if message.keyboard][:3]
        raise TapError(f"{self.name} sees no button {text or data!r}; the newest buttons are {shown}.")

    def _bot_named(self, username: str) -> User:
        for account in self.world.accounts.values():
            if (account.user.username or "").lower() == username.lower():
                return account.user
        raise SandboxError(f"There is no bot called @{username}.")

    async def _wait(self, sent: list[tuple[Message, list[Update]]], *, wait: bool) -> Message:
        await self._settle([update for _, updates in sent for update in updates], wait=wait)
        return sent[-1][0]

    async def _settle(self, updates: list[Update], *, wait: bool) -> None:
        inboxes = [account.inbox for account in self.world.accounts.values() if account.feed.is_read]
        read = [update for update in updates if any(inbox.holds(update) for inbox in inboxes)]
        if not wait or not read:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                for update in read:
                    await update.finished()
        except TimeoutError:
            raise SandboxError(f"The bot has not dealt with {read} in {PATIENCE:.0f} seconds.") from None
