"""`betjent bench`: the service under load, against a sandbox in another process, with its numbers printed."""

import argparse


async def bench(options: argparse.Namespace) -> int:
    """Measures what is asked for; 0 when everything was right, however fast it went."""
    # The processes that are started for a measurement import this package, and must not weigh more for it.
    from bot.bench.plan import measured

    return await measured(options)
