"""The demo: three phones and a cast, with the real application between them."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.demo.stage import Setting, Stage, stage
from bot.demo.story import Teller, WentWrong, tell
from bot.demo.transcript import Phone, Transcript
from bot.sandbox import Clock, SandboxError

CYAN, YELLOW, GREEN = 36, 33, 32
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def play(*, keep: Path | None = None, color: bool = True) -> int:
    """Plays one whole case in the terminal; 0 when all of it went as it should."""
    with _folder(keep) as folder:
        return await _played(folder, color=color and sys.stdout.isatty())


async def serve(*, port: int, keep: Path | None = None) -> int:
    """Serves the page with the three phones until it is stopped."""
    sys.stdout.write("Starter en lille Telegram, botten og tre telefoner …\n")
    with _folder(keep) as folder:
        await _served(folder, port)
    sys.stdout.write(f"Stoppet. Data ligger i {keep}.\n" if keep else "Stoppet. Data er slettet.\n")
    return 0


async def _played(folder: Path, *, color: bool) -> int:
    async with stage(folder, Setting(ticking=False), clock=Clock(MONDAY)) as set_up:
        phones = (
            Phone("Karla", set_up.karla, None, CYAN),
            Phone("Vagten (Inge)", set_up.inge, set_up.group, YELLOW),
            Phone("Bo", set_up.bo, None, GREEN),
        )
        transcript = Transcript(phones, color=color)
        transcript.look()
        try:
            await tell(Teller(set_up, transcript))
        except (WentWrong, SandboxError, TimeoutError) as fault:
            sys.stderr.write(f"\n✗ {fault or 'Det tog for lang tid.'}\n")
            return 1
    done = "Hele sagen gik igennem: bestilt, vurderet, tildelt, planlagt, gennemført og fortalt."
    sys.stdout.write(f"\n✓ {done}\n")
    return 0


async def _served(folder: Path, port: int) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with stage(folder, Setting(sandbox_port=port)) as set_up:
        put_phones_on_the_page(set_up)
        sys.stdout.write(f"Klar: åbn {set_up.sandbox.url}/ i en browser. Stop med Ctrl-C.\n")
        sys.stdout.flush()
        await stopped.wait()


def put_phones_on_the_page(set_up: Stage) -> None:
    """Karla's, the staff group's and Bo's, from left to right."""
    sandbox = set_up.sandbox
    sandbox.phone("Karla", set_up.karla, name="karla", subtitle="Borger")
    sandbox.phone("Vurdering", set_up.inge, set_up.group, name="staff", subtitle="Vagtens gruppe")
    sandbox.phone("Bo", set_up.bo, name="officer", subtitle="Lokalbetjent")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="betjent-demo-") as folder:
        yield Path(folder)
