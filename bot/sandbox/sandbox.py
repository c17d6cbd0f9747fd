"""The sandbox itself: a small Telegram that starts, stops and is arranged from Python."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from functools import partial

from aiohttp import web

from .api import LARGEST_REQUEST, Api
from .clock import Clock
from .control import Control, Phone
from .errors import SandboxError
from .faults import Fault, FaultKind
from .feed import Feed
from .groups import Group
from .inbox import Update
from .model import GroupChat, User
from .people import Person
from .wire import Json
from .world import ApiCall, World

QUIET_ROUNDS = 3


class Sandbox:
    """A Telegram for tests, demo and benchmark.

    `delay` is how many seconds every Bot API call takes, `limits` whether flood limits hold.
    """

    def __init__(self, clock: Clock | None = None, *, delay: float = 0.0, limits: bool = True) -> None:
        self.clock = clock or Clock.real()
        self.world = World(self.clock, limits)
        self.api = Api(self.world, delay)
        self.phones: list[Phone] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    # Running.

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens; port 0 takes a free one. `url` says where."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self.api.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self.api.download)
        Control(self.world, self.phones).add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Ends deliveries, waiting polls and open pages."""
        for account in self.world.accounts.values():
            await account.feed.close()
            account.feed.stop()
        self.world.events.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "Sandbox":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # Arranging.

    def bot(
        self,
        token: str = "1000:sandbox",  # noqa: S107 - it opens nothing but the sandbox.
        username: str = "bestil_betjent_bot",
        name: str = "Bestil en betjent",
        *,
        privacy: bool = True,
    ) -> User:
        """Registers a bot; its id is what stands before the colon of the token."""
        user = User(int(token.partition(":")[0]), name, is_bot=True, username=username)
        account = self.world.add_account(token, user, reads_all=not privacy)
        account.feed.run_reply = partial(self.api.run_reply, account)
        return user

    def person(
        self,
        first_name: str,
        language: str | None = "da",
        username: str | None = None,
        *,
        last_name: str | None = None,
        phone: str | None = None,
    ) -> Person:
        """Somebody new; without a phone number one is made up."""
        number = self.world.number()
        user = User(
            7_000_000_000 + number,
            first_name,
            last_name=last_name,
            username=username,
            language=language,
            phone=phone or f"+45{20_000_000 + number}",
        )
        return Person(self.world, self.world.add_user(user))

    def group(self, title: str, members: list[Person] | None = None, kind: str = "supergroup") -> Group:
        """A group of people; the first has created it. Bots come in by `group.add`."""
        people = members or [self.person("Ejer")]
        number = self.world.number()
        supergroup = kind == "supergroup"
        chat = GroupChat(
            -1_000_000_000_000 - number if supergroup else -4_000_000 - number,
            title,
            supergroup,
            {person.id: person.user for person in people},
            {person.id: "creator" if person is people[0] else "member" for person in people},
        )
        self.world.groups[chat.id] = chat
        return Group(self.world, chat)

    def phone(
        self,
        title: str,
        person: Person,
        chat: Group | User | None = None,
        *,
        name: str | None = None,
        subtitle: str = "",
    ) -> Phone:
        """Puts a phone on the page: this person, looking at this chat. `name` is its id there."""
        phone = Phone(name or f"phone-{len(self.phones) + 1}", title, person, chat, subtitle)
        self.phones.append(phone)
        return phone

    def replicas(self, urls: list[str], token: str = "1000:sandbox") -> None:  # noqa: S107
        """Lets the webhook's deliveries take turns between several addresses, as behind a balancer."""
        webhook = self.world.accounts[token].feed.webhook
        if webhook is None:
            raise SandboxError("Set the webhook first; the replicas stand behind it.")
        webhook.replicas = urls

    # Disturbing.

    def fail_next(
        self,
        method: str,
        error: FaultKind = 500,
        *,
        retry_after: int | None = None,
        times: int = 1,
        after_effect: bool = False,
    ) -> None:
        """Lets the next calls of a method ("*": any) fail with a code, or with "drop" by a cut connection."""
        self.api.faults.add(Fault(method, error, retry_after, times, after_effect))

    def redeliver(self, update: Update) -> None:
        """Sends an update a second time, whatever became of it."""
        for account in self.world.accounts.values():
            if update in account.inbox.recent:
                account.feed.repeat(update)

    # Watching.

    @property
    def calls(self) -> deque[ApiCall]:
        """The latest Bot API calls, method names in lower case."""
        return self.world.calls

    @property
    def updates(self) -> list[Update]:
        """The latest updates of all bots, in order of their making per bot."""
        return [update for account in self.world.accounts.values() for update in account.inbox.recent]

    def subscribe(self) -> AsyncIterator[Json]:
        """Every visible change from now on, as the page gets them."""
        return self.world.events.stream()

    async def settled(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109 - it says what hangs.
        """Returns when all updates are dealt with and no Bot API call is running.

        Updates a bot has refused and that wait for a later try do not count while the clock is
        manual, since only the test can let that time pass. Raises SandboxError with what is stuck
        after that many real seconds.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        quiet = 0
        while quiet < QUIET_ROUNDS:
            quiet = 0 if self._busy() else quiet + 1
            if loop.time() > until:
                raise SandboxError(f"Not settled after {timeout:g} s: {self._account_of_work()}")
            await asyncio.sleep(0 if quiet else 0.001)

    def _busy(self) -> bool:
        return self.api.running > 0 or any(
            account.feed.unfinished() or (not self.clock.manual and _resting(account.feed))
            for account in self.world.accounts.values()
        )

    def _account_of_work(self) -> str:
        parts = [f"{self.api.running} Bot API calls are running"]
        for account in self.world.accounts.values():
            name, feed = account.user.first_name, account.feed
            way = "by webhook" if feed.webhook else "by polling" if feed.is_read else "by nobody"
            parts.append(f"{name} is read {way}; unfinished: {feed.unfinished()}; refused: {_resting(feed)}")
            if feed.webhook and feed.webhook.last_error:
                parts.append(f"last error: {feed.webhook.last_error[1]}")
        return "; ".join(parts)


def _resting(feed: Feed) -> list[Update]:
    return feed.webhook.resting() if feed.webhook else []
