"""`betjent tips …`: the commands about tips, each with what it takes and the function that runs it."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Commands = Any  # argparse gives its group of commands no public type


def add(commands: Commands) -> None:
    """Adds the group to the command line."""
    group = commands.add_parser("tips", help="tip: bevis, at ingen kan se, hvem der gav dem")
    inside = group.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")
    for each in COMMANDS:
        each(inside)


def _prove(commands: Commands) -> None:
    command = commands.add_parser("prove", help="led efter spor af personer i alt, hvad botten efterlader")
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="MAPPE", help="en datamappe; ellers den i indstillingerne"
    )
    command.add_argument(
        "--tokens", type=Path, metavar="FIL", help="JSON: det, der ikke må stå noget sted (se docs/tips.md)"
    )
    command.add_argument(
        "--cluster", type=Path, metavar="MAPPE", help="PostgreSQLs egen datamappe: så læses også dens filer"
    )
    command.set_defaults(do=_do_prove)


def _do_prove(options: argparse.Namespace) -> int:
    from bot.prove.command import run

    return run(options.folder, options.tokens, options.cluster)


COMMANDS: tuple[Callable[[Commands], None], ...] = (_prove,)
