"""`betjent tips assign, urgent, end, exclude`: what a reader decides about a tip, in the terminal."""

import argparse
from pathlib import Path

from bot.settings import StartFault
from bot.tips import desk, terminal
from bot.tips.ceremony import READERS, owner_of, plainly
from bot.tips.outcomes import OUTCOMES, REASONS
from handlers.sealing.keys import PUBLIC, PublicKey, read_public
from handlers.tips import reading
from handlers.tips.content import CLOSED, Status
from handlers.tips.reading import Reader, name_of
from handlers.wording import staff_tip_notices
from storage.models import Member
from storage.tip_models import Tip
from storage.work import Work


async def assign(options: argparse.Namespace) -> int:
    """Seals the summary to an officer, who hears that there is one."""

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


async def urgent(options: argparse.Namespace) -> int:
    """First, or back in its place."""
    first = not options.back
    await desk.without_key(
        options, lambda work, reader, tip: reading.set_urgent(work, reader, tip, urgent=first)
    )
    terminal.say(f"✓ {options.tip}: står {'nu først' if first else 'på sin plads igen'}.")
    return 0


async def end(options: argparse.Namespace) -> int:
    """What became of it."""
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


async def exclude(options: argparse.Namespace) -> int:
    """Keeps a colleague out, or lets in again."""

    def change(work: Work, reader: Reader, tip: Tip) -> str:
        member = desk.colleague(work, options.name)
        (reading.admit if options.admit else reading.exclude)(work, reader, tip, member)
        return member.name

    name = await desk.without_key(options, change)
    terminal.say(f"✓ {options.tip}: {name} er {'lukket ind igen' if options.admit else 'holdt ude'}.")
    return 0


def _key_of(folder: Path, name: str) -> tuple[PublicKey | None, list[str]]:
    try:
        path = folder / READERS / (owner_of(name) + PUBLIC)
        return plainly(lambda: read_public(path)), []
    except StartFault as fault:
        return None, [f"{READERS}/{fault}"]
