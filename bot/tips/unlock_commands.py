"""`betjent tips unlock` and `lock`: where tips are read in the chat, the running bot gets the passphrase."""

import argparse
import asyncio
from collections.abc import Callable
from typing import Any

from bot.settings import StartFault, read_ground
from bot.tips import terminal
from bot.tips.building import FOLDER
from bot.tips.places import add_who, who_of
from bot.tips.unlocking import SOCKET, ask

Commands = Any  # argparse gives its group of commands no public type


def add_unlock(commands: Commands) -> None:
    """Adds the command."""
    _command(commands, "unlock", "lås nøglerne op i den kørende bots hukommelse", _unlock)


def add_lock(commands: Commands) -> None:
    """Adds the command."""
    _command(commands, "lock", "lad den kørende bot glemme nøglerne", _lock)


def _unlock(options: argparse.Namespace) -> int:
    folder = read_ground().data_dir / FOLDER
    if not (folder / SOCKET).exists():
        raise StartFault(f"{folder / SOCKET}: findes ikke. Kører botten, og læses tips i chatten?")
    months = asyncio.run(ask(folder, "unlock", who_of(options), terminal.secret("Adgangskode")))
    terminal.say(f"✓ låst op: {', '.join(months)}. De låses, når botten stopper, eller med betjent tips lock")
    return 0


def _lock(options: argparse.Namespace) -> int:
    asyncio.run(ask(read_ground().data_dir / FOLDER, "lock", who_of(options)))
    terminal.say("✓ låst: botten kan ikke læse noget tip.")
    return 0


def _command(commands: Commands, name: str, help_text: str, do: Callable[[argparse.Namespace], int]) -> None:
    command = commands.add_parser(name, help=help_text)
    add_who(command)
    command.set_defaults(do=do)
