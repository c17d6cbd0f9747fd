"""The bot is killed three times on the way, and Telegram repeats itself: is everything there, and once?"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.bench.ours import Elsewhere, cases_in, cleared, settings_for
from bot.bench.report import Report
from bot.bench.script import ORDER
from bot.bench.town import town

KILLS = 3
TWICE = 0.05  # the share of updates that Telegram delivers twice


async def chaos(report: Report, data_dir: Path, database_url: str, *, whole: int, citizens: int) -> None:
    """Kills at a quarter, a half and three quarters of the way; what it finds is right or wrong, not fast."""
    updates = whole * len(ORDER)
    report.heading(f"{whole} samtaler, {KILLS} gange kill -9, hver 20. opdatering to gange")
    async with town() as telegram:
        settings = settings_for(telegram.url, telegram.group, data_dir, database_url)
        await cleared(settings)
        bot = Elsewhere(settings)
        await bot.start()
        try:
            usual = await telegram.talk(1, 1)
            killing = _Killing(bot, updates, report.progress("opdateringer", updates))
            heard = await telegram.talk(whole, citizens, twice=TWICE, progress=killing.look)
            await killing.over()
        finally:
            await bot.stop()
        found = await cases_in(settings, heard.people)
    unasked = sum(screens > usual.screens[0] for screens in heard.screens)
    report.line("Dræbt", f"{killing.done} gange, startet igen hver gang")
    report.line("Gentaget af Telegram", f"{heard.repeats} af {heard.updates} opdateringer")
    report.line("Gentaget af os", f"{unasked} svar uden at Telegram gentog noget", "0")
    report.rightness(whole, found, heard)


class _Killing:
    """Kills and starts again each time the citizens have come so far."""

    def __init__(self, bot: Elsewhere, updates: int, show: Callable[[int], None]) -> None:
        self.done = 0
        self._bot = bot
        self._show = show
        self._at = [updates * part // (KILLS + 1) for part in range(1, KILLS + 1)]
        self._now: asyncio.Task[None] | None = None

    def look(self, updates: int) -> None:
        """Called as the citizens get on."""
        self._show(updates)
        if self._at and updates >= self._at[0] and (self._now is None or self._now.done()):
            self._at.pop(0)
            self._now = asyncio.create_task(self._again())

    async def over(self) -> None:
        """Returns when the last start is under way."""
        if self._now:
            await self._now

    async def _again(self) -> None:
        await self._bot.kill()
        self.done += 1
        await self._bot.start()
