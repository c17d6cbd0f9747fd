"""`betjent tips pull` and `push`: the open tips out in a file of their own, and home again, once."""

import argparse
import asyncio
from pathlib import Path

from bot.settings import StartFault
from bot.tips import terminal
from bot.tips.places import Place, at_home, in_bundle, opened, url_of, who_of
from handlers.tips import bundle
from handlers.tips.bundle import Bundle, Merged, NoBundle
from storage import bundles, facts, migrate
from storage.store import Store

ENDINGS = ("", "-wal", "-shm", ".lock")  # what SQLite may leave beside a file


async def pull(options: argparse.Namespace) -> int:
    """Makes the file, or leaves none behind. Raises StartFault."""
    out: Path = options.out
    async with at_home(who_of(options)) as home:
        await asyncio.to_thread(_new_file, out)
        try:
            number = await _filled(home, out)
        except BaseException:
            await asyncio.to_thread(_no_file, out)
            raise
    terminal.say(f"✓ {out}: {number} åbne tips, låst. Læs dem med betjent tips read --bundle {out}")
    return 0


async def push(options: argparse.Namespace) -> int:
    """Brings home what was done. Raises StartFault."""
    path, who = options.bundle, who_of(options)
    async with at_home(who) as home, in_bundle(path, who) as away:
        try:
            done = await away.store.read(bundle.contents)
        except NoBundle as fault:
            raise StartFault(f"{path}: {fault}") from None
        if done.head.district != home.district:
            raise StartFault(f"{path}: er fra {done.head.district}, og databasen er {home.district}s")
        merged = await home.store.write(lambda work: bundle.merge(work, done, who))
        await away.store.write(lambda work: facts.put(work, bundle.PUSHED, {"pushed": True}))
    terminal.say(*_said(path, done, merged))
    return 0


async def _filled(home: Place, out: Path) -> int:
    head, tip_ids = await home.store.write(lambda work: bundle.take_out(work, home.who, home.district))
    colleagues = await home.store.read(bundles.colleagues)
    await asyncio.to_thread(migrate.upgrade, url_of(out))
    async with opened(url_of(out), "") as away:
        await away.write(lambda work: bundle.begin(work, head, colleagues))
        for tip_id in tip_ids:  # one at a time: their pictures need not be in memory together
            await _copied(home.store, away, tip_id)
    return len(tip_ids)


def _new_file(out: Path) -> None:
    try:
        out.touch(mode=0o600, exist_ok=False)
    except OSError as fault:
        raise StartFault(f"{out}: {fault.strerror}") from None


def _no_file(out: Path) -> None:
    for ending in ENDINGS:
        out.with_name(out.name + ending).unlink(missing_ok=True)


async def _copied(home: Store, away: Store, tip_id: bytes) -> None:
    rows = await home.read(lambda work: bundles.of_tip(work, tip_id))
    await away.write(lambda work: bundle.add(work, rows))


def _said(path: Path, done: Bundle, merged: Merged | None) -> list[str]:
    if merged is None:
        return [f"! {path}: var lagt ind allerede; intet er ændret."]
    lines = [
        f"✓ {path}: {merged.changed} tips er ændret, {len(done.lines)} linjer føjet til revisionssporet."
    ]
    lines += [
        f"! {name}: er trukket tilbage eller slettet imens; det er sprunget over." for name in merged.gone
    ]
    lines += [f"! {name}: der er kommet nye ord imens. Læs det igen." for name in merged.newer]
    return lines
