"""How the loops of the edge wait: for a while, or until somebody calls."""

import asyncio

from bot.clock import Clock


async def rest(clock: Clock, seconds: float, until: asyncio.Event) -> None:
    """Waits that long, or shorter when the event is set meanwhile; the event is cleared."""
    sleeping, called = asyncio.ensure_future(clock.sleep(seconds)), asyncio.ensure_future(until.wait())
    try:
        await asyncio.wait((sleeping, called), return_when=asyncio.FIRST_COMPLETED)
    finally:
        sleeping.cancel()
        called.cancel()
    until.clear()
