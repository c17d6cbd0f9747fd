"""`betjent tips list, read, answer, summarise`: reading on one's own machine, in the terminal."""

import argparse
from pathlib import Path

from bot.settings import StartFault
from bot.tips import desk, shown, terminal
from handlers.reader.acts import LONGEST
from handlers.tips import reading
from handlers.tips.content import OPEN, Status
from handlers.tips.reading import Reader, name_of
from storage import tips
from storage.tip_models import Tip
from storage.work import Work

WAITING = (Status.NEW, Status.ANSWERED)
ALL = 1000  # tips in a list


async def listed(options: argparse.Namespace) -> int:
    """What is open; nothing of what it says."""

    def see(work: Work, reader: Reader) -> list[str]:
        return [shown.listed(tip) for tip in tips.listed(work, OPEN, hidden_from=reader.id, limit=ALL)]

    terminal.say(*(await desk.look(options, see) or ["Der er ingen åbne tips."]))
    return 0


async def read(options: argparse.Namespace) -> int:
    """One tip, or for an officer its summary."""
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


async def answer(options: argparse.Namespace) -> int:
    """A question that waits for the code."""
    words = _words(options, "Spørgsmålet")
    await desk.with_key(options, lambda work, reader, tip: reading.ask(work, reader, tip, words))
    terminal.say(f"✓ {options.tip}: spørgsmålet venter på den, der har koden.")
    return 0


async def summarise(options: argparse.Namespace) -> int:
    """The summary without persons."""
    words = _words(options, "Resuméet: hvad, hvor og hvornår, uden navne")
    await desk.with_key(options, lambda work, reader, tip: reading.summarise(work, reader, tip, words))
    terminal.say(f"✓ {options.tip}: resuméet er låst. Giv det til en betjent med betjent tips assign")
    return 0


def _next(work: Work, reader: Reader) -> str:
    found = tips.listed(work, WAITING, hidden_from=reader.id, limit=1)
    return name_of(found[0].id) if found else ""


def _words(options: argparse.Namespace, question: str) -> str:
    words = " ".join(options.words.split()) if options.words else terminal.text(question)
    if len(words) > LONGEST:
        raise StartFault(f"Det er for langt: højst {LONGEST} tegn.")
    return words


def _written(folder: Path, name: str, photos: tuple[bytes, ...]) -> list[str]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths = [folder / f"{name}-{at}.jpg" for at in range(1, len(photos) + 1)]
    for path, photo in zip(paths, photos, strict=True):
        path.touch(mode=0o600)
        path.write_bytes(photo)
    return [f"{path} (slet det, når du har set det)" for path in paths]
