"""`betjent tips list, read, answer, summarise, assign …`: reading on one's own machine, in the terminal."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.settings import StartFault
from bot.tips import desk, shown, terminal
from bot.tips.ceremony import READERS, owner_of, plainly
from bot.tips.key_commands import add_keys
from bot.tips.places import add_place
from handlers.reader.acts import LONGEST
from handlers.sealing.keys import PUBLIC, PublicKey, read_public
from handlers.tips import reading
from handlers.tips.content import CLOSED, OPEN, Status
from handlers.tips.reading import Reader, name_of
from handlers.wording import staff_tip_notices
from storage import tips
from storage.models import Member
from storage.tip_models import Tip
from storage.work import Work

Commands = Any  # argparse gives its group of commands no public type

OUTCOMES = {
    "videregivet": Status.PASSED_ON,
    "samlet": Status.MERGED,
    "arkiveret": Status.ARCHIVED,
    "kasseret": Status.DISCARDED,
}
REASONS = {
    "spam": "spam",
    "dublet": "duplicate",
    "tomt": "empty",
    "ikke-politi": "not_police",
    "usandt": "false",
}
WAITING = (Status.NEW, Status.ANSWERED)
ALL = 1000  # tips in a list


def add_list(commands: Commands) -> None:
    """Adds the command."""
    _command(
        commands, "list", "de åbne tips, de vigtigste først; intet af, hvad de siger", _list, of_one=False
    )


def add_read(commands: Commands) -> None:
    """Adds the command."""
    command = _command(commands, "read", "læs et tip, eller det næste, der venter", _read, of_one=False)
    command.add_argument("tip", nargs="?", metavar="TIP", help="som 3f9a-2c01")
    command.add_argument(
        "--photos", type=Path, metavar="MAPPE", help="læg billederne her; ellers bliver de låst"
    )
    add_keys(command)


def add_answer(commands: Commands) -> None:
    """Adds the command."""
    _with_words(commands, "answer", "spørg den, der har koden til tippet", _answer)


def add_summarise(commands: Commands) -> None:
    """Adds the command."""
    _with_words(commands, "summarise", "skriv resuméet uden personer, som betjenten får", _summarise)


def add_assign(commands: Commands) -> None:
    """Adds the command."""
    command = _command(commands, "assign", "lås resuméet til en betjent", _assign)
    command.add_argument("name", metavar="NAVN", help=f"betjenten; nøglen ligger i {READERS}/")
    add_keys(command)


def add_urgent(commands: Commands) -> None:
    """Adds the command."""
    command = _command(commands, "urgent", "sæt tippet først", _urgent)
    command.add_argument("--not", dest="back", action="store_true", help="sæt det på sin plads igen")


def add_ends(commands: Commands) -> None:
    """Adds the commands: end, and two that are used so often that they have names of their own."""
    command = _command(commands, "end", "skriv, hvad tippet blev til", _end)
    command.add_argument("outcome", choices=tuple(OUTCOMES), metavar="UDFALD", help=", ".join(OUTCOMES))
    command.add_argument("--reason", choices=tuple(REASONS), metavar="GRUND", help=", ".join(REASONS))
    add_keys(command)
    for name, reason, help_text in (
        ("spam", "spam", "kassér som spam"),
        ("duplicate", "dublet", "kassér som dublet"),
    ):
        command = _command(commands, name, help_text, _end)
        command.set_defaults(outcome="kasseret", reason=reason)
        add_keys(command)


def add_exclude(commands: Commands) -> None:
    """Adds the command."""
    command = _command(commands, "exclude", "hold en kollega ude af tippet", _exclude)
    command.add_argument("name", metavar="NAVN")
    command.add_argument("--admit", action="store_true", help="luk kollegaen ind igen")


async def _list(options: argparse.Namespace) -> int:
    def see(work: Work, reader: Reader) -> list[str]:
        return [shown.listed(tip) for tip in tips.listed(work, OPEN, hidden_from=reader.id, limit=ALL)]

    terminal.say(*(await desk.look(options, see) or ["Der er ingen åbne tips."]))
    return 0


async def _read(options: argparse.Namespace) -> int:
    name = options.tip or await desk.look(options, _next)
    if not name:
        terminal.say("Der er ingen nye tips og ingen nye svar.")
        return 0

    def opened(work: Work, reader: Reader, tip: Tip) -> tuple[list[str], tuple[bytes, ...]]:
        if not any(reader.opened.pair(month) for month in tips.wraps(work, tip.id)):
            return shown.summary(tip, reading.handed(work, reader, tip)), ()
        page = reading.open_tip(work, reader, tip)
        return shown.page(tip, page), page.told.photos

    lines, photos = await desk.with_key(options, opened, name)
    terminal.say(*lines)
    if options.photos and photos:
        terminal.say("", *_written(options.photos, name, photos))
    return 0


async def _answer(options: argparse.Namespace) -> int:
    words = _words(options, "Spørgsmålet")
    await desk.with_key(options, lambda work, reader, tip: reading.ask(work, reader, tip, words))
    terminal.say(f"✓ {options.tip}: spørgsmålet venter på den, der har koden.")
    return 0


async def _summarise(options: argparse.Namespace) -> int:
    words = _words(options, "Resuméet: hvad, hvor og hvornår, uden navne")
    await desk.with_key(options, lambda work, reader, tip: reading.summarise(work, reader, tip, words))
    terminal.say(f"✓ {options.tip}: resuméet er låst. Giv det til en betjent med betjent tips assign")
    return 0


async def _assign(options: argparse.Namespace) -> int:
    def look(work: Work, _reader: Reader, tip: Tip) -> tuple[Member | None, list[str]]:
        faults = [] if reading.has_summary(work, tip) else ["Skriv først et resumé: betjent tips summarise"]
        try:
            officer = desk.colleague(work, options.name)
        except StartFault as fault:
            return None, [*faults, str(fault)]
        return officer, faults if officer.is_officer else [*faults, f"{officer.name}: er ikke lokalbetjent"]

    officer, faults = await desk.without_key(options, look)
    key, missing = _key_of(options.keys, officer.name if officer else options.name)
    if officer is None or key is None or faults or missing:
        raise StartFault(*faults, *missing)

    def hand(work: Work, reader: Reader, tip: Tip) -> None:
        reading.hand_sealed(work, reader, tip, officer, key)
        args = {"tip": name_of(tip.id)}
        work.post(staff_tip_notices.SUMMARY, "officer", person_id=officer.id, args=args)

    await desk.with_key(options, hand)
    told = "efter betjent tips push" if options.bundle else "nu"
    terminal.say(f"✓ {options.tip}: resuméet er låst til {officer.name}, der får besked {told}.")
    return 0


async def _urgent(options: argparse.Namespace) -> int:
    first = not options.back
    await desk.without_key(
        options, lambda work, reader, tip: reading.set_urgent(work, reader, tip, urgent=first)
    )
    terminal.say(f"✓ {options.tip}: står {'nu først' if first else 'på sin plads igen'}.")
    return 0


async def _end(options: argparse.Namespace) -> int:
    outcome, reason = OUTCOMES[options.outcome], REASONS.get(options.reason or "", "")
    if (outcome is Status.DISCARDED) != bool(reason):
        raise StartFault(f"--reason hører til kasseret og skal være én af: {', '.join(REASONS)}")

    def end(work: Work, reader: Reader, tip: Tip) -> bool:
        if tip.status in CLOSED:
            return False
        reading.end(work, reader, tip, outcome, reason)
        return True

    if not await desk.with_key(options, end):
        raise StartFault(f"{options.tip}: er afsluttet allerede")
    terminal.say(f"✓ {options.tip}: {options.outcome}.")
    return 0


async def _exclude(options: argparse.Namespace) -> int:
    def change(work: Work, reader: Reader, tip: Tip) -> str:
        member = desk.colleague(work, options.name)
        (reading.admit if options.admit else reading.exclude)(work, reader, tip, member)
        return member.name

    name = await desk.without_key(options, change)
    terminal.say(f"✓ {options.tip}: {name} er {'lukket ind igen' if options.admit else 'holdt ude'}.")
    return 0


def _next(work: Work, reader: Reader) -> str:
    found = tips.listed(work, WAITING, hidden_from=reader.id, limit=1)
    return name_of(found[0].id) if found else ""


def _words(options: argparse.Namespace, question: str) -> str:
    words = " ".join(options.words.split()) if options.words else terminal.text(question)
    if len(words) > LONGEST:
        raise StartFault(f"Det er for langt: højst {LONGEST} tegn.")
    return words


def _key_of(folder: Path, name: str) -> tuple[PublicKey | None, list[str]]:
    try:
        path = folder / READERS / (owner_of(name) + PUBLIC)
        return plainly(lambda: read_public(path)), []
    except StartFault as fault:
        return None, [f"{READERS}/{fault}"]


def _written(folder: Path, name: str, photos: tuple[bytes, ...]) -> list[str]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths = [folder / f"{name}-{at}.jpg" for at in range(1, len(photos) + 1)]
    for path, photo in zip(paths, photos, strict=True):
        path.touch(mode=0o600)
        path.write_bytes(photo)
    return [f"{path} (slet det, når du har set det)" for path in paths]


Do = Callable[[argparse.Namespace], Coroutine[Any, Any, int]]


def _command(
    commands: Commands, name: str, help_text: str, do: Do, *, of_one: bool = True
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text)
    if of_one:
        command.add_argument("tip", metavar="TIP", help="som 3f9a-2c01")
    add_place(command)
    command.set_defaults(do=lambda options: asyncio.run(do(options)))
    return command


def _with_words(commands: Commands, name: str, help_text: str, do: Do) -> None:
    command = _command(commands, name, help_text, do)
    command.add_argument("words", nargs="?", metavar="ORD", help="ellers spørges der efter dem")
    add_keys(command)
