"""The HTTP server: the routes it is given, a limit to what it reads, and a stop that finishes what it has."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

LARGEST = 1024 * 1024
STOP_SECONDS = 25.0


@asynccontextmanager
async def serving(routes: Sequence[web.RouteDef], host: str, port: int) -> AsyncIterator[str]:
    """Serves until left, and gives the base address; port 0 takes a free one.

    Raises OSError when the address is taken. Whoever leaves has already told the routes to refuse new work.
    """
    app = web.Application(client_max_size=LARGEST)
    app.add_routes(list(routes))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound = runner.addresses[0]
        yield f"http://{_host(bound[0])}:{bound[1]}"
    finally:
        await runner.cleanup()


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name else name
