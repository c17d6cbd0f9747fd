"""The address service has a second, hears the words alone, and is left alone when it fails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.addresses import FAILURES, REST, Address, Addresses, addresses
from tests.conftest import Clock as Hand
from tests.register import HOUSE, Register, a_house, answering


class Clock:
    """The hand's clock as the service knows one."""

    def __init__(self, hand: Hand) -> None:
        self.now = hand

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(f"nobody waits {seconds} s here")


@asynccontextmanager
async def serving(register: Register, hand: Hand, patience: float = 0.5) -> AsyncIterator[Addresses]:
    async with answering(register) as base, aiohttp.ClientSession() as http:
        yield Addresses(http, base, "hemmelig", Clock(hand), patience=patience)


async def test_words_become_addresses_and_an_address_a_point(clock: Hand) -> None:
    register = Register(a_house)
    async with serving(register, clock) as service:
        found = await service.like("Skolevej 4 i Havdrup")
        point = await service.point(found[0].id)

    assert found == [Address(HOUSE, "Skolevej 4, 4622 Havdrup")]
    assert point == pytest.approx((55.544, 12.122), abs=1e-6)
    assert register.asked == [
        {"path": "/husnumre/soeg", "tekst": "Skolevej 4 i Havdrup", "maksimum": "5", "token": "hemmelig"},
        {"path": f"/husnumre/{HOUSE}", "token": "hemmelig"},
    ]


async def test_a_long_story_is_not_sent_whole(clock: Hand) -> None:
    register = Register(a_house)
    async with serving(register, clock) as service:
        await service.like("Skolevej " * 100)

    assert len(register.asked[0]["tekst"]) == 100


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: web.json_response({"status": "fejl", "beskrivelse": "nej"}),
        lambda _: web.json_response([]),
        lambda _: web.json_response({"fund": [None, 7, {}]}),
        lambda _: web.Response(text="<html>vedligehold</html>"),
        lambda _: web.Response(status=500),
        lambda _: web.Response(status=429),
        lambda _: web.Response(status=404),
        lambda _: web.json_response({"husnummer": {"adgangspunkt": {"geometri": None}}}),
        lambda _: web.json_response(
            {"husnummer": {"adgangspunkt": {"geometri": {"coordinates": ["a", "b"]}}}}
        ),
    ],
)
async def test_whatever_it_answers_nothing_breaks(
    clock: Hand, answer: Callable[[web.Request], web.StreamResponse]
) -> None:
    async with serving(Register(answer), clock) as service:
        assert await service.like("Skolevej 4") == []
        assert await service.point(HOUSE) is None


async def test_one_that_hangs_is_waited_for_a_moment_and_then_left_alone_for_a_minute(clock: Hand) -> None:
    register = Register(a_house, hangs=True)
    async with serving(register, clock, patience=0.05) as service:
        for _ in range(FAILURES + 2):
            assert await service.like("Skolevej 4") == []
        assert len(register.asked) == FAILURES

        register.hangs = False
        clock.turn(REST - timedelta(seconds=1))
        assert await service.like("Skolevej 4") == []
        clock.turn(timedelta(seconds=2))
        assert await service.like("Skolevej 4")

        register.hangs = True
        await service.like("Skolevej 4")
        register.hangs = False
        assert await service.like("Skolevej 4")  # one failure alone closes nothing


async def test_where_it_is_switched_off_there_is_none(clock: Hand) -> None:
    async with addresses(None, "", Clock(clock)) as service:
        assert service is None
    async with addresses("https://adressevaelger.example", "", Clock(clock)) as service:
        assert service is not None
