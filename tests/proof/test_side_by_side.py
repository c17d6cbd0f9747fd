"""What lies beside a tip points at nobody: orders of the same person, and other tips of the same tick."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from bot.prove import sinks
from bot.tips.ticks import Ticks, Waiting
from storage.store import Store
from storage.work import Work
from tests.proof.canary import CANARY
from tests.proof.nest import Nest
from tests.safe import DEALING, NOW, safe


def ordinary(nest: Nest) -> dict[str, bytes]:
    """Every row of every table but those of tips."""
    url = nest.database_url
    pieces = sinks.folder(nest.folder) if url.startswith("sqlite") else sinks.postgres(url)
    return {
        piece.table: piece.content
        for piece in pieces
        if piece.table and not piece.table.startswith(("tip", "pg_"))
    }


async def test_an_order_of_the_same_person_is_the_same_to_the_byte_afterwards(nest: Nest) -> None:
    nest.canary = nest.town.karla
    number = await nest.town.orders(nest.canary)
    await nest.town.begins(nest.canary, "for stærkt")
    await nest.town.waits(hours=1)
    before = ordinary(nest)

    await nest.tells()
    receipt = await nest.sends()
    await nest.opens(receipt)
    await nest.says(CANARY.reply)
    await nest.taps("Send det")
    await nest.taps("Luk nu")
    await nest.town.play.settled()

    assert number == 1
    assert ordinary(nest) == before


async def test_an_unfinished_tip_changes_nothing_either(nest: Nest) -> None:
    nest.canary = nest.town.karla
    await nest.town.orders(nest.canary)
    before = ordinary(nest)

    await nest.tells()

    assert ordinary(nest) == before


async def test_within_a_tick_the_order_is_nobody_s(store: Store, tmp_path: Path) -> None:
    sealed = safe(tmp_path / "tips").locks.seal(DEALING, CANARY.code, NOW)

    async def nobody(_draft: str) -> bool:
        return False

    ticks = Ticks(store, taken_back=nobody)
    came = [secrets.token_bytes(16) for _ in range(12)]
    for each in came:
        one = replace(sealed, id=each, tag=secrets.token_bytes(16))
        ticks.add(Waiting(one, "draft", CANARY.id, CANARY.id, CANARY.code, "da"))
    written = [tip.sealed.id for tip in await ticks.drain()]

    def lie(work: Work) -> list[bytes]:
        postgres = work.connection.dialect.name == "postgresql"
        rows = work.connection.execute(
            text("SELECT id FROM tips ORDER BY ctid" if postgres else "SELECT id FROM tips")
        )
        return [bytes(row[0]) for row in rows]

    found = await store.read(lie)
    assert sorted(found) == sorted(came) == sorted(written)
    assert found != came  # by chance once in half a milliard
    assert written != came
