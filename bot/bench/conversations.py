"""Whole conversations by webhook: how fast they are, and what one update of them costs."""

from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bot.app import App
from bot.bench.ours import Elsewhere, cases_of, cleared, here, moved, settings_for
from bot.bench.peers import parsing_ms
from bot.bench.report import Report, number
from bot.bench.script import HALFWAY, ORDER
from bot.bench.town import Heard, Town, town
from bot.settings import Settings
from storage.measure import counting

SLICES = 10
WARM = 20  # conversations before anything is measured
OPEN = 1000
TIMES = {"sqlite": 5, "postgresql": 7}  # de_json of PTB that an update may cost
MEGABYTES = 110
COLD_SECONDS = 2


async def conversations(
    report: Report, data_dir: Path, database_url: str, *, whole: int, citizens: int
) -> None:
    """Throughput, time to the answer, CPU, statements, memory and the start, and that nothing went wrong."""
    report.heading(f"{whole} samtaler à {len(ORDER)} opdateringer, {citizens} borgere ad gangen")
    async with town() as telegram:
        settings = settings_for(telegram.url, telegram.group, data_dir, database_url)
        await cleared(settings)
        await _cost(report, telegram, settings, whole, citizens)
        await _speed(report, telegram, settings, whole, citizens)
        await _statements(report, telegram, settings, citizens)
        await _memory(report, telegram, settings, citizens)


async def _speed(report: Report, telegram: Town, settings: Settings, whole: int, citizens: int) -> None:
    async with here(settings) as app:
        await telegram.talk(min(WARM, whole), citizens)
        heard = await telegram.talk(
            whole, citizens, progress=report.progress("opdateringer", whole * len(ORDER))
        )
        found = await cases_of(app.store, heard.people)
    _pace(report, heard)
    report.answers(heard)
    report.rightness(whole, found, heard)


def _pace(report: Report, heard: Heard) -> None:
    each = heard.updates / heard.seconds
    report.line(
        "Fart", f"{number(each)} opdateringer/s, {number(len(heard.people) / heard.seconds)} samtaler/s"
    )


async def _cost(report: Report, telegram: Town, settings: Settings, whole: int, citizens: int) -> None:
    """In slices, with the yardstick held to each, as other work on the machine slows both down."""
    slices: list[tuple[float, float]] = []
    async with here(settings, ticking=False) as app:
        await telegram.talk(min(WARM, whole), citizens)
        await _delivered(app)
        show = report.progress("stykker", SLICES)
        cards, updates = 0.0, 0
        for done in range(SLICES):
            parsing, began = parsing_ms(), process_time()
            heard = await telegram.talk(max(1, whole // SLICES), citizens)
            slices.append(((process_time() - began) * 1000 / heard.updates, (parsing + parsing_ms()) / 2))
            began = process_time()
            await _delivered(app)
            cards, updates = cards + process_time() - began, updates + heard.updates
            show(done + 1)
    cost, parsing = (median(column) for column in zip(*slices, strict=True))
    ratio = median(cost / parsing for cost, parsing in slices)
    sqlite = settings.database.startswith("sqlite")
    report.line("Database", "SQLite, synchronous=FULL" if sqlite else "PostgreSQL")
    report.line("CPU pr. opdatering", f"{number(cost)} ms, bedste stykke {number(min(slices)[0])} ms")
    report.line("PTB's de_json", f"{number(parsing)} ms, et tryk under fire knapper, i samme kørsel")
    report.line("Forhold", f"{number(ratio)} ×", f"højst {TIMES['sqlite' if sqlite else 'postgresql']} ×")
    report.line("Kort til vagten", f"{number(cards * 1000 / updates)} ms mere pr. opdatering")


async def _delivered(app: App) -> None:
    while await app.deliver_due():
        pass


async def _statements(report: Report, telegram: Town, settings: Settings, citizens: int) -> None:
    with counting() as tally:
        async with here(settings):
            await telegram.talk(1, 1)
            before = tally.statements
            heard = await telegram.talk(min(WARM, citizens), citizens)
    each = (tally.statements - before) / max(1, heard.updates)
    report.line("Forespørgsler", f"{number(each)} pr. opdatering, indbakke og kort til vagten talt med")


async def _seconds_to_first_answer(bot: Elsewhere, telegram: Town) -> float:
    began = perf_counter()
    await bot.start()
    await telegram.talk(1, 1, acts=1)
    return perf_counter() - began


async def _memory(report: Report, telegram: Town, settings: Settings, citizens: int) -> None:
    first = Elsewhere(settings)
    await _seconds_to_first_answer(first, telegram)  # which compiles what was not
    await first.stop()
    bot = Elsewhere(moved(settings))
    try:
        cold = await _seconds_to_first_answer(bot, telegram)
        await telegram.talk(WARM, citizens)
        empty = bot.resident()
        await telegram.talk(OPEN, citizens, acts=HALFWAY, progress=report.progress("åbne", OPEN * HALFWAY))
        full = bot.resident()
    finally:
        await bot.stop()
    report.line("Kold start", f"{number(cold)} s til første svar", f"under {COLD_SECONDS} s")
    report.line("Hukommelse", f"{number(full - empty)} MB for {OPEN} åbne samtaler")
    report.line("I alt", f"{number(full)} MB, før dem {number(empty)} MB", f"højst {MEGABYTES} MB")
