"""Real processes, doubled and killed with -9: nothing is lost, doubled or stuck for the people in front."""

from __future__ import annotations

import asyncio
import re
from asyncio.subprocess import Process
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import aiohttp
from sqlalchemy import select

from bot.sandbox import Group, Person
from storage.models import Case, DraftRow, Event, Member, Notice
from storage.opening import open_store
from storage.work import Work
from tests.machine import UNPACED, Machine, a_machine, free_port
from tests.tree import HOME

T = TypeVar("T")

PROFILE = HOME / "deploy" / "districts" / "midt-og-vestsjaelland.toml"
SECRET = "hemmelig"
BUSY = 30.0  # seconds: a process that comes up beside others takes its time, and updates wait for it

PLACE = "Skolevej ved Netto, 4320 Lejre"


class Act(NamedTuple):
    """What somebody does, and what they then read."""

    way: str
    words: str
    then: str


# What Karla does, and what she then reads: words and taps in turn.
ORDER = (
    Act("says", "/bestil", "Hvad vil du bestille"),
    Act("taps", "Færdselskontrol", "Hvad er problemet"),
    Act("taps", "For høj fart", "Hvad er problemet"),
    Act("taps", "Farlig skolevej", "Hvad er problemet"),
    Act("taps", "Videre", "Hvor er det"),
    Act("says", PLACE, "Hvornår sker det"),
    Act("says", "hverdage 7-8", "Hvor længe"),
    Act("taps", "Mere end et år", "Hvem er udsat"),
    Act("says", "børn", "næsten-uheld"),
    Act("taps", "Spring over", "billeder af stedet"),
    Act("taps", "Gå til oversigten", "ikke sendt endnu"),
    Act("taps", "Send bestillingen", "Vi har modtaget din bestilling"),
)
MIDDLE = 6
ANSWERED = {"problem": ["speed", "school"], "since": "years", "at_risk": ["children"]}
REPORT = tuple(
    Act("taps", label, then)
    for label, then in (
        ("Meld udført", "Hvilken dag"), ("I dag", "Hvor mange minutter"), ("60", "blev målt"),
        ("150", "over grænsen"), ("15", "højeste fart"), ("80", "bøder"), ("5", "ikke sendt endnu"),
    )
)  # fmt: skip
ONE_CASE = [
    *("case.opened", "case.granted", "offer.made", "offer.accepted", "case.done", "case.closed"),
]


async def acts(who: Person, act: Act, chat: Group | None = None, *, wait: bool = True) -> None:
    """Somebody writes, or presses the newest button that is called that."""
    if act.way == "says":
        await who.send(act.words, chat, wait=wait)
        return
    await who.tap(act.words, chat=chat, wait=wait)


async def at(url: str, do: Callable[[Work], T]) -> T:
    """Looks into the database, or changes it, beside the running service."""
    store = await open_store(url, clock=lambda: datetime.now(UTC), alone=False)
    try:
        return await store.write(do)
    finally:
        await store.close()


def all_cases(work: Work) -> list[Case]:
    found = list(work.session.scalars(select(Case).order_by(Case.id)))
    work.session.expunge_all()
    return found


def all_events(work: Work) -> list[str]:
    return list(work.session.scalars(select(Event.name).where(Event.case_id.is_not(None)).order_by(Event.id)))


def unfinished(work: Work) -> list[str]:
    """Notices that wait, and drafts that were begun."""
    waiting = work.session.scalars(select(Notice.what).where(Notice.done_at.is_(None)))
    return [*waiting, *work.session.scalars(select(DraftRow.kind))]


@dataclass
class Telling:
    """People who go on talking whatever happens to the bot."""

    machine: Machine
    url: str

    async def does(self, who: Person, act: Act, chat: Group | None = None) -> None:
        """One act, and then what is read."""
        await acts(who, act, chat)
        await self.machine.reads(who, act.then, chat)

    async def is_killed(
        self, process: Process, who: Person, act: Act, chat: Group | None = None, *, heard: bool = True
    ) -> Process:
        """Kills the bot when it has just answered, or before it has heard; gives the one that follows."""
        await acts(who, act, chat, wait=False)
        if heard:
            await self.machine.reads(who, act.then, chat)
        await self.machine.dies(process)
        fresh = await self.machine.is_up()
        self.machine.sandbox.clock.advance(120)  # so long until Telegram tries again, at the most
        await self.machine.sandbox.settled(BUSY)
        await self.machine.reads(who, act.then, chat)
        return fresh


# Two processes behind one webhook.


async def two_are_up(machine: Machine, ports: tuple[int, int]) -> list[Process]:
    """Both started at once; Telegram's deliveries take turns between them."""
    machine.service = UNPACED
    listening = [f"127.0.0.1:{port}" for port in ports]
    both = await asyncio.gather(*(machine.is_up(LISTEN=address) for address in listening))
    machine.sandbox.replicas([f"http://{address}/telegram" for address in listening])
    return both


async def orders_twice_told(machine: Machine) -> None:
    """A whole order of which every second update is delivered twice."""
    for number, act in enumerate(ORDER):
        await acts(machine.karla, act)
        if number % 2:
            machine.sandbox.redeliver(machine.sandbox.updates[-1])
            await machine.sandbox.settled(BUSY)
        await machine.reads(machine.karla, act.then)


async def orders_while_one_dies(machine: Machine, process: Process) -> None:
    """A whole order, in the middle of which one process is killed with an update on its way."""
    for number, act in enumerate(ORDER):
        await acts(machine.karla, act, wait=number != MIDDLE)
        if number == MIDDLE:
            await machine.dies(process)
        await machine.sandbox.settled(BUSY)
        await machine.reads(machine.karla, act.then)


async def answered(port: int) -> int:
    """How many updates a process says that it has answered."""
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/metrics") as page:
        found = re.search(r'betjent_updates_total\{outcome="answered"\} (\d+)', await page.text())
    assert found is not None
    return int(found[1])


async def test_two_share_one_citizen_s_updates_and_one_goes_on_when_the_other_is_killed(
    tmp_path: Path, postgres_url: str
) -> None:
    ports = free_port(), free_port()
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{ports[0]}", "WEBHOOK_SECRET": SECRET}
    async with a_machine(tmp_path, DATABASE_URL=postgres_url, **hook) as machine:
        _, second = await two_are_up(machine, ports)

        await orders_twice_told(machine)
        await machine.reads(machine.inge, "Sag 1 ·", machine.group)
        shares = [await answered(port) for port in ports]
        await orders_while_one_dies(machine, second)
        await machine.reads(machine.inge, "Sag 2 ·", machine.group)

        cards = [message.text for message in machine.inge.screen(machine.group)]
        cases = await at(postgres_url, all_cases)

    assert [{key: case.answers[key] for key in ANSWERED} for case in cases] == [ANSWERED, ANSWERED]
    assert [case.place for case in cases] == [PLACE, PLACE]
    assert await at(postgres_url, all_events) == ["case.opened", "case.opened"]
    assert await at(postgres_url, unfinished) == []
    assert [sum(f"Sag {number} ·" in text for text in cards) for number in (1, 2)] == [1, 1]
    assert min(shares) >= len(ORDER) // 2
    assert sum(shares) >= len(ORDER) + len(ORDER) // 2


# One process, killed again and again on its way through a whole case.


def hasty(folder: Path) -> Path:
    """The district with no moment for regrets, so that nobody waits for it here."""
    profile = folder / "hasty.toml"
    profile.write_text(PROFILE.read_text("utf-8").replace("undo_seconds = 15", "undo_seconds = 0"), "utf-8")
    return profile


def hired(inge: Person, bo: Person) -> Callable[[Work], None]:
    """Both are members, as their invitations would make them."""

    def hire(work: Work) -> None:
        work.session.add(Member(id=inge.id, name="Inge", is_staff=True, since=work.now()))
        work.session.add(Member(id=bo.id, name="Bo", is_officer=True, kommuner=["0350"], since=work.now()))

    return hire


async def karla_orders(telling: Telling, running: Process) -> Process:
    karla = telling.machine.karla
    for act in ORDER[:MIDDLE]:
        await telling.does(karla, act)
    running = await telling.is_killed(running, karla, ORDER[MIDDLE], heard=False)
    for act in ORDER[MIDDLE + 1 : -1]:
        await telling.does(karla, act)
    return await telling.is_killed(running, karla, ORDER[-1])


async def inge_assesses(telling: Telling, running: Process) -> Process:
    inge, group = telling.machine.inge, telling.machine.group
    await telling.machine.reads(inge, "Sag 1 ·", group)
    grant = Act("says", "/imoedekom 1", "Imødekommet")
    running = await telling.is_killed(running, inge, grant, group)
    await telling.machine.reads(telling.machine.karla, "Vi kan imødekomme din bestilling nr. 1")
    await telling.does(inge, Act("says", "/tildel 1 Bo", "Tilbudt Bo"), group)
    return running


async def bo_does_it(telling: Telling, running: Process, bo: Person) -> Process:
    await telling.machine.reads(bo, "Vil du tage den her?")
    running = await telling.is_killed(running, bo, Act("taps", "Tag den", "tildelt"))
    await telling.machine.reads(telling.machine.karla, "En lokalbetjent har taget din bestilling nr. 1")
    for act in REPORT:
        await telling.does(bo, act)
    return await telling.is_killed(running, bo, Act("taps", "Send rapporten", "Rapporten om sag 1 er sendt"))


async def test_killed_at_every_stage_of_a_case_it_goes_on_where_it_was(
    tmp_path: Path, sqlite_url: str
) -> None:
    address = f"127.0.0.1:{free_port()}"
    hook = {"LISTEN": address, "WEBHOOK_URL": f"http://{address}", "WEBHOOK_SECRET": SECRET}
    async with a_machine(tmp_path, DATABASE_URL=sqlite_url, DISTRICT=str(hasty(tmp_path)), **hook) as machine:
        machine.service, bo = UNPACED, machine.sandbox.person("Bo")
        await at(sqlite_url, hired(machine.inge, bo))
        telling, running = Telling(machine, sqlite_url), await machine.is_up()
        await bo.send("/mine")

        running = await karla_orders(telling, running)
        running = await inge_assesses(telling, running)
        running = await bo_does_it(telling, running, bo)
        await machine.reads(machine.karla, "Vi har gennemført din bestilling nr. 1")
        await machine.reads(machine.inge, "· afsluttet", machine.group)
        await machine.stops(running)

    (case,) = await at(sqlite_url, all_cases)
    assert {key: case.answers[key] for key in ANSWERED} == ANSWERED
    assert case.result is not None
    assert (case.status, case.result["measured"], case.result["fines"]) == ("closed", 150, 5)
    assert await at(sqlite_url, all_events) == ONE_CASE
    assert await at(sqlite_url, unfinished) == []
