"""`betjent tips …`: the group of commands about tips, in the order in which people need them."""

from collections.abc import Callable
from typing import Any

from bot.prove import commands as proving
from bot.tips import key_commands

Commands = Any  # argparse gives its group of commands no public type

COMMANDS: tuple[Callable[[Commands], None], ...] = (
    key_commands.add_keygen,
    key_commands.add_rotate,
    key_commands.add_recover,
    key_commands.add_destroy,
    proving.add_prove,
)


def add(commands: Commands) -> None:
    """Adds the group to the command line."""
    group = commands.add_parser("tips", help="anonyme tips: nøgler og læsning")
    inside = group.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")
    for each in COMMANDS:
        each(inside)
