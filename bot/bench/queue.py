"""/koe and /sag through the real handlers, on a thousand cases and on as many as one likes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

from bot.bench.ours import DISTRICT, opened
from bot.bench.report import Report, number
from bot.settings import DISTRICTS
from handlers import route
from handlers.house import House
from handlers.profile import read_profile
from handlers.rules.moves import OPENED, Status
from handlers.visit import Tap, Visit, What, Words
from storage.measure import clear, fill, refresh
from storage.models import Member
from storage.store import Store
from storage.work import Work

Json: TypeAlias = dict[str, Any]

SMALL = 1000
AT_ONCE = 5000  # rows to a commit
TIMES, WARM = 200, 20
GROUP, INGE = -1_000_000_000_777, 777
OPEN_SHARE = 5  # every fifth case is open: far more than a district ever has
OPEN = (Status.RECEIVED, Status.ASSESSING, Status.WAITING, Status.GRANTED, Status.ASSIGNED, Status.PLANNED)
ENDED = (Status.CLOSED, Status.CLOSED, Status.DECLINED, Status.FORWARDED, Status.WITHDRAWN)
ANSWERS: Json = {
    "problem": ["speed", "school"],
    "where": {"text": "Skolevej 12 ved Netto"},
    "when": {"days": [0, 1, 2, 3, 4], "parts": ["morning"], "spans": [], "words": "", "whole": True},
    "since": {"words": "I nogle måneder"},
}


async def long_queue(
    report: Report, data_dir: Path, database_url: str, *, size: int, small: int = SMALL, times: int = TIMES
) -> None:
    """Each screen first with `small` cases in the database, then with `size`; the median of so many times."""
    house = House(read_profile(DISTRICTS / f"{DISTRICT}.toml"), 1000, "bestil_betjent_bot", GROUP)
    desk = _Desk(house, datetime.now(UTC), times)
    url = database_url or f"sqlite:///{data_dir / 'bench.db'}"
    async with opened(url) as store:
        await store.write(clear)
        await store.write(desk.hires_inge)
        few = await _measured(store, desk, report, 1, small)
        many = await _measured(store, desk, report, small + 1, size)
    report.heading(f"Vagtens skærme, {small} og {size} sager")
    for name, fast in few.items():
        slow = many[name]
        report.line(name, f"{number(fast)} og {number(slow)} ms, forhold {number(slow / fast)}", "nær 1")


async def _measured(store: Store, desk: "_Desk", report: Report, first: int, last: int) -> dict[str, float]:
    """Milliseconds of each screen once the cases from `first` to `last` are there too."""
    show = report.progress("sager", last)
    for start in range(first, last + 1, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, last + 1))
        await store.write(partial(desk.files, numbers=numbers))
        show(numbers[-1])
    await store.write(refresh)
    return {name: await _median(store, desk, says) for name, says in desk.screens(last).items()}


async def _median(store: Store, desk: "_Desk", says: Callable[[], What]) -> float:
    taken: list[float] = []
    for _ in range(min(WARM, desk.times) + desk.times):
        # Not `read`: /sag holds the row it shows, which a transaction that only reads may not.
        taken.append(await store.write(partial(desk.answers, what=says())))  # noqa: PERF401
    return median(taken[-desk.times :]) * 1000


@dataclass(frozen=True)
class _Desk:
    """One district's staff room, with cases by the thousand."""

    house: House
    now: datetime
    times: int
    dice: Random = field(default_factory=lambda: Random(114))  # noqa: S311 - the same cases every time

    def screens(self, size: int) -> dict[str, Callable[[], What]]:
        """What Inge types and taps; `size` is the number of the last case."""
        middle = int((self.now + timedelta(days=10)).timestamp() * 1_000_000)
        kommune = next(iter(self.house.profile.kommuner))
        return {
            "/koe, første side": lambda: Words("/koe"),
            "/koe, midt i": lambda: Tap(f"q:a:{middle}:0::", "1", 1),
            "/koe, én kommune": lambda: Tap(f"q:l::{kommune}", "1", 1),
            "/koe, én kommune, midt i": lambda: Tap(f"q:a:{middle}:0::{kommune}", "1", 1),
            "/sag": lambda: Words(f"/sag {self.dice.randint(1, size)}"),
        }

    def answers(self, work: Work, what: What) -> float:
        """Seconds that one answer takes, in the store's own thread."""
        visit = Visit(self.house, 1, GROUP, GROUP, INGE, private=False, what=what, language="da")
        began = perf_counter()
        reply = route.decide(work, visit)
        taken = perf_counter() - began
        if not reply.says:
            raise RuntimeError(f"no answer to {what}")
        return taken

    def hires_inge(self, work: Work) -> None:
        """Somebody who may ask."""
        work.session.add(Member(id=INGE, name="Inge", is_staff=True, kommuner=[], since=self.now))

    def files(self, work: Work, numbers: range) -> None:
        """These cases, each with its first line of the audit trail."""
        rows = [self._case(number) for number in numbers]
        fill(work, rows, [self._opened(row) for row in rows])

    def _case(self, number: int) -> Json:
        is_open = number % OPEN_SHARE == 0
        days = self.dice.uniform(-4, 30) if is_open else self.dice.uniform(-900, -4)
        due_at, kommuner = self.now + timedelta(days=days), [*self.house.profile.kommuner]
        return {
            "id": number, "kind": "traffic_check", "schema": 1,
            "status": self.dice.choice(OPEN if is_open else ENDED), "is_open": is_open,
            "person_id": self.dice.randrange(10**9), "draft_id": f"{number:x}", "answers": ANSWERS,
            "words": "", "place": "Skolevej 12 ved Netto, 4600 Køge",
            "kommune": kommuner[number // OPEN_SHARE % len(kommuner)],
            "created_at": due_at - timedelta(days=14), "answer_by": due_at, "due_at": due_at,
            "done_by": due_at + timedelta(days=16), "closed_at": None if is_open else due_at, "version": 1,
        }  # fmt: skip

    def _opened(self, case: Json) -> Json:
        return {"case_id": case["id"], "at": case["created_at"], "name": OPENED, "actor": "citizen"}
