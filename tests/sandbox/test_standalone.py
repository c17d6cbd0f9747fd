"""The sandbox as a program of its own."""

import asyncio
import re
import signal
import sys

import aiohttp


async def test_it_says_where_it_is_serves_a_bot_and_stops_when_told() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    found = re.match(r"(http://127\.0\.0\.1:\d+) \(token 1000:sandbox, group -100\d+\)", line)
    assert found is not None

    async with aiohttp.ClientSession() as http, http.get(f"{found[1]}/bot1000:sandbox/getMe") as response:
        assert (await response.json())["result"]["username"] == "bestil_betjent_bot"
    process.send_signal(signal.SIGTERM)

    assert await process.wait() == 0
