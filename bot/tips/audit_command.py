"""`betjent audit verify`: whether the trail of who read which tip is whole."""

import argparse

from bot.tips import terminal
from bot.tips.places import place_of
from storage import audit


async def verify(options: argparse.Namespace) -> int:
    """1 when a line was changed or taken out, or the end was cut off."""
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
