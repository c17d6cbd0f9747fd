"""A district that reads its tips on another machine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from handlers.sealing import code
from handlers.tips import intake, reading
from handlers.tips.content import Told
from storage import audit
from storage.models import Notice
from storage.opening import open_store
from storage.tip_models import Tip
from storage.work import Work
from tests.conftest import Clock
from tests.safe import DEALING, NOW, Safe
from tests.tips_cli.terminal import PASSPHRASE, Does

T = TypeVar("T")
CODE = "7H2KQ9XWB4TN0V1M"
WORDS = "De sælger ved kiosken"


@dataclass
class House:
    """A district that reads elsewhere: its database, its keys, and a reader's own folder."""

    url: str
    keys: Safe
    folder: Path
    does: Does
    out: Path

    def work(self, decide: Callable[[Work], T]) -> T:
        """One unit of work in the database at home."""

        async def done() -> T:
            store = await open_store(self.url, clock=Clock(), alone=False)
            try:
                return await store.write(decide)
            finally:
                await store.close()

        return asyncio.run(done())

    def receives(self, told: Told = DEALING, receipt: str = CODE) -> str:
        """A tip that was written; gives its name."""
        sealed = self.keys.locks.seal(told, receipt, NOW)
        self.work(lambda work: intake.put(work, [sealed]))
        return reading.name_of(sealed.id)

    def reads(self, *arguments: str, typed: tuple[str, ...] = (PASSPHRASE,)) -> str:
        """A command that goes well, with the keys; gives what it said."""
        ended, said, complained = self.does("tips", *arguments, "--keys", str(self.folder), typed=typed)
        assert (ended, complained) == (0, "")
        return said

    def tells(self, *arguments: str) -> str:
        """A command without keys that goes well."""
        ended, said, complained = self.does("tips", *arguments)
        assert (ended, complained) == (0, "")
        return said

    def status(self, name: str) -> str:
        """A tip's state at home."""
        return self.work(lambda work: the(work, name)).status

    def trail(self) -> list[tuple[str, str]]:
        """Who did what, at home."""
        return self.work(lambda work: [(line.who, line.what) for line in audit.everything(work)])


def the(work: Work, name: str) -> Tip:
    tip = reading.named(work, name)
    assert tip is not None
    return tip


def ticket(house: House) -> code.Ticket:
    return house.keys.locks.ticket(CODE)


def notices(work: Work) -> list[tuple[str, int | None, object]]:
    return [(row.what, row.person_id, row.args) for row in work.session.scalars(select(Notice))]
