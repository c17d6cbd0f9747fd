"""`betjent audit verify`: whether the trail of who read which tip is whole."""

import argparse
import asyncio
from typing import Any

from bot.tips import terminal
from bot.tips.places import add_place, place_of
from storage import audit

Commands = Any  # argparse gives its group of commands no public type


def add(commands: Commands) -> None:
    """Adds the group."""
    group = commands.add_parser("audit", help="revisionssporet for tips")
    inside = group.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")
    command = inside.add_parser("verify", help="regn hele kæden efter")
    command.add_argument("--head", metavar="SUM", help="den sum, I skrev ned sidst: den skal stå i kæden")
    add_place(command)
    command.set_defaults(do=lambda options: asyncio.run(_verify(options)))


async def _verify(options: argparse.Namespace) -> int:
    async with place_of(options) as place:
        found = await place.store.read(audit.verify)
        known = options.head is None or await place.store.read(lambda work: audit.has(work, options.head))
    if found.broken is not None:
        terminal.say(f"✗ revisionssporet er brudt ved linje {found.broken}: noget er ændret eller taget ud")
        return 1
    if not known:
        terminal.say("✗ den sum står ikke i kæden: der er skåret noget af i enden, eller kæden er en anden")
        return 1
    terminal.say(
        f"✓ {found.lines} linjer hænger sammen", f"  sum: {found.head}", "  Skriv summen ned et andet sted."
    )
    return 0
