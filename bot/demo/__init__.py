"""The demo: three phones and a cast, with the real application between them."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.demo.stage import Setting, Stage, stage
from bot.demo.stories import Story, stories
from bot.demo.teller import Teller, WentWrong
from bot.demo.transcript import Phone, Transcript
from bot.prove.proof import Place, prove
from bot.prove.report import lines
from bot.prove.tokens import Token
from bot.sandbox import Clock, SandboxError

CYAN, YELLOW, GREEN = 36, 33, 32
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def play(script: str, *, keep: Path | None = None, color: bool = True) -> int:
    """Plays one story in the terminal; 0 when all of it went as it should."""
    with _folder(keep) as folder:
        return await _played(stories()[script], folder, color=color and sys.stdout.isatty())


async def serve(*, port: int, keep: Path | None = None) -> int:
    """Serves the page with the three phones until it is stopped."""
    sys.stdout.write("Starter en lille Telegram, botten og fire telefoner …\n")
    with _folder(keep) as folder:
        await _served(folder, port)
    sys.stdout.write(f"Stoppet. Data ligger i {keep}.\n" if keep else "Stoppet. Data er slettet.\n")
    return 0


async def _played(story: Story, folder: Path, *, color: bool) -> int:
    async with stage(folder, Setting(ticking=False), clock=Clock(MONDAY)) as set_up:
        phones = (
            Phone("Karla", set_up.karla, None, CYAN),
            Phone("Vagten (Inge)", set_up.inge, set_up.group, YELLOW),
            Phone("Inge, privat", set_up.inge, None, YELLOW),
            Phone("Bo", set_up.bo, None, GREEN),
        )
        transcript = Transcript(phones, color=color)
        transcript.look()
        try:
            await story.tell(Teller(set_up, transcript))
        except (WentWrong, SandboxError, TimeoutError) as fault:
            sys.stderr.write(f"\n✗ {fault or 'Det tog for lang tid.'}\n")
            return 1
        hidden = story.secrets(set_up) if story.secrets else None
    sys.stdout.write(f"\n✓ {story.done}\n")
    return 0 if hidden is None else await asyncio.to_thread(_searched, folder, hidden)


def _searched(folder: Path, hidden: Sequence[Token]) -> int:
    """`betjent tips prove` on what the story left behind."""
    sys.stdout.write("\nNu ledes alt det igennem, som botten har skrevet på disken.\n\n")
    proof = prove(Place(folder), hidden)
    sys.stdout.write("\n".join(lines(proof)) + "\n")
    return 0 if proof.holds else 1


async def _served(folder: Path, port: int) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with stage(folder, Setting(sandbox_port=port)) as set_up:
        put_phones_on_the_page(set_up)
        set_up.sandbox.world.jumped = set_up.swept
        sys.stdout.write(f"Klar: åbn {set_up.sandbox.url}/ i en browser. Stop med Ctrl-C.\n")
        sys.stdout.flush()
        await stopped.wait()


def put_phones_on_the_page(set_up: Stage) -> None:
    """Karla's, the staff group's, Inge's own for tips, and Bo's, from left to right."""
    sandbox = set_up.sandbox
    sandbox.phone("Karla", set_up.karla, name="karla", subtitle="Borger")
    sandbox.phone("Vurdering", set_up.inge, set_up.group, name="staff", subtitle="Vagtens gruppe")
    sandbox.phone("Inge", set_up.inge, name="reader", subtitle="Privat chat: tips")
    sandbox.phone("Bo", set_up.bo, name="officer", subtitle="Lokalbetjent")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="betjent-demo-") as folder:
        yield Path(folder)
