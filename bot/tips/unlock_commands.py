"""`betjent tips unlock` and `lock`: where tips are read in the chat, the running bot gets the passphrase."""

import argparse
import asyncio

from bot.settings import StartFault, read_ground
from bot.tips import terminal
from bot.tips.building import FOLDER
from bot.tips.places import who_of
from bot.tips.unlocking import SOCKET, ask


async def unlock(options: argparse.Namespace) -> int:
    """Opens the keys there. Raises StartFault."""
    folder = read_ground().data_dir / FOLDER
    if not await asyncio.to_thread((folder / SOCKET).exists):
        raise StartFault(f"{folder / SOCKET}: findes ikke. Kører botten, og læses tips i chatten?")
    months = await ask(folder, "unlock", who_of(options), terminal.secret("Adgangskode"))
    terminal.say(f"✓ låst op: {', '.join(months)}. De låses, når botten stopper, eller med betjent tips lock")
    return 0


async def lock(options: argparse.Namespace) -> int:
    """Forgets them there. Raises StartFault."""
    await ask(read_ground().data_dir / FOLDER, "lock", who_of(options))
    terminal.say("✓ låst: botten kan ikke læse noget tip.")
    return 0
