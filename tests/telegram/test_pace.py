"""We never say more than Telegram allows, and the person who waits comes first."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.clock import Clock
from bot.telegram.pace import Pace
from bot.telegram.transport import Flood
from tests.telegram.edge import START

KARLA, GROUP = 1001, -1001500


async def test_a_person_gets_three_at_once_and_then_one_a_second() -> None:
    clock = Clock(START)
    pace = Pace(clock)
    for _ in range(3):
        assert not await pace.turn(KARLA, first=True, patience=0)

    assert pace.wait(KARLA, first=True) == pytest.approx(1.0)

    clock.advance(1)
    assert pace.wait(KARLA, first=True) == 0


async def test_a_group_gets_twenty_a_minute_and_four_are_kept_for_answers() -> None:
    pace = Pace(Clock(START))
    for _ in range(16):
        await pace.turn(GROUP, first=False, patience=0)

    assert pace.wait(GROUP, first=False) == pytest.approx(60.0)
    assert pace.wait(GROUP, first=True) == 0


async def test_thirty_a_second_in_all() -> None:
    pace = Pace(Clock(START))
    for person in range(30):
        await pace.turn(person + 1, first=True, patience=0)

    assert pace.wait(99, first=True) == pytest.approx(1 / 30)


async def test_a_turn_too_far_away_is_refused_at_once() -> None:
    pace = Pace(Clock(START))
    pace.hold(KARLA, 30)

    with pytest.raises(Flood) as flood:
        await pace.turn(KARLA, first=True, patience=10)

    assert flood.value.seconds == pytest.approx(30)


async def test_whoever_waits_goes_on_when_the_time_has_come() -> None:
    clock = Clock(START)
    pace = Pace(clock)
    pace.hold(KARLA, 2)
    waiting = asyncio.ensure_future(pace.turn(KARLA, first=True, patience=10))
    await asyncio.sleep(0)

    clock.advance(2.1)

    assert await waiting


async def test_without_limits_only_telegram_itself_holds_us_back() -> None:
    pace = Pace(Clock(START), limits=False)
    for _ in range(100):
        await pace.turn(KARLA, first=True, patience=0)

    pace.hold(KARLA, 3)

    assert pace.wait(KARLA, first=True) == pytest.approx(3)
