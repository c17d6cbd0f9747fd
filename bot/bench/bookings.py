"""Many who want the same times of a few officers: how fast they hear, and that nobody gets what is taken."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from bot.bench.ours import opened
from bot.bench.report import Report, number
from storage import bookings, cases
from storage.bookings import KEPT, Stretch
from storage.measure import clear
from storage.models import Case
from storage.store import Store
from storage.work import Work

SLOTS, OFFICERS = 1000, 10
CITIZENS = 50
RIVALS = 5  # who try for each time, one right after the other
HOUR = timedelta(hours=1)
APART = 3 * HOUR  # from one time of an officer's to the next: no drive meets another
LATER = timedelta(minutes=20)  # every other rival wants it so much later, which is in the way all the same
DRIVE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One citizen's try; its number is that of the update."""

    number: int
    officer: int
    wanted: Stretch


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the time was hers, and how many milliseconds she waited to hear it."""

    won: bool
    waited: float


async def crowded(report: Report, data_dir: Path, database_url: str, *, slots: int = SLOTS) -> None:
    """Sound when each time went to exactly one of those who tried."""
    url = database_url or f"sqlite:///{data_dir / 'bench.db'}"
    async with opened(url) as store:
        await store.write(clear)
        filed = await store.write(_filed)
        attempts = _attempts(slots, datetime.now(UTC) + timedelta(days=1))
        began = perf_counter()
        crowd = (_citizen(store, person, numbers, attempts) for person, numbers in enumerate(filed, 1))
        heard = [answer for answers in await asyncio.gather(*crowd) for answer in answers]
        seconds = perf_counter() - began
        given, doubled = await store.read(_looked)
    report.heading(f"{slots} tider hos {OFFICERS} betjente, {CITIZENS} borgere ad gangen")
    report.line("Database", "SQLite, synchronous=FULL" if url.startswith("sqlite") else "PostgreSQL")
    report.line("Fart", f"{number(len(heard) / seconds)} forsøg/s, {RIVALS} om hver tid")
    report.line("Tid til svar", f"p50 {number(_at(heard, 0.50))}, p99 {number(_at(heard, 0.99))} ms")
    won = sum(answer.won for answer in heard)
    report.line("Rigtighed", f"{won} af {slots} tider givet, {doubled} dobbelte", f"{slots}, 0")
    report.sound = report.sound and given == won == slots and not doubled


def _attempts(slots: int, first: datetime) -> Iterator[Attempt]:
    for count in range(slots * RIVALS):
        slot, rival = divmod(count, RIVALS)
        turn, officer = divmod(slot, OFFICERS)
        starts_at = first + turn * APART + rival % 2 * LATER
        yield Attempt(count + 1, officer, Stretch(starts_at, starts_at + HOUR, DRIVE))


async def _citizen(
    store: Store, person: int, numbers: list[int], attempts: Iterator[Attempt]
) -> list[Answer]:
    """Tries for the next time that is to be had, until all have been tried for; `numbers` are her cases."""
    heard: list[Answer] = []
    for attempt in attempts:
        claim = partial(_claim, number=numbers[attempt.officer], wanted=attempt.wanted)
        began = perf_counter()
        won = await store.once(attempt.number, person, claim, _again)
        heard.append(Answer(won, (perf_counter() - began) * 1000))
    return heard


def _claim(work: Work, number: int, wanted: Stretch) -> bool:
    case = cases.find(work, number)
    return case is not None and bookings.claim(work, case, wanted, KEPT) is not None


def _again(_work: Work) -> bool:
    raise RuntimeError("an update came twice that was sent once")


def _filed(work: Work) -> list[list[int]]:
    """The numbers of each citizen's cases, one with each officer."""
    now = work.now()
    filed = [[_case(now, officer) for officer in range(OFFICERS)] for _ in range(CITIZENS)]
    work.session.add_all(case for cases_of_one in filed for case in cases_of_one)
    work.session.flush()
    return [[case.id for case in cases_of_one] for cases_of_one in filed]


def _case(now: datetime, officer: int) -> Case:
    return Case(
        kind="talk", schema=1, status="assigned", answers={}, officer_id=officer,
        created_at=now, answer_by=now, done_by=now, due_at=now,
    )  # fmt: skip


def _looked(work: Work) -> tuple[int, int]:
    """How many times are given in all, and how often an officer stands in two places."""
    start, end = work.now() - timedelta(days=1), work.now() + timedelta(days=10_000)
    given = [bookings.of_officer(work, officer, start, end) for officer in range(OFFICERS)]
    doubled = sum(first.busy_until > second.busy_from for one in given for first, second in pairwise(one))
    return sum(map(len, given)), doubled


def _at(heard: list[Answer], share: float) -> float:
    """The time within which this share of the attempts was answered."""
    ordered = sorted(answer.waited for answer in heard)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
