"""What probes and Prometheus get to see."""

from __future__ import annotations

import json

import aiohttp
import pytest
from aiohttp import web

from bot.web.health import ask, health, metrics
from bot.web.metrics import Meter
from bot.web.server import serving


async def get(routes: list[web.RouteDef], path: str) -> tuple[int, str, str]:
    """One request to a server with these routes: status, sort and body."""
    async with (
        serving(routes, "127.0.0.1", 0) as base,
        aiohttp.ClientSession() as session,
        session.get(base + path) as answer,
    ):
        return answer.status, answer.content_type, await answer.text()


def saying(*reasons: str) -> list[web.RouteDef]:
    async def found() -> list[str]:
        return list(reasons)

    return [web.get("/health", health(found))]


async def test_all_is_well() -> None:
    status, sort, body = await get(saying(), "/health")

    assert (status, sort, json.loads(body)) == (200, "application/json", {"ok": True, "reasons": []})


async def test_what_is_wrong_is_said_in_plain_words() -> None:
    status, _, body = await get(saying("Databasen svarer ikke."), "/health")

    assert (status, json.loads(body)) == (503, {"ok": False, "reasons": ["Databasen svarer ikke."]})


async def test_the_numbers_are_prometheus_text() -> None:
    meter = Meter()
    meter.update("answered", 0.02)
    meter.notice("sent")
    meter.queue_age(3)

    status, sort, body = await get([web.get("/metrics", metrics(meter))], "/metrics")

    assert (status, sort) == (200, "text/plain")
    assert 'betjent_updates_total{outcome="answered"} 1.0' in body
    assert 'betjent_reply_seconds_bucket{le="0.025"} 1.0' in body
    assert 'betjent_notices_total{outcome="sent"} 1.0' in body


async def test_two_applications_do_not_share_numbers() -> None:
    first, second = Meter(), Meter()
    first.picture("ready")

    assert b'betjent_pictures_total{outcome="ready"}' in first.page()
    assert b'betjent_pictures_total{outcome="ready"}' not in second.page()


@pytest.mark.parametrize(
    ("reasons", "said", "code"),
    [([], "✓ alt er i orden\n", 0), (["Databasen svarer ikke."], "✗ Databasen svarer ikke.\n", 1)],
)
async def test_the_command_line_can_ask(
    reasons: list[str], said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(saying(*reasons), "127.0.0.1", 0) as base:
        assert await ask("127.0.0.1", int(base.rpartition(":")[2])) == code

    assert capsys.readouterr().out == said


async def test_where_nobody_answers_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert await ask("127.0.0.1", 1) == 1
    assert "http://127.0.0.1:1/health" in capsys.readouterr().out
