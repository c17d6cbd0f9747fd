"""`betjent tips prove`: what it takes, and the function that runs it."""

import argparse
from pathlib import Path
from typing import Any

Commands = Any  # argparse gives its group of commands no public type


def add_prove(commands: Commands) -> None:
    """Looks for traces of people in everything the bot leaves behind."""
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
