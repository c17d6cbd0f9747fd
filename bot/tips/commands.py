"""`betjent tips …`: the group of commands about tips, in the order in which people need them."""

from collections.abc import Callable
from typing import Any

from bot.prove import commands as proving
from bot.tips import audit_command, bundle_commands, key_commands, reading_commands, unlock_commands

Commands = Any  # argparse gives its group of commands no public type

COMMANDS: tuple[Callable[[Commands], None], ...] = (
    key_commands.add_keygen,
    key_commands.add_rotate,
    key_commands.add_recover,
    key_commands.add_destroy,
    bundle_commands.add_pull,
    reading_commands.add_list,
    reading_commands.add_read,
    reading_commands.add_answer,
    reading_commands.add_summarise,
    reading_commands.add_assign,
    reading_commands.add_urgent,
    reading_commands.add_ends,
    reading_commands.add_exclude,
    bundle_commands.add_push,
    unlock_commands.add_unlock,
    unlock_commands.add_lock,
    proving.add_prove,
)


def add(commands: Commands) -> None:
    """Adds the groups `tips` and `audit` to the command line."""
    group = commands.add_parser("tips", help="anonyme tips: nøgler og læsning")
    inside = group.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")
    for each in COMMANDS:
        each(inside)
    audit_command.add(commands)
