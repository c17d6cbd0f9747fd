"""The whole story from first word to result, on every database and by both ways of delivery."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from io import StringIO
from pathlib import Path

from bot.demo.stage import Setting, Stage
from bot.demo.stories.order import tell
from bot.demo.teller import Teller
from bot.demo.transcript import Transcript
from tests.town import Town, a_town

ONE_CASE = [
    *("case.opened", "case.asked", "case.answered", "case.noted", "case.granted"),
    *("offer.made", "offer.accepted", "case.planned", "case.done", "case.closed"),
]


class Repeating(Teller):
    """Tells the same story while Telegram delivers every update a second time."""

    def __init__(self, play: Stage, transcript: Transcript) -> None:
        super().__init__(play, transcript)
        self._repeated = len(play.sandbox.updates)

    async def _act(self, act: Callable[[], Awaitable[object]]) -> None:
        await super()._act(act)
        updates = self.play.sandbox.updates[self._repeated :]
        for update in updates:
            self.play.sandbox.redeliver(update)
        self._repeated += len(updates)
        await self.play.settled()


async def told(town: Town, teller: type[Teller] = Teller) -> list[str]:
    """Tells it all; gives the audit trail."""
    await tell(teller(town.play, Transcript((), color=False, out=StringIO())))
    return await town.events()


async def test_the_story_ends_well_by_polling(tmp_path: Path, sqlite_template: Path) -> None:
    async with a_town(tmp_path, sqlite_template, Setting(ticking=False, limits=False, polling=True)) as town:
        assert await told(town) == ONE_CASE


async def test_the_story_ends_well_on_postgresql(
    tmp_path: Path, sqlite_template: Path, postgres_url: str
) -> None:
    setting = Setting(ticking=False, limits=False, database_url=postgres_url)

    async with a_town(tmp_path, sqlite_template, setting) as town:
        assert await told(town) == ONE_CASE


async def test_a_story_in_which_every_update_comes_twice_is_the_same_story(town: Town) -> None:
    assert await told(town, Repeating) == ONE_CASE
    assert town.said(town.karla, "har nr. 1") <= 2
    assert town.said(town.karla, "Vi har gennemført") == 1
