"""`betjent run` without a pace of its own, as the citizens' Telegram sets no limits either."""

import asyncio
import sys

from bot.app import run
from bot.settings import read_settings


def main() -> None:
    """Runs until SIGTERM."""
    try:
        import uvloop
    except ImportError:  # not made for Windows
        sys.exit(asyncio.run(run(read_settings(), paced=False)))
    sys.exit(uvloop.run(run(read_settings(), paced=False)))


if __name__ == "__main__":
    main()
