"""One errand of a reader: find the tip, open the keys it needs, do what was asked by the common rules."""

import asyncio
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.settings import StartFault
from bot.tips import terminal
from bot.tips.places import Place, place_of
from handlers.sealing.keys import PRIVATE, BadKey, WrongPassphrase
from handlers.tips import reading
from handlers.tips.opened import Opened
from handlers.tips.reading import Closed, NotForYou, Reader
from storage import members
from storage.models import Member
from storage.tip_models import Tip
from storage.work import Work

T = TypeVar("T")
Errand = Callable[[Work, Reader, Tip], T]


async def look(options: Namespace, see: Callable[[Work, Reader], T]) -> T:
    """Something about all of them; no key is opened."""
    async with place_of(options) as place:
        return await place.store.read(lambda work: see(work, _reader(work, place, Opened())))


async def without_key(options: Namespace, errand: Errand[T]) -> T:
    """Something that is no secret of the tip's. Raises StartFault."""
    async with place_of(options) as place:
        return await _done(place, options.tip, Opened(), errand)


async def with_key(options: Namespace, errand: Errand[T], name: str = "") -> T:
    """Something that needs the tip opened: the passphrase is asked for. Raises StartFault."""
    async with place_of(options) as place:
        name = name or options.tip
        owners = await place.store.read(lambda work: reading.owners(work, _tip(work, name)))
        files = [path for path in (options.keys / (owner + PRIVATE) for owner in owners) if path.is_file()]
        if not files:
            raise StartFault(
                f"{options.keys}: her er ingen nøgle, der åbner {name} ({', '.join(sorted(owners))})"
            )
        opened = await asyncio.to_thread(_unlocked, files, terminal.secret("Adgangskode"))
        return await _done(place, name, opened, errand)


def colleague(work: Work, name: str) -> Member:
    """The one who is called that. Raises StartFault."""
    found = members.called(members.everyone(work), name)
    if len(found) != 1:
        who = ", ".join(member.name for member in found or members.everyone(work))
        raise StartFault(f"{name}: {'flere hedder det' if found else 'findes ikke'}. Der er: {who}")
    return found[0]


async def _done(place: Place, name: str, opened: Opened, errand: Errand[T]) -> T:
    def decide(work: Work) -> T:
        tip = _tip(work, name, lock=True)
        reader = _reader(work, place, opened)
        reading.let_in(work, reader, tip)
        return errand(work, reader, tip)

    try:
        return await place.store.write(decide)
    except NotForYou:
        raise StartFault(f"{name}: du eller den, det skal til, er holdt ude af det tip") from None
    except Closed:
        raise StartFault(f"{name}: nøglen åbner ikke det tip") from None


def _tip(work: Work, name: str, *, lock: bool = False) -> Tip:
    tip = reading.named(work, name, lock=lock)
    if tip is None:
        raise StartFault(f"{name}: der er ikke ét tip, der hedder det")
    return tip


def _reader(work: Work, place: Place, opened: Opened) -> Reader:
    """Whoever has the same name as a colleague is that colleague: kept out of what she is kept out of."""
    wanted = place.who.lower()
    same = [member.id for member in members.everyone(work) if member.name.lower() == wanted]
    return Reader(place.who, place.district, opened, same[0] if len(same) == 1 else None)


def _unlocked(files: list[Path], passphrase: str) -> Opened:
    opened = Opened()
    try:
        opened.unlock(files, passphrase)
    except WrongPassphrase as wrong:
        raise StartFault(f"{wrong}: adgangskoden passer ikke") from None
    except BadKey as bad:
        raise StartFault(str(bad)) from None
    return opened
