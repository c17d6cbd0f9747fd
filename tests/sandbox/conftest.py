"""A sandbox with a standing clock, somebody to talk to, and a bot that is nothing but its Bot API calls."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox import Clock, Person, Sandbox, User
from bot.sandbox.feed import Feed

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TOKEN = "1000:sandbox"
Json = dict[str, Any]
Answer = Callable[[Json], Awaitable[web.StreamResponse]]


@dataclass
class Street:
    """The sandbox, its people and its bot."""

    sandbox: Sandbox
    clock: Clock
    bot: User
    karla: Person
    http: aiohttp.ClientSession

    @property
    def feed(self) -> Feed:
        """How the bot gets its updates."""
        return self.sandbox.world.accounts[TOKEN].feed

    async def call(self, method: str, **params: object) -> Json:
        """One Bot API call; returns the whole answer."""
        url = f"{self.sandbox.url}/bot{TOKEN}/{method}"
        async with self.http.post(url, json=params) as response:
            answer: Json = await response.json()
            return answer

    async def result(self, method: str, **params: object) -> Any:  # noqa: ANN401 - raw JSON of any shape.
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: object) -> tuple[int, str]:
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def say(self, text: str, **params: object) -> Any:  # noqa: ANN401 - raw JSON.
        return await self.result("sendMessage", chat_id=self.karla.id, text=text, **params)


@dataclass
class Hook:
    """A bot's webhook: notes what comes, answers 200 unless told otherwise."""

    url: str = ""
    got: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Answer | None = None
    open: int = 0
    most_open: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        update: Json = await request.json()
        self.got.append(update)
        self.headers.append(dict(request.headers))
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            return await self.answer(update) if self.answer else web.Response()
        finally:
            self.open -= 1

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@pytest.fixture
async def street() -> AsyncIterator[Street]:
    clock = Clock(START)
    async with Sandbox(clock) as sandbox, aiohttp.ClientSession() as http:
        bot = sandbox.bot()
        yield Street(sandbox, clock, bot, sandbox.person("Karla"), http)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/telegram", hook.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield hook
    await runner.cleanup()


@pytest.fixture
async def hooked(street: Street, hook: Hook) -> Street:
    """The street with its bot behind the webhook."""
    await street.result("setWebhook", url=hook.url, secret_token="s3cret")
    return street


async def until(condition: Callable[[], bool]) -> None:
    """Lets other tasks run until the condition holds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - nobody sets an event when a request arrives somewhere.
            await asyncio.sleep(0)
