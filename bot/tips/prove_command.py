"""`betjent tips prove`: whether anything that the bot leaves behind tells of a person."""

import argparse

from bot.prove.command import run


def prove(options: argparse.Namespace) -> int:
    """0 when nothing was found and the search saw every control."""
    return run(options.folder, options.tokens, options.cluster)
