"""Starts a sandbox by itself, with the page: `python -m bot.sandbox --port 9000`."""

import argparse
import asyncio
import signal
from collections.abc import Coroutine

from .sandbox import Sandbox


def main() -> None:
    _run(_serve(_arguments()))


def _run(work: Coroutine[None, None, None]) -> None:
    """On the faster event loop where there is one."""
    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
    else:
        uvloop.run(work)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox", description="A small Telegram on this machine."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9000, help="0 takes a free one")
    parser.add_argument("--token", default="1000:sandbox", help="the token of the bot it knows")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds every Bot API call takes")
    parser.add_argument("--no-limits", action="store_true", help="without flood limits")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    sandbox = Sandbox(delay=arguments.delay, limits=not arguments.no_limits)
    bot = sandbox.bot(arguments.token)
    karla, inge, jens, bo = (sandbox.person(name) for name in ("Karla", "Inge", "Jens", "Bo"))
    group = sandbox.group("Vurdering", [inge, jens])
    group.add(bot, admin=True)
    sandbox.phone("Karla", karla, name="karla", subtitle="Borger")
    sandbox.phone("Vurdering", inge, group, name="staff", subtitle="Inge og Jens")
    sandbox.phone("Bo", bo, name="officer", subtitle="Lokalbetjent")
    await sandbox.start(arguments.host, arguments.port)
    print(f"{sandbox.url} (token {arguments.token}, group {group.id})", flush=True)  # noqa: T201 - its only output.
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
    await sandbox.stop()


if __name__ == "__main__":
    main()
