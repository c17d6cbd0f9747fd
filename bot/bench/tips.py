"""What the locks of tips cost, and whether anybody waits while codes are tried."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.bench.ours import cases_of, cleared, here, settings_for
from bot.bench.report import Report, number
from bot.bench.script import ORDER
from bot.bench.town import town
from bot.tips.slow import SlowLane
from handlers.sealing import code, envelope
from handlers.tips.content import Told, packed
from handlers.tips.locks import bound

TIP = Told({"what": "x" * 900})  # a kibibyte with its frame
SEALS, CODES = 300, 10
SEAL_MS, CODE_SECONDS, MORE_MS = 2, 0.3, 50
AT_ONCE = 20  # codes that are tried while others write
PER_SECOND = 100.0
WARM = 20


async def tips(report: Report, data_dir: Path, database_url: str, *, whole: int) -> None:
    """Sealing, a code's check, and the wait of everybody else while twenty codes are tried."""
    report.heading("Anonyme tips")
    report.line("Lås et tip på 1 KiB", f"{number(_sealing_ms())} ms", f"under {SEAL_MS} ms")
    report.line("Prøv en kode", f"{number(_code_seconds())} s", f"under {CODE_SECONDS} s")
    updates = whole * len(ORDER)
    async with town() as telegram:
        settings = settings_for(telegram.url, telegram.group, data_dir, database_url)
        await cleared(settings)
        async with here(settings) as app:
            await telegram.talk(WARM, WARM)
            quiet = await telegram.rate(PER_SECOND, updates)
            guessing = asyncio.create_task(_guessers())
            busy = await telegram.rate(PER_SECOND, updates)
            guessing.cancel()
            with suppress(asyncio.CancelledError):
                await guessing
            people = [*quiet.people, *busy.people]
            found = await cases_of(app.store, people)
    report.answers(quiet)
    report.answers(busy, f"p99 højst {MORE_MS} ms mere, mens {AT_ONCE} koder prøves")
    report.rightness(len(people), found, busy)


def _sealing_ms() -> float:
    """All of it but the code's stretching, which is measured by itself."""
    month, reply = envelope.fresh_pair(), envelope.fresh_pair()
    about = bound("bench", bytes(16), "2026-11")

    def seal() -> float:
        began = perf_counter()
        key = envelope.fresh_key()
        envelope.lock(key, packed(TIP), about)
        envelope.enclose(month.public, key)
        envelope.pair_of(reply.private)
        return (perf_counter() - began) * 1000

    return median(seal() for _ in range(SEALS))


def _code_seconds() -> float:
    def check() -> float:
        began = perf_counter()
        code.ticket(code.fresh(), "bench")
        return perf_counter() - began

    return median(check() for _ in range(CODES))


async def _guessers() -> None:
    """Twenty people who try one code after the other, in the lane that all codes go through."""
    lane = SlowLane()

    async def guesses() -> None:
        while True:
            await lane.run(partial(code.ticket, code.fresh(), "bench"))

    try:
        await asyncio.gather(*(guesses() for _ in range(AT_ONCE)))
    finally:
        lane.close()
