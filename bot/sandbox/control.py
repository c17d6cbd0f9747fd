"""The page's way in: state, events, files and deeds over HTTP, from this machine only."""

import asyncio
import ipaddress
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from .deeds import do
from .errors import Refusal, SandboxError
from .events import key
from .groups import Group
from .model import Chat, Dialog, GroupChat, User
from .people import Person
from .view import view
from .wire import Json, dumps
from .world import World

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 15.0
LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Phone:
    """One phone on the page: a person looking at a chat."""

    id: str
    title: str
    person: Person
    where: Group | User | None
    subtitle: str = ""

    @property
    def chat(self) -> Chat:
        return self.person.chat(self.where)


class Control:
    """Serves the page and what it asks for."""

    def __init__(self, world: World, phones: list[Phone]) -> None:
        self.world = world
        self.phones = phones
        self._events = count(1)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/sandbox/state", guarded(self.state))
        app.router.add_get("/sandbox/events", guarded(self.events))
        app.router.add_get("/sandbox/file/{id}", guarded(self.file))
        app.router.add_post("/sandbox/do", guarded(self.do))
        app.router.add_post("/sandbox/clock", guarded(self.clock))
        app.router.add_get("/", guarded(self.page))
        app.router.add_get("/{name}", guarded(self.page))

    async def state(self, _: web.Request) -> web.StreamResponse:
        """Everything the page shows, at once."""
        people = [user for user in self.world.users.values() if not user.is_bot]
        chats = {key(chat, viewer): self._chat(chat, viewer) for chat, viewer in self._shown()}
        return _json(
            {
                **self._time(),
                "people": [{"id": one.id, "name": one.name, "initials": _initials(one)} for one in people],
                "phones": [_phone(phone) for phone in self.phones],
                "chats": chats,
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A stream of server-sent events that lasts until the page or the sandbox goes."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        with self.world.events.listening() as queue:
            await response.prepare(request)
            await response.write(b": welcome\n\n")
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if event is None:
                    return response
                await response.write(b"id: %d\ndata: %s\n\n" % (next(self._events), dumps(event)))

    async def file(self, request: web.Request) -> web.StreamResponse:
        stored = self.world.files.find(request.match_info["id"])
        if stored is None:
            raise web.HTTPNotFound
        # Only pictures may open in the page; everything else is saved, whatever it claims to be.
        picture = stored.mime in ("image/jpeg", "image/png", "image/webp", "image/gif")
        headers = {} if picture else {"Content-Disposition": "attachment"}
        mime = stored.mime if picture else "application/octet-stream"
        return web.Response(body=stored.content, content_type=mime, headers={**headers, **PAGE_HEADERS})

    async def do(self, request: web.Request) -> web.StreamResponse:
        """One person does one thing; what went wrong is said in `description`."""
        try:
            done = await do(self.world, await _body(request))
        except (SandboxError, Refusal) as problem:
            return _json({"ok": False, "description": str(problem)}, HTTPStatus.BAD_REQUEST)
        return _json({"ok": True, **done})

    async def clock(self, request: web.Request) -> web.StreamResponse:
        seconds = (await _body(request)).get("advance_seconds")
        if not isinstance(seconds, int | float) or not 0 <= seconds <= 366 * 86400:
            words = "advance_seconds must be a number between 0 and a year."
            return _json({"ok": False, "description": words}, HTTPStatus.BAD_REQUEST)
        self.world.clock.advance(seconds)
        self.world.events.everyone("clock", **self._time())
        if self.world.jumped:
            await self.world.jumped()
        return _json({"ok": True, **self._time()})

    async def page(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("name") or "index.html"
        path = PAGE / name
        if path.parent != PAGE or not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=PAGE_HEADERS)

    def _time(self) -> Json:
        """`offset` says that a running clock has been put ahead."""
        clock = self.world.clock
        kind = "manual" if clock.manual else "offset" if clock.shifted or clock.movable else "real"
        return {"now": clock.now().isoformat(), "clock": kind}

    def _shown(self) -> list[tuple[Chat, User]]:
        """Every chat on a phone, as each of its people sees it."""
        pairs = {id(phone.chat): phone.chat for phone in self.phones}
        return [(chat, person) for chat in pairs.values() for person in chat.people()]

    def _chat(self, chat: Chat, viewer: User) -> Json:
        members = chat.members.values() if isinstance(chat, GroupChat) else chat.people()
        return {
            "title": chat.title if isinstance(chat, GroupChat) else _partner(chat).name,
            "kind": chat.kind,
            "members": [{"id": one.id, "name": one.name, "is_bot": one.is_bot} for one in members],
            "messages": [view(message, viewer) for message in chat.messages.values()],
            "keyboard": chat.keyboards.get(viewer.id),
            "commands": self._commands(chat, viewer),
            "pinned": chat.pinned[-1] if chat.pinned else None,
            "blocked": isinstance(chat, Dialog) and chat.blocked,
        }

    def _commands(self, chat: Chat, viewer: User) -> list[Json]:
        """What all bots in the chat offer this person."""
        if isinstance(chat, Dialog):
            return self.world.account_of(chat.bot.id).commands_for(chat, viewer)
        if not isinstance(chat, GroupChat):
            return []
        bots = [self.world.account_of(member.id) for member in chat.members.values() if member.is_bot]
        return [command for bot in bots for command in bot.commands_for(chat, viewer)]


def guarded(handler: Handler) -> Handler:
    """Lets only this machine in, by its own name, and no page from elsewhere."""

    async def checked(request: web.Request) -> web.StreamResponse:
        host = urlsplit(f"//{request.host}").hostname
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != request.host
        if not _is_loopback(request.remote) or host not in LOCAL_NAMES or foreign:
            raise web.HTTPForbidden(text="Only this machine may look at the sandbox.")
        return await handler(request)

    return checked


def _is_loopback(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


async def _body(request: web.Request) -> Json:
    # A form from a foreign page cannot have this type, so it never gets as far as the Origin check alone.
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        found = json.loads(await request.read())
    except ValueError:
        raise web.HTTPBadRequest from None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest
    return found


def _json(body: Json, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return web.Response(body=dumps(body), status=status, headers=headers)


def _partner(chat: Chat) -> User:
    if isinstance(chat, Dialog):
        return chat.bot
    raise SandboxError("That is no private chat.")


def _phone(phone: Phone) -> Json:
    return {
        "id": phone.id,
        "title": phone.title,
        "subtitle": phone.subtitle,
        "person_id": phone.person.id,
        "chat_id": phone.chat.page_id,
        "kind": "private" if isinstance(phone.chat, Dialog) else "group",
    }


def _initials(user: User) -> str:
    return "".join(word[0] for word in user.name.split()[:2]).upper()
