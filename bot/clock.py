"""The time the service lives in: asked for and waited on in one place, so that a test can move it by hand."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Aware UTC time, and a sleep that ends when that time has come."""

    def now(self) -> datetime:
        """The aware UTC time."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Returns when `seconds` have passed on this clock."""
        ...


class WallClock:
    """The real one."""

    def now(self) -> datetime:
        """The aware UTC time."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Returns when `seconds` have passed."""
        await asyncio.sleep(seconds)
