"""Which measurement the options ask for."""

import argparse
import sys
import tempfile
from pathlib import Path

from bot.bench.bookings import crowded
from bot.bench.chaos import chaos
from bot.bench.conversations import conversations
from bot.bench.places import places
from bot.bench.queue import long_queue
from bot.bench.report import Report
from bot.bench.tips import tips
from bot.bench.waiting import slow_telegram, steady
from storage.measure import NotForMeasuring

OCCUPIED = "✗ Databasen har sager, der ikke er lavet til måling. Giv bench en tom database.\n"


async def measured(options: argparse.Namespace) -> int:
    """The exit code: 0 when everything was right, however fast it went."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="betjent-bench-") as folder:
        try:
            await _measure(report, Path(folder), options)
        except NotForMeasuring:
            sys.stderr.write(OCCUPIED)
            return 2
    return 0 if report.sound else 1


async def _measure(report: Report, folder: Path, options: argparse.Namespace) -> None:
    url, whole, citizens = options.database_url, options.conversations, options.citizens
    delay = options.delay_ms / 1000
    if options.places:
        places(report)
    elif options.bookings:
        await crowded(report, folder, url)
    elif options.tips:
        await tips(report, folder, url, whole=whole)
    elif options.cases:
        await long_queue(report, folder, url, size=options.cases)
    elif options.chaos:
        await chaos(report, folder, url, whole=whole, citizens=citizens)
    elif options.rate:
        await steady(report, folder, url, per_second=options.rate, whole=whole, delay=delay)
    elif delay:
        await slow_telegram(report, folder, url, delay=delay, whole=whole, citizens=citizens)
    else:
        await conversations(report, folder, url, whole=whole, citizens=citizens)
