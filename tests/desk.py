"""A front desk without Telegram: visits go to the handlers as plain values, screens are remembered.

`desk = Desk()` has an in-memory database, a clock that stands still and the shipped district.
`desk.says(KARLA, "hej")`, `desk.taps(KARLA, "Hjælp")`, `desk.sends(KARLA, Pin(55.6, 12.1))`,
`desk.says(INGE, "/koe", chat=GROUP)`; `desk.reads(KARLA)` is the newest text, `desk.labels(KARLA)` are its
buttons.
"""

from __future__ import annotations

import re
import sqlite3
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from itertools import count
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.pool import StaticPool

from handlers import route
from handlers.house import House
from handlers.profile import Profile, read_profile
from handlers.reply import Button, Reply, Say
from handlers.visit import Tap, Visit, What, Words
from storage.columns import Base
from storage.models import Case, Member, Notice
from storage.work import Work

T = TypeVar("T")
DISTRICT = Path(__file__).parent.parent / "deploy" / "districts" / "midt-og-vestsjaelland.toml"
GROUP = -1001500


@dataclass(frozen=True)
class Someone:
    """One of the cast: Karla asks, Bo answers, Inge triages."""

    id: int
    name: str
    language: str = "da"


KARLA = Someone(1001, "Karla")
EMMA = Someone(1002, "Emma", "en")
BO = Someone(2001, "Bo")
LISE = Someone(2002, "Lise")
INGE = Someone(3001, "Inge")
SARA = Someone(3002, "Sara")


@dataclass
class Shown:
    """A message of ours as it stands now."""

    id: int
    say: Say


@dataclass
class Chat:
    """What one chat looks like."""

    messages: list[Shown] = field(default_factory=list)
    albums: dict[str, int] = field(default_factory=dict)
    toast: str = ""
    left: bool = False
    erased: list[int] = field(default_factory=list)


class Desk:
    """One house with one database; every call is one update, numbered."""

    def __init__(self, house: House | None = None) -> None:
        self.engine = _database()
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
        self.house = house or a_house()
        self.chats: dict[int, Chat] = {}
        self.statements: list[str] = []
        self._numbers = count(1)
        self._last: Visit | None = None
        _count(self.engine, self.statements)
        weakref.finalize(self, self.engine.dispose)

    def says(self, who: Someone, text: str, *, chat: int | None = None, reply_to: int | None = None) -> Reply:
        """Typed words or a command."""
        return self.sends(who, Words(text), chat=chat, reply_to=reply_to)

    def taps(self, who: Someone, label: str, *, chat: int | None = None) -> Reply:
        """Presses the newest button whose text is, or begins with, `label`."""
        shown, button = self._button(chat or who.id, label)
        return self.presses(who, button.data, chat=chat, message_id=shown.id)

    def presses(
        self, who: Someone, data: str, *, chat: int | None = None, message_id: int | None = None
    ) -> Reply:
        """Sends callback data, as an old button or a forger would."""
        newest = self._chat(chat or who.id).messages
        message_id = message_id or (newest[-1].id if newest else None)
        return self.sends(who, Tap(data, "callback", message_id), chat=chat)

    def sends(
        self, who: Someone, what: What, *, chat: int | None = None, reply_to: int | None = None
    ) -> Reply:
        """Any update at all."""
        return self.visits(self.visit(who, what, chat=chat, reply_to=reply_to))

    def visit(
        self, who: Someone, what: What, *, chat: int | None = None, reply_to: int | None = None
    ) -> Visit:
        """The next update, not yet delivered."""
        where = chat or who.id
        return Visit(
            self.house, next(self._numbers), where, where, who.id, private=where > 0, what=what,
            language=who.language, first_name=who.name, message_id=next(self._numbers), reply_to=reply_to,
            replied=self._words_of(where, reply_to),
        )  # fmt: skip

    def _words_of(self, chat: int, message_id: int | None) -> str:
        """A message as Telegram gives it back: its words without the markup."""
        found = [shown.say.text for shown in self._chat(chat).messages if shown.id == message_id]
        return unescape(re.sub(r"<[^>]+>", "", found[0])) if found else ""

    def visits(self, visit: Visit) -> Reply:
        """Runs one visit through the route, commits, and shows the answer."""
        self._last = visit
        self.statements.clear()
        reply = self.work(lambda work: route.decide(work, visit))
        self._show(visit, reply)
        return reply

    def repeats(self) -> Reply:
        """Delivers the last update a second time, as Telegram does when our answer got lost."""
        visit = self._last
        assert visit is not None
        with self.engine.connect() as connection:
            work = Work(connection, self.now)
            reply = route.again(work, visit)
            connection.rollback()
        return reply

    def work(self, decide: Callable[[Work], T]) -> T:
        """One unit of work, committed."""
        with self.engine.begin() as connection:
            work = Work(connection, self.now)
            result = decide(work)
            work.finish()
            return result

    def waits(self, **span: float) -> None:
        """Lets time pass: hours=3, days=2."""
        self.now += timedelta(**span)

    def reads(self, who: Someone | int) -> str:
        """The text of the newest message in a chat."""
        return self.texts(who)[-1]

    def texts(self, who: Someone | int) -> list[str]:
        """Every message of ours in a chat, as it stands now."""
        return [shown.say.text for shown in self._chat(_chat_id(who)).messages]

    def newest(self, who: Someone | int) -> Shown:
        """The newest message in a chat."""
        return self._chat(_chat_id(who)).messages[-1]

    def labels(self, who: Someone | int) -> list[str]:
        """The texts of the buttons under the newest message that has any."""
        for shown in reversed(self._chat(_chat_id(who)).messages):
            if shown.say.rows:
                return [button.text for row in shown.say.rows for button in row]
        return []

    def buttons(self, who: Someone | int) -> list[tuple[int, str]]:
        """Every button in a chat that could be pressed, old ones too, as message and callback data."""
        return [
            (shown.id, button.data)
            for shown in self._chat(_chat_id(who)).messages
            for row in shown.say.rows
            for button in row
            if button.data
        ]

    def data(self, who: Someone | int, label: str) -> str:
        """The callback data behind a button, for pressing it later."""
        return self._button(_chat_id(who), label)[1].data

    def toast(self, who: Someone | int) -> str:
        """The last word over the screen in a chat."""
        return self._chat(_chat_id(who)).toast

    @property
    def outbox(self) -> list[Notice]:
        """What waits to be sent to others, oldest first."""
        waiting = select(Notice).where(Notice.done_at.is_(None)).order_by(Notice.id)
        return self.work(lambda work: list(work.session.scalars(waiting)))

    def all(self, model: type[T]) -> list[T]:
        """Every row of a table."""
        return self.work(lambda work: list(work.session.scalars(select(model))))

    def fills_in(self, who: Someone, where: str = "Skolevej ved Netto, 4320 Lejre") -> None:
        """Answers the obligatory questions of a traffic check and goes to the summary."""
        self.presses(who, "m:new:traffic_check")
        for said in ("for stærkt", where, "hverdage 7-8"):
            self.says(who, said)
        self.taps(who, "Gå til oversigten" if who.language == "da" else "Go to the summary")

    def orders(self, who: Someone, where: str = "Skolevej ved Netto, 4320 Lejre") -> int:
        """Sends a whole traffic check; gives its number."""
        self.fills_in(who, where)
        self.presses(who, self._send(who))
        return self.all(Case)[-1].id

    def hires(
        self,
        who: Someone,
        *,
        staff: bool = False,
        officer: bool = False,
        tips: bool = False,
        kommuner: tuple[str, ...] = (),
    ) -> None:
        """Makes somebody a member, as an invitation would."""
        member = Member(
            id=who.id,
            name=who.name,
            is_staff=staff,
            is_officer=officer,
            reads_tips=tips,
            kommuner=list(kommuner),
            since=self.now,
        )
        self.work(lambda work: work.session.add(member))

    def _send(self, who: Someone) -> str:
        rows = self.newest(who).say.rows
        return next(button.data for row in rows for button in row if button.data.endswith(":send"))

    def _button(self, chat: int, label: str) -> tuple[Shown, Button]:
        found = [
            (shown, button)
            for shown in self._chat(chat).messages
            for row in shown.say.rows
            for button in row
            if button.text.removeprefix("✓ ").startswith(label)
        ]
        assert found, f"no button {label!r}; there are {self.labels(chat)}"
        newest = found[-1][0].id
        return next((pair for pair in found if pair[0].id == newest and pair[1].text == label), found[-1])

    def _show(self, visit: Visit, reply: Reply) -> None:
        chat = self._chat(visit.chat_id)
        chat.toast, chat.left = reply.toast, reply.leave
        chat.messages = [shown for shown in chat.messages if shown.id not in reply.erases]
        chat.erased += reply.erases
        says = list(reply.says)
        tapped = visit.what.message_id if isinstance(visit.what, Tap) else None
        over = chat.albums.get(reply.album) if reply.album else None if reply.fresh else tapped
        for shown in chat.messages:
            if says and shown.id == over:
                shown.say = says.pop(0)
            elif reply.fresh and reply.spent and shown.id == tapped:
                shown.say = replace(shown.say, rows=())
        chat.messages += [Shown(next(self._numbers), say) for say in says]
        if reply.album and over is None:
            chat.albums[reply.album] = chat.messages[-len(says)].id
        _check(reply)

    def _chat(self, chat: int) -> Chat:
        return self.chats.setdefault(chat, Chat())


def a_house(**changes: object) -> House:
    """The shipped district with the traffic check alone; `changes` are fields of its profile."""
    fields = {"kinds": ["traffic_check"], **changes}
    return House(_profile().model_copy(update=fields), 7000, "betjent_bot", staff_chat=GROUP)


def _chat_id(who: Someone | int) -> int:
    return who if isinstance(who, int) else who.id


def _check(reply: Reply) -> None:
    """Telegram's limits hold on every screen of every test."""
    assert len(reply.toast) <= 200
    for say in reply.says:
        assert 0 < len(say.text) <= (1024 if say.file else 4096), len(say.text)
        for button in (button for row in say.rows for button in row):
            assert button.text.strip()
            assert len(button.data.encode()) <= 64, button.data
            assert sum(map(bool, (button.data, button.url, button.copy))) == 1, button


@cache
def _profile() -> Profile:
    return read_profile(DISTRICT)


def _count(engine: Engine, into: list[str]) -> None:
    """Keeps every statement that reaches SQLite; it holds the list, not the desk, so that the desk can go."""

    def listen(statement: str) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            into.append(statement)

    raw = engine.raw_connection().driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.set_trace_callback(listen)


def _database() -> Engine:
    """In memory, with its tables: making them takes fifty times as long as copying them."""
    return create_engine("sqlite://", poolclass=StaticPool, creator=_copied)


def _copied() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", check_same_thread=False)
    raw.deserialize(_tables())
    return raw


@cache
def _tables() -> bytes:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    raw = engine.raw_connection().driver_connection
    assert isinstance(raw, sqlite3.Connection)
    made = raw.serialize()
    engine.dispose()
    return made
