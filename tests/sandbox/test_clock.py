"""The clock stands still until it is moved, or runs and can be put ahead."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox import Clock

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_a_standing_clock_moves_only_by_hand() -> None:
    clock = Clock(START)

    clock.advance(90)

    assert clock.now() == START + timedelta(seconds=90)


async def test_sleepers_wake_when_their_time_has_come() -> None:
    clock = Clock(START)
    woken: list[int] = []

    async def sleeper(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.create_task(sleeper(seconds)) for seconds in (30, 10, 20)]
    await asyncio.sleep(0)
    clock.advance(20)
    await asyncio.gather(*tasks[1:])

    assert woken == [10, 20]
    clock.advance(10)
    await tasks[0]
    assert woken == [10, 20, 30]


async def test_an_order_can_be_taken_back() -> None:
    clock = Clock(START)
    rung: list[str] = []
    forget = clock.after(10, lambda: rung.append("forgotten"))
    clock.after(10, lambda: rung.append("kept"))

    forget()
    clock.advance(10)

    assert rung == ["kept"]


async def test_a_running_clock_can_be_put_ahead() -> None:
    clock = Clock.real()
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)

    clock.advance(3600)
    await sleeper

    assert timedelta(minutes=59) < clock.now() - datetime.now(UTC) < timedelta(minutes=61)


async def test_a_running_clock_runs() -> None:
    await Clock.real().sleep(0.001)
