"""What changes on people's screens, told to whoever listens."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from .model import Chat, Message, User
from .view import view
from .wire import Json


def key(chat: Chat, viewer: User) -> str:
    """Names one chat on one person's screen."""
    return f"{chat.page_id}:{viewer.id}"


class Events:
    """Hands every change to all listeners; costs nothing when nobody listens."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json | None]] = set()

    def message(self, kind: str, message: Message) -> None:
        """A message or an edit, as each person who sees the chat sees it."""
        if self._listeners:
            for person in message.chat.people():
                self._tell(
                    {"type": kind, "chat": key(message.chat, person), "message": view(message, person)}
                )

    def chat(self, kind: str, chat: Chat, **what: object) -> None:
        """Something that everybody in the chat sees alike."""
        if self._listeners:
            for person in chat.people():
                self._tell({"type": kind, "chat": key(chat, person), **what})

    def person(self, kind: str, chat: Chat, person: User, **what: object) -> None:
        """Something that only one person sees."""
        if self._listeners:
            self._tell({"type": kind, "chat": key(chat, person), **what})

    def everyone(self, kind: str, **what: object) -> None:
        """Something outside the chats, such as the time."""
        if self._listeners:
            self._tell({"type": kind, "chat": None, **what})

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Json | None]]:
        """A queue of events from now on; None says that the sandbox stops."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def stream(self) -> AsyncIterator[Json]:
        """Events from now on, for as long as somebody goes through them."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.add(queue)
        return self._read(queue)

    async def _read(self, queue: asyncio.Queue[Json | None]) -> AsyncIterator[Json]:
        try:
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        for queue in self._listeners:
            queue.put_nowait(None)

    def _tell(self, event: Json) -> None:
        for queue in self._listeners:
            queue.put_nowait(event)
