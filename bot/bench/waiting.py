"""How long people wait: at a steady rate, and with a Telegram that takes its time for every call."""

from pathlib import Path

from bot.bench.citizens import PEER
from bot.bench.ours import cases_of, cleared, here, settings_for
from bot.bench.peers import default_application
from bot.bench.report import Report, number
from bot.bench.script import ORDER
from bot.bench.town import town

WARM = 20
FACTOR = 20
P99_MS = 15
PEER_CONVERSATIONS = 20  # one update at a time makes no use of more


async def steady(
    report: Report, data_dir: Path, database_url: str, *, per_second: float, whole: int, delay: float
) -> None:
    """So many updates a second, whether or not the earlier ones are answered; `delay` in seconds."""
    updates = whole * len(ORDER)
    report.heading(f"{updates} opdateringer, {number(per_second)} i sekundet, uanset svarene")
    async with town() as telegram:
        settings = settings_for(telegram.url, telegram.group, data_dir, database_url)
        await cleared(settings)
        async with here(settings) as app:
            await telegram.talk(WARM, WARM)
            await telegram.delay(delay)
            heard = await telegram.rate(
                per_second, updates, progress=report.progress("opdateringer", updates)
            )
            found = await cases_of(app.store, heard.people)
        own = f" plus {number(delay * 1000)} ms pr. kald" if delay else ""
        report.answers(heard, f"p99 under {P99_MS} ms{own}")
        report.rightness(len(heard.people), found, heard)


async def slow_telegram(
    report: Report, data_dir: Path, database_url: str, *, delay: float, whole: int, citizens: int
) -> None:
    """Beside python-telegram-bot's default application, in the same run; `delay` in seconds."""
    report.heading(f"Telegram er {number(delay * 1000)} ms om hvert kald")
    async with town() as telegram:
        settings = settings_for(telegram.url, telegram.group, data_dir, database_url)
        await cleared(settings)
        async with here(settings) as app:
            await telegram.talk(WARM, WARM)
            await telegram.delay(delay)
            ours = await telegram.talk(
                whole, citizens, progress=report.progress("opdateringer", whole * len(ORDER))
            )
            found = await cases_of(app.store, ours.people)
            await telegram.delay(0)
        async with default_application(telegram.url, PEER):
            await telegram.delay(delay)
            theirs = await telegram.talk(
                min(whole, PEER_CONVERSATIONS), citizens, token=PEER,
                progress=report.progress("PTB", PEER_CONVERSATIONS * len(ORDER)),
            )  # fmt: skip
            await telegram.delay(0)
    mine, other = ours.updates / ours.seconds, theirs.updates / theirs.seconds
    report.line("Vi", f"{number(mine)} opdateringer/s")
    report.answers(ours)
    report.line("PTB, som det er født", f"{number(other)} opdateringer/s")
    report.line("Forhold", f"{number(mine / other)} ×", f"mindst {FACTOR} ×")
    report.rightness(whole, found, ours)
