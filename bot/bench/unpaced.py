"""`betjent run` without a pace of its own, as the citizens' Telegram sets no limits either."""

import asyncio
import sys

from bot import memory
from bot.settings import read_settings


def main() -> None:
    """Runs until SIGTERM."""
    memory.spare()
    from bot.app import run

    try:
        import uvloop
    except ImportError:  # not made for Windows
        sys.exit(asyncio.run(run(read_settings(), paced=False)))
    sys.exit(uvloop.run(run(read_settings(), paced=False)))


if __name__ == "__main__":
    main()
